"""What a figure, a date or a deadline is for: "the deadline to complete the bridge", "the number of provinces"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from diple.lexicon.vocabulary import Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import LONGEST, phrase, tokens_after, tokens_before
from diple.mark.sentence.phrases.referents import (
    asked,
    clause_subject,
    complement,
    deed,
    modal_before,
    named_noun,
    opens_noun,
    promising_frame,
    subject,
    topic,
)
from diple.mark.sentence.quantities.units import MONEY, Quantity
from diple.model import Span

SHARES = ("share", "%")
INTERVAL = "interval"
BEFORE_FIGURE = 1  # words between a deed and the figure of its object: "provide Oskany with | 40 tonnes"
NO_NOUNS = ("date", "days", INTERVAL, "times", "fold", "when", *SHARES)  # units that are no noun behind the number
LEAST, VERB = 3, 2  # ideographs of a phrase that names something, and of a deed
AFTER = 3  # words after a verb of deciding in which "to" occurs: "decided today to"
COUNTED = 6  # words of what is counted


def measured(side: Side, at: Quantity) -> str:
    """What a quantity is for, named."""
    span = Span(at.start, at.end)
    if at.deadline:
        return f"the deadline {due(side, span)}"
    known = committed(side, at) or decided(side, span) or shared(side, at) or counted(side, at)
    return known or f"the {at.name} for {thing(side, span)}"


def committed(side: Side, at: Quantity) -> str:
    """The figure of a commitment: "the figure in the commitment to build"; "" where nothing is promised."""
    span = Span(at.start, at.end)
    act = deed(side, span)
    if not act or not is_active(side, act) or opens_noun(side, act):
        return ""
    name = at.name if at.unit == INTERVAL else "figure"
    return f"the {name} in the commitment to {with_object(side, at, act)}"


def with_object(side: Side, at: Quantity, act: str) -> str:
    """A deed with its object where the figure opens that: "supply two boats", but "hold a meeting" every year."""
    whole = deed(side, Span(at.start, at.end), through=True) if at.unit not in NO_NOUNS else ""
    between = whole.removeprefix(act).split()[: BEFORE_FIGURE + 1] if whole.startswith(act) else []
    figure = side.quote(at.at, at.end).split()[:1]
    return whole if figure and figure[0] in between else act


def is_active(side: Side, act: str) -> bool:
    """Whether a deed is neither denied nor passive."""
    return act.split(" ", 1)[0].casefold() not in {"not", *side.words.words("passive")}


def decided(side: Side, span: Span) -> str:
    """The figure of a decision: "the figure in the decision to lower the rate"; "" where nothing is decided "to"."""
    deciding, to = side.words.words("deciding"), side.words.words("infinitive")
    after = list(dropwhile(lambda t: t.key not in deciding, tokens_before(side, span.start)))[1:]
    place = next((at for at, t in enumerate(after[:AFTER]) if t.key in to), None)
    said = phrase(side, after[place + 1 :], LONGEST) if place is not None else ""
    return f"the figure in the decision to {said}" if said else ""


def due(side: Side, span: Span) -> str:
    """What must be done by a deadline: "to withdraw", "for data to be supplied", "in the demand that …"."""
    act = deed(side, span, foretold=True)
    if act:
        return deed_due(side, span, act)
    verb = next(reversed(side.of(("directive",))), None)
    said = until(side, verb.end, span.start) if verb else ""
    if verb and said:
        return f"in {asked(side, verb, said)}"
    aim = infinitive(side, span)
    return f"to {aim}" if aim else f"for {thing(side, span, VERB)}"


def deed_due(side: Side, span: Span, act: str) -> str:
    """A deed that is due, with its subject where it is a passive."""
    frame = promising_frame(side, span)
    modal = modal_before(frame, span.start) if frame else None
    acting = clause_subject(side, modal.start) if modal and not is_active(side, act) else ""
    if acting:
        return f"for {acting} to {act}"
    return f"to {act}" if side.words.tables.get("subject_first") else f"for {without_time(side, act)}"


def until(side: Side, start: int, end: int) -> str:
    """What a verb governs up to a place: the demand without its deadline."""
    return phrase(side, [t for t in tokens_after(side, start) if t.end <= end], LONGEST)


def without_time(side: Side, said: str) -> str:
    """Words without a unit of time that the deadline left at their head: "года второй мост"."""
    first, _, rest = said.partition(" ")
    return rest if rest and first.casefold() in side.words.tables["numbers"].get("units", ()) else said


def infinitive(side: Side, span: Span) -> str:
    """What someone is "to" do before a stretch: "we want it to grow"."""
    tokens = tokens_before(side, span.start)
    to, before = side.words.words("infinitive"), side.words.union("pronouns", "be_forms")
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[place].key in to and tokens[place - 1].key in before and tokens[place + 1].key.isalpha():
            return phrase(side, tokens[place + 1 :], LONGEST)
    return ""


def shared(side: Side, at: Quantity) -> str:
    """Of what a number is a share: "three quarters of their trade"."""
    after = tokens_after(side, at.end) if at.unit in SHARES else []
    said = phrase(side, after[1:], LONGEST) if after and after[0].key in side.words.words("actor_of") else ""
    return f"the share of {said}" if said else ""


def counted(side: Side, at: Quantity) -> str:
    """What a number counts, where a noun follows it: "twenty-seven provinces"."""
    if at.unit in NO_NOUNS or at.unit.startswith(MONEY) or not side.words.spaced:
        return ""
    after = list(dropwhile(lambda t: t.key != at.unit, tokens_after(side, at.at + 1)))
    if not after or after[0] not in side.content_tokens or at.unit in side.words.words("measure_words"):
        return ""
    return f"the number of {phrase(side, after, COUNTED)}"


def thing(side: Side, span: Span, least: int = LEAST) -> str:
    """What a number is said of: the subject of its clause, else the words before it."""
    if not side.words.spaced:
        after = without_units(side, complement(side, span.end))
        return after if len(after) >= least else subject(side, span.start) or after or topic(side, span)
    return clause_subject(side, span.start) or named_noun(side, tokens_before(side, span.start)) or topic(side, span)


def without_units(side: Side, said: str) -> str:
    """Characters without the units of time and money at their head, which the number in front of them left."""
    units = side.words.tables["numbers"].get("units", {})
    while said and said[0] in units:
        said = said[1:]
    return said


def last_noun(side: Side, tokens: Sequence[Token]) -> Sequence[Token]:
    """The words from the last article on: "the goal of raising it"."""
    articles = {word for kind in side.words.tables.get("articles", {}).values() for word in kind}
    place = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at].key in articles), 0)
    return tokens[place:]
