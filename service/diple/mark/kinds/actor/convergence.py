"""One party takes over another's wording (T1): by whose formula it is, or by the other party's own earlier texts.

A term held at arm's length (in quotation marks, "so-called", "what they call", said of its owner) is not taken over,
and everyday words are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from diple.lexicon import Concept, Lexicon
from diple.lexicon.vocabulary import Hit
from diple.mark.events.rarity import rarities, unlisted_rarity
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula.lone import LIGHT, concept_of, formula_hits, named
from diple.mark.kinds.formula.restored import WHOLE
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import speaks_of_weight
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.distance import QUOTED, is_distanced, owner_of_quoted
from diple.mark.text.parties import HEAD, author_names, groups_of, name_key, owner_codes, parties_named, words_of
from diple.mark.text.proposals import is_taken_up, proposals
from diple.mark.text.recurrence import TELLING, Phrase, coinages, phrases
from diple.mark.text.series import SAME, Reading
from diple.mark.text.surviving import is_absent
from diple.model import Span

# The rarity of a single word (7 minus its Zipf frequency) below which it is everybody's. Of 435 English forms of the
# packs with an owner, the single words below it are verbs of the genre (condemn, acknowledge, protest, phase out); the
# first above it are "annexation", "coercion", "hegemony".
EVERYDAY = 3.6
PARTICLE = 1.5  # the rarity below which a word is a particle or a verb of all work: out, down, up, get
LANGUAGE = "en"  # in whose forms a concept is tested for everyday words, whatever the language of the text


@needs(earlier=True)
def borrowed(pair: Pair, context: Context) -> Iterator[Finding]:
    """T1: wording of another party's earlier text that neither the old text nor an earlier one of its own had."""
    series = context.series
    if pair.new is None or not series.others:
        return
    own = (1 << len(series.own)) - 1
    found = list(phrases(pair.new, series, lambda texts: bool(texts > own), fewest=1))
    found += [c for c in coinages(pair.new, series) if not any(overlap(*c.span, *phrase.span) for phrase in found)]
    for phrase in found:
        if max(series.shares(phrase.content)) >= WHOLE or phrase.texts & own or not says_enough(pair, phrase, context):
            continue
        text = series.others[(phrase.texts >> len(series.own)).bit_length() - 1]
        owner = author_names(text)[0]
        if not is_distanced(pair.new, phrase.span, (owner,)):
            said = f"A text of {owner} has it ({series.label(text)}), and no earlier text of the party that speaks"
            yield taken_over(pair, pair.new, "borrowed", phrase.span, owner, said)


def says_enough(pair: Pair, phrase: Phrase, context: Context) -> bool:
    """Whether several words are taken over, or one in the place of another on a weighty matter: a label."""
    assert pair.new
    words = [w for w in context.series.tongue.words(pair.new.text, phrase.span) if w.content]
    if sum(pair.new.touched(word.start, word.end) for word in words) >= TELLING:
        return True
    start, end = phrase.span
    replaces = any(c.old and c.new and c.new.start < end and start < c.new.end for c in pair.changes)
    return replaces and (
        speaks_of_weight(pair.new, start) or bool(pair.old and speaks_of_weight(pair.old, pair.old.start))
    )


@needs(earlier=True)
def joined(pair: Edited, context: Context) -> Iterator[Finding]:
    """T1: what one side alone had said, and says in a text of its own, is now said by both."""
    if not speaks_together(pair.new):
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
    """The claim on one side's view that both now hold."""
    old, new = Span(pair.old.start, pair.old.end), Span(pair.new.start, pair.new.end)
    said = clause(pair.new, *new)
    return Finding(
        "T1",
        "convergence.joined",
        "strengthened",
        f"alignment with {owner}: {said}",
        f"Both sides now say what {owner} alone had said, in this text and in one of its own ({label}): “{said}”.",
        (old,),
        (new,),
        pair.touching((old,), (new,)),
        favours=owner,
    )


def undistanced(pair: Edited, context: Context) -> Iterator[Finding]:
    """T1: what the old text quotes as another party's word for a thing is said in the new one without marks."""
    if pair.reworded:
        return
    for match in QUOTED.finditer(pair.old.text, pair.old.start, pair.old.end):
        words = match.group("words")
        owner = owner_of_quoted(pair.old, *match.span())
        at = pair.new.text.find(words, pair.new.start, pair.new.end)
        if owner is None or at < 0 or words in pair.old.text[match.end() : pair.old.end]:
            continue
        span, quoted = Span(at, at + len(words)), Span(*match.span())
        if not is_distanced(pair.new, span, (owner,)):
            said = f"The old text quotes it as a term of {owner}, “{clause(pair.old, *quoted)}”; the new one does not"
            yield taken_over(pair, pair.new, "undistanced", span, owner, said, quoted)


def credited(pair: Pair, context: Context) -> Iterator[Finding]:
    """T1: the new text acts on or backs a named proposal of another party that the old text did not know."""
    if pair.new is None:
        return
    for found in proposals(pair.new):
        known = pair.new.quote(*found.span).lower() in context.old.text.lower()
        if not known and pair.new.touched(*found.span) and is_taken_up(pair.new, found.start):
            said = f"The text itself calls it a proposal of {found.owner}, and the old text does not have it"
            yield taken_over(pair, pair.new, "credited", found.span, found.owner, said)


# ---- formulas of the packs that have an owner -----------------------------------------------------


def owned(context: Context) -> Iterator[Finding]:
    """T1: a formula of the packs that only another party owns enters a text that shows who speaks."""
    head = context.new.text[:HEAD]
    speakers = parties_named(" ".join((*context.new.parties, context.new.title or "", head)))
    if not speakers and not author_names(context.new):
        return
    for pair in context.pairs:
        for hit in formula_hits(pair.new, pair.old) if pair.new else ():
            owners = owners_of(context, hit)
            if pair.new and owners and owners.isdisjoint(speakers | groups_of(speakers)) and enters(pair, hit, context):
                yield adopted(pair, pair.new, hit, ", ".join(sorted(owners)))


def owners_of(context: Context, hit: Hit) -> frozenset[str]:
    """The parties that own a formula of weight, none where everyday words can express it."""
    concept = concept_of(context, hit)
    if concept.weight < LIGHT or is_everyday(concept, context.lexicon):
        return frozenset()
    return owner_codes(concept.owner)


def is_everyday(concept: Concept, lexicon: Lexicon) -> bool:
    """Whether a single common word, with a particle or without, expresses a concept: "condemn", "phase out"."""
    for form in lexicon.forms(concept.id, LANGUAGE):
        first, *rest = (rarity_of(word) for word in form.text.lower().replace("-", " ").split())
        if PARTICLE < first < EVERYDAY and (not rest or (len(rest) == 1 and rest[0] < PARTICLE)):
            return True
    return False


def rarity_of(word: str) -> float:
    """The rarity of a word of the language in which concepts are tested."""
    return rarities(LANGUAGE).get(word, unlisted_rarity(LANGUAGE))


def enters(pair: Pair, hit: Hit, context: Context) -> bool:
    """Whether a formula is new to the text and its own series, and neither a quotation nor a proper name."""
    assert pair.new
    if is_distanced(pair.new, Span(hit.start, hit.end), ()) or is_title(pair.new, hit):
        return False
    return all(is_absent(pair.new, hit, context, text) for text in (context.old, *context.series.own))


def is_title(side: Side, hit: Hit) -> bool:
    """Whether all content words of a formula have capitals: the name of a treaty or body is nobody's wording."""
    words = [t for t in side.content_tokens if hit.start <= t.start < hit.end]
    return len(words) > 1 and all(t.capital for t in words)


def adopted(pair: Pair, side: Side, hit: Hit, names: str) -> Finding:
    """The claim on a formula that the packs give to another party."""
    span = Span(hit.start, hit.end)
    return Finding(
        "T1",
        "convergence.owned",
        "strengthened",
        f"alignment with {names} on “{named(hit, side)}”",
        f"“{hit.form}” is a formula of {names}; it is new in a text of another party: “{clause(side, *span)}”.",
        (),
        (span,),
        pair.touching((), (span,)),
        concepts=(hit.concept or "",),
        favours=names,
    )


def taken_over(
    pair: Pair, side: Side, rule: str, span: Span, owner: str, said: str, quoted: Span | None = None
) -> Finding:
    """The claim on wording of another party; `quoted` is where the old text still quotes it."""
    words, old = side.quote(*span), (quoted,) if quoted else ()
    return Finding(
        "T1",
        f"convergence.{rule}",
        "strengthened",
        f"alignment with {owner} on “{words}”",
        f"“{words}” is wording of {owner}. {said}: “{clause(side, *span)}”.",
        old,
        (span,),
        pair.touching(old, (span,)),
        favours=owner,
    )


RULES = (borrowed, joined, undistanced, credited)
TEXT_RULES = (owned,)
