"""A deed that depends on another verb (M2), whatever the words: "will close", "will take a decision on closing".

Read where the language has a grammar: a verb that one text has free, or behind a modal only, is governed in the other
text by a verb or noun that the first text does not have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.grammar import Clause, Sentence, VerbGroup, Word
from diple.lexicon.vocabulary import AFFIRMING
from diple.mark.kinds.finding import UNLISTED, Finding
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
    free = {root(c.verb.main): (s, c.verb) for s, c in free_clauses(bare) if not c.verb.negated}
    still_free = {root(c.verb.main) for _, c in free_clauses(wrapping)} | {""}
    barring = (*BARRING, "directive") if bare.of(["directive"]) else BARRING  # a call asks for the deed outright
    known = {root(word) for sentence in bare.parsed for word in sentence.words}
    for sentence in wrapping.parsed:
        for deed in deeds_of(sentence):
            before = free.get(root(deed)) if root(deed) not in still_free else None
            governor = governor_of(wrapping, sentence, deed, known) if before else None
            if before is None or governor is None or is_barred(wrapping, governor, deed, barring):
                continue
            if (deed.upos == "VERB" or before[1].modal) and on_one_thing(before, sentence, deed):
                yield Hung(governor, deed)


def on_one_thing(before: tuple[Sentence, VerbGroup], sentence: Sentence, deed: Word) -> bool:
    """Whether a deed is done to the same thing on both sides."""
    thing = tail(before[0], before[1].main)
    return not thing or not thing.isdisjoint(tail(sentence, deed))


def free_clauses(side: Side) -> Iterator[tuple[Sentence, Clause]]:
    """The clauses that nothing but a modal governs, each with its sentence; what is under way is no promise."""
    for sentence in side.parsed:
        clauses = (one for one in sentence.clauses if one.kind in FREE and one.verb.main.tag != "VERB.ing")
        yield from ((sentence, one) for one in clauses)


def deeds_of(sentence: Sentence) -> list[Word]:
    """The dependent verbs and the nouns of a sentence."""
    verbs = [one.verb.main for one in sentence.clauses if one.kind in DEPENDENT]
    return verbs + [phrase.head for phrase in sentence.phrases if not phrase.members]


def governor_of(side: Side, sentence: Sentence, deed: Word, known: set[str]) -> Word | None:
    """The first changed verb or noun before a deed that is not `known` to the other side, nor merely carries it out."""
    before = [word for word in sentence.words if word.end <= deed.start][-REACH:]
    breaks = [at for at, word in enumerate(before) if word.upos == "PUNCT"]
    near = before[breaks[-1] + 1 :] if breaks else before
    changed = (w for w in near if w.upos in ("VERB", "NOUN") and side.touched(w.start, w.end))
    return next((word for word in changed if root(word) not in known and not carries_out(side, word)), None)


def carries_out(side: Side, word: Word) -> bool:
    """Whether a word takes nothing off the deed that it governs: "continue to", "the honour to"."""
    keys = {word.lemma.casefold(), word.form.casefold()}
    return not keys.isdisjoint(side.words.union("upholding", "no_governors"))


def is_barred(side: Side, governor: Word, deed: Word, barring: tuple[str, ...]) -> bool:
    """Whether a phrase of another kind lies between a word and the deed, so that this kind claims it."""
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
    span = Span(hung.governor.start, max(t.end for t in side.tokens if t.start < hung.deed.start))
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    now = "now depends" if new else "no longer depends"
    return Finding(
        "M2",
        "hung.hung_deed",
        "softened" if new else "strengthened",
        f"the commitment to {matter(side, span)}",
        f"The deed {now} on “{side.quote(*span)}”: “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        terms=(UNLISTED,),
    )


RULES = (hung_deed,)
