"""What something reaches (S1): whom it protects or binds, which things it covers, what it excepts, what it lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.reach import quantifier
from diple.mark.kinds.reach.whoever import whoever
from diple.mark.kinds.reach.within import within
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.names.names import names_anyone
from diple.mark.sentence.pair import ALIKE, Edited
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.referents import complement, held_thing, matter, promise, subject, with_article
from diple.mark.sentence.phrases.whole import noun_phrase, phrase_at
from diple.mark.sentence.restated import answered, both_exclusive, except_for, survives, survives_changed
from diple.mark.text.context import Context
from diple.model import Quote, Span

CLAUSE = 0.4  # share of content words that must stay for the clause to be the same
LIGHT = 2  # content words of a verb that does nothing but what its noun names
MEMBER = 14  # tokens of the longest member of a list
NARROW = 5.0  # rank of a scope from which it widens
# Ladders of classes, each from the narrow to the wide.
EXTENTS = (
    "scope", "person_scope", "protected_scope", "interest_scope", "place_scope", "force_scope", "vessel_scope",
    "weapon_scope", "energy_scope", "water_scope", "goods_scope", "time_scope", "facility_scope",
)  # fmt: skip
NOT_IN_A_LIST = ("modality", "directive", "negation", "hedge", "caveat", "wrapper", "tone_negative")


extent = LadderRule("scope.extent", "S1", EXTENTS, "the reach of {object}", small=0.5, least=0.5, noun=True)
phase_out = LadderRule(
    "scope.phase_out", "S1", ("fossil", "ending_scope"), "the reach of {object}", 0.5, adjacent=True, noun=True
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


@needs(touched=quantifier.SIZES.kinds)
def quantity(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: one quantifier of things and places gives way to another."""
    for found in quantifier.SIZES(pair, context):
        if not quantifier.is_of_a_group(pair, found):
            about = f"the reach of {noun_phrase(pair.new, found.new[0])}"
            yield replace(found, code="S1", rule="scope.quantity", referent=about)


@needs(unlike=quantifier.SIZES.kinds)
def whole(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: "all" comes or goes before what an obligation covers."""
    lone = quantifier.all_alone(pair, context)
    if lone is None:
        return
    numbered = quantifier.gives_a_number(pair, lone)
    if not quantifier.counts_people(lone.side, lone.span) or (numbered and quantifier.is_governed(lone)):
        yield quantifier.of_quantifier(pair, lone, "S1", "scope.whole", f"the reach of {quantifier.thing(lone)}")


def narrowed(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: "all" gives way to an adjective, or the reverse: "all tests", "atmospheric tests"."""
    if pair.common < CLAUSE or pair.reworded:
        return
    for change in pair.changes:
        if change.old and change.new:
            old, new = span_of(change.old), span_of(change.new)
            if is_all(pair.old, old) and quantifier.is_adjective(pair.new, new):
                yield of_adjective(pair, old, new, narrows=True)
            elif is_all(pair.new, new) and quantifier.is_adjective(pair.old, old):
                yield of_adjective(pair, old, new, narrows=False)


def is_all(side: Side, span: Span) -> bool:
    """Whether a stretch is a quantifier of all."""
    if not side.words.may_open("quantifier", frozenset([side.text[span.start : span.end].strip().lower()])):
        return False
    words = [t for t in side.tokens if span.start <= t.start < span.end]
    hits = side.of(["quantifier"])
    return len(words) == 1 and any((h.rank or 0) >= quantifier.ALL and h.start <= words[0].start < h.end for h in hits)


def of_adjective(pair: Edited, old: Span, new: Span, *, narrows: bool) -> Finding:
    """The claim on an adjective that took the place of "all", or gave way to it."""
    about = noun_phrase(pair.new, new) if narrows else noun_phrase(pair.old, old)
    return Finding(
        "S1",
        "scope.narrowed",
        "softened" if narrows else "strengthened",
        f"the reach of {about}",
        f"“{pair.old.quote(*old)}” gives way to “{pair.new.quote(*new)}” in “{clause(pair.new, *new)}”.",
        (old,),
        (new,),
        pair.touching((old,), (new,)),
    )


@needs(unlike=("exception",))
def exception(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: an exception is made or given up."""
    if pair.common < CLAUSE or pair.doubtful:
        return
    lost, gained = pair.lost("exception"), pair.gained("exception")
    if bool(lost) == bool(gained):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    if except_for(other) or both_exclusive(pair) or not side.touched(hit.start, hit.end):
        return
    if not survives(other, [t for t in side.content_tokens if t.start >= hit.end][:1]):
        span = Span(hit.start, hit.end)
        said = f"{side.quote(*span)} {complement(side, span.end)}".strip()
        made = f"An exception is {'made' if gained else 'given up'}, “{said}”"
        yield lone(pair, side, span, "exception", held_thing(side, span), made, wider=not gained)


@needs(unlike=("scope",))
def limit(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: words that open or close the extent of a clause come or go by themselves."""
    if pair.common < CLAUSE or pair.doubtful:
        return
    lost, gained = pair.lost("scope"), pair.gained("scope")
    if bool(lost) == bool(gained):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    wide = (hit.rank or 0) >= NARROW
    if not side.touched(hit.start, hit.end) or both_exclusive(pair) or (wide and all_of(other)):
        return
    if answered(side, other, hit) or not governs_a_reach(side, hit):
        return
    span = Span(hit.start, hit.end)
    made = f"{glossed(hit)} is {'added' if gained else 'dropped'}"
    yield lone(pair, side, span, "limit", reached(side, span), made, wider=wide == bool(gained))


def governs_a_reach(side: Side, hit: Hit) -> bool:
    """Whether words of extent limit what is said: not in a formula, a denial of "any", or a part of a time."""
    return not (any_of_denied(side, hit) or in_a_formula(side, hit) or is_of_a_time(side, hit))


def is_of_a_time(side: Side, hit: Hit) -> bool:
    """Whether words of extent govern a time, and so only say when: "in the first part of this year"."""
    times = side.words.tables.get("numbers", {}).get("time_nouns", ())
    units = side.words.tables.get("numbers", {}).get("units", {})
    after = next((t.key for t in side.content_tokens if t.start >= hit.end), "")
    return after in times or units.get(after, (0, ""))[1] == "days"


def reached(side: Side, span: Span) -> str:
    """What words of extent bear on, named: what they govern, else what is promised before them, else their subject."""
    after = [t for t in sentence_tokens(side, span.end) if t.start >= span.end and t in side.content_tokens]
    firm = side.of(["intensity"])
    stressed = all(any(hit.start <= t.start < hit.end for hit in firm) for t in after)
    said = (promise(side, span) or with_article(side, subject(side, span.start))) if stressed else ""
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
    """Whether "all", "each" or "every" occurs in changed wording."""
    universal = side.words.union("universal_words", "all_signs")
    return any(token.key in universal for token in side.changed_tokens)


# ---- lists ----------------------------------------------------------------------------------------


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
                yield listed(pair, side, span_of(quote))


def said_elsewhere(side: Side, tokens: list[Token], context: Context, other: Side) -> bool:
    """Whether a member of a list only moved in its sentence, or, in a series, occurs in the other text's words."""
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
    if not tokens or len(tokens) > MEMBER or names_anyone(side, tokens) or any(t.key[0].isdigit() for t in tokens):
        return False
    opens = side.text.startswith(tuple(side.words.words("list_openers")) or "\0", tokens[0].start)
    if not (opens or tokens[0].key in links or tokens[-1].key in links):
        return False
    binding = any(tokens[0].start <= hit.start < end for hit in side.of(NOT_IN_A_LIST)) or is_clause(side, tokens)
    core = [t for t in tokens if t in side.content_tokens]
    return bool(core) and not binding and is_listed_phrase(side, core)


def is_clause(side: Side, tokens: list[Token]) -> bool:
    """Whether a stretch says something of something, and is no member: it has a finite verb, or ends in an adverb."""
    words = side.words
    core = [t for t in tokens if t.key[0].isalnum() and t.key not in words.words("list_links")]
    if any(t.key in words.words("finite") for t in core):
        return True
    return len(core) > 2 and core[-1].key in words.words("adverbs")


def is_listed_phrase(side: Side, core: list[Token]) -> bool:
    """Whether the grammar, where the language has one, reads no verb at a member's head: no "undaunted by fear"."""
    sentence = side.parsed_at(core[0].start)
    head = sentence.word_at(core[0].start) if sentence else None
    if sentence is None or head is None:
        return True
    verbs = [clause for clause in sentence.clauses if clause.verb.main.start == head.start]
    return not any(clause.kind == "participial" or clause.agent for clause in verbs)


def is_circumstance(side: Side, span: Span) -> bool:
    """Whether a stretch between commas says how something is done, and is no member of a list: "in agreement with"."""
    words = [t for t in side.tokens if span.start <= t.start < span.end and t.key[0].isalnum()]
    return len(words) > 1 and words[0].key in side.words.words("object_ends") - side.words.words("list_links")


def listed(pair: Edited, side: Side, span: Span) -> Finding:
    """The claim on a member of a list."""
    gone, said = side is pair.old, side.quote(*span).strip(" ,")
    about = held_thing(side, span) if is_circumstance(side, span) else f"the reach of {whole_list(side, span, said)}"
    made = f"“{said}” is {'dropped' if gone else 'added'}"
    return lone(pair, side, span, "member", about, made, wider=not gone)


def whole_list(side: Side, span: Span, said: str) -> str:
    """The list around a member where the grammar shows one, else the member itself as one of a list."""
    found = phrase_at(side, span)
    return found if found and said in found and found != said else f"the list: {said}"


def lone(pair: Edited, side: Side, span: Span, rule: str, about: str, made: str, *, wider: bool) -> Finding:
    """The claim on words that came or went by themselves; `wider` is whether something reaches further now."""
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    return Finding(
        "S1",
        f"scope.{rule}",
        "strengthened" if wider else "softened",
        about,
        f"{made} in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
    )


def span_of(quote: Quote) -> Span:
    """Where a quote is."""
    return Span(quote.start, quote.end)


RULES = (narrowed, quantity, whole, whoever, reach, phase_out, exception, limit, member, within)
