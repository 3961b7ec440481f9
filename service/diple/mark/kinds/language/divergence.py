"""What two language versions of one statement do not both say (L1): neither is held to be the stronger.

Each pair of aligned sentences is read for the senses that a rendering keeps (`senses`). A divergence is a sense that
one version bears and the other does not, where the other bears another of the same field ("citizens", лица) or where
the sense never goes without saying (a proviso, a hedge), or two things or acts of different fields of which each is
all that is left unanswered. What several senses share a form for counts as each of them, so ladders that a language
collapses yield nothing. The rest of the sentence must answer: where much else is unanswered, one version puts it
another way, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from diple.facts.forms import Sighting
from diple.mark.kinds.finding import Finding
from diple.mark.text.context import Context
from diple.mark.text.versions.definite import unlike_articles
from diple.mark.text.versions.length import is_longer_by
from diple.mark.text.versions.pairing import (
    DOUBTFUL,
    ONE_ONLY,
    Version,
    is_content,
    of_field,
    unanswered,
    versions_of,
    weight,
    whole,
)
from diple.mark.text.versions.senses import Sense, fields, senses
from diple.mark.text.versions.spelt import lone_names
from diple.model import Segment, Span

Terms = tuple[tuple[str, str], ...]
Contrast = tuple[str | None, Sequence[Sighting], Sequence[Sighting]]
OPEN = ("contrast", "either")  # policies of senses of which one may contradict another
CONTRASTING = (*OPEN, "slight", "yield")  # and of those that may be contradicted
NAMES, ARTICLES = "divergence.spelt", "divergence.articles"
SENSES, SENTENCES = "divergence.senses", "divergence.sentences"
LONG = 900  # code points beyond which two sides are no sentences that answer one another
SHARE = 12  # of so many words that bear a sense, one may be rendered by none that is known
FREE = 3  # words more than that from which a rendering is free, and says nothing
CLAUSE = 80  # code points of a proviso that are quoted
CLAUSE_END = re.compile(r"[,;.:，；。：،؛]")
MODALITY, NOT = "modality", frozenset(("not", "no_n", "only", "solely", "prohibit"))
CLOSED = {"modality", "negation"}  # fields of which one character is a word
TOPICS = "topics"  # things that no language leaves unsaid
RENDERED = 5  # words of content in a sentence of which one alone may be missed
LONGER, MUCH_LONGER = 1.25, 1.5  # times the length to be expected from which one version says more, or one thing more
A_CLAUSE = 2  # words in a row that one version has more
A_THOUGHT = 3  # senses that a sentence without a rendering must bear
SURE_LINK = 90  # confidence of the links of its neighbours from which it is left out for sure
LEFT_OUT = (
    0.25  # of what its rendering takes, the share that the renderings of its neighbours may take more than theirs
)
BOTH = 2  # neighbours of a sentence that is neither the first nor the last
SIDES = (attrgetter("old"), attrgetter("new"))
UNLISTED = ("unlisted_wording", "the senses of words are from a table, not from the formulas of the lexicon")
SLIGHT = ("slight_sense", "a shade that one language may leave unsaid")
FREELY = ("free_rendering", "other words of the sentence do not answer one another either")


class Half(NamedTuple):
    """One version of a sentence beside the other: the words of each that the other does not answer.

    `spare`: unanswered words that are still to be expected; below 0, so many too many. `denied`: both versions deny.
    `first`: this version is the old text's.
    """

    here: Version
    there: Version
    left: Sequence[Sighting]
    right: Sequence[Sighting]
    spare: int
    denied: bool
    first: bool

    def terms(self, answered: Sequence[Sighting], sure: tuple[str, str]) -> Terms | None:
        """The score terms of a finding on some of the unanswered words, None where the rendering is free."""
        return terms_of(self.spare + weight(answered), sure)

    def placed(self, here: tuple[Span, ...], there: tuple[Span, ...]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The evidence of this version and of the other as that of the old and of the new text."""
        return (here, there) if self.first else (there, here)


def divergences(context: Context) -> Iterator[Finding]:
    """L1 for each pair of aligned sentences, and for sentences that one version lacks."""
    for segment in context.segments:
        if segment.old and segment.new:
            one, other = versions_of(segment, context.old, context.new)
            if max(len(one.text), len(other.text)) <= LONG:
                yield from diverging(*halves(one, other))
    yield from missing_sentences(context)


def halves(one: Version, other: Version) -> tuple[Half, Half]:
    """Both versions of a sentence, each beside the other."""
    left, right = unanswered(one, other), unanswered(other, one)
    spare = (weight(one.sightings) + weight(other.sightings)) // SHARE - weight(left) - weight(right)
    # "May not" and "shall not" forbid alike: where something is denied, modals say nothing.
    denied = not (NOT.isdisjoint(one.senses) and NOT.isdisjoint(other.senses))
    return Half(one, other, left, right, spare, denied, True), Half(other, one, right, left, spare, denied, False)


def diverging(one: Half, other: Half) -> Iterator[Finding]:
    """The divergences of two versions of a sentence."""
    found = [c for c in contrasts(one.left, one.right) if not (one.denied and c[0] == MODALITY)]
    reported = {seen for _, here, there in found for seen in (*here, *there)}
    yield from contrasted(one, found)
    for half in (one, other):
        yield from lone_senses(half, reported)
    for rule in () if reported else (lone_things, lone_clauses):
        yield from (*rule(one), *rule(other))
    yield from kept(one, other, terms_of(one.spare))


def contrasted(half: Half, found: Sequence[Contrast]) -> Iterator[Finding]:
    """The claims on senses that contradict one another, unless the rendering is free."""
    for field, here, there in found:
        terms = half.terms((*here, *there), UNLISTED if field else SLIGHT)
        if terms is not None:
            yield contrast(field, half, here, there, terms)


def lone_senses(half: Half, reported: Container[Sighting]) -> Iterator[Finding]:
    """What one version says and the other says nothing of the kind."""
    for seen in half.left:
        if seen not in reported and may_stand_alone(seen) and not (half.denied and MODALITY in of_field(seen)):
            yield from lone_sense(half, seen)


def lone_sense(half: Half, seen: Sighting) -> Iterator[Finding]:
    """The claim on one sense, unless the rendering is free; a shade is only claimed where all else answers."""
    clause = [part for part in half.left if inside(part, clause_of(half.here, seen))]
    instead = said_instead(seen, half.right)
    slight = any(sense.policy == "slight" for sense in borne(seen))
    terms = half.terms((*clause, *instead), SLIGHT if slight else ONE_ONLY)
    if terms is not None and (SLIGHT in terms or not slight):
        yield alone(half, seen, instead, terms)


def lone_things(half: Half) -> Iterator[Finding]:
    """The one thing that a version names where the other, which answers all the rest, names nothing."""
    things = [seen for seen in half.left if can_contrast(seen, TOPICS)]
    is_alone = len(things) == 1 and is_all(things, half.left) and not weight(half.right)
    if is_alone and weight(half.here.sightings) >= RENDERED:
        yield alone(half, things[0], (), (SLIGHT,))


def lone_clauses(half: Half) -> Iterator[Finding]:
    """What one version says in several words in a row where the other, all of which is answered, is so much shorter."""
    here, there = half.here, half.there
    stretch = None if weight(half.right) or weight(there.sightings) < A_THOUGHT else unbroken(here, half.left)
    least = MUCH_LONGER if weight(half.left) == 1 else LONGER
    if stretch and is_longer_by(here, there, stretch, least):
        rationale = f"{here.named} says “{here.quote(stretch)}”; nothing in the {there.named} answers it."
        referent = f"{here.quote(stretch)}, in one version only"
        yield finding(SENSES, referent, rationale, *half.placed((stretch,), (there.span,)), (SLIGHT,))


def unbroken(here: Version, left: Sequence[Sighting]) -> Span | None:
    """The stretch with all unanswered words of content, if no other is among them: several, or one thing by itself."""
    words = [seen for seen in here.sightings if is_content(seen)]
    places = [at for at, seen in enumerate(words) if seen in left]
    if not are_in_a_row(places):
        return None
    first, last = words[places[0]], words[places[-1]]
    inner = places[0] > 0 and places[-1] < len(words) - 1
    says_enough = len(places) >= (A_THOUGHT if inner else A_CLAUSE) or is_thing(first, last)
    return Span(first.start, last.end) if says_enough else None


def are_in_a_row(places: Sequence[int]) -> bool:
    """Whether rising numbers leave none out; false where there are none."""
    return bool(places) and places[-1] - places[0] < len(places)


def is_thing(first: Sighting, last: Sighting) -> bool:
    """Whether a stretch is one word for a thing."""
    return first is last and can_be_kin(first, "thing")


def may_stand_alone(seen: Sighting) -> bool:
    """Whether it says something that one version has a form and the other nothing like it."""
    known = {sense.policy for sense in borne(seen)}
    if not is_word(seen):
        return False
    if "beside" in known:
        return len({sense.field for sense in borne(seen)}) == 1
    # "Peut" may be a mere "can": but either is more than nothing.
    return known <= {"alone", "either", "slight"} or known == {"either", "answer"}


def terms_of(spare: int, sure: tuple[str, str] | None = None) -> Terms | None:
    """The score terms of a finding where so many unanswered words are to spare; None where the rendering is free.

    `sure` is the term of a finding where the rest answers.
    """
    if spare >= 0:
        return (sure,) if sure else ()
    return (FREELY,) if spare >= -FREE else None


def inside(seen: Sighting, stretch: Span) -> bool:
    """Whether a sighting lies in a stretch."""
    return stretch.start <= seen.start and seen.end <= stretch.end


def said_instead(seen: Sighting, left: Sequence[Sighting]) -> list[Sighting]:
    """What the other version has in the place of a sense: its one unanswered word of the fields named for that."""
    instead = fields()[borne(seen)[0].field].get("instead", ())
    found = [other for other in left if any(sense.field in instead for sense in borne(other))]
    return found if len(found) == 1 else []


def borne(seen: Sighting) -> list[Sense]:
    """The senses a form may bear."""
    return [senses()[name] for name in seen.senses]


def contrasts(here: Sequence[Sighting], there: Sequence[Sighting]) -> Iterator[Contrast]:
    """The fields of which each version has unanswered senses, with these; None for kin of different fields."""
    sides = ((field, contrasting(here, field), contrasting(there, field)) for field in fields())
    found = [side for side in sides if is_open(*side)]
    yield from found or unlike_kin(here, there)


def contrasting(side: Sequence[Sighting], field: str) -> list[Sighting]:
    """The words of a field that another of it may contradict."""
    return [seen for seen in side if is_word(seen) and can_contrast(seen, field)]


def is_open(field: str, one: Sequence[Sighting], other: Sequence[Sighting]) -> bool:
    """Whether both versions have words of a field, of which one at least contradicts another."""
    return bool(one and other) and any(has_policy(seen, field, OPEN) for seen in (*one, *other))


def unlike_kin(here: Sequence[Sighting], there: Sequence[Sighting]) -> Iterator[Contrast]:
    """Two things or two acts of different fields: each is all that its version has and the other does not answer."""
    for kin in ("thing", "act"):
        one, other = ([seen for seen in side if can_be_kin(seen, kin)] for side in (here, there))
        if is_all(one, here) and is_all(other, there):
            yield None, one, other


def is_all(found: Sequence[Sighting], left: Sequence[Sighting]) -> bool:
    """Whether one word, said once or more, is all that is left unanswered, shades apart."""
    return len({seen.senses for seen in found}) == 1 and not any(
        is_content(seen) and not is_shade(seen) for seen in left if seen not in found
    )


def is_shade(seen: Sighting) -> bool:
    """Whether a form is a shade that one language may leave unsaid."""
    return {sense.policy for sense in borne(seen)} == {"slight"}


def can_be_kin(seen: Sighting, kin: str) -> bool:
    """Whether a form may mean a thing, or an act, and its lack is a difference."""
    return is_word(seen) and any(
        sense.policy in ("contrast", "either", "yield") and fields()[sense.field].get("kin") == kin
        for sense in borne(seen)
    )


def can_contrast(seen: Sighting, field: str) -> bool:
    """Whether a form has a sense of a field that another sense of it may contradict."""
    return has_policy(seen, field, CONTRASTING)


def has_policy(seen: Sighting, field: str, policies: Container[str]) -> bool:
    """Whether a form may bear a sense of a field that has one of some policies."""
    return any(sense.field == field and sense.policy in policies for sense in borne(seen))


def is_word(seen: Sighting) -> bool:
    """Whether a form says enough by itself: one character does only for what may, must or must not be."""
    return seen.end - seen.start > 1 or {sense.field for sense in borne(seen)} <= CLOSED


def contrast(
    field: str | None, half: Half, here: Sequence[Sighting], there: Sequence[Sighting], terms: Terms
) -> Finding:
    """One version has one sense, the other another of its field."""
    referent = f"{gloss(here[0], field)} or {gloss(there[0], field)}"
    rationale = f"{said(half.here, here[0], field)}, {said(half.there, there[0], field)}."
    return finding(SENSES, referent, rationale, tuple(map(span, here)), tuple(map(span, there)), terms)


def alone(half: Half, seen: Sighting, instead: Sequence[Sighting], terms: Terms) -> Finding:
    """One version has a sense, the other nothing like it, or something else in its place."""
    there = half.there
    answer = said(there, instead[0]) if instead else f"nothing in the {there.named} answers it"
    places = half.placed((clause_of(half.here, seen),), tuple(map(span, instead)) or (there.span,))
    rationale = f"{said(half.here, seen)}; {answer}."
    return finding(SENSES, f"{gloss(seen)}, in one version only", rationale, *places, terms)


def clause_of(version: Version, seen: Sighting) -> Span:
    """The stretch to quote: a proviso to the end of its clause."""
    if borne(seen)[0].field != "proviso":
        return span(seen)
    end = CLAUSE_END.search(version.statement.text, seen.end, version.span.end)
    return Span(seen.start, min(end.start() if end else version.span.end, seen.end + CLAUSE))


def kept(one: Half, other: Half, terms: Terms | None) -> Iterator[Finding]:
    """Articles that differ, and names that one version lacks; nothing where the rendering is free."""
    if terms is None:
        return
    old, new = one.here, other.here
    for here, there in unlike_articles(old, new):
        quotes = old.quote(here), new.quote(there)
        rationale = f"{old.named} says “{quotes[0]}”, {new.named} “{quotes[1]}”: all of them, or not for sure."
        yield finding(ARTICLES, f"the article: {quotes[0]}", rationale, (here,), (there,), terms)
    for half in (one, other):
        yield from names_alone(half, terms)


def names_alone(half: Half, terms: Terms) -> Iterator[Finding]:
    """Names that the other version lacks."""
    for name in lone_names(half.here, half.there):
        quote = half.here.quote(name)
        rationale = f"{half.here.named} names “{quote}”; the {half.there.named} names nobody there."
        places = half.placed((name,), (half.there.span,))
        yield finding(NAMES, f"{quote}, named in one version only", rationale, *places, terms)


def missing_sentences(context: Context) -> Iterator[Finding]:
    """L1 for a sentence that nothing renders though its neighbours on both sides are rendered."""
    segments = context.segments
    for before, segment, after in zip((None, *segments), segments, (*segments[1:], None), strict=False):
        around = [one for one in (before, after) if one]
        if not is_rendered(segment) and around and all(map(is_rendered, around)):
            yield from missing_sentence(context, around, segment)


def is_rendered(segment: Segment) -> bool:
    """Whether both versions have sentences of a segment."""
    return bool(segment.old and segment.new)


def missing_sentence(context: Context, around: Sequence[Segment], segment: Segment) -> Iterator[Finding]:
    """One version has a sentence of some content that the other lacks beside a segment."""
    texts = (context.old, context.new) if segment.old else (context.new, context.old)
    here = Version(texts[0], whole(segment.old or segment.new, texts[0]))
    there = Version(texts[1], whole(around[0].new if segment.old else around[0].old, texts[1]))
    if weight(here.sightings) >= A_THOUGHT:
        rationale = f"{here.named} says “{here.quote(here.span)}”; no sentence of the {there.named} renders it."
        old, new = ((here.span,), (there.span,)) if segment.old else ((there.span,), (here.span,))
        found = finding(SENTENCES, "a sentence of one version only", rationale, old, new, ())
        yield replace(found, terms=(ONE_ONLY,)) if is_left_out(context.segments, around, segment) else found


def is_left_out(segments: Sequence[Segment], around: Sequence[Segment], segment: Segment) -> bool:
    """Whether both neighbours are rendered for sure, by no more than they take: so that it is not in a rendering."""
    if len(around) < BOTH or any((one.confidence or 0) < SURE_LINK for one in around):
        return False
    here, there = (0, 1) if segment.old else (1, 0)
    linked = lengths(filter(is_rendered, segments))
    taken, beside = linked[there] / linked[here], lengths(around)
    return beside[there] - taken * beside[here] <= LEFT_OUT * taken * lengths([segment])[here]


def lengths(segments: Iterable[Segment]) -> tuple[int, int]:
    """How many code points some segments have in either version."""
    found = list(segments)
    old, new = (sum(span.end - span.start for one in found for span in side(one)) for side in SIDES)
    return old, new


def said(version: Version, seen: Sighting, field: str | None = None) -> str:
    """What a version says, with its meaning in English."""
    return f"{version.named} says “{version.quote(seen)}”" + (
        "" if version.language == "en" else f" ({gloss(seen, field)})"
    )


def gloss(seen: Sighting, field: str | None = None) -> str:
    """What a form means, in English: of several senses the first, of a field where one is given."""
    return next(sense.gloss for sense in borne(seen) if field in (None, sense.field))


def span(seen: Sighting) -> Span:
    """The stretch of a sighting."""
    return Span(seen.start, seen.end)


def finding(
    rule: str,
    referent: str,
    rationale: str,
    old: tuple[Span, ...],
    new: tuple[Span, ...],
    terms: Terms,
) -> Finding:
    """A divergence, which has no direction."""
    terms = (*terms, DOUBTFUL)
    return Finding("L1", rule, "neutral", referent, rationale, old, new, (), terms=terms)
