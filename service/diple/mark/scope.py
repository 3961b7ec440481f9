"""Who and how much: scope (S1), quantifiers (B2), whose view it is (B1), labels (A2), titles (R1, C1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from diple.mark import speakers, taiwan, titles
from diple.mark.evidence import UNLISTED, Context, Finding, Pair, Side, overlap, stem
from diple.mark.ladders import LadderRule
from diple.mark.names import names_anyone
from diple.mark.nouns import noun_phrase
from diple.mark.referents import agreed, clause, complement, matter, subject
from diple.mark.restated import both_exclusive, except_for, is_universal, survives
from diple.mark.vocabulary import Hit, Token
from diple.model import Change, Span

CLAUSE = 0.4  # share of content words that must stay for the clause to be the same
LONG = 14  # words of a referent
MEMBER = 14  # tokens of the longest member of a list
# Ladders of classes, each from the narrow to the wide.
EXTENTS = (
    "scope", "person_scope", "protected_scope", "interest_scope", "place_scope", "force_scope", "vessel_scope",
    "weapon_scope", "energy_scope", "water_scope", "goods_scope", "time_scope",
)  # fmt: skip
RIVAL = 2.1  # rank on the ladder of partnership up to which it is rivalry or enmity
ALL = 9.0  # rank of a quantifier from which it is of all
ADJECTIVES = 2  # words that take the place of "all": "all tests", "atmospheric nuclear tests"
GROUP = 4  # words after a quantifier among which the group is named
NOT_IN_A_LIST = ("modality", "directive", "negation", "hedge", "caveat", "wrapper")

sizes = LadderRule("scope.quantifier", "B2", ("quantifier",), "how many stand behind {object}", 0.5)
attribution = LadderRule("scope.attribution", "B1", ("attribution",), "the consensus on {object}", 0.5, told_as=agreed)
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
label = LadderRule(
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


def reach(pair: Pair, context: Context) -> Iterator[Finding]:
    """S1: one class gives way to another of its ladder, where the narrower one is not there in other words."""
    for finding in extent(pair, context):
        assert pair.old and pair.new
        narrows = finding.direction == "softened"
        here, there, span = (pair.new, pair.old, finding.new[0]) if narrows else (pair.old, pair.new, finding.old[0])
        if not survives(there, [t for t in here.tokens if span.start <= t.start < span.end]):
            yield finding


def quantifier(pair: Pair, context: Context) -> Iterator[Finding]:
    """B2 where a quantifier counts those who stand behind something, S1 where it counts things and places."""
    for finding in sizes(pair, context):
        yield finding if is_of_a_group(pair, finding) else of_things(pair, finding)
    yield from whole_group(pair, context)


def is_of_a_group(pair: Pair, finding: Finding) -> bool:
    """Whether what is counted are people, States, members; true where nothing counted is named."""
    sides = ((pair.old, finding.old), (pair.new, finding.new))
    return all(side is None or not spans or counts_people(side, spans[0]) for side, spans in sides)


def counts_people(side: Side, span: Span) -> bool:
    """Whether the noun after a quantifier is one for people or States; true where a verb follows at once."""
    if not side.words.words("group_nouns"):
        return True
    groups = side.words.words("group_nouns") | side.words.words("single_speakers")
    endings = tuple(side.words.words("group_endings"))
    units = side.words.tables.get("numbers", {}).get("units", {})
    for at, token in enumerate([t for t in side.tokens if t.start >= span.end][:GROUP]):
        key = token.key
        if key in units:
            return False
        if key in groups or key in side.words.words("speaking_bodies") or key.endswith(endings) or token.capital:
            return True
        if not key[0].isalpha():
            return at == 0
        if key in side.words.words("auxiliaries") or key in side.words.words("speech_verbs"):
            return True
        if key in side.words.words("object_ends") and key != "of":
            return at == 0
    return False


def of_things(pair: Pair, finding: Finding) -> Finding:
    """A change of quantifier over things, as S1."""
    assert pair.new
    return replace(
        finding,
        code="S1",
        rule="scope.quantity",
        referent=f"the reach of {noun_phrase(pair.new, finding.new[0])}",
    )


def whole_group(pair: Pair, context: Context) -> Iterator[Finding]:
    """ "All" comes or goes by itself: B2 before a group that acts, S1 before what an obligation covers."""
    if pair.old is None or pair.new is None or pair.common < CLAUSE or pair.doubtful:
        return
    lost, gained = pair.lost("quantifier"), pair.gained("quantifier")
    if bool(lost) == bool(gained):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    span = Span(hit.start, hit.end)
    if is_universal(other) or counts_time(side, span):
        return
    if (hit.rank or 0) < ALL or not changed_alone(pair, side, span) or not context.same_clause(pair):
        return
    people = counts_people(side, span)
    old, new = ((), (span,)) if gained else ((span,), ())
    yield Finding(
        "B2" if people else "S1",
        "scope.whole",
        "strengthened" if gained else "softened",
        f"{'how many stand behind' if people else 'the reach of'} {noun_phrase(side, span)}",
        f"“{hit.form}” ({hit.means}) is {'added' if gained else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        terms=(("small_step", "a plural without “all” may mean all of them"),),
    )


def counts_time(side: Side, span: Span) -> bool:
    """Whether a quantifier stands before a unit of time: "each month" says how often."""
    units = side.words.tables.get("numbers", {}).get("units", {})
    after = next((t for t in side.tokens if t.start >= span.end), None)
    return after is not None and units.get(after.key, (0, ""))[1] == "days"


def changed_alone(pair: Pair, side: Side, span: Span) -> bool:
    """Whether a phrase came or went with hardly a word beside it."""
    quotes = [change.old if side is pair.old else change.new for change in pair.changes]
    room = len(side.text[span.start : span.end].split())
    return any(
        quote
        and overlap(quote.start, quote.end, *span)
        and len(quote.quote.split()) <= room
        and not gives_way(pair, change, side)
        for quote, change in zip(quotes, pair.changes, strict=True)
    )


def gives_way(pair: Pair, change: Change, side: Side) -> bool:
    """Whether an adjective takes the place of what a change has on a side: then the two are told together."""
    quote, other = (change.new, pair.new) if side is pair.old else (change.old, pair.old)
    return quote is not None and other is not None and is_adjective(other, Span(quote.start, quote.end))


def narrowed(pair: Pair, context: Context) -> Iterator[Finding]:
    """S1: "all" gives way to an adjective, or the reverse: "all tests", "atmospheric tests"."""
    if pair.old is None or pair.new is None or pair.common < CLAUSE or pair.reworded:
        return
    for change in pair.changes:
        if change.old is None or change.new is None:
            continue
        spans = Span(change.old.start, change.old.end), Span(change.new.start, change.new.end)
        for whole, part, at in ((pair.old, pair.new, 0), (pair.new, pair.old, 1)):
            if is_all(whole, spans[at]) and is_adjective(part, spans[1 - at]):
                yield Finding(
                    "S1",
                    "scope.narrowed",
                    "strengthened" if at else "softened",
                    f"the reach of {noun_phrase(part, spans[1 - at])}",
                    f"“{whole.quote(*spans[at])}” {'takes' if at else 'gives'} the place of "
                    f"“{part.quote(*spans[1 - at])}” in “{clause(pair.new, *spans[1])}”.",
                    (spans[0],),
                    (spans[1],),
                    (change.id,),
                    terms=(UNLISTED,),
                )


def is_all(side: Side, span: Span) -> bool:
    """Whether a stretch is a quantifier of all."""
    if not side.words.may_open("quantifier", frozenset([side.text[span.start : span.end].strip().lower()])):
        return False
    words = [t for t in side.tokens if span.start <= t.start < span.end]
    hits = side.of(["quantifier"])
    return len(words) == 1 and any((h.rank or 0) >= ALL and h.start <= words[0].start < h.end for h in hits)


def is_adjective(side: Side, span: Span) -> bool:
    """Whether a stretch is one or two plain words before a noun, and no known phrase."""
    words = [t for t in side.tokens if span.start <= t.start < span.end]
    after = next((t for t in side.tokens if t.start >= span.end), None)
    plain = all(t in side.content_tokens and t.key.isalpha() and not t.capital for t in words)
    known = any(h.kind in ("quantifier", "intensity") and h.start < span.end and span.start < h.end for h in side.hits)
    return 0 < len(words) <= ADJECTIVES and plain and not known and after is not None and after in side.content_tokens


def exception(pair: Pair, context: Context) -> Iterator[Finding]:
    """S1: an exception is made or given up."""
    if pair.old is None or pair.new is None or pair.common < CLAUSE or pair.doubtful:
        return
    lost, gained = pair.lost("exception"), pair.gained("exception")
    if bool(lost) == bool(gained):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    if except_for(other) or both_exclusive(pair):
        return
    if not side.touched(hit.start, hit.end):
        return
    span = Span(hit.start, hit.end)
    old, new = ((), (span,)) if gained else ((span,), ())
    yield Finding(
        "S1",
        "scope.exception",
        "softened" if gained else "strengthened",
        f"the reach of {subject(side, span.start, LONG) or clause(side, *span).rstrip('.;')}",
        f"An exception is {'made' if gained else 'given up'}, “{matter_with(side, span)}”, in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def matter_with(side: Side, span: Span) -> str:
    """A phrase with what it governs."""
    return f"{side.quote(*span)} {complement(side, span.end)}".strip()


def limit(pair: Pair, context: Context) -> Iterator[Finding]:
    """S1: words that open or close the extent of a clause come or go by themselves."""
    if pair.old is None or pair.new is None or pair.common < 0.4 or pair.doubtful:
        return
    lost, gained = pair.lost("scope"), pair.gained("scope")
    if bool(lost) == bool(gained):
        return
    side, hit = (pair.new, gained[0]) if gained else (pair.old, lost[0])
    if not side.touched(hit.start, hit.end) or both_exclusive(pair):
        return
    span = Span(hit.start, hit.end)
    wide = (hit.rank or 0) >= 5
    old, new = ((), (span,)) if gained else ((span,), ())
    yield Finding(
        "S1",
        "scope.limit",
        "strengthened" if wide == bool(gained) else "softened",
        f"the reach of {matter(side, span)}",
        f"“{hit.form}” ({hit.means}) is {'added' if gained else 'dropped'} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def member(pair: Pair, context: Context) -> Iterator[Finding]:
    """S1: a list grows or shrinks by something that bears no name."""
    if pair.old is None or pair.new is None or pair.common < 0.5 or pair.reworded:
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
    words = [t for t in tokens if t in side.content_tokens]
    if all(stem(t.key) in other.stems for t in words):
        return True
    text = other.statement.text.lower() if context.mode == "succession" else ""
    return bool(text) and " ".join(t.key for t in words) in text


def is_member(side: Side, tokens: list[Token], end: int) -> bool:
    """Whether a stretch is one more member of a list: it begins or ends with a comma or "and", and names no one."""
    links = side.words.words("list_links")
    if not tokens or names_anyone(side, tokens) or len(tokens) > MEMBER:
        return False
    if any(t.key[0].isdigit() for t in tokens):
        return False
    binding = any(tokens[0].start <= hit.start < end for hit in side.of(NOT_IN_A_LIST))
    content = [t for t in tokens if t in side.content_tokens]
    return bool(content) and not binding and (tokens[0].key in links or tokens[-1].key in links)


def listed(pair: Pair, side: Side, span: Span) -> Finding:
    """A finding of S1 on a member of a list."""
    gone = side is pair.old
    old, new = ((span,), ()) if gone else ((), (span,))
    words = side.quote(*span).strip(" ,")
    return Finding(
        "S1",
        "scope.member",
        "softened" if gone else "strengthened",
        f"the reach of the list: {words}",
        f"“{words}” is {'dropped from' if gone else 'added to'} “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        terms=() if any(span.start <= hit.start < span.end for hit in side.concepts) else (UNLISTED,),
    )


RULES = (
    narrowed,
    quantifier,
    attribution,
    *speakers.RULES,
    reach,
    phase_out,
    exception,
    label,
    threat,
    title,
    *titles.RULES,
    position,
    *taiwan.RULES,
    demand,
    limit,
    member,
)
