"""One party takes over another's wording (T1): told by whose formula it is, or by the other party's own earlier texts.

A term held at arm's length (in quotation marks, "so-called", "what they call", said of its owner) is not taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula.lone import LIGHT, concept_of, formula_hits, named, weight_terms
from diple.mark.kinds.formula.restored import WHOLE
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import speaks_of_weight, unlisted_terms
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.parties import (
    HEAD,
    NAME,
    author_names,
    groups_of,
    name_key,
    not_names,
    owner_codes,
    parties_named,
    words_of,
)
from diple.mark.text.recurrence import TELLING, Phrase, coinages, part_of, phrases
from diple.mark.text.series import SAME, Reading
from diple.mark.text.surviving import is_absent
from diple.mark.vocabulary import Hit
from diple.model import Span

OPENING_MARKS, CLOSING_MARKS = '"“«„‘「『', '"”»“’」』'
QUOTED = re.compile(r"(?<!\w)(?:'(?=\w)|[\"“«„‘])(?P<words>[^'\"“”«»„‘’]{3,60})(?:'(?!\w)|[\"”»“’])")
BRINGS_IN = 60  # code points before a quoted term in which it is said whose it is
SINGLE = re.compile(r"'(?!s\b)[^']+'$")  # straight single quotation marks
# The participle behind a term, with whose deed it is: "established by Dravona", "объявленную Келландом".
BEHIND = re.compile(rf"\s*,?\s*[a-zа-яё]{{4,}}\s+(?:[a-z]{{2,3}}\s+){{0,2}}(?P<name>{NAME})")
NEAR = 3  # code points between a quotation mark and a phrase that it encloses


@needs(earlier=True)
def borrowed(pair: Pair, context: Context) -> Iterator[Finding]:
    """T1 on wording of another party's earlier text that neither the old text nor an earlier one of its own had."""
    series = context.series
    if pair.new is None or not series.others:
        return
    own = (1 << len(series.own)) - 1
    found = list(phrases(pair.new, series, lambda texts: bool(texts > own), fewest=1))
    found += [c for c in coinages(pair.new, series) if not any(overlap(*c.span, *phrase.span) for phrase in found)]
    for phrase in found:
        if max(series.shares(phrase.content)) >= WHOLE or phrase.texts & own or not says_enough(pair, phrase, context):
            continue
        place = (phrase.texts >> len(series.own)).bit_length() - 1
        owner = author_names(series.others[place])[0]
        if not is_distanced(pair.new, phrase.span, (owner,)):
            yield taken_over(pair, context, phrase, owner, series.label(series.others[place]))


def says_enough(pair: Pair, phrase: Phrase, context: Context) -> bool:
    """Whether several words are taken over, or one in the place of another on a weighty matter: a label."""
    assert pair.new
    words = [w for w in context.series.tongue.words(pair.new.text, phrase.span) if w.content]
    if sum(pair.new.touched(word.start, word.end) for word in words) >= TELLING:
        return True
    start, end = phrase.span
    swapped = any(c.old and c.new and c.new.start < end and start < c.new.end for c in pair.changes)
    return swapped and (
        speaks_of_weight(pair.new, start) or bool(pair.old and speaks_of_weight(pair.old, pair.old.start))
    )


def taken_over(pair: Pair, context: Context, phrase: Phrase, owner: str, label: str) -> Finding:
    """A finding on another party's wording."""
    assert pair.new
    words = pair.new.quote(*phrase.span)
    return Finding(
        "T1",
        "convergence.borrowed",
        "strengthened",
        f"alignment with {owner} on “{words}”",
        f"“{words}” is wording of {owner}, from a text of theirs ({label}); no text held of the party that now says it "
        f"has it: “{clause(pair.new, *phrase.span)}”.",
        (),
        (phrase.span,),
        pair.touching((), (phrase.span,)),
        terms=tuple(unlisted_terms(pair.new, phrase.span.start)),
        favours=owner,
    )


@needs(earlier=True)
def joined(pair: Edited, context: Context) -> Iterator[Finding]:
    """T1 where what one side alone had said, and says in a text of its own, is now said by both."""
    if not context.earlier or not speaks_together(pair.new):
        return
    said = context.series.content(pair.new.text[pair.new.start : pair.new.end])
    for text, reading in zip(context.series.own, context.series.readings, strict=False):
        names = author_names(text)
        if len(names) == 1 and speaks_alone(names[0], pair.old, pair.new) and holds(reading, said):
            yield common_now(pair, names[0], context.series.label(text))
            return


def speaks_together(side: Side) -> bool:
    """Whether all sides speak, in wording that changed."""
    found = together(side.words.language).search(side.text[side.start : side.end].lower())
    return bool(found) and side.touched(side.start + found.start(), side.start + found.end()) if found else False


@cache
def together(language: str) -> re.Pattern[str]:
    """Finds a subject that is all sides together."""
    words = sorted(words_of(language, "together"), key=lambda word: (-len(word), word))
    edge = "" if language == "zh" else r"\b"
    return re.compile(f"{edge}(?:{'|'.join(map(re.escape, words))}){edge}" if words else r"(?!)")


def speaks_alone(name: str, old: Side, new: Side) -> bool:
    """Whether the old sentence names a party, in changed wording, and the new one does not."""
    beginning = name_key(name)
    at = old.text.lower().find(beginning, old.start, old.end)
    return at >= 0 and old.touched(at, at + len(beginning)) and beginning not in new.text[new.start : new.end].lower()


def holds(reading: Reading, said: frozenset[str]) -> bool:
    """Whether a sentence of a text says most of what is said."""
    return any(len(said & line.content) >= SAME * len(said) for line in reading.lines)


def common_now(pair: Edited, owner: str, label: str) -> Finding:
    """A finding on one side's view that both now hold."""
    old, new = Span(pair.old.start, pair.old.end), Span(pair.new.start, pair.new.end)
    said = clause(pair.new, *new)
    return Finding(
        "T1",
        "convergence.joined",
        "strengthened",
        f"alignment with {owner}: {said}",
        f"What {owner} alone had said, and says in a text of its own ({label}), is now said by both: “{said}”.",
        (old,),
        (new,),
        pair.touching((old,), (new,)),
        terms=tuple(unlisted_terms(pair.new, new.start)),
        favours=owner,
    )


def undistanced(pair: Edited, context: Context) -> Iterator[Finding]:
    """T1 where what the old text quotes as another party's word for a thing is said in the new one without marks."""
    if pair.reworded:
        return
    for match in QUOTED.finditer(pair.old.text, pair.old.start, pair.old.end):
        words = match.group("words")
        owner = owner_behind(pair.old, *match.span()) or owner_of_quoted(pair.old, match.start())
        at = pair.new.text.find(words, pair.new.start, pair.new.end)
        if owner is None or at < 0 or words in pair.old.text[match.end() : pair.old.end]:
            continue
        span = Span(at, at + len(words))
        if not is_distanced(pair.new, span, (owner,)):
            yield made_own(pair, Span(*match.span()), span, owner)


def owner_of_quoted(side: Side, at: int) -> str | None:
    """The name of a party in the words that bring in a quoted term as its own: "what Talvia calls"."""
    before = side.text[max(side.start, at - BRINGS_IN) : at]
    before = re.split(r"[;:.]\s|,\s(?!which)", before)[-1]
    if not any(word in before.lower() for word in words_of(side.words.language, "brings_in")):
        return None
    names = [
        n for n in re.findall(NAME, before) if not any(w.lower() in not_names(side.words.language) for w in n.split())
    ]
    return names[-1] if names else None


def owner_behind(side: Side, start: int, end: int) -> str | None:
    """The name of a party behind a term held at arm's length: "the so-called 'corridor' established by Dravona"."""
    before = side.text[max(side.start, start - BRINGS_IN) : start].lower()
    if not any(word in before for word in words_of(side.words.language, "distance")):
        return None
    match = BEHIND.match(side.text, end, side.end)
    name = match.group("name") if match else ""
    return None if name.lower() in not_names(side.words.language) else name or None


def made_own(pair: Edited, quoted: Span, span: Span, owner: str) -> Finding:
    """A finding on another party's term that lost its quotation marks."""
    words = pair.new.quote(*span)
    return Finding(
        "T1",
        "convergence.undistanced",
        "strengthened",
        f"alignment with {owner} on “{words}”",
        f"The old text gives “{words}” as a term of {owner}: “{clause(pair.old, *quoted)}”; the new one says it "
        f"without marks, as its own: “{clause(pair.new, *span)}”.",
        (quoted,),
        (span,),
        pair.touching((quoted,), (span,)),
        terms=tuple(unlisted_terms(pair.new, span.start)),
        favours=owner,
    )


def owned(context: Context) -> Iterator[Finding]:
    """T1 on a formula of the packs that another party owns, where the text tells who speaks."""
    head = context.new.text[:HEAD]
    speakers = parties_named(" ".join((*context.new.parties, context.new.title or "", head)))
    if not speakers and not author_names(context.new):
        return
    for pair in context.pairs:
        for hit in formula_hits(pair.new, pair.old):
            concept = concept_of(context, hit)
            owners = owner_codes(concept.owner) if concept.weight >= LIGHT else frozenset()
            if pair.new and owners and is_foreign(owners, speakers, context) and enters(pair, hit, context):
                yield adopted(pair, context, hit, sorted(owners))


def is_foreign(owners: frozenset[str], speakers: frozenset[str], context: Context) -> bool:
    """Whether nobody speaks who owns a formula, or its one owner speaks together with another."""
    if owners.isdisjoint(speakers | groups_of(speakers)):
        return True
    others = [name for name in author_names(context.new) if parties_named(name).isdisjoint(owners)]
    return len(owners) == 1 and bool(others or speakers - owners)


def enters(pair: Pair, hit: Hit, context: Context) -> bool:
    """Whether a formula is new to the text and its own series, and is no quotation."""
    assert pair.new
    texts = (context.old, *context.series.own)
    return not is_distanced(pair.new, Span(hit.start, hit.end), ()) and all(
        is_absent(pair.new, hit, context, text) for text in texts
    )


def adopted(pair: Pair, context: Context, hit: Hit, owners: list[str]) -> Finding:
    """A finding on a formula that the packs give to another party."""
    assert pair.new
    span, names = Span(hit.start, hit.end), ", ".join(owners)
    return Finding(
        "T1",
        "convergence.owned",
        "strengthened",
        f"alignment with {names} on “{named(hit, pair.new)}”",
        f"“{hit.form}” is a formula of {names}; it enters a text in which another party speaks: "
        f"“{clause(pair.new, *span)}”.",
        (),
        (span,),
        pair.touching((), (span,)),
        concepts=(hit.concept or "",),
        terms=tuple(weight_terms(concept_of(context, hit))),
        favours=names,
    )


def is_distanced(side: Side, span: Span, owners: tuple[str, ...]) -> bool:
    """Whether a phrase is held at arm's length: in quotation marks, called so, or said of its owner."""
    start, end = next(((s, e) for s, e in side.spans if s <= span.start < e), (side.start, side.end))
    before, after = (
        side.text[max(start, span.start - NEAR) : span.start],
        side.text[span.end : min(end, span.end + NEAR)],
    )
    quoted = any(mark in before for mark in OPENING_MARKS) and any(mark in after for mark in CLOSING_MARKS)
    quoted = quoted or bool(SINGLE.match(side.text, max(start, span.start - 1), span.end + 1))
    sentence = side.text[start:end].lower()
    if any(word in sentence for word in words_of(side.words.language, "distance")):
        return True
    if any(word in sentence for word in words_of(side.words.language, "approving")):
        return False
    return quoted or any(is_possessor(name, side, span) for name in owners)


def is_possessor(name: str, side: Side, span: Span) -> bool:
    """Whether a phrase is said to be its owner's: "Ostmark's", or the owner right beside it."""
    around = part_of(
        side, Span(max(side.start, span.start - len(name) - NEAR), min(side.end, span.end + len(name) + 2 * NEAR))
    )
    return name_key(name) in around.text[around.start : around.end].lower().replace(side.quote(*span).lower(), "")


RULES = (borrowed, joined, undistanced)
TEXT_RULES = (owned,)
