"""Who and how much: scope (S1), quantifiers (B2), whose view it is (B1), labels (A2), titles (R1, C1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.actor import speakers
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.reach import groups, taiwan, titles, within
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.names.names import names_anyone
from diple.mark.sentence.pair import ALIKE, Edited, Pair
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.referents import agreed, complement, held_thing, matter, promise, subject, with_article
from diple.mark.sentence.renamed import answered, survives_changed
from diple.mark.sentence.restated import both_exclusive, except_for, survives
from diple.mark.text.context import Context
from diple.model import Span

CLAUSE = 0.4  # share of content words that must stay for the clause to be the same
LONG = 14  # words of a referent
LIGHT = 2  # content words of a verb that does nothing but what its noun names
MEMBER = 14  # tokens of the longest member of a list
# Ladders of classes, each from the narrow to the wide.
EXTENTS = (
    "scope", "person_scope", "protected_scope", "interest_scope", "place_scope", "force_scope", "vessel_scope",
    "weapon_scope", "energy_scope", "water_scope", "goods_scope", "time_scope", "facility_scope",
)  # fmt: skip
RIVAL = 2.1  # rank on the ladder of partnership up to which it is rivalry or enmity
NARROW = 5.0  # rank of a scope from which it widens
NOT_IN_A_LIST = ("modality", "directive", "negation", "hedge", "caveat", "wrapper", "tone_negative")


@dataclass(frozen=True, slots=True)
class AttributionRule(LadderRule):
    """A change of who speaks; those whom something only reaches say nothing."""

    def __call__(self, pair: Edited, context: Context) -> Iterator[Finding]:
        for found in LadderRule.__call__(self, pair, context):
            ends = [(side, span) for side, spans in ((pair.old, found.old), (pair.new, found.new)) for span in spans]
            if not any(side and groups.is_reached(side, span) for side, span in ends):
                yield found


attribution = AttributionRule(
    "scope.attribution", "B1", ("attribution",), "the consensus on {object}", 0.5, told_as=agreed
)
extent = LadderRule(
    "scope.extent",
    "S1",
    EXTENTS,
    "the reach of {object}",
    small=0.5,
    least=0.5,
    noun=True,
)
phase_out = LadderRule(
    "scope.phase_out", "S1", ("fossil", "ending_scope"), "the reach of {object}", 0.5, adjacent=True, noun=True
)


@dataclass(frozen=True, slots=True)
class LabelRule(LadderRule):
    """A change of label; a word that only narrows what is forbidden or asked is none."""

    def __call__(self, pair: Edited, context: Context) -> Iterator[Finding]:
        for found in LadderRule.__call__(self, pair, context):
            if not narrows_a_duty(pair, found):
                yield found


def narrows_a_duty(pair: Edited, found: Finding) -> bool:
    """Whether two labels differ in a word that narrows a ban or duty: "shall impose no discriminatory restrictions"."""
    if not pair.new.of(("modality", "directive", "negation")):
        return False
    excess = pair.words.words("excess")
    words = [
        [t.key for t in side.tokens if any(span.start <= t.start < span.end for span in spans)]
        for side, spans in ((pair.old, found.old), (pair.new, found.new))
    ]
    short, long = sorted(words, key=len)
    return len(long) > len(short) and long[-len(short) :] == short and set(long[: -len(short)]) <= excess


label = LabelRule(
    "scope.label",
    "A2",
    (
        "label",
        "actor_label",
        "atrocity",
        "breach_label",
        "territory_label",
        "hold_label",
        "deed_label",
        "coercion_label",
        "slump_label",
        "burden_label",
        "hunger_label",
        "health_label",
        "fraud_label",
        "speech_label",
        "treatment_label",
        "removal_label",
        "spill_label",
    ),
    "the blame in the words “{object}”",
    1.0,
    adjacent=True,
    noun=True,
)


@dataclass(frozen=True, slots=True)
class TitleRule(LadderRule):
    """A change of title between those who are not called a threat: of a threat `threat` speaks."""

    def applies(self, old: Hit, new: Hit) -> bool:
        """Whether one at least is a title of closeness; a step from threat to threat is blame alone."""
        return max(old.rank or 0, new.rank or 0) > RIVAL and LadderRule.applies(self, old, new)


title = TitleRule(
    "scope.title", "R1", ("partnership", "cn_ru_signature"), "the relationship: {object}", 0.5, adjacent=True
)
# Turned round: the higher the rank the graver the reproach.
threat = LadderRule(
    "scope.threat", "A2", ("threat_label",), "the danger seen in {object}", 0.5, adjacent=True, noun=True
)
position = LadderRule("scope.position", "C1", ("taiwan_position",), "the commitment on Taiwan: {object}", 0.5)
demand = LadderRule(
    "scope.demand",
    "F3",
    ("ceasefire", "korea_denuke", "alliance_guarantee", "net_zero", "derisk", "ua_duration"),
    "the formula of {object}",
    0.5,
    adjacent=True,
    noun=True,
)


@needs(touched=extent.kinds)
def reach(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: one class gives way to another of its ladder, where the narrower one is not there in other words."""
    if pair.answering and pair.common < ALIKE:
        return
    for finding in extent(pair, context):
        narrows = finding.direction == "softened"
        here, there, span = (pair.new, pair.old, finding.new[0]) if narrows else (pair.old, pair.new, finding.old[0])
        if not survives(there, [t for t in here.tokens if span.start <= t.start < span.end]):
            yield finding


@needs(unlike=("exception",))
def exception(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: an exception is made or given up."""
    if pair.common < CLAUSE or pair.doubtful:
        return
    lost, gained = pair.lost("exception"), pair.gained("exception")
    if bool(lost) == bool(gained):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    if except_for(other) or both_exclusive(pair):
        return
    if not side.touched(hit.start, hit.end) or survives(other, excepted(side, hit)):
        return
    span = Span(hit.start, hit.end)
    old, new = ((), (span,)) if gained else ((span,), ())
    yield Finding(
        "S1",
        "scope.exception",
        "softened" if gained else "strengthened",
        held_thing(side, span),
        f"An exception is {'made' if gained else 'given up'}, “{matter_with(side, span)}”, in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def excepted(side: Side, hit: Hit) -> list[Token]:
    """The first words of content behind an exception."""
    return [t for t in side.content_tokens if t.start >= hit.end][:1]


def matter_with(side: Side, span: Span) -> str:
    """A phrase with what it governs."""
    return f"{side.quote(*span)} {complement(side, span.end)}".strip()


@needs(unlike=("scope",))
def limit(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: words that open or close the extent of a clause come or go by themselves."""
    if pair.common < 0.4 or pair.doubtful:
        return
    lost, gained = pair.lost("scope"), pair.gained("scope")
    if bool(lost) == bool(gained):
        return
    side, hit = (pair.new, gained[0]) if gained else (pair.old, lost[0])
    other = pair.old if gained else pair.new
    if (other and answered(side, other, hit)) or any_of_denied(side, hit) or in_a_formula(side, hit):
        return
    if not side.touched(hit.start, hit.end) or both_exclusive(pair) or ((hit.rank or 0) >= NARROW and all_of(other)):
        return
    span = Span(hit.start, hit.end)
    wide = (hit.rank or 0) >= NARROW
    old, new = ((), (span,)) if gained else ((span,), ())
    yield Finding(
        "S1",
        "scope.limit",
        "strengthened" if wide == bool(gained) else "softened",
        reached(side, span),
        f"{glossed(hit)} is {'added' if gained else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def reached(side: Side, span: Span) -> str:
    """What words of extent bear on, named: what they govern, else what is promised before them, else their subject."""
    after = [t for t in sentence_tokens(side, span.end) if t.start >= span.end and t in side.content_tokens]
    firm = side.of(["intensity"])
    told = all(any(hit.start <= t.start < hit.end for hit in firm) for t in after)
    said = (promise(side, span) or with_article(side, subject(side, span.start))) if told else ""
    return said or f"the reach of {with_article(side, matter(side, span))}"


def in_a_formula(side: Side, hit: Hit) -> bool:
    """Whether words of extent are part of a longer formula, which limits nothing: "within its recognised borders"."""
    return any(
        known.start <= hit.start and hit.end <= known.end and known.end - known.start > hit.end - hit.start
        for known in side.concepts
        if known.kind not in EXTENTS
    )


def any_of_denied(side: Side, hit: Hit) -> bool:
    """Whether a phrase only says "any" of what its clause denies: no alliance is joined, no alliance at all."""
    if hit.form.lower() not in side.words.words("any_words"):
        return False
    frame = frame_at(side, hit.start)
    return frame is not None and bool(frame.negations)


def all_of(side: Side) -> bool:
    """Whether "all", "each" or "every" stands in changed wording."""
    universal = side.words.union("universal_words", "all_signs")
    return any(token.key in universal for token in side.changed_tokens)


@needs(touched=(*label.kinds, *threat.kinds, *title.kinds))
def named(pair: Edited, context: Context) -> Iterator[Finding]:
    """A2 and R1 by rank, where no phrase only stands apart on the other side: "neighbours on good terms"."""
    for rule in (label, threat, title):
        for finding in rule(pair, context):
            sides = ((pair.old, pair.new, finding.old[0]), (pair.new, pair.old, finding.new[0]))
            if is_longer(pair, finding) or not any(stands_apart(here, there, span) for here, there, span in sides):
                yield finding


def is_longer(pair: Edited, finding: Finding) -> bool:
    """Whether one phrase is the other with words before it, in a language without spaces: 全面战略伙伴关系."""
    if pair.old.words.spaced:
        return False
    old, new = pair.old.quote(*finding.old[0]), pair.new.quote(*finding.new[0])
    return old != new and (new.endswith(old) or old.endswith(new))


def stands_apart(here: Side, there: Side, span: Span) -> bool:
    """Whether all words of a phrase of several stand on the other side too."""
    tokens = [t for t in here.content_tokens if span.start <= t.start < span.end]
    return len(tokens) > 1 and survives(there, tokens)


def member(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: a list grows or shrinks by something that bears no name."""
    if pair.common < 0.5 or pair.reworded:
        return
    for change in pair.changes:
        quote, side = (change.old, pair.old) if change.new is None else (change.new, pair.new)
        if quote and (change.old is None or change.new is None):
            tokens = [t for t in side.tokens if quote.start <= t.start < quote.end]
            other = pair.old if side is pair.new else pair.new
            if is_member(side, tokens, quote.end) and not said_elsewhere(side, tokens, context, other):
                yield listed(pair, side, Span(quote.start, quote.end))


def said_elsewhere(side: Side, tokens: list[Token], context: Context, other: Side) -> bool:
    """Whether a member of a list only moved in its sentence, or, in a series, stands in the other text's words."""
    thin = side.words.words("thin_words")
    words = [t for t in tokens if t in side.content_tokens and t.key not in thin]
    if all(stem(t.key) in other.stems for t in words):
        return True
    if len(words) <= LIGHT and survives_changed(side, other, Span(tokens[0].start, tokens[-1].end)):
        return True  # "to conduct a correspondence" and "to correspond"
    text = other.statement.text.lower() if context.mode == "succession" else ""
    return bool(text) and " ".join(t.key for t in words) in text


def is_member(side: Side, tokens: list[Token], end: int) -> bool:
    """Whether a stretch is one more member of a list: it begins or ends with a comma or "and", and names no one."""
    links = side.words.words("list_links")
    if not tokens or names_anyone(side, tokens) or len(tokens) > MEMBER:
        return False
    if any(t.key[0].isdigit() for t in tokens):
        return False
    binding = any(tokens[0].start <= hit.start < end for hit in side.of(NOT_IN_A_LIST)) or is_clause(side, tokens)
    content = [t for t in tokens if t in side.content_tokens]
    opens = side.text.startswith(tuple(side.words.words("list_openers")) or "\0", tokens[0].start)
    return bool(content) and not binding and (opens or tokens[0].key in links or tokens[-1].key in links)


def is_clause(side: Side, tokens: list[Token]) -> bool:
    """Whether a stretch says something of something, and is no member: it has a finite verb, or ends in an adverb."""
    words = side.words
    core = [t for t in tokens if t.key[0].isalnum() and t.key not in words.words("list_links")]
    if any(t.key in words.words("finite") for t in core):
        return True
    return len(core) > 2 and core[-1].key in words.words("adverbs")


def is_circumstance(side: Side, span: Span) -> bool:
    """Whether a stretch between commas says how something is done, and is no member of a list: "in agreement with"."""
    words = [t for t in side.tokens if span.start <= t.start < span.end and t.key[0].isalnum()]
    return len(words) > 1 and words[0].key in side.words.words("object_ends") - side.words.words("list_links")


def listed(pair: Pair, side: Side, span: Span) -> Finding:
    """A finding of S1 on a member of a list."""
    gone = side is pair.old
    old, new = ((span,), ()) if gone else ((), (span,))
    words = side.quote(*span).strip(" ,")
    return Finding(
        "S1",
        "scope.member",
        "softened" if gone else "strengthened",
        held_thing(side, span) if is_circumstance(side, span) else f"the reach of the list: {words}",
        f"“{words}” is {'dropped from' if gone else 'added to'} “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        terms=() if any(span.start <= hit.start < span.end for hit in side.concepts) else (UNLISTED,),
    )


RULES = (
    *groups.RULES,
    attribution,
    *speakers.RULES,
    reach,
    phase_out,
    exception,
    named,
    *titles.RULES,
    position,
    *taiwan.RULES,
    demand,
    limit,
    member,
    *within.RULES,
)
