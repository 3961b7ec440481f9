"""What two language versions of one statement do not both say (L1): neither is held to be the stronger.

Each pair of aligned sentences is read for the senses that a rendering keeps (`senses`). A divergence is a sense that
one version bears and the other does not, where the other bears another of the same field ("citizens", лица) or where
the sense never goes without saying (a proviso, a hedge), or two things or acts of different fields of which each is
all that is left unanswered. What several senses share a form for counts as each of them, so ladders that a language
collapses yield nothing. The rest of the sentence must answer: where much else stands unanswered, one version puts it
another way, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diple.mark.kinds.finding import Finding, TextRule
from diple.mark.text.context import Context
from diple.mark.text.versions.definite import unlike_articles
from diple.mark.text.versions.kept import is_longer_by, lone_names, unlike_numbers
from diple.mark.text.versions.pairing import Version, of_field, unanswered, versions_of, whole
from diple.mark.text.versions.senses import Sense, Sighting, fields, senses
from diple.model import Segment, Span

Terms = tuple[tuple[str, str], ...]
# Differences that faithful renderings do not show by chance, by the field of senses that they lie in. All others are
# minor: of some fifty louder ones on faithful versions of treaties and UN documents one was right.
FIRM = {"modality": "divergence.modality", "negation": "divergence.negation", "months": "divergence.dates"}
FIGURES, NAMES, ARTICLES = "divergence.figures", "divergence.names", "divergence.articles"
SENSES, SENTENCES = "divergence.senses", "divergence.sentences"
DOUBTFUL = ("doubtful_rendering", "only figures, dates, names, negations and modals are sure between two languages")
MOST = 2  # senses of one field that may stand unanswered: more is another way to put it
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
UNLISTED = ("unlisted_wording", "the senses of words are read off a table, not off a pack")
ONE_ONLY = ("one_version_only", "one version only has it; the other may take it as said")
SLIGHT = ("slight_sense", "a shade that one language may leave unsaid")
FREELY = ("free_rendering", "other words of the sentence do not answer one another either")


def divergences(context: Context) -> Iterator[Finding]:
    """L1 for each pair of aligned sentences, and for sentences that one version lacks."""
    if context.mode != "translation":
        return
    for segment in context.segments:
        if not (segment.old and segment.new):
            continue
        lone = [missing_within(context, segment, first) for first in (True, False)]
        for first, spans in zip((True, False), lone, strict=True):
            for sentence in spans:
                yield missing_sentence(context, segment, sentence, first)
        one, other = versions_of(segment, context.old, context.new)
        if max(len(one.text), len(other.text)) <= LONG and not any(lone):
            yield from diverging(one, other)
    yield from missing_sentences(context)


def missing_within(context: Context, segment: Segment, first: bool) -> list[Span]:
    """The sentences of a side of several nothing of which the other side answers, though it answers the rest."""
    spans, statement = (segment.old, context.old) if first else (segment.new, context.new)
    if len(spans) < 2:
        return []
    there = versions_of(segment, context.old, context.new)[1 if first else 0]
    parts = [Version(statement, whole((sentence,), statement)) for sentence in spans]
    lone = [part.span for part in parts if weight(part.sightings) >= A_THOUGHT and nothing_answers(part, there)]
    return lone if len(lone) < len(parts) else []


def diverging(one: Version, other: Version) -> Iterator[Finding]:
    """The divergences of two versions of a sentence."""
    rest = unanswered(one, other), unanswered(other, one)
    spare = (weight(one.sightings) + weight(other.sightings)) // SHARE - weight(rest[0]) - weight(rest[1])
    told: set[Sighting] = set()
    # "May not" and "shall not" forbid alike: where something is denied, modals say nothing.
    denied = not (NOT.isdisjoint(one.senses) and NOT.isdisjoint(other.senses))
    for field, here, there in contrasts(*rest):
        if field == MODALITY and denied:
            continue
        terms = terms_of(spare + weight((*here, *there)), UNLISTED if field else SLIGHT)
        if terms is not None:
            yield contrast(field, one, other, here, there, terms)
        told.update((*here, *there))
    for sides, left, right in (((one, other), *rest), ((other, one), *rest[::-1])):
        for seen in left:
            if seen in told or not may_stand_alone(seen) or (denied and MODALITY in of_field(seen)):
                continue
            clause = [part for part in left if inside(part, clause_of(sides[0], seen))]
            instead = said_instead(seen, right)
            slight = any(sense.policy == "slight" for sense in borne(seen))
            terms = terms_of(spare + weight((*clause, *instead)), SLIGHT if slight else ONE_ONLY)
            if terms is not None and (SLIGHT in terms or not slight):
                yield alone(*sides, seen, instead, sides[0] is one, terms)
    if not told:
        yield from lone_things(one, other, *rest)
        yield from lone_clauses(one, other, *rest)
    yield from kept(one, other, terms_of(spare))


def lone_things(one: Version, other: Version, left: Sequence[Sighting], right: Sequence[Sighting]) -> Iterator[Finding]:
    """The one thing that a version names where the other, which answers all the rest, names nothing."""
    for here, there, mine, theirs in ((one, other, left, right), (other, one, right, left)):
        things = [seen for seen in mine if can_contrast(seen, TOPICS) and is_content(seen)]
        if len(things) == 1 and is_all(things, mine) and not weight(theirs) and weight(here.sightings) >= RENDERED:
            yield alone(here, there, things[0], (), here is one, (SLIGHT,))


def lone_clauses(
    one: Version, other: Version, left: Sequence[Sighting], right: Sequence[Sighting]
) -> Iterator[Finding]:
    """What one version says in several words in a row where the other, all of which is answered, is so much shorter."""
    for here, there, mine, theirs in ((one, other, left, right), (other, one, right, left)):
        stretch = None if weight(theirs) else unbroken(here, mine)
        least = MUCH_LONGER if weight(mine) == 1 else LONGER
        if stretch and weight(there.sightings) >= A_THOUGHT and is_longer_by(here, there, stretch, least):
            rationale = f"{here.named} says “{here.quote(stretch)}”; nothing in the {there.named} answers it."
            spans = (stretch,), (there.span,)
            referent = f"{here.quote(stretch)}, in one version only"
            yield finding(SENSES, referent, rationale, *(spans if here is one else spans[::-1]), (SLIGHT,))


def unbroken(here: Version, left: Sequence[Sighting]) -> Span | None:
    """The stretch with all unanswered words of content, if no other is among them: several, or one thing by itself."""
    words = [seen for seen in here.sightings if is_content(seen)]
    places = [at for at, seen in enumerate(words) if seen in left]
    if not places or places[-1] - places[0] >= len(places):
        return None
    first, last = words[places[0]], words[places[-1]]
    inside = places[0] and places[-1] < len(words) - 1
    if len(places) < (A_THOUGHT if inside else A_CLAUSE) and not (first is last and can_be_kin(first, "thing")):
        return None
    return Span(first.start, last.end)


def may_stand_alone(seen: Sighting) -> bool:
    """Whether it says something that one version has a form and the other nothing like it."""
    if not is_word(seen):
        return False
    known = {sense.policy for sense in borne(seen)}
    if known <= {"alone", "either", "slight"}:
        return True
    if "beside" in known:
        return len({sense.field for sense in borne(seen)}) == 1
    # "Peut" may be a mere "can": but either is more than nothing.
    return known == {"either", "answer"} and len(of_field(seen)) == 1


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


def nothing_answers(here: Version, there: Version) -> bool:
    """Whether no word of content of one version is answered in the other."""
    return weight(unanswered(here, there)) == weight(here.sightings)


def weight(found: Sequence[Sighting]) -> int:
    """How many words of content: those that, unanswered, tell that one version does not render the other."""
    return sum(map(is_content, found))


def is_content(seen: Sighting) -> bool:
    """Whether a form is a word of content: not one character, and with a sense that does not only answer."""
    return seen.end - seen.start > 1 and any(
        sense.policy not in ("answer", "yield") or sense.field == "matter" for sense in borne(seen)
    )


def borne(seen: Sighting) -> list[Sense]:
    """The senses a form may bear."""
    return [senses()[name] for name in seen.senses]


def contrasts(
    here: Sequence[Sighting], there: Sequence[Sighting]
) -> Iterator[tuple[str | None, list[Sighting], list[Sighting]]]:
    """The fields of which each version has unanswered senses, with these; None for kin of different fields."""
    told: list[Sighting] = []
    for field in fields():
        one, other = (contrasting(side, field) for side in (here, there))
        if not any(has_policy(seen, field, policy) for seen in (*one, *other) for policy in ("contrast", "either")):
            continue
        if one and other and max(len({seen.senses for seen in side}) for side in (one, other)) <= MOST:
            told += [*one, *other]
            yield field, one, other
    if not told:
        yield from unlike_kin(here, there)


def contrasting(side: Sequence[Sighting], field: str) -> list[Sighting]:
    """The words of a field that another of it may contradict; where there is none, those that only answer."""
    words = [seen for seen in side if is_word(seen)]
    return [seen for seen in words if can_contrast(seen, field)]


def unlike_kin(
    here: Sequence[Sighting], there: Sequence[Sighting]
) -> Iterator[tuple[None, list[Sighting], list[Sighting]]]:
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
    """Whether a form may stand for a thing, or an act, and its lack is a difference."""
    return is_word(seen) and any(
        sense.policy in ("contrast", "either", "yield") and fields()[sense.field].get("kin") == kin
        for sense in borne(seen)
    )


def can_contrast(seen: Sighting, field: str) -> bool:
    """Whether a form has a sense of a field that another sense of it may contradict."""
    return any(has_policy(seen, field, policy) for policy in ("contrast", "either", "slight", "yield"))


def has_policy(seen: Sighting, field: str, policy: str) -> bool:
    """Whether a form may bear a sense of a field that has a policy."""
    return any(sense.field == field and sense.policy == policy for sense in borne(seen))


def is_word(seen: Sighting) -> bool:
    """Whether a form says enough by itself: one character does only for what may, must or must not be."""
    return seen.end - seen.start > 1 or {sense.field for sense in borne(seen)} <= CLOSED


def contrast(
    field: str | None,
    one: Version,
    other: Version,
    here: Sequence[Sighting],
    there: Sequence[Sighting],
    terms: Terms,
) -> Finding:
    """One version has one sense, the other another of its field."""
    referent = f"{gloss(here[0], field)} or {gloss(there[0], field)}"
    rationale = f"{said(one, here[0], field)}, {said(other, there[0], field)}."
    rule = FIRM.get(field or "", SENSES)
    return finding(rule, referent, rationale, tuple(map(span, here)), tuple(map(span, there)), terms)


def alone(
    here: Version, there: Version, seen: Sighting, instead: Sequence[Sighting], first: bool, terms: Terms
) -> Finding:
    """One version has a sense, the other nothing like it, or something else in its place."""
    referent = f"{gloss(seen)}, in one version only"
    rationale = f"{said(here, seen)}; " + (
        f"{said(there, instead[0])}." if instead else f"nothing in the {there.named} answers it."
    )
    quoted, answer = (clause_of(here, seen),), tuple(map(span, instead)) or (there.span,)
    old, new = (quoted, answer) if first else (answer, quoted)
    return finding(FIRM.get(borne(seen)[0].field, SENSES), referent, rationale, old, new, terms)


def clause_of(version: Version, seen: Sighting) -> Span:
    """The stretch to quote: a proviso to the end of its clause."""
    if borne(seen)[0].field != "proviso":
        return span(seen)
    end = CLAUSE_END.search(version.statement.text, seen.end, version.span.end)
    return Span(seen.start, min(end.start() if end else version.span.end, seen.end + CLAUSE))


def kept(one: Version, other: Version, terms: Terms | None) -> Iterator[Finding]:
    """Numbers that differ, and names that one version lacks."""
    if terms is None:
        return
    for here, there in unlike_numbers(one, other):
        rationale = f"{one.named} says “{one.quote(here)}”, {other.named} “{other.quote(there)}”."
        yield finding(FIGURES, "the figure", rationale, (here,), (there,), terms)
    for here, there in unlike_articles(one, other):
        quotes = one.quote(here), other.quote(there)
        rationale = f"{one.named} says “{quotes[0]}”, {other.named} “{quotes[1]}”: all of them, or not for sure."
        yield finding(ARTICLES, f"the article: {quotes[0]}", rationale, (here,), (there,), terms)
    for sides in ((one, other), (other, one)):
        for name in lone_names(*sides):
            spans = (name,), (sides[1].span,)
            quote = sides[0].quote(name)
            rationale = f"{sides[0].named} names “{quote}”; the {sides[1].named} names nobody there."
            placed = spans if sides[0] is one else spans[::-1]
            yield finding(NAMES, f"{quote}, named in one version only", rationale, *placed, terms)


def missing_sentences(context: Context) -> Iterator[Finding]:
    """L1 for a sentence that nothing renders though its neighbours on both sides are rendered."""
    segments = context.segments
    for before, segment, after in zip((None, *segments), segments, (*segments[1:], None), strict=False):
        if (segment.old and segment.new) or not neighbours_render(before, after):
            continue
        first = bool(segment.old)
        statement = context.old if first else context.new
        sentence = whole(segment.old or segment.new, statement)
        if weight(Version(statement, sentence).sightings) >= A_THOUGHT:
            yield missing_sentence(context, before or after or segment, sentence, first)


def missing_sentence(context: Context, beside: Segment, sentence: Span, first: bool) -> Finding:
    """One version has a sentence that the other lacks beside a segment; `first` where the old text has it."""
    statement, lacking = (context.old, context.new) if first else (context.new, context.old)
    here = Version(statement, sentence)
    there = Version(lacking, whole(beside.new if first else beside.old, lacking))
    rationale = f"{here.named} says “{here.quote(sentence)}”; no sentence of the {there.named} renders it."
    old, new = ((sentence,), (there.span,)) if first else ((there.span,), (sentence,))
    return finding(SENTENCES, "a sentence of one version only", rationale, old, new, ())


def neighbours_render(before: Segment | None, after: Segment | None) -> bool:
    """Whether the sentences around are rendered; the end of the text counts as rendered, not both ends."""
    around = [segment for segment in (before, after) if segment is not None]
    return bool(around) and all(segment.old and segment.new for segment in around)


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
    sure = rule in (FIGURES, NAMES, *FIRM.values())
    terms = terms if sure else (*terms, DOUBTFUL)
    return Finding("L1", rule, "neutral", referent, rationale, old, new, (), terms=terms)


RULES: tuple[TextRule, ...] = (divergences,)
