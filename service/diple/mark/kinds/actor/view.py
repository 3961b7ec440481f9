"""Whose view it is (B1), by who speaks in the sentence: everyone, a body, some, one, or nobody named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.lexicon.vocabulary import Token
from diple.mark.kinds.claiming import claim, toward
from diple.mark.kinds.finding import Finding, weakening
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.limit.insertions import Insertion, claimed, insertions, is_attribution
from diple.mark.places.stretch import HEAD
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.names import names
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.referents import agreed
from diple.mark.sentence.phrases.referents import view as view_from
from diple.mark.text.context import Context
from diple.model import Span

STANCE = ("tone_negative", "endorsement", "opposition", "directive", "reaffirmation")
LONGEST = 14  # tokens of a subject with what belongs to it
AUXILIARIES = 3  # words before a verb among which its auxiliary is: "has also expressed"
SAME = 0.4  # share of content words that must stay for the view to be the same
ONE = 4.0  # the rank of a single speaker
# The ranks of speakers by what they are called, in the order in which they are asked.
SPEAKERS = (("single_offices", ONE), ("speaking_bodies", 9.0), ("group_nouns", 10.0))
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


attribution = LadderRule("view.attribution", "B1", ("attribution",), "the consensus on {object}", 0.5, told_as=agreed)


def subject(pair: Edited, context: Context) -> Iterator[Finding]:
    """B1: who holds a view narrows or widens. Where both sides say how many, that is B2."""
    if not keeps_view(pair):
        return
    old, new = speaker_of(pair.old), speaker_of(pair.new)
    if old and new and is_another(old, new) and holds_no_clause(pair.old, old) and holds_no_clause(pair.new, new):
        yield finding(pair, old, new)


def keeps_view(pair: Edited) -> bool:
    """Whether both sides hold one view, and another may hold it: his place in the sentence is the same."""
    if pair.common < SAME or pair.doubtful or passive_alone(pair.old) != passive_alone(pair.new):
        return False
    return may_speak(pair.old) or may_speak(pair.new)


def is_another(old: Speaker, new: Speaker) -> bool:
    """Whether two speakers differ in how many they speak for, of which one at most is counted."""
    return not (old.counted and new.counted) and abs(old.rank - new.rank) >= LEAST


def passive_alone(side: Side) -> bool:
    """Whether a verb of stance is a short passive participle: "осуждено всеми"."""
    endings = tuple(side.words.words("passive_endings"))
    return bool(endings) and any(hit.form.lower().endswith(endings) for hit in side.of(STANCE))


def may_speak(side: Side) -> bool:
    """Whether a change is near the head of a sentence, where its subject is: a cheap test."""
    heads = [span.start for span in side.spans] if side.words.words("speech_verbs") else []
    return any(0 <= change.start - head < HEAD for head in heads for change in side.changed)


def speaker_of(side: Side) -> Speaker | None:
    """Who speaks in the first changed sentence, where its verb is one of a view."""
    tokens = sentence_words(side)
    return holder(side, tokens[:LONGEST]) or by_verb(side, tokens)


def by_verb(side: Side, tokens: Sequence[Token]) -> Speaker | None:
    """Who speaks by the first verb of a view, active or passive."""
    at = verb_of_view(side, tokens)
    if at is None:
        return None
    if tokens[at - 1].key in side.words.words("be_forms"):
        return by_whom(side, tokens[at + 1 :], tokens[at]) or unnamed(side, tokens[:at], tokens[at])
    return read(side, tokens[:at], tokens[at])


def verb_of_view(side: Side, tokens: Sequence[Token]) -> int | None:
    """Where the first verb of a view is; None where a verb came before, so that this one is of another clause."""
    at = next((i for i, token in enumerate(tokens[: LONGEST + 1]) if i and says(side, token)), None)
    before = tokens[: max(0, at - AUXILIARIES)] if at else ()
    return at if place_of(before, side.words.words("finite")) is None else None


def sentence_words(side: Side) -> list[Token]:
    """The words of the first changed sentence, without a number at its head."""
    at = max(side.start, side.changed[0].start) if side.changed else side.start
    tokens = [t for t in sentence_tokens(side, at) if t.key[0].isalnum()]
    return tokens[1:] if tokens and tokens[0].key.isdigit() else tokens


def holder(side: Side, tokens: Sequence[Token]) -> Speaker | None:
    """Whose view it is by a noun: "it was the assessment of the Chair that", "the Board is of the opinion that"."""
    be_forms, thats = side.words.words("be_forms"), side.words.words("complementisers")
    at = place_of(tokens, side.words.words("view_nouns"))
    if at is None:
        return None
    be = place_of(tokens[:at], be_forms, 1)
    if be is not None and tokens[be + 1].key in side.words.words("actor_of"):
        return read(side, tokens[:be], tokens[at])
    that = place_of(tokens, thats, at + 3)
    return read(side, tokens[at + 2 : that - (tokens[that - 1].key in be_forms)], tokens[that]) if that else None


def place_of(tokens: Sequence[Token], words: frozenset[str], start: int = 0) -> int | None:
    """Where the first of some words is, from a place on."""
    return next((at for at, token in enumerate(tokens) if at >= start and token.key in words), None)


def by_whom(side: Side, tokens: Sequence[Token], verb: Token) -> Speaker | None:
    """The speaker behind "by" in a passive, None where none is named."""
    by = place_of(tokens, side.words.words("agent_prepositions"))
    behind = tokens[by + 1 : by + 1 + LONGEST] if by is not None else ()
    last = place_of(behind, side.words.words("object_ends") - side.words.words("actor_of"))
    return read(side, behind[:last], verb) if behind[:last] else None


def unnamed(side: Side, tokens: Sequence[Token], verb: Token) -> Speaker | None:
    """The speaker of "it was agreed", by the attributions; of another passive there is none."""
    start, end = tokens[0].start, verb.end
    ranks = ranks_in(side, "attribution", start, end)
    return Speaker(ranks[0], start, end, end, False) if ranks else None


def says(side: Side, token: Token) -> bool:
    """Whether a word is a verb of saying, holding or judging."""
    stances = (hit.start for hit in side.of(STANCE))
    return not token.capital and (token.key in side.words.words("speech_verbs") or token.start in stances)


def read(side: Side, tokens: Sequence[Token], verb: Token) -> Speaker | None:
    """How many a subject speaks for, None where nothing shows it."""
    start, end = tokens[0].start, tokens[-1].end
    sizes = ranks_in(side, "quantifier", start, end)
    ranks = sizes or ranks_in(side, "attribution", start, end)
    rank = ranks[0] if ranks else rank_of(side, tokens)
    return None if rank is None else Speaker(rank, start, end, verb.end, bool(sizes))


def ranks_in(side: Side, kind: str, start: int, end: int) -> list[float]:
    """The ranks of the phrases of one kind in a stretch."""
    return [hit.rank for hit in side.of([kind]) if start <= hit.start < hit.end <= end and hit.rank is not None]


def rank_of(side: Side, tokens: Sequence[Token]) -> float | None:
    """How many a subject speaks for by its nouns: an office, a body, a group; a name without an article is one."""
    of = place_of(tokens, side.words.words("actor_of"), 1)
    ranks = (rank_by_nouns(side, tokens[:end]) for end in (of, None))
    return next(filter(None, ranks), ONE if names_one(side, tokens) else None)


def rank_by_nouns(side: Side, tokens: Sequence[Token]) -> float | None:
    """How many the first kind of speaker among some words speaks for."""
    keys = {token.key for token in tokens}
    return next((rank for name, rank in SPEAKERS if not keys.isdisjoint(side.words.words(name))), None)


def names_one(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a subject has a name, and not right behind an article: "the Reserve" is a body, of unknown size."""
    found = [name for name in names(side) if tokens[0].start <= name.start < tokens[-1].end]
    article = tokens[0].key in side.words.words("articles_before_names")
    return bool(found) and not (article and found[0].start == tokens[1].start)


def holds_no_clause(side: Side, speaker: Speaker) -> bool:
    """Whether a subject, as far as the language has a grammar, holds no finite verb of its own."""
    verbs = [clause.verb for sentence in side.parsed for clause in sentence.clauses if clause.verb.form == "finite"]
    until = min(speaker.end, speaker.says)
    return not any(speaker.start < verb.main.start < verb.main.end < until for verb in verbs)


def finding(pair: Edited, before: Speaker, after: Speaker) -> Finding:
    """The claim on two speakers."""
    old, new, more = Span(before.start, before.end), Span(after.start, after.end), after.rank > before.rank
    about = f"the consensus {view_from(pair.new, after.says)}"
    words = f"“{pair.old.quote(*old)}” becomes “{pair.new.quote(*new)}”"
    why = f"{words}: the view is held by {'more' if more else 'fewer'}, in “{clause(pair.new, *new)}”."
    return claim(pair, ("B1", "view.subject"), toward(more), about, why, old, new)


def source(pair: Edited, context: Context) -> Iterator[Finding]:
    """B1: what was said outright is now said by someone's account, or the reverse."""
    for one in filter(is_attribution, insertions(pair)):
        why = f"The statement is {'now' if one.added else 'no longer'} put as someone's account, “{quoted(one)}”:"
        about = f"the source of the statement: {quoted(one)}"
        yield claimed(pair, "B1", "view.source", one, weakening(pair, one.side), about, why)


def quoted(one: Insertion) -> str:
    """The words of a stretch, without the mark at its end."""
    return one.side.quote(*one.span).rstrip(" ,;")


RULES = (attribution, subject, source)
