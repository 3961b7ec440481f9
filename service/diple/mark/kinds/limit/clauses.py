"""What a phrase list cannot foresee: a clause limited by a condition (H1), narrowed by a modifier (S1), its deed
wrapped in another verb (M2), its agent cut off with "by" (A1). Read off the place of the change in its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from diple.lexicon.vocabulary import AFFIRMING, Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.places.stretch import overlap
from diple.mark.sentence.aspects import verb_stem
from diple.mark.sentence.frames import Side, is_participle
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import held_thing, matter, subject, topic
from diple.mark.sentence.renamed import answered, survives_changed
from diple.mark.sentence.restated import is_passive, told_actively
from diple.mark.text.context import Context
from diple.model import Change, Direction, Quote, Span

SAME = 0.6  # share of content words that must stay for the sentence to be the same
LONGEST = 16  # tokens of the longest insertion that is still one modifier or condition
ADJECTIVES = 2  # words that may stand as a modifier right before its noun
NEAR_ACT = 48  # code points between the name of an act and "by": "the shelling of the village of Hallin by"
NEAR_PARTICIPLE = 24  # code points between a participle and "by"
REACH = 7  # tokens between a modal and the deed that another verb wraps
FIRM = 5.0  # rank of a degree or an extent from which it adds to what it stands with: "without delay", "in full"
DUTY = ("modality", "directive", "negation")


def one_sided(pair: Edited) -> Iterator[tuple[Side, Quote, list[Token], bool]]:
    """The insertions and deletions of a pair that stays the same sentence: side, stretch, tokens, inserted or not."""
    if pair.reworded or pair.common < SAME:
        return
    for change in pair.changes:
        quote = quote_of(change)
        side = pair.new if change.old is None else pair.old
        if quote is not None:
            tokens = [t for t in side.tokens if quote.start <= t.start < quote.end]
            other = pair.old if change.old is None else pair.new
            if 0 < len(tokens) <= LONGEST and not moved(side, other, tokens):
                yield side, quote, tokens, change.old is None


def moved(side: Side, other: Side, tokens: Sequence[Token]) -> bool:
    """Whether the other side has all content words of a stretch too: then they only stand elsewhere."""
    words = {stem(t.key) for t in tokens if t in side.content_tokens}
    return bool(words) and words <= other.stems


def quote_of(change: Change) -> Quote | None:
    """The stretch of a change that has one side only."""
    if change.old is None or change.new is None:
        return change.new or change.old
    return None


def finding(
    pair: Pair, code: str, rule: str, direction: Direction, *, side: Side, span: Span, referent: str, text: str
) -> Finding:
    """A finding on one stretch of one side."""
    old, new = ((span,), ()) if side is pair.old else ((), (span,))
    rationale = f"{text} “{clause(side, *span)}”."
    changes = pair.touching(old, new)
    return Finding(code, rule, direction, referent, rationale, old, new, changes, terms=(UNLISTED,))


def condition(pair: Edited, context: Context) -> Iterator[Finding]:
    """H1: a clause of condition, time or exception is added or dropped."""
    for side, _quote, tokens, inserted in one_sided(pair):
        first = next((t for t in tokens if t.key[0].isalnum()), None)
        if first and len(tokens) > 1 and opens_condition(side, [t for t in tokens if t.start >= first.start]):
            span = Span(first.start, tokens[-1].end)
            other = pair.old if inserted else pair.new
            if other and (survives_changed(side, other, span) or answered(side, other, span)):
                continue
            yield finding(
                pair,
                "H1",
                "clauses.condition",
                "softened" if inserted else "strengthened",
                side=side,
                span=span,
                referent=held_thing(side, span),
                text=f"A condition is {'added' if inserted else 'dropped'}, “{side.quote(*span)}”:",
            )


def opens_condition(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a stretch opens with a word of condition; "as", "so" and "only" do so before some words alone."""
    words, first = side.words, tokens[0].key
    if first not in words.words("conditions"):
        return False
    if first in words.words("loose_conditions") and not any(
        t.key in words.words("condition_seconds") for t in tokens[1:2]
    ):
        return False
    return not is_degree(side, tokens)


def is_degree(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a phrase of degree or stance holds the whole stretch: "that could not be more outright", "as ever"."""
    start, end = tokens[0].start, tokens[-1].end
    return any(h.start <= start and end <= h.end for h in side.of(("intensity", "reaffirmation", "endorsement")))


def strengthens(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether each content word of a stretch is part of a qualifier that makes what it stands with stronger."""
    firm = [h for h in side.of(("intensity", "scope")) if (h.rank or 0) >= FIRM]
    content = [t for t in tokens if t in side.content_tokens]
    return bool(firm and content) and all(any(h.start <= t.start < h.end for h in firm) for t in content)


def modifier(pair: Edited, context: Context) -> Iterator[Finding]:
    """S1: in a clause that obliges or asks, a modifier that narrows a noun is added or dropped."""
    for side, quote, tokens, inserted in one_sided(pair):
        if obliges(side) and (
            narrows(side, tokens) or (qualifies(side, tokens, quote) and not described(pair, side, quote))
        ):
            span = Span(tokens[0].start, tokens[-1].end)
            found = finding(
                pair,
                "S1",
                "clauses.modifier",
                "softened" if inserted else "strengthened",
                side=side,
                span=span,
                referent=f"the reach of {side.quote(*around(side, span))}",
                text=f"“{side.quote(*span)}” is {'added and narrows' if inserted else 'dropped, which widens'}:",
            )
            yield replace(found, terms=()) if tokens[-1].key in side.words.words("excess") else found


def obliges(side: Side) -> bool:
    """Whether a sentence binds, asks, or says how far something reaches in law."""
    return bool(side.of(DUTY)) or not side.words.words("reach_verbs").isdisjoint(side.keys)


def narrows(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a stretch is one or two plain words right before a noun: an adjective, mostly.

    Where no space parts words, a sign or two may be half a word, and nothing is told.
    """
    if side.words.spaced and leaves_out(side, tokens):
        return True
    if not side.words.spaced or len(tokens) > ADJECTIVES or not all(is_plain(side, t) for t in tokens):
        return False
    known = [h for h in side.hits if h.start <= tokens[0].start < h.end or h.start <= tokens[-1].start < h.end]
    after = next((t for t in side.tokens if t.start >= tokens[-1].end), None)
    if tokens[0].key in side.words.words("light_words") or is_verb_place(side, tokens[0]):
        return False
    adverb = any(is_adverb(side, t) for t in tokens[-1 if is_participle(side, tokens[-1]) else 0 :])
    return not known and not adverb and after is not None and is_plain(side, after)


def leaves_out(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a stretch is of words alone that leave out all that is not so: "unjustified or excessive"."""
    excess, links = side.words.words("excess"), side.words.words("list_links")
    found = [t for t in tokens if t.key not in links]
    before = next((t.key for t in reversed(side.tokens) if t.end <= tokens[0].start), "")
    bare = before not in side.words.union("definite", "owners", "be_forms")
    after = next((t for t in side.tokens if t.start >= tokens[-1].end), None)
    return bool(found) and bare and after in side.content_tokens and all(t.key in excess for t in found)


def is_adverb(side: Side, token: Token) -> bool:
    """Whether a word is an adverb, by its ending or as a known one."""
    return token.key.endswith(tuple(side.words.words("adverb_endings")) or ("\0",)) or token.key in side.words.words(
        "adverbs"
    )


def is_verb_place(side: Side, token: Token) -> bool:
    """Whether a modal or an infinitive's "to" stands right before a word, which is then the verb."""
    before = next((t for t in reversed(side.tokens) if t.end <= token.start), None)
    if before is None:
        return False
    duty = any(hit.start <= before.start < hit.end for hit in side.of(["modality"]))
    return duty or before.key in side.words.words("infinitive")


def qualifies(side: Side, tokens: Sequence[Token], quote: Quote) -> bool:
    """Whether a stretch follows its noun: a phrase with a preposition, or a relative clause."""
    if len(tokens) < 2 or any(t.capital for t in tokens) or tokens[0].key not in side.words.words("qualifiers"):
        return False
    if is_degree(side, [t for t in tokens if t.key[0].isalnum()]) or strengthens(side, tokens):
        return False
    if tokens[0].key in side.words.union("relatives", "complementisers") and no_content(side, tokens):
        return False  # "the convoy (that was) carrying flour"
    known = any(
        h.kind in ("hedge", "caveat", "wrapper", "venue") and h.start < quote.end and quote.start < h.end
        for h in side.hits
    )
    return not known and not any(t.key[0].isdigit() for t in tokens)


def no_content(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a stretch is function words alone."""
    return not any(t in side.content_tokens for t in tokens)


def described(pair: Pair, side: Side, quote: Quote) -> bool:
    """Whether the other side says with an adjective what stands behind the noun: "prisoners who are ill"."""
    other = pair.old if side is pair.new else pair.new
    noun = next((t for t in reversed(side.content_tokens) if t.end <= quote.start), None)
    if other is None or noun is None:
        return False
    same = [at for at, t in enumerate(other.tokens) if stem(t.key) == stem(noun.key)]
    return any(at and is_plain_word(other, other.tokens[at - 1]) for at in same)


def is_plain_word(side: Side, token: Token) -> bool:
    """Whether a changed word is one of content."""
    return token in side.content_tokens and token.key.isalpha() and side.touched(token.start, token.end)


def is_plain(side: Side, token: Token) -> bool:
    """Whether a token is a content word in small letters."""
    return token.key.isalpha() and not token.capital and token.key not in side.words.words("stop")


def around(side: Side, span: Span) -> Span:
    """A stretch with the content word before and after it."""
    before = [t for t in side.content_tokens if t.end <= span.start][-1:]
    after = [t for t in side.content_tokens if t.start >= span.end][:1]
    return Span(before[0].start if before else span.start, after[0].end if after else span.end)


def wrapped_deed(pair: Edited, context: Context) -> Iterator[Finding]:
    """M2: the verb that stood right after its modal now hangs on another verb, or the reverse."""
    if pair.common < SAME:
        return
    for bare, wrapping, direction in ((pair.old, pair.new, "softened"), (pair.new, pair.old, "strengthened")):
        deeds = governed(bare)
        for verb, span in hanging(wrapping) if deeds else ():
            if verb not in deeds or not wrapping.touched(*span):
                continue
            denials = wrapping.of(["negation", AFFIRMING])
            denied = any(overlap(*span, hit.start, hit.end) for hit in denials)
            goes_on = any(
                t.key in wrapping.words.words("goes_on") for t in wrapping.tokens if span.start <= t.start < span.end
            )
            both = bool(bare.of(["wrapper"])) and bool(wrapping.of(["wrapper"]))  # one way of trying for another
            denied = denied or goes_on or both
            if not denied and verb not in governed(wrapping):
                yield finding(
                    pair,
                    "M2",
                    "clauses.wrapped_deed",
                    "softened" if direction == "softened" else "strengthened",
                    side=wrapping,
                    span=span,
                    referent=f"the commitment to {matter(wrapping, span)}",
                    text=f"“{wrapping.quote(*span)}” {'now stands' if bare is pair.old else 'stood'} before the deed:",
                )
                return


def goes_on(side: Side, span: Span) -> bool:
    """Whether the verb between a modal and its deed takes nothing off it: "will continue to consult"."""
    return any(t.key in side.words.words("goes_on") for t in side.tokens if span.start <= t.start < span.end)


def governed(side: Side) -> set[str]:
    """Stems of the verbs that stand right after a modal or a verb of decision."""
    adverbs = side.words.union("adverbs", "stop")
    found = set()
    for hit in side.of(["modality"]):
        verb = next((t for t in side.tokens if t.start >= hit.end and t.key not in adverbs), None)
        if verb and verb.key.isalpha():
            found.add(deed(side, verb, "planned"))
    return found - {""}


def hanging(side: Side) -> Iterator[tuple[str, Span]]:
    """Verbs that hang on another one after a modal: "will *think of* opening", with what they hang on."""
    links, tokens = side.words.words("list_links"), side.tokens
    for hit in side.of(["modality"]):
        after = [t for t in tokens if t.start >= hit.end][: REACH + 1]
        if hit.form.lower().split()[-1] in side.words.words("duty_links"):
            continue  # "it is necessary for the Strait to remain open": the one bound is named there
        for at, token in enumerate(after):
            if token.key in links:
                break
            to = at > 1 and after[at - 1].key in side.words.words("infinitive")
            infinitive = to and not token.key.endswith("ing")
            verb = deed(side, token, "planned" if infinitive else "under_way") if at else ""
            if verb and (infinitive or token.key.endswith("ing")):
                yield verb, Span(after[0].start, after[at - 1].end)


def deed(side: Side, token: Token, group: str) -> str:
    """The stem of a verb, "" where the form does not fit."""
    return verb_stem(token, group, side.words.tables.get("irregular", {}))


def cut_agent(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: after a participle or the name of an act, "by" and the one who acted are dropped or added."""
    for side, _quote, tokens, inserted in one_sided(pair):
        by = tokens[0]
        if by.key not in side.words.words("agent_prepositions") or len(tokens) < 2:
            continue
        if is_author(side, tokens[1:]) and is_act_before(side, by) and not is_told_actively(pair, side, by):
            span = Span(by.start, tokens[-1].end)
            yield finding(
                pair,
                "A1",
                "clauses.cut_agent",
                "strengthened" if inserted else "softened",
                side=side,
                span=span,
                referent=f"the responsibility for {subject(side, span.start) or topic(side, span)}",
                text=f"Who acted is {'now' if inserted else 'no longer'} said, “{side.quote(*span)}”:",
            )


def is_author(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether what follows "by" may have acted: no pronoun, number, deed, manner or time alone."""
    words = [t for t in tokens if t.key[0].isalnum() and t.key not in side.words.words("stop")]
    idle = side.words.union("pronouns", "no_authors")
    return bool(words) and words[0].key not in idle and not measures(side, tokens[:2])


def is_told_actively(pair: Pair, side: Side, by: Token) -> bool:
    """Whether the other side has the verb before "by" in the active voice, with its author as the subject."""
    other = pair.old if side is pair.new else pair.new
    near = [i for i, t in enumerate(side.tokens) if 0 <= by.start - t.end <= NEAR_PARTICIPLE and is_passive(side, i)]
    content = [side.tokens[i] for i in near if side.tokens[i] in side.content_tokens]
    return other is not None and bool(content) and told_actively(other, content[-1].key)


def is_act_before(side: Side, by: Token) -> bool:
    """Whether a participle stands close before "by", or the name of a violent act in the same clause."""
    if any(0 <= by.start - act.end <= NEAR_ACT for act in side.of(["label"])):
        return True
    procedural = side.words.words("procedural")
    near = [t for t in side.tokens if 0 <= by.start - t.end <= NEAR_PARTICIPLE]
    strong = side.words.tables.get("participles", {})
    return any(t.key not in procedural and (t.key in strong or deed(side, t, "done")) for t in near)


def measures(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether what follows "by" is a number or a deed, not an actor."""
    words = side.words.tables.get("numbers", {}).get("words", {})
    return any(
        t.key[0].isdigit()
        or (t.key in words and t.key not in side.words.words("articles_before_names"))
        or t.key.endswith("ing")
        for t in tokens
    )


RULES = (condition, cut_agent, wrapped_deed, modifier)
