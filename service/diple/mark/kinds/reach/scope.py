"""What something reaches (S1): whom it protects or binds, which things it covers, what it excepts, what it lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.glosses import glossed
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.claiming import Lone, claim, claim_alone, lone_phrase, toward
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.ladders import LadderRule
from diple.mark.kinds.limit.insertions import one_sided
from diple.mark.kinds.reach import quantifier
from diple.mark.kinds.reach.within import within
from diple.mark.sentence.frames import Side, frame_at
from diple.mark.sentence.hits import hits_at
from diple.mark.sentence.names.names import names_anyone
from diple.mark.sentence.pair import ALIKE, Edited
from diple.mark.sentence.phrases.cutting import clause, tokens_after
from diple.mark.sentence.phrases.referents import complement, held_thing, matter, subject, with_article
from diple.mark.sentence.phrases.whole import noun_phrase, phrase_at
from diple.mark.sentence.restated import answered, both_exclusive, survives, survives_changed
from diple.mark.text.context import Context
from diple.model import Quote, Span

SAME_LIST = 0.5  # share of content words that must stay for a list to be the same
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
    "scope.phase_out", "S1", ("fossil", "ending_scope"), "the phase-out of {object}", 0.5, adjacent=True
)


@needs(touched=extent.kinds)
def reach(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: one class gives way to another of its ladder, where the narrower one is not there in other words."""
    if pair.answering and pair.common < ALIKE:
        return
    for finding in extent(pair, context):
        narrows = finding.direction == "softened"
        here, there, span = (pair.new, pair.old, finding.new[0]) if narrows else (pair.old, pair.new, finding.old[0])
        if not survives(there, here.between(*span)):
            yield finding


@needs(touched=quantifier.SIZES.kinds)
def quantity(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: one quantifier of things and places gives way to another."""
    for found in quantifier.counted(pair, context):
        if not quantifier.is_of_a_group(pair, found):
            about = f"the reach of {noun_phrase(pair.new, found.new[0])}"
            yield replace(found, code="S1", rule="scope.quantity", referent=about)


@needs(unlike=quantifier.SIZES.kinds)
def whole(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: "all" comes or goes before what an obligation covers."""
    one = quantifier.all_alone(pair)
    if one and not quantifier.counts_actors(one):
        about = f"the reach of {quantifier.thing(one)}"
        yield quantifier.of_quantifier(pair, one, ("S1", "scope.whole"), about)


def narrowed(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: "all" gives way to an adjective, or the reverse: "all tests", "atmospheric tests"."""
    if pair.common < CLAUSE or pair.reworded:
        return
    for change in pair.changes:
        if change.old and change.new:
            yield from all_for_adjective(pair, span_of(change.old), span_of(change.new))


def all_for_adjective(pair: Edited, old: Span, new: Span) -> Iterator[Finding]:
    """The claim on a change where one stretch is "all" and the other an adjective."""
    if is_all_for_adjective(pair.old, old, pair.new, new):
        yield of_adjective(pair, old, new, noun_phrase(pair.new, new), up=False)
    elif is_all_for_adjective(pair.new, new, pair.old, old):
        yield of_adjective(pair, old, new, noun_phrase(pair.old, old), up=True)


def is_all_for_adjective(side: Side, span: Span, other: Side, adjective: Span) -> bool:
    """Whether one stretch is a quantifier of all and the other an adjective."""
    return is_all(side, span) and quantifier.is_adjective(other, adjective)


def is_all(side: Side, span: Span) -> bool:
    """Whether a stretch is a quantifier of all."""
    word = side.text[span.start : span.end].strip().lower()
    if not side.words.may_open("quantifier", frozenset([word])):
        return False
    sizes = [hit for hit in side.of(["quantifier"]) if (hit.rank or 0) >= quantifier.ALL]
    return any(hit.start <= token.start < hit.end for token in side.between(*span) for hit in sizes)


def of_adjective(pair: Edited, old: Span, new: Span, about: str, *, up: bool) -> Finding:
    """The claim on an adjective that took the place of "all", or gave way to it."""
    why = f"“{pair.old.quote(*old)}” gives way to “{pair.new.quote(*new)}” in “{clause(pair.new, *new)}”."
    return claim(pair, ("S1", "scope.narrowed"), toward(up), f"the reach of {about}", why, old, new)


@needs(unlike=("exception",))
def exception(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: an exception is made or given up."""
    one = None if pair.doubtful else lone_phrase(pair, "exception")
    if one is None or survives(one.other, one.side.content_between(one.span.end, one.side.end)[:1]):
        return
    said = f"{one.side.quote(*one.span)} {complement(one.side, one.span.end)}".strip()
    made = f"An exception is {'made' if one.gained else 'given up'}, “{said}”"
    yield lone(pair, one.side, one.span, "exception", held_thing(one.side, one.span), made, up=False)


@needs(unlike=("scope",))
def limit(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: words that open or close the extent of a clause come or go by themselves."""
    one = None if pair.common < CLAUSE or pair.doubtful else lone_phrase(pair, "scope")
    if one and governs_a_reach(one.side, one.hit) and not is_in_other_words(pair, one):
        made = f"{glossed(one.hit)} is {'added' if one.gained else 'dropped'}"
        yield lone(pair, one.side, one.span, "limit", reached(one.side, one.span), made, up=one.rank >= NARROW)


def is_in_other_words(pair: Edited, one: Lone) -> bool:
    """Whether the other side says words of extent otherwise; "all" says what wide ones do."""
    if both_exclusive(pair) or answered(one.side, one.other, one.hit):
        return True
    return one.rank >= NARROW and all_of(one.other)


def governs_a_reach(side: Side, hit: Hit) -> bool:
    """Whether words of extent limit what is said: not in a formula, a denial of "any", a time or a degree phrase."""
    if quantifier.is_degree(side, Span(hit.start, hit.end)):
        return False
    return not (any_of_denied(side, hit) or in_a_formula(side, hit) or is_of_a_time(side, hit))


def is_of_a_time(side: Side, hit: Hit) -> bool:
    """Whether words of extent govern a time, and so only say when: "in the first part of this year"."""
    times = side.words.tables.get("numbers", {}).get("time_nouns", ())
    return any(token.key in times for token in side.content_between(hit.end, side.end)[:1])


def reached(side: Side, span: Span) -> str:
    """What words of extent bear on, named: what they govern, else their subject."""
    firm = side.of(["intensity"])
    after = [t for t in tokens_after(side, span.end) if t in side.content_tokens]
    if all(hits_at(firm, t.start) for t in after):
        return with_article(side, subject(side, span.start))
    return f"the reach of {with_article(side, matter(side, span))}"


def in_a_formula(side: Side, hit: Hit) -> bool:
    """Whether words of extent are part of a longer formula, which limits nothing: "within its recognised borders"."""
    size = hit.end - hit.start
    formulas = [known for known in side.concepts if known.kind not in EXTENTS and known.end - known.start > size]
    return any(known.start <= hit.start and hit.end <= known.end for known in formulas)


def any_of_denied(side: Side, hit: Hit) -> bool:
    """Whether a phrase only says "any" of what its clause denies: no alliance is joined, no alliance at all."""
    frame = frame_at(side, hit.start) if hit.form.lower() in side.words.words("any_words") else None
    return frame is not None and bool(frame.negations)


def all_of(side: Side) -> bool:
    """Whether "all", "each" or "every" occurs in changed wording."""
    universal = side.words.union("universal_words", "all_signs")
    return any(token.key in universal for token in side.changed_tokens)


# ---- lists ----------------------------------------------------------------------------------------


def member(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: a list grows or shrinks by something that bears no name."""
    if pair.common < SAME_LIST or pair.reworded:
        return
    for quote, gained in map(one_sided, pair.changes):
        if quote:
            side, other = (pair.new, pair.old) if gained else (pair.old, pair.new)
            tokens = side.between(quote.start, quote.end)
            if is_member(side, tokens) and not said_elsewhere(side, tokens, context, other):
                yield listed(pair, side, span_of(quote))


def said_elsewhere(side: Side, tokens: Sequence[Token], context: Context, other: Side) -> bool:
    """Whether a member of a list only moved in its sentence, or, in a series, occurs in the other text's words."""
    words = [t for t in tokens if t in side.content_tokens]
    if all(stem(t.key) in other.stems for t in words) or is_one_verb(side, other, words):
        return True
    return context.mode == "succession" and " ".join(t.key for t in words) in other.statement.text.lower()


def is_one_verb(side: Side, other: Side, words: Sequence[Token]) -> bool:
    """Whether the other side says a few words with a verb alone: "conduct a correspondence", "correspond"."""
    return len(words) <= LIGHT and survives_changed(side, other, Span(words[0].start, words[-1].end))


def is_member(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a stretch is one more member of a list: it begins or ends with a comma or "and", and names no one."""
    if not 0 < len(tokens) <= MEMBER or not is_joined(side, tokens):
        return False
    if names_anyone(side, tokens) or is_clause(side, tokens):
        return False
    core = [t for t in tokens if t in side.content_tokens]
    return bool(core) and is_listed_phrase(side, core)


def is_joined(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a stretch begins or ends with what joins the members of a list."""
    links, openers = side.words.words("list_links"), tuple(side.words.words("list_openers"))
    return not links.isdisjoint((tokens[0].key, tokens[-1].key)) or side.text.startswith(openers, tokens[0].start)


def is_clause(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a stretch says something of something: it has a figure or a verb, binds, or ends in an adverb."""
    links = side.words.words("list_links")
    core = [t.key for t in tokens if t.key[0].isalnum() and t.key not in links]
    return has_figure_or_verb(side, core) or ends_in_adverb(side, core) or binds(side, tokens)


def has_figure_or_verb(side: Side, keys: Sequence[str]) -> bool:
    """Whether a figure or a finite verb is among some words."""
    return not side.words.words("finite").isdisjoint(keys) or any(key[0].isdigit() for key in keys)


def ends_in_adverb(side: Side, keys: Sequence[str]) -> bool:
    """Whether the last of at least three words is an adverb."""
    return len(keys) > 2 and keys[-1] in side.words.words("adverbs")


def binds(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a stretch binds, denies, limits or judges."""
    start, end = tokens[0].start, tokens[-1].end
    return any(start <= hit.start < end for hit in side.of(NOT_IN_A_LIST))


def is_listed_phrase(side: Side, core: Sequence[Token]) -> bool:
    """Whether the grammar, where the language has one, reads no verb at a member's head: no "undaunted by fear"."""
    sentence = side.parsed_at(core[0].start)
    clauses = sentence.clauses if sentence else ()
    heads = (one for one in clauses if one.verb.main.start == core[0].start)
    return not any(one.kind == "participial" or one.kind in ("main", "coordinate") for one in heads)


def is_circumstance(side: Side, span: Span) -> bool:
    """Whether a stretch between commas says how something is done, and is no member of a list: "in agreement with"."""
    words = [t.key for t in side.between(*span) if t.key[0].isalnum()]
    return words[0] in side.words.words("object_ends") - side.words.words("list_links")


def listed(pair: Edited, side: Side, span: Span) -> Finding:
    """The claim on a member of a list."""
    said = side.quote(*span).strip(" ,")
    about = held_thing(side, span) if is_circumstance(side, span) else f"the reach of {whole_list(side, span, said)}"
    made = f"“{said}” is {'dropped' if side is pair.old else 'added'}"
    return lone(pair, side, span, "member", about, made, up=True)


def whole_list(side: Side, span: Span, said: str) -> str:
    """The list around a member where the grammar shows one, else the member itself as one of a list."""
    found = phrase_at(side, span)
    return found if found and said in found else f"the list: {without_opening(side, said)}"


def without_opening(side: Side, said: str) -> str:
    """A member without what joins it and the preposition that it shares with the others: "and on | student visas"."""
    words, opening = said.split(), side.words.union("list_links", "object_ends")
    first = next((at for at, word in enumerate(words) if word.casefold() not in opening), 0)
    return " ".join(words[first:])


def lone(pair: Edited, side: Side, span: Span, rule: str, about: str, made: str, *, up: bool) -> Finding:
    """The claim on words that came or went by themselves; `up` where what they say makes something reach further."""
    return claim_alone(pair, ("S1", f"scope.{rule}"), side, span, about, f"{made} in “{clause(side, *span)}”.", up=up)


def span_of(quote: Quote) -> Span:
    """Where a quote is."""
    return Span(quote.start, quote.end)


RULES = (narrowed, quantity, whole, reach, phase_out, exception, limit, member, within)
