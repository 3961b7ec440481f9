"""What a figure, a date or a deadline is for: "the deadline to complete the bridge", "the number of provinces"."""

from __future__ import annotations

from collections.abc import Sequence

from diple.lexicon.vocabulary import Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import LONGEST, is_break, phrase, sentence_tokens
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
from diple.mark.sentence.quantities.reading import MONEY, Quantity
from diple.model import Span

SHARES = ("share", "%")
NO_NOUNS = ("date", "days", "interval", "times", "fold", "when", *SHARES)  # units that are no noun behind the number
LEAST, VERB = 3, 2  # ideographs of a phrase that names something, and of a deed
AFTER = 3  # words after a verb of deciding in which "to" occurs: "decided today to"
COUNTED = 6  # words of what is counted


def measured(side: Side, at: Quantity) -> str:
    """What a quantity is for, named."""
    span = Span(at.start, at.end)
    if at.deadline:
        return f"the deadline {due(side, span)}"
    act = deed(side, span)
    if act and not opens_noun(side, act) and is_whole(side, act):
        return f"the figure in the commitment to {act}"
    return (
        decided(side, span)
        or shared(side, at)
        or counted(side, at)
        or f"the {'date' if at.unit == 'date' else 'figure'} for {thing(side, span)}"
    )


def is_whole(side: Side, act: str) -> bool:
    """Whether a deed is active and no word of it waits for the number: not "run at or below"."""
    words = act.casefold().split()
    return words[0] not in {"not", *side.words.words("passive")} and words[-1] not in side.words.words("object_ends")


def decided(side: Side, span: Span) -> str:
    """The figure of a decision: "the figure in the decision to lower the rate"; "" where nothing is decided "to"."""
    tokens = [t for t in sentence_tokens(side, span.start) if t.end <= span.start]
    deciding, to = side.words.words("deciding"), side.words.words("infinitive")
    verb = next((at for at, t in enumerate(tokens) if t.key in deciding), None)
    after = tokens[verb + 1 :] if verb is not None else []
    place = next((at for at, t in enumerate(after[:AFTER]) if t.key in to), None)
    said = phrase(side, after[place + 1 :], LONGEST) if place is not None else ""
    return f"the figure in the decision to {said}" if said else ""


def due(side: Side, span: Span) -> str:
    """What must be done by a deadline: "to withdraw", "for data to be supplied", "in the demand that …"."""
    act, first_only = deed(side, span, foretold=True), side.words.tables.get("subject_first")
    if act.startswith("not "):
        return "of the ban"
    if act and act.split(" ", 1)[0] in side.words.words("passive"):
        frame = promising_frame(side, span)
        modal = modal_before(frame, span.start) if frame else None
        acting = clause_subject(side, modal.start if modal else span.start)
        return f"for {acting} to {act}" if acting else f"to {act}"
    if act and not (first_only and opens_noun(side, act)):
        return f"to {act}" if first_only else f"for {without_time(side, act)}"
    verb = next((hit for hit in reversed(side.of(("directive",))) if hit.end <= span.start), None)
    said = until(side, verb.end, span.start) if verb and side.words.spaced else ""
    if verb and said:
        return f"in {asked(side, verb, said)}"
    aim = infinitive(side, span)
    return f"to {aim}" if aim else f"for {thing(side, span, VERB)}"


def until(side: Side, start: int, end: int) -> str:
    """What a verb governs up to a place: the demand without its deadline."""
    leading = side.words.words("leading")
    between = [t for t in sentence_tokens(side, start) if t.start >= start and t.end <= end]
    first = next((at for at, token in enumerate(between) if token.key not in leading), len(between))
    return phrase(side, between[first:], LONGEST)


def without_time(side: Side, said: str) -> str:
    """Words without a unit of time that the deadline left at their head: "года второй мост"."""
    first, _, rest = said.partition(" ")
    return rest if rest and first.casefold() in side.words.tables["numbers"].get("units", ()) else said


def infinitive(side: Side, span: Span) -> str:
    """What someone is "to" do before a stretch: "we want it to grow"."""
    tokens = [t for t in sentence_tokens(side, span.start) if t.end <= span.start]
    to, before = side.words.words("infinitive"), side.words.union("pronouns", "be_forms")
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[place].key in to and tokens[place - 1].key in before and tokens[place + 1].key.isalpha():
            return phrase(side, tokens[place + 1 :], LONGEST)
    return ""


def shared(side: Side, at: Quantity) -> str:
    """Of what a number is a share: "three quarters of their trade"."""
    after = [t for t in sentence_tokens(side, at.end) if t.start >= at.end]
    if at.unit not in SHARES or not after or after[0].key not in side.words.words("actor_of"):
        return ""
    said = phrase(side, after[1:], LONGEST)
    return f"the share of {said}" if said else ""


def counted(side: Side, at: Quantity) -> str:
    """What a number counts, where a noun follows it: "twenty-seven provinces"."""
    if at.unit in NO_NOUNS or at.unit.startswith(MONEY) or not side.words.spaced:
        return ""
    noun = next((t for t in sentence_tokens(side, at.at) if t.start > at.at and t.key == at.unit), None)
    if noun is None or noun not in side.content_tokens or noun.key in side.words.words("measure_words"):
        return ""
    said = phrase(side, [t for t in sentence_tokens(side, at.at) if t.start >= noun.start], COUNTED)
    return f"the number of {said}" if said else ""


def thing(side: Side, span: Span, least: int = LEAST) -> str:
    """What a number is said of: the subject of its clause, else the words before it."""
    if not side.words.spaced:
        after = without_units(side, complement(side, span.end))
        return after if len(after) >= least else subject(side, span.start) or after or topic(side, span)
    before = [t for t in sentence_tokens(side, span.start) if t.end <= span.start]
    return clause_subject(side, span.start) or named_noun(side, before) or topic(side, span)


def without_units(side: Side, said: str) -> str:
    """Characters without the units of time and money at their head, which the number in front of them left."""
    units = side.words.tables["numbers"].get("units", {})
    while said and said[0] in units:
        said = said[1:]
    return said


def last_noun(side: Side, tokens: Sequence[Token]) -> Sequence[Token]:
    """The words from the last article on that no preposition governs: "the goal of raising it"."""
    words = side.words
    articles = {word for kind in words.tables.get("articles", {}).values() for word in kind}
    for place in range(len(tokens) - 1, -1, -1):
        governed = place > 0 and tokens[place - 1].key in words.words("object_ends")
        if is_break(tokens[place]):
            break
        if tokens[place].key in articles and not governed:
            return tokens[place:]
    return tokens
