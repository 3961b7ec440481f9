"""Whose view it is (B1), by who speaks in the sentence: everyone, a body, some, one, or nobody named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from diple.lexicon.vocabulary import Token
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.reach.quantifier import is_reached
from diple.mark.places.stretch import HEAD
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.names import names
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.referents import agreed
from diple.mark.sentence.phrases.referents import view as view_from
from diple.mark.text.context import Context
from diple.model import Direction, Span

STANCE = ("tone_negative", "endorsement", "opposition", "directive", "reaffirmation")
LONGEST = 14  # tokens of a subject with what belongs to it
AUXILIARIES = 3  # words before a verb among which its auxiliary is: "has also expressed"
SAME = 0.4  # share of content words that must stay for the view to be the same
EVERYONE, BODY, ONE = 10.0, 9.0, 4.0
LEAST = 2.0  # difference from which a view is another's


class Speaker(NamedTuple):
    """The subject of a sentence: how many it speaks for (0 to 10), its words and where what it says begins.

    `counted`: a quantifier shows how many.
    """

    rank: float
    start: int
    end: int
    says: int
    counted: bool


@dataclass(frozen=True, slots=True)
class AttributionRule(LadderRule):
    """A change of who speaks; those whom something only reaches say nothing."""

    def __call__(self, pair: Edited, context: Context) -> Iterator[Finding]:
        for found in LadderRule.__call__(self, pair, context):
            ends = [(side, span) for side, spans in ((pair.old, found.old), (pair.new, found.new)) for span in spans]
            if not any(is_reached(side, span) for side, span in ends):
                yield found


attribution = AttributionRule(
    "view.attribution", "B1", ("attribution",), "the consensus on {object}", 0.5, told_as=agreed
)


def subject(pair: Edited, context: Context) -> Iterator[Finding]:
    """B1: who holds a view narrows or widens. Where both sides say how many, that is B2."""
    if pair.common < SAME or pair.doubtful:
        return
    if not pair.old.words.words("speech_verbs") or not (may_speak(pair.old) or may_speak(pair.new)):
        return
    if passive_alone(pair.old) != passive_alone(pair.new):
        return  # who holds the view is the subject on one side and follows the verb on the other
    old, new = speaker_of(pair.old), speaker_of(pair.new)
    if old is None or new is None or (old.counted and new.counted) or abs(old.rank - new.rank) < LEAST:
        return
    if not (pair.old.touched(old.start, old.end) or pair.new.touched(new.start, new.end)):
        return
    if holds_no_clause(pair.old, old) and holds_no_clause(pair.new, new):
        yield finding(pair, old, new)


def passive_alone(side: Side) -> bool:
    """Whether a verb of stance is a short passive participle: "осуждено всеми"."""
    endings = tuple(side.words.words("passive_endings"))
    return bool(endings) and any(hit.form.lower().endswith(endings) for hit in side.of(STANCE))


def may_speak(side: Side) -> bool:
    """Whether a change is near the head of a sentence, where its subject is: a cheap test."""
    return any(0 <= change.start - span.start < HEAD for span in side.spans for change in side.changed)


def speaker_of(side: Side) -> Speaker | None:
    """Who speaks in the first changed sentence, where its verb is one of a view."""
    at = max(side.start, side.changed[0].start) if side.changed else side.start
    tokens = [t for t in sentence_tokens(side, at) if t.key[0].isalnum()]
    tokens = tokens[1:] if tokens and tokens[0].key.isdigit() else tokens
    held = holder(side, tokens[:LONGEST])
    if held:
        return held
    finite = side.words.words("finite")
    for place, token in enumerate(tokens[: LONGEST + 1]):
        if any(t.key in finite for t in tokens[: max(0, place - AUXILIARIES)]):
            return None  # a verb came before, and this one is of another clause
        if place and says(side, token):
            if tokens[place - 1].key in side.words.words("be_forms"):
                return by_whom(side, tokens[place + 1 :], token) or unnamed(side, tokens[:place], token)
            return read(side, tokens[:place], token)
    return None


def holder(side: Side, tokens: Sequence[Token]) -> Speaker | None:
    """Whose view it is by a noun: "it was the assessment of the Chair that", "the Board is of the opinion that"."""
    words, keys = side.words, [t.key for t in tokens]
    views, of, be_forms = words.words("view_nouns"), words.words("actor_of"), words.words("be_forms")
    at = next((i for i, key in enumerate(keys) if key in views), None)
    if at is None:
        return None
    be = next((i for i in range(1, at) if keys[i] in be_forms), None)
    if be and keys[be + 1] in of and keys[0] not in words.words("pronouns"):
        return read(side, tokens[:be], tokens[at])
    that = next((i for i in range(at + 3, len(keys)) if keys[i] in words.words("complementisers")), None)
    if that and keys[at + 1] in of:
        return read(side, tokens[at + 2 : that - (keys[that - 1] in be_forms)], tokens[that])
    return None


def by_whom(side: Side, tokens: Sequence[Token], verb: Token) -> Speaker | None:
    """The speaker behind "by" in a passive, None where none is named."""
    by = next((i for i, t in enumerate(tokens) if t.key in side.words.words("agent_prepositions")), None)
    behind = tokens[by + 1 : by + 1 + LONGEST] if by is not None else []
    ends = side.words.words("object_ends") - side.words.words("actor_of")
    last = next((i for i, t in enumerate(behind) if t.key in ends), len(behind))
    return read(side, behind[:last], verb) if behind[:last] else None


def unnamed(side: Side, tokens: Sequence[Token], verb: Token) -> Speaker | None:
    """The speaker of "it was agreed", by the attributions; of another passive there is none."""
    start, end = tokens[0].start, verb.end
    ranks = [h.rank for h in side.of(["attribution"]) if start <= h.start and h.end <= end and h.rank is not None]
    return Speaker(ranks[0], start, end, end, False) if ranks else None


def says(side: Side, token: Token) -> bool:
    """Whether a word is a verb of saying, holding or judging."""
    if token.capital:
        return False
    if token.key in side.words.words("speech_verbs"):
        return True
    return any(hit.start == token.start for hit in side.of(STANCE))


def read(side: Side, tokens: Sequence[Token], verb: Token) -> Speaker | None:
    """How many a subject speaks for, None where nothing shows it."""
    words, start, end = side.words, tokens[0].start, tokens[-1].end
    of = next((i for i, t in enumerate(tokens) if i and t.key in words.words("actor_of")), len(tokens))
    keys = {t.key for t in tokens[:of]}
    if keys.isdisjoint(words.union("speaking_bodies", "group_nouns", "single_offices")):
        keys = {t.key for t in tokens}
    sizes = ranks_in(side, "quantifier", start, end)
    rank = next(iter((*sizes, *ranks_in(side, "attribution", start, end))), None)
    if rank is None:
        rank = rank_of(side, tokens, keys)
    return None if rank is None else Speaker(rank, start, end, verb.end, bool(sizes))


def ranks_in(side: Side, kind: str, start: int, end: int) -> list[float]:
    """The ranks of the phrases of one kind in a stretch."""
    return [hit.rank for hit in side.of([kind]) if start <= hit.start < hit.end <= end and hit.rank is not None]


def rank_of(side: Side, tokens: Sequence[Token], keys: set[str]) -> float | None:
    """How many a subject speaks for by its nouns: an office, a body, a group; a name without an article is one."""
    words = side.words
    alone = tokens[0].key in words.words("single") and not keys.isdisjoint(words.words("single_speakers"))
    if alone or not keys.isdisjoint(words.words("single_offices")):
        return ONE
    if not keys.isdisjoint(words.words("speaking_bodies")):
        return BODY
    if not keys.isdisjoint(words.words("group_nouns")):
        return EVERYONE
    found = [name for name in names(side) if tokens[0].start <= name.start < tokens[-1].end]
    article = tokens[0].key in words.words("articles_before_names")
    if found and article and found[0].start == tokens[1].start:
        return None  # "the Reserve": a body, of which no word says how many it speaks for
    return ONE if found else None


def holds_no_clause(side: Side, speaker: Speaker) -> bool:
    """Whether a subject, as far as the language has a grammar, holds no finite verb of its own."""
    verbs = [clause.verb for sentence in side.parsed for clause in sentence.clauses if clause.verb.form == "finite"]
    until = min(speaker.end, speaker.says)
    return not any(speaker.start < verb.main.start < verb.main.end < until for verb in verbs)


def finding(pair: Edited, old: Speaker, new: Speaker) -> Finding:
    """The claim on two speakers."""
    spans = Span(old.start, old.end), Span(new.start, new.end)
    direction: Direction = "strengthened" if new.rank > old.rank else "softened"
    words = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    return Finding(
        "B1",
        "view.subject",
        direction,
        f"the consensus {view_from(pair.new, new.says)}",
        f"“{words[0]}” becomes “{words[1]}”: the view is held by {'more' if new.rank > old.rank else 'fewer'}, "
        f"in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
    )


RULES = (attribution, subject)
