"""Dropped and added sentences that judge the same act: a censure written afresh is still a change of censure.

So is one that is in the other's very place and has the same speaker, whatever else was written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from math import ceil

from diple.lexicon.vocabulary import Hit
from diple.lexicon.vocabulary.stems import stem
from diple.mark.places.stretch import HEAD
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.names import names
from diple.mark.sentence.pair import Pair, is_edited
from diple.mark.text.passages import matched

CENSURE = "tone_negative"
# Phrases before which the speaker of a sentence is.
STANDS = frozenset({CENSURE, "directive", "endorsement", "opposition", "reaffirmation", "modality", "wrapper"})
FEWEST, NEARLY = 5, 0.7  # content words of a sentence that may have moved, and their share that stays
LABEL, LABEL_ENDS = 3, frozenset(".)、")
ROOT, ROOTS, SHARED = 5, 2, 0.6  # letters of a root; roots, and their share, that two sentences on one deed have
DECISION = 3  # tokens of a verb of deciding, "to" and the deed
GRAVE = 5.0  # rank from which a censure is one


def answering_pairs(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Pairs of a dropped and an added sentence that judge the same, take the same place, or only moved."""
    taken: set[str] = set()
    for old, new in (*censures_answered(pairs), *in_one_place(pairs), *moved(pairs)):
        if taken.isdisjoint((old.segment.id, new.segment.id)):
            taken.update((old.segment.id, new.segment.id))
            yield joined(old, new)


def censures_answered(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """A dropped and an added sentence which both open with a censure and share a name, each in one pair."""
    gone = [pair for pair, side in dropped(pairs) if censures(side)]
    come = [pair for pair, side in added(pairs) if censures(side)] if gone else []
    return matched(gone, come, Kindred())


def dropped(pairs: Sequence[Pair]) -> list[tuple[Pair, Side]]:
    """The places that only the old text has, with their side."""
    return [(pair, pair.old) for pair in pairs if pair.old and not pair.new]


def added(pairs: Sequence[Pair]) -> list[tuple[Pair, Side]]:
    """The places that only the new text has, with their side."""
    return [(pair, pair.new) for pair in pairs if pair.new and not pair.old]


def promising_pairs(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Pairs of one dropped and one added sentence side by side, by one speaker, on one deed in other forms.

    "The sides agreed to resume the talks", "The sides said they were ready to consider resuming the talks".
    """
    for at, (one, two) in enumerate(pairwise(pairs)):
        gone, come = (one, two) if one.new is None else (two, one)
        around = (*pairs[max(0, at - 1) : at], *pairs[at + 2 : at + 3])
        if are_opposite(gone, come) and all(map(is_edited, around)) and promise_alike(gone.old, come.new):
            yield joined(gone, come)


def are_opposite(gone: Pair, come: Pair) -> bool:
    """Whether one place is dropped and the other added, of two segments."""
    return gone.new is None and come.old is None and gone.segment is not come.segment


def promise_alike(old: Side | None, new: Side | None) -> bool:
    """Whether two sentences are of one speaker and on one deed."""
    return old is not None and new is not None and one_speaker(old, new) and one_deed(old, new)


def one_deed(old: Side, new: Side) -> bool:
    """Whether most of what a sentence binds to is in the other, which binds too, in whatever form of its words."""
    if "modality" not in old.by_kind or "modality" not in new.by_kind:
        return False
    before, after = (
        {t.key[:ROOT] for t in side.content_tokens if t.start >= side.by_kind["modality"][0].end} for side in (old, new)
    )
    fewer = min(len(before), len(after))
    return len(before & after) >= max(ROOTS, SHARED * fewer)


def moved(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """A dropped and an added sentence with nearly the same words, where no other is as like."""
    gone, come = long_enough(dropped(pairs)), long_enough(added(pairs))
    having = places_by_word([said for _, said in come])
    for pair, own in gone if come else ():
        candidates = set(chain.from_iterable(having.get(word, ()) for word in rarest(own, having)))
        alike = [at for at in candidates if likeness(own, come[at][1]) >= NEARLY]
        if len(alike) == 1:
            yield pair, come[alike[0]][0]


def long_enough(places: Iterable[tuple[Pair, Side]]) -> list[tuple[Pair, frozenset[str]]]:
    """The places whose sentences have enough words to be compared, with what they say."""
    return [(pair, matter(side)) for pair, side in places if len(side.stems) >= FEWEST]


def places_by_word(said: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    """For each stem the numbers of the sentences that have it."""
    having: dict[str, list[int]] = {}
    for at, words in enumerate(said):
        for word in words:
            having.setdefault(word, []).append(at)
    return having


def rarest(own: frozenset[str], having: Mapping[str, Sequence[int]]) -> list[str]:
    """So many of the rarest stems of a sentence that whatever is nearly the same has one of them.

    Of n stems such a sentence shares at least n·NEARLY / (2 - NEARLY), for it has no fewer itself: so one of the rest.
    """
    fewest = ceil(len(own) * NEARLY / (2 - NEARLY))
    return sorted(own, key=lambda word: (len(having.get(word, ())), word))[: len(own) - fewest + 1]


def likeness(before: frozenset[str], after: frozenset[str]) -> float:
    """How much of the content of two sentences is the same, 0 to 1."""
    return 2 * len(before & after) / max(1, len(before) + len(after))


def matter(side: Side) -> frozenset[str]:
    """The stems of what a sentence says, without its number."""
    label = label_length(side) if len(side.tokens) > LABEL else 0
    if not label:
        return side.stems
    start = side.tokens[label].start
    return frozenset([stem(token.key) for token in side.content_tokens if token.start >= start])


def joined(old: Pair, new: Pair) -> Pair:
    """A dropped and an added sentence as one pair."""
    changes = old.changes if old is new else (*old.changes, *new.changes)
    return Pair(old.segment, changes, old.old, new.new, answering=True)


def in_one_place(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Pair]]:
    """Both sides of a reworded place with little in common but the speaker who judges, calls or binds."""
    halves = ((old, new) for old, new in pairwise(pairs) if old.segment is new.segment and old.new is None)
    whole = ((pair, pair) for pair in pairs if pair.doubtful)
    return ((old, new) for old, new in (*halves, *whole) if one_speaker(old.old, new.new))


def one_speaker(old: Side | None, new: Side | None) -> bool:
    """Whether two sentences open with the same words, before either judges, calls or binds."""
    if old is None or new is None:
        return False
    if one_decision(old, new):
        return True
    first, second = sorted((opening(old), opening(new)), key=len)
    named = bool(set(first) - old.words.words("stop")) or (bool(first) and one_verb(old, new))
    return named and second[: len(first)] == first


def one_decision(old: Side, new: Side) -> bool:
    """Whether two sentences begin with the same verb of deciding, and the same deed: "Decides to establish …"."""
    heads = [[token.key for token in side.first_tokens[:DECISION]] for side in (old, new)]
    return heads[0] == heads[1] and len(heads[0]) == DECISION and heads[0][0] in old.words.words("deciding")


def one_verb(old: Side, new: Side) -> bool:
    """Whether two sentences judge, call or bind by the same phrase: "We reject …", whatever it is about."""
    forms = [[hit.form.lower() for hit in sorted(side.head, key=by_place) if hit.kind in STANDS] for side in (old, new)]
    return forms[0][:1] == forms[1][:1] != []


def by_place(hit: Hit) -> tuple[int, int]:
    """Where a phrase is, the longer first."""
    return hit.start, -hit.end


def opening(side: Side) -> tuple[str, ...]:
    """The words of a sentence before the first phrase by which it judges, calls or binds: its speaker."""
    first = min((hit.start for hit in side.head if hit.kind in STANDS), default=side.start)
    return tuple(token.key for token in side.tokens[label_length(side) :] if token.end <= first)


def label_length(side: Side) -> int:
    """The tokens of a number at the head of a sentence: "17.", "(a)", "六、"."""
    at = next((at for at, token in enumerate(side.tokens[:LABEL]) if token.key in LABEL_ENDS), -1)
    return at + 1 if at >= 0 and all(len(token.key) < LABEL for token in side.tokens[:at]) else 0


def censures(side: Side) -> bool:
    """Whether a sentence opens with a verb of censure."""
    if any(hit.kind == CENSURE and hit.end <= side.start + HEAD for hit in side.concepts):
        return True
    return side.words.may_hold(CENSURE, side.keys) and any(hit.kind == CENSURE for hit in side.head)


class Kindred:
    """How much two sentences speak of the same: shared names count, and shared words where a name is shared.

    Each sentence is asked beside many, so its names are read once.
    """

    def __init__(self) -> None:
        self._names: dict[Side, set[str]] = {}

    def __call__(self, old: Side | None, new: Side | None) -> int:
        if old is None or new is None or not (judges(old) or judges(new)):
            return 0
        shared = self._judged(old) & self._judged(new)
        return 10 * len(shared) + len(old.stems & new.stems) if shared else 0

    def _judged(self, side: Side) -> set[str]:
        if side not in self._names:
            self._names[side] = names_judged(side)
        return self._names[side]


def judges(side: Side) -> bool:
    """Whether the censure is more than a note or a regret."""
    return any((hit.rank or 0) >= GRAVE for hit in side.of([CENSURE]))


def names_judged(side: Side) -> set[str]:
    """The names that are after the verb of censure: whom and what it is about, not who speaks."""
    verb = next((hit.end for hit in side.of([CENSURE])), side.end)
    return {name.key for name in names(side) if name.start >= verb}
