"""One party takes over another's wording (T1): by whose formula it is, or by the other party's own earlier texts.

A term held at arm's length (in quotation marks, "so-called", "what they call", said of its owner) is not taken over,
and everyday words are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from diple.lexicon import Concept, Lexicon
from diple.lexicon.vocabulary import Hit
from diple.mark.events.rarity import rarities, unlisted_rarity
from diple.mark.kinds.asking import needs
from diple.mark.kinds.claiming import claim
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.formula.lone import concept_of, formula_hits, named
from diple.mark.kinds.formula.restored import WHOLE
from diple.mark.places.stretch import overlap
from diple.mark.sentence.concepts import LIGHT
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import speaks_of_weight
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.distance import QUOTED, is_distanced, owner_of_quoted
from diple.mark.text.parties import HEAD, author_names, groups_of, name_key, owner_codes, parties_named, words_of
from diple.mark.text.recurrence import TELLING, Phrase, coinages, phrases
from diple.mark.text.series import SAME, Reading, Series
from diple.mark.text.surviving import is_absent
from diple.model import Span, Statement

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
    for phrase in foreign(pair.new, series):
        if max(series.shares(phrase.content)) < WHOLE and says_enough(pair, phrase, context):
            text = series.others[(phrase.texts >> len(series.own)).bit_length() - 1]
            owner = author_names(text)[0]
            if not is_distanced(pair.new, phrase.span, (owner,)):
                said = f"A text of {owner} has it ({series.label(text)}), and no earlier text of the party that speaks"
                yield taken_over(pair, pair.new, "borrowed", phrase.span, owner, said)


def foreign(side: Side, series: Series) -> list[Phrase]:
    """The phrases of a side that texts of other parties have, and no earlier text of its own."""
    own = (1 << len(series.own)) - 1
    found = list(phrases(side, series, lambda texts: bool(texts > own), fewest=1))
    found += [c for c in coinages(side, series) if not any(overlap(*c.span, *phrase.span) for phrase in found)]
    return [phrase for phrase in found if not phrase.texts & own]


def says_enough(pair: Pair, phrase: Phrase, context: Context) -> bool:
    """Whether several words are taken over, or one in the place of another on a weighty matter: a label."""
    words = [w for w in context.series.tongue.words(context.new.text, phrase.span) if w.content]
    touched = sum(pair.sides[-1].touched(word.start, word.end) for word in words)
    return touched >= TELLING or (takes_a_place(pair, phrase) and speaks_of_weight_anywhere(pair))


def takes_a_place(pair: Pair, phrase: Phrase) -> bool:
    """Whether a phrase takes the place of other wording."""
    replaced = [change.new for change in pair.changes if change.old and change.new]
    return any(overlap(quote.start, quote.end, *phrase.span) for quote in replaced)


def speaks_of_weight_anywhere(pair: Pair) -> bool:
    """Whether either side begins with a weighty matter."""
    return any(speaks_of_weight(side, side.start) for side in pair.sides)


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
    words = "|".join(map(re.escape, sorted(words_of(side.words.language, "together"), key=len, reverse=True)))
    found = re.search(rf"\b(?:{words})\b" if words else r"(?!)", side.text[side.start : side.end].lower())
    return found is not None and side.touched(side.start + found.start(), side.start + found.end())


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
    why = f"Both sides now say what {owner} alone had said, in this text and in one of its own ({label}): “{said}”."
    return toward_owner(pair, "joined", owner, f"alignment with {owner}: {said}", why, old, new)


def undistanced(pair: Edited, context: Context) -> Iterator[Finding]:
    """T1: what the old text quotes as another party's word for a thing is said in the new one without marks."""
    if pair.reworded:
        return
    for match in QUOTED.finditer(pair.old.text, pair.old.start, pair.old.end):
        words, quoted = match.group("words"), Span(*match.span())
        owner = owner_of_quoted(pair.old, *quoted)
        at = pair.new.text.find(words, pair.new.start, pair.new.end)
        span = Span(at, at + len(words))
        if owner and at >= 0 and not is_distanced(pair.new, span, (owner,)):
            said = f"The old text quotes it as a term of {owner}, “{clause(pair.old, *quoted)}”; the new one does not"
            yield taken_over(pair, pair.new, "undistanced", span, owner, said, quoted)


# ---- formulas of the packs that have an owner -----------------------------------------------------


def owned(context: Context) -> Iterator[Finding]:
    """T1: a formula of the packs that only another party owns enters a text that shows who speaks."""
    speakers = speakers_of(context.new)
    if speakers or author_names(context.new):
        for pair, side in ((pair, pair.new) for pair in context.pairs if pair.new):
            yield from adoptions(pair, side, speakers, context)


def adoptions(pair: Pair, side: Side, speakers: frozenset[str], context: Context) -> Iterator[Finding]:
    """The formulas of others that enter the text in one place."""
    for hit in formula_hits(side, pair.old):
        owners = owners_of(context, hit)
        if owners and owners.isdisjoint(speakers) and enters(side, hit, context):
            yield adopted(pair, side, hit, ", ".join(sorted(owners)))


def speakers_of(statement: Statement) -> frozenset[str]:
    """The parties that a text names at its head, with the groups that they belong to."""
    head = " ".join((*statement.parties, statement.title or "", statement.text[:HEAD]))
    speakers = parties_named(head)
    return frozenset(speakers | groups_of(speakers))


def owners_of(context: Context, hit: Hit) -> frozenset[str]:
    """The parties that own a formula of weight, none where everyday words can express it."""
    concept = concept_of(context, hit)
    is_light = concept.weight < LIGHT or is_everyday(concept, context.lexicon)
    return frozenset() if is_light else owner_codes(concept.owner)


def is_everyday(concept: Concept, lexicon: Lexicon) -> bool:
    """Whether a single common word, with a particle or without, expresses a concept: "condemn", "phase out"."""
    return any(is_common(form.text) for form in lexicon.forms(concept.id, LANGUAGE))


def is_common(form: str) -> bool:
    """Whether a form is a single common word, with a particle or without."""
    first, *rest = (rarity_of(word) for word in form.lower().replace("-", " ").split())
    return PARTICLE < first < EVERYDAY and len(rest) < 2 and all(rarity < PARTICLE for rarity in rest)


def rarity_of(word: str) -> float:
    """The rarity of a word of the language in which concepts are tested."""
    return rarities(LANGUAGE).get(word, unlisted_rarity(LANGUAGE))


def enters(side: Side, hit: Hit, context: Context) -> bool:
    """Whether a formula is new to the text and its own series, and no quotation."""
    if is_distanced(side, Span(hit.start, hit.end), ()):
        return False
    return all(is_absent(side, hit, context, text) for text in (context.old, *context.series.own))


def adopted(pair: Pair, side: Side, hit: Hit, names: str) -> Finding:
    """The claim on a formula that the packs give to another party."""
    span = Span(hit.start, hit.end)
    about = f"alignment with {names} on “{named(hit, side)}”"
    why = f"“{hit.form}” is a formula of {names}; it is new in a text of another party: “{clause(side, *span)}”."
    return replace(toward_owner(pair, "owned", names, about, why, None, span), concepts=(hit.concept or "",))


def taken_over(
    pair: Pair, side: Side, rule: str, span: Span, owner: str, said: str, quoted: Span | None = None
) -> Finding:
    """The claim on wording of another party; `quoted` is where the old text still quotes it."""
    words = side.quote(*span)
    why = f"“{words}” is wording of {owner}. {said}: “{clause(side, *span)}”."
    return toward_owner(pair, rule, owner, f"alignment with {owner} on “{words}”", why, quoted, span)


def toward_owner(pair: Pair, rule: str, owner: str, about: str, why: str, old: Span | None, new: Span) -> Finding:
    """A claim that favours the one whose wording is taken over."""
    found = claim(pair, ("T1", f"convergence.{rule}"), "strengthened", about, why, old, new)
    return replace(found, favours=owner)


RULES = (borrowed, joined, undistanced)
TEXT_RULES = (owned,)
