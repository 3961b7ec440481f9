"""A deed that depends on another verb (M2), whatever the words: "will close", "will take a decision on closing".

Read where the language has a grammar: a verb that one text has free, or behind a modal only, is governed in the other
text by a verb or noun that the first text does not have.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import takewhile
from typing import NamedTuple

from diple.grammar import Sentence, VerbGroup, Word
from diple.lexicon.vocabulary import AFFIRMING
from diple.mark.kinds.finding import UNLISTED, Finding, claim, on_side, weakening
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import ALIKE, Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import matter
from diple.mark.text.context import Context
from diple.model import Span

LETTERS = 5  # that a verb and its noun share: consult, consultation
SHORTEST = 3  # letters of a verb that is recognised again
TAIL = 2  # content words after the deed, one of which both texts must have
REACH = 8  # words from the governing word to the deed
FREE = ("main", "coordinate", "complement", "subordinate")
DEPENDENT = ("infinitive", "participial")
BARRING = ("negation", "modality", AFFIRMING)
GOVERNING = ("VERB", "NOUN")
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


class Hung(NamedTuple):
    """A deed with the word that governs it."""

    governor: Word
    deed: Word


def hung_deed(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: the act that a clause did or promised depends on a new verb, or no longer depends on one."""
    if pair.common < ALIKE or not (may_govern(pair.old) or may_govern(pair.new)):
        return
    for bare, wrapping in ((pair.old, pair.new), (pair.new, pair.old)):
        hung = next(hung_deeds(bare, wrapping), None)
        if hung:
            yield finding(pair, wrapping, hung)
            return


def may_govern(side: Side) -> bool:
    """Whether a word by which a deed depends on another changed; cheap, so asked before the grammar."""
    links = side.words.words("deed_links")
    return bool(links) and any(t.key in links or t.key.endswith("ing") for t in side.changed_tokens)


def hung_deeds(bare: Side, wrapping: Side) -> Iterator[Hung]:
    """The deeds that are free on one side and depend on a new word on the other."""
    free = free_deeds(bare)
    lost = free.keys() - free_deeds(wrapping).keys()
    known = {root(word) for sentence in bare.parsed for word in sentence.words}
    for sentence, deed in dependent_deeds(wrapping, lost):
        governor = governor_of(wrapping, sentence, deed, known)
        same = is_same_deed(*free[root(deed)], sentence, deed)
        if governor and same and not is_barred(bare, wrapping, governor, deed):
            yield Hung(governor, deed)


def dependent_deeds(side: Side, roots: Set[str]) -> Iterator[tuple[Sentence, Word]]:
    """The deeds of some roots that depend on another word, each with its sentence."""
    for sentence in side.parsed:
        yield from ((sentence, deed) for deed in deeds_of(sentence) if root(deed) in roots)


def free_deeds(side: Side) -> dict[str, tuple[Sentence, VerbGroup]]:
    """The verbs that nothing but a modal governs, by root, each with its sentence; what is under way is no promise."""
    return {
        root(one.verb.main): (sentence, one.verb)
        for sentence in side.parsed
        for one in sentence.clauses
        if one.kind in FREE and one.verb.main.tag != "VERB.ing" and root(one.verb.main)
    }


def is_same_deed(before: Sentence, verb: VerbGroup, sentence: Sentence, deed: Word) -> bool:
    """Whether a deed is the one that was free, done to the same thing; not its noun where nothing was promised."""
    thing = tail(before, verb.main)
    same_thing = not thing or not thing.isdisjoint(tail(sentence, deed))
    return same_thing and (deed.upos == "VERB" or bool(verb.modal))


def deeds_of(sentence: Sentence) -> list[Word]:
    """The dependent verbs and the nouns of a sentence; a participle only describes."""
    dependent = (one for one in sentence.clauses if one.kind in DEPENDENT and one.verb.form != "participle")
    verbs = [one.verb.main for one in dependent]
    return verbs + [phrase.head for phrase in sentence.phrases]


def governor_of(side: Side, sentence: Sentence, deed: Word, known: set[str]) -> Word | None:
    """The first verb or noun before a deed that is not `known` to the other side, nor merely carries it out."""
    governing = (word for word in words_before(sentence, deed) if word.upos in GOVERNING)
    return next((word for word in governing if root(word) not in known and not carries_out(side, word)), None)


def words_before(sentence: Sentence, deed: Word) -> list[Word]:
    """The words before a deed, back to the last mark."""
    before = [word for word in sentence.words if word.end <= deed.start][-REACH:]
    return list(takewhile(lambda word: word.upos != "PUNCT", reversed(before)))[::-1]


def carries_out(side: Side, word: Word) -> bool:
    """Whether a word takes nothing off the deed that it governs: "continue to", "the honour to"."""
    keys = {word.lemma.casefold(), word.form.casefold()}
    return not keys.isdisjoint(side.words.union("upholding", "no_governors"))


def is_barred(bare: Side, side: Side, governor: Word, deed: Word) -> bool:
    """Whether a phrase of another kind lies between a word and the deed, so that this kind claims it."""
    barring = (*BARRING, "directive") if bare.of(["directive"]) else BARRING  # a call asks for the deed outright
    return any(overlap(hit.start, hit.end, governor.start, deed.start) for hit in side.of(barring))


def tail(sentence: Sentence, deed: Word) -> frozenset[str]:
    """The roots of the first content words after a verb: what it is done to."""
    after = (word for word in sentence.words if word.start >= deed.end and word.upos in CONTENT)
    return frozenset([root(word) for word, _ in zip(after, range(TAIL), strict=False)])


def root(word: Word) -> str:
    """What a verb, its gerund and its noun have in common; "" for words too short to recognise."""
    return word.lemma.casefold()[:LETTERS] if len(word.lemma) >= SHORTEST else ""


def finding(pair: Edited, side: Side, hung: Hung) -> Finding:
    """A claim of M2 on the side where the deed depends on another word."""
    span = Span(hung.governor.start, side.between(side.start, hung.deed.start)[-1].end)
    old, new = on_side(pair, side, span)
    now = "now depends" if new else "no longer depends"
    why = f"The deed {now} on “{side.quote(*span)}”: “{clause(side, *span)}”."
    about = f"the commitment to {matter(side, span)}"
    return claim(pair, "M2", "hung.hung_deed", weakening(pair, side), about, why, old, new, terms=(UNLISTED,))


RULES = (hung_deed,)
