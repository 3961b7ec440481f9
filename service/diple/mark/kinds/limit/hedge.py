"""H1: a limiter, a condition or an "any" is added to a clause that stays, or dropped from it."""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding, weakening
from diple.mark.kinds.limit.insertions import Insertion, claimed, insertions, is_attribution
from diple.mark.kinds.limit.limiting import limited, limiting_changes
from diple.mark.sentence.clause_pairs import ClausePair
from diple.mark.sentence.frames import Frame
from diple.mark.sentence.pair import ALIKE, Edited
from diple.mark.sentence.phrases.referents import held_thing, promise
from diple.mark.sentence.phrases.whole import names_something, words_of
from diple.mark.sentence.quantities.reading import quantities
from diple.mark.sentence.restated import answered, survives_changed
from diple.mark.text.context import Context

FEWEST = 2  # words of a condition
PROMISING = ("modality", "hedge", "wrapper")


@needs(kinds=("hedge",))
def limiter(pair: Edited, context: Context) -> Iterator[Finding]:
    """A limiter is added to a clause that stays, or dropped; one limiter for another is no change."""
    return limiting_changes(pair, context, "hedge", "H1", "hedge.limiter")


def condition(pair: Edited, context: Context) -> Iterator[Finding]:
    """A clause of condition, time or exception is added or dropped."""
    for one in insertions(pair):
        if opens_condition(one) and not is_said_otherwise(one) and not is_date(one) and not is_attribution(one):
            why = f"A condition is {'added' if one.added else 'dropped'}, “{one.side.quote(*one.span)}”:"
            about = held_by(one)
            yield claimed(pair, "H1", "hedge.condition", one, weakening(pair, one.side), about, why)


def held_by(one: Insertion) -> str:
    """What a condition limits: what its sentence promises, else what the clause around it speaks of."""
    sentence = one.side.parsed_at(one.span.start)
    main = sentence.main_clause() if sentence else None
    if promise(one.side, one.span) or main is None or main.subject is None:
        return held_thing(one.side, one.span)
    inside = one.span.start <= main.subject.start < one.span.end
    named = names_something(main.subject) and not inside
    return f"the statement on {words_of(one.side, main.subject)}" if named else held_thing(one.side, one.span)


def is_date(one: Insertion) -> bool:
    """Whether a stretch is a date or a time limit and nothing besides, of which N1 speaks: "до 1 мая 2031 года"."""
    times = one.side.words.tables.get("numbers", {}).get("time_nouns", ())
    dates = [q for q in quantities(one.side) if q.deadline or q.unit == "date"]
    date = next((q for q in dates if q.start <= one.span.start < q.end), None)
    behind = one.side.between(date.end, one.span.end) if date else ()
    return date is not None and all(token.key in times or not token.key[0].isalnum() for token in behind)


def is_said_otherwise(one: Insertion) -> bool:
    """Whether the other side has the condition in other words."""
    return survives_changed(one.side, one.other, one.span) or answered(one.side, one.other, one.span)


def opens_condition(one: Insertion) -> bool:
    """Whether a stretch opens with a word of condition; "as", "so" and "only" do so before some words alone."""
    words, keys = one.side.words, [token.key for token in one.words]
    if len(keys) < FEWEST or keys[0] not in words.words("conditions"):
        return False
    return keys[0] not in words.words("loose_conditions") or keys[1] in words.words("condition_seconds")


@needs(words=("indefinites",))
def indefinite(pair: Edited, context: Context) -> Iterator[Finding]:
    """What is to be done is now to be done to "any" of it that there may be, or the reverse."""
    for clauses in pair.clause_pairs if pair.common >= ALIKE and not pair.reworded else ():
        yield from (made_indefinite(pair, frame, token) for frame, token in indefinites(clauses))


def indefinites(clauses: ClausePair) -> Iterator[tuple[Frame, Token]]:
    """The words for "any" that only one of two promising clauses has, where neither denies."""
    old, new = clauses.old, clauses.new
    if old and new and not (old.negations or new.negations):
        yield from ((new, token) for token in indefinites_before(new, old))
        yield from ((old, token) for token in indefinites_before(old, new))


def indefinites_before(frame: Frame, other: Frame) -> Iterator[Token]:
    """The words for "any" of a promising clause, in changed wording, before a word that the other clause has too."""
    words = frame.side.words.words("indefinites") if frame.of(*PROMISING) else ()
    yield from (token for token in frame.tokens if token.key in words and is_new_before(frame, token, other))


def is_new_before(frame: Frame, token: Token, other: Frame) -> bool:
    """Whether a word is in changed wording, before a word that the other clause has too."""
    after = next((each for each in frame.side.content_tokens if each.start >= token.end), None)
    return frame.side.touched(token.start, token.end) and after is not None and stem(after.key) in other.stems


def made_indefinite(pair: Edited, frame: Frame, token: Token) -> Finding:
    """A claim on the word for "any", as on a limiter."""
    hit = Hit("hedge", None, token.start, token.end, token.key, "if there is one at all")
    return limited(pair, hit, frame.side, "H1", "hedge.indefinite", weakening(pair, frame.side))


RULES = (limiter, condition, indefinite)
