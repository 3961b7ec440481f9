"""What was strengthened or softened, named as a person would: "the duty to act", "the call for an inquiry".

Each name answers for one kind of change, in the statement's own words; where a phrase is cut, `cutting.py` says.
"""

from __future__ import annotations

from collections.abc import Sequence

from diple.lexicon.vocabulary import Hit, Token
from diple.mark.sentence.frames import STANCE, VERBS, Frame, Side, frame_at
from diple.mark.sentence.phrases.cutting import (
    LONGEST,
    after_verb,
    denied_clause,
    ends_here,
    is_break,
    loose_ends,
    phrase,
    sentence_phrase,
    sentence_tokens,
)
from diple.model import Span

CONCERN = 5.0  # rank of censure under which a verb only shows concern
NEAR = 5  # words between a number of members and what they do


def complement(side: Side, end: int, most: int = LONGEST) -> str:
    """The words after `end` up to the end of the clause: what a verb or modal governs."""
    after = [t for t in sentence_tokens(side, end) if t.start >= end]
    leading = side.words.words("leading")
    first = next((i for i, t in enumerate(after) if t.key not in leading), len(after))
    pair = " ".join(t.key for t in after[max(0, first - 1) : first + 1])
    return phrase(side, after[first - (pair in side.words.words("loose_pairs")) :], most)


def subject(side: Side, start: int, most: int = LONGEST) -> str:
    """The phrase that ends before `start`: back to the mark or the verb before it, else who acts."""
    before = [t for t in sentence_tokens(side, start) if t.end <= start]
    breaks = [at for at in range(len(before)) if ends_here(before, at)]
    if breaks:
        before = before[breaks[-1] + 1 :]
    return phrase(side, after_verb(side, before) or before, most)


def matter(side: Side, span: Span) -> str:
    """What a phrase bears on: what it governs, or, where nothing follows, what stands before it in the clause."""
    governed = complement(side, span.end)
    if is_pronoun(side, governed):
        return subject(side, span.start) or governed
    return governed or subject(side, span.start) or topic(side, span)


def topic(side: Side, span: Span) -> str:
    """What the sentence around a stretch begins with, else the stretch itself."""
    return phrase(side, without_label(sentence_tokens(side, span.start)), LONGEST) or side.quote(*span)


def without_label(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of a sentence without the number at its head: "17. The Parties"."""
    labelled = len(tokens) > 1 and tokens[0].key.isdigit() and is_break(tokens[1])
    return tokens[2:] if labelled else tokens


def deed(side: Side, span: Span, *, through: bool = False, foretold: bool = False) -> str:
    """What is promised in the clause of a stretch, after "to": "reduce the discharge", "not enter the port"; else "".

    It ends before the stretch, unless it is to be read `through` it. What is only `foretold` is promised by nobody.
    """
    frame = promising_frame(side, span)
    modal = modal_before(frame, span.start) if frame else None
    if frame is None or modal is None or not side.words.spaced or (foretells(side, modal) and not foretold):
        return ""
    after = [t for t in sentence_tokens(side, modal.end) if t.start >= modal.end]
    after = [t for t in after if t.start >= span.end] if modal.end <= span.start <= modal.end + 3 else after
    first = next((i for i, t in enumerate(after) if not is_break(t) and t.key not in side.words.words("leading")), 0)
    kept = after[first:]
    if kept and kept[0].start < span.start and not through:
        own = [t for t in kept if t.end <= span.start]
        rest = [t for t in kept if t.start >= span.end]
        alone = len([t for t in own if not is_break(t)]) == 1 and has_object(side, rest)
        kept = kept if alone else own or rest
    said = phrase(side, kept, LONGEST)
    if said.split(" ", 1)[0].endswith(tuple(side.words.words("past_endings")) or "\0"):
        return ""  # a participle tells what is done already
    denied = frame.denies(modal, said) and said.split(" ", 1)[0] not in side.words.words("denials_only")
    return f"not {said}" if said and denied else said


def has_object(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether what a verb acts on stands behind a stretch: "establish, within ninety days, a Commission"."""
    first = next((t for t in tokens if not is_break(t)), None)
    return first is not None and first.key not in side.words.words("object_ends")


def foretells(side: Side, modal: Hit) -> bool:
    """Whether a modal says what is likely, by which nobody is bound: "are likely to", "is expected to"."""
    return not side.words.words("likelihoods").isdisjoint(modal.form.casefold().split())


def promising_frame(side: Side, span: Span) -> Frame | None:
    """The clause of a stretch; where the stretch itself opens one ("before the end of the year"), the one before."""
    frame = frame_at(side, span.start)
    if frame is None or frame.modality or not span.start <= frame.start < span.end:
        return frame
    return next((f for f in reversed(side.frames) if f.start < frame.start and f.modality), None)


def modal_before(frame: Frame, at: int) -> Hit | None:
    """The last modal of a clause before a place, else its first."""
    return next((hit for hit in reversed(frame.of("modality")) if hit.end <= at), frame.modality)


def promise(side: Side, span: Span, *, through: bool = False) -> str:
    """What the clause of a stretch promises, named: "the commitment not to enter the port"; else ""."""
    said = deed(side, span, through=through)
    if not said or opens_noun(side, said):
        return ""
    if is_passive(side, said, span.start):
        acting = clause_subject(side, span.start)
        return f"the rule that {acting} {said}" if acting else f"the commitment to {said}"
    return f"the commitment not to {said[4:]}" if said.startswith("not ") else f"the commitment to {said}"


def held_thing(side: Side, span: Span) -> str:
    """What a limiter limits, named: the commitment, where something is promised, else what the clause speaks of."""
    named = promise(side, span, through=is_inside(side, span))
    return named or f"the force of {subject(side, span.start) or matter(side, span)}"


def is_inside(side: Side, span: Span) -> bool:
    """Whether a stretch stands within a phrase: no mark on either side, and a word of the phrase behind it."""
    tokens = sentence_tokens(side, span.start)
    before = next((t for t in reversed(tokens) if t.end <= span.start), None)
    after = next((t for t in tokens if t.start >= span.end), None)
    ends = side.words.words("object_ends")
    return not any(t is None or is_break(t) for t in (before, after)) and after is not None and after.key not in ends


def clause_subject(side: Side, at: int) -> str:
    """Who or what the clause at a place is about: the phrase before its first verb; "" for a pronoun or no verb.

    A clause that names no one ("and came to …", "which is …") is about what the one before it is about.
    """
    words = side.words
    finite = words.union("finite", "finite_only")
    known = {hit.start for hit in side.of(VERBS)}
    around = next((span for span in side.spans if span.start <= at <= span.end), None)
    frames = [f for f in side.frames if around and around.start <= f.start <= at and not f.opening.startswith("sub")]
    own = frame_at(side, at)
    for frame in sorted(frames, key=lambda f: (f is not own, -f.start)):
        verb = next((i for i, t in enumerate(frame.tokens) if t.key in finite or (i and t.start in known)), None)
        said = named_noun(side, after_adverbial(side, frame.tokens[:verb])) if verb is not None else ""
        if said:
            return said
    return ""


def after_adverbial(side: Side, tokens: Sequence[Token]) -> Sequence[Token]:
    """The words before a verb without what only leads up to them: "In a related action, the Board"."""
    comma = next((i for i, t in enumerate(tokens) if is_break(t)), None)
    if comma is None or not 0 < comma < len(tokens) - 1:
        return tokens
    first, words = tokens[0].key, side.words
    leads = first in words.union("object_ends", "qualifiers") or first.endswith(
        tuple(words.words("participle_endings")) or ("\0",)
    )
    return after_adverbial(side, tokens[comma + 1 :]) if leads else tokens


def named_noun(side: Side, tokens: Sequence[Token]) -> str:
    """The noun phrase of some words that name something, without a label or a joint before it; else ""."""
    words, tokens = side.words, without_label(tokens)
    adverbs = tuple(words.words("adverb_endings"))
    while adverbs and len(tokens) > 1 and tokens[-1].key.endswith(adverbs):
        tokens = tokens[:-1]
    said = phrase(side, tokens, LONGEST)
    nothing = words.union("pronouns", "expletives", "relatives")
    first = said.split(" ", 1)[0].casefold()
    if not said or said.casefold() in nothing or first in words.union("relatives", "denials_only", "object_ends"):
        return ""
    alone = " " not in said and bool(adverbs) and said.casefold().endswith(adverbs)
    return "" if alone or not any(t in side.content_tokens for t in tokens) else said


def duty(side: Side, modal: Hit, said: str) -> str:
    """A duty as one names it: "the duty to act", "the duty not to act", "the rule that disputes be settled"."""
    frame = frame_at(side, modal.start)
    denied = frame is not None and frame.denies(modal, said)
    if modal.form.casefold().endswith("committed to") or opens_noun(side, said):
        return f"the commitment to {said}"
    if is_passive(side, said, modal.start):
        acting = clause_subject(side, modal.start)
        denial = "not " if denied else ""
        return f"the rule that {acting} {denial}{said}" if acting else f"the duty {denial}to {said}"
    first, _, rest = said.partition(" ")
    if rest and not denied and first in side.words.words("denials_only"):
        return f"the duty {first} to {rest}"
    return f"the duty {'not ' if denied else ''}to {said}"


def is_passive(side: Side, said: str, at: int) -> bool:
    """Whether a deed is said of its subject: "disputes be settled", but not "the Committee be patient"."""
    first, _, rest = said.partition(" ")
    word = rest.split(" ", 1)[0].strip(",;").casefold()
    endings = tuple(side.words.words("past_endings"))
    while endings and word.endswith(tuple(side.words.words("adverb_endings")) or ("\0",)):
        rest = rest.partition(" ")[2]
        word = rest.split(" ", 1)[0].strip(",;").casefold()
    if first not in side.words.words("passive"):
        return False
    participle = not endings or word.endswith(endings) or word in side.words.tables.get("irregular", {})
    return participle or not is_body(side, clause_subject(side, at))


def is_body(side: Side, said: str) -> bool:
    """Whether words name a body that can bind itself, and nothing besides."""
    known = side.words.union("speaking_bodies", "articles_before_names", "pronouns")
    return bool(said) and all(word in known for word in said.casefold().split())


def asked(side: Side, verb: Hit, said: str) -> str:
    """What is demanded: "the demand that Dorvania withdraw", "the call for an inquiry"."""
    passed = side.words.words("adverbs") | side.words.words("leading") - side.words.words("infinitive")
    opening = side.words.words("complementisers")
    passed = passed - opening
    after = next((t for t in side.tokens if t.start >= verb.end and t.key not in passed), None)
    if verb.form.rpartition(" ")[2] in opening or (after is not None and after.key in opening):
        return f"the demand that {said}"
    infinitive = after is not None and after.key in side.words.words("infinitive") and not opens_noun(side, said)
    return f"the call to {said}" if infinitive else f"the call for {said}"


def bound(side: Side, verb: Hit, said: str) -> str:
    """What a modal or a verb of will binds to: "the commitment to build", "the decision to establish a fund"."""
    if verb.kind == "modality":
        named = duty(side, verb, said)
        return named.replace("the duty", "the commitment", 1) if named.startswith("the duty") else named
    named = asked(side, verb, said)
    decided = verb.form.casefold().split(" ", 1)[0] in side.words.words("deciding_verbs")
    return named.replace("the call to", "the decision to", 1) if decided else named


def agreed(side: Side, speaker: Hit, said: str) -> str:
    """What some hold together: "the consensus that the mine must close", "the consensus on the levy"."""
    after = [t for t in sentence_tokens(side, speaker.end) if t.start >= speaker.end]
    adverbs = tuple(side.words.words("adverb_endings"))
    while adverbs and after and (after[0].key in side.words.words("adverbs") or after[0].key.endswith(adverbs)):
        after = after[1:]
    if not side.words.tables.get("subject_first"):
        return f"the consensus on {said}"
    if not after or is_break(after[0]) or after[0].key in side.words.words("object_links"):
        return f"the consensus on {said}"
    return f"the consensus {view(side, after[0].end)}" if len(after) > 1 else f"the consensus on {said}"


def view(side: Side, at: int) -> str:
    """What is said from a place on: "that the mine must close", "to close the mine", "on the levy"."""
    after = [t for t in sentence_tokens(side, at) if t.start >= at]
    if after and after[0].key in side.words.words("complementisers"):
        return f"that {sentence_phrase(side, after[1:])}"
    said = complement(side, at)
    infinitive = bool(after) and after[0].key in side.words.words("infinitive") and not opens_noun(side, said)
    return f"to {said}" if infinitive else f"on {said or topic(side, Span(at, at))}"


def spoken_of(side: Side, hit: Hit | None) -> str:
    """What a whole sentence is about: what it promises, what it judges, else what stands at its head."""
    if hit is not None and hit.kind == "modality" and side.words.spaced:
        said = complement(side, hit.end)
        return bound(side, hit, said) if said else topic(side, hit_span(hit))
    if hit is not None and hit.kind in VERBS:
        return matter(side, hit_span(hit))
    first = next((t.start for t in side.tokens if t.key in side.words.union("finite", "finite_only")), side.start)
    denied = denied_clause(side, sentence_tokens(side, side.start))
    return viewed(side) or denied or clause_subject(side, first) or topic(side, Span(side.start, side.start))


def viewed(side: Side) -> str:
    """What a body says, where a sentence begins with the body alone: "the view that trade will recover"; else ""."""
    tokens = sentence_tokens(side, side.start)
    finite = side.words.union("finite", "finite_only")
    verb = next((at for at, t in enumerate(tokens) if t.key in finite), None)
    if not verb or not side.words.words("complementisers"):
        return ""
    said = view(side, tokens[verb].end) if is_body(side, " ".join(t.key for t in tokens[:verb])) else ""
    return f"the view {said}" if said.startswith("that ") else ""


def done(side: Side, span: Span) -> str:
    """What an act bears on: its object, or its subject where no object follows at once."""
    after = next((t for t in sentence_tokens(side, span.end) if t.start >= span.end), None)
    loose = side.words.union("object_ends", "adverbs", "be_forms")
    loose |= loose_ends(side.words)
    articles = {word for kind in side.words.tables.get("articles", {}).values() for word in kind}
    direct = after is not None and not is_break(after) and (after.key in articles or after.key not in loose)
    if direct and not after_is_number(after):
        return matter(side, span)
    acting = subject(side, span.start)
    return clause_subject(side, span.start) or (
        matter(side, span) if is_pronoun(side, acting) or not acting else acting
    )


def after_is_number(token: Token | None) -> bool:
    """Whether a token is a number in figures."""
    return token is not None and token.key[:1].isdigit()


def stressed(side: Side, span: Span) -> str:
    """What a degree word stresses: a censure or a stance with its object, or the noun after it."""
    verb = next((h for h in side.of(STANCE) if h.start <= span.end + 1 and span.start < h.end), None)
    concerned = verb is not None and verb.kind == "tone_negative" and (verb.rank or 0) < CONCERN
    if verb is None or not side.words.spaced or concerned:
        return with_article(side, matter(side, span))
    name = "the censure of" if verb.kind == "tone_negative" else "the stance on"
    return f"{name} {matter(side, hit_span(verb))}"


def with_article(side: Side, said: str) -> str:
    """A bare noun with its article, in a language that has but one: "the protocol"."""
    definite = side.words.tables.get("articles", {}).get("definite", ())
    first = said.split(" ", 1)[0].casefold()
    no_noun = tuple(side.words.union("past_endings", "adverb_endings")) or ("\0",)
    verbal = first.endswith(no_noun)
    bare = first not in loose_ends(side.words) | side.words.words("pronouns") and not opens_noun(side, said)
    if len(definite) != 1 or verbal or not bare:
        return said
    return f"{next(iter(definite))} {said}"


def behind(side: Side, size: Hit, said: str) -> str:
    """How many hold something: "the number of members who opposed the levy", "the number of villages"."""
    after = [t for t in sentence_tokens(side, size.end) if t.start >= size.end]
    finite = side.words.union("finite", "finite_only")
    starts = {hit.start for hit in side.of(VERBS)}
    verb = next((at for at, t in enumerate(after[:NEAR]) if t.start in starts or t.key in finite), None)
    if not side.words.spaced or not side.words.tables.get("subject_first") or verb is None:
        return f"the number of {said}"
    who = phrase(side, [t for t in after[:verb] if t.key not in side.words.words("leading")], LONGEST)
    does = phrase(side, after[verb:], LONGEST)
    return f"the number of {who or 'those'} who {does}"


def responsible(side: Side, name: str, act: str) -> str:
    """An author with the act, where the words name the act: "the responsibility of Karsk for the aggression"."""
    author = name.removesuffix("’s").removesuffix("'s")
    first = act.split(" ", 1)[0].casefold()
    verbs = side.words.union("finite", "finite_only", "finite_verbs")
    told = act and first not in verbs and not first.endswith(tuple(side.words.words("past_endings")) or ("\0",))
    return f"the responsibility of {author} for {act}" if told else f"the responsibility of {author}"


def hit_span(hit: Hit) -> Span:
    """Where a phrase stands."""
    return Span(hit.start, hit.end)


def opens_noun(side: Side, said: str) -> bool:
    """Whether words begin as a noun phrase does: an article, a determiner, a name, an act's name in -ing."""
    first = said.split(" ", 1)[0]
    words = side.words
    articles = words.tables.get("articles", {})
    known = {word for kind in ("definite", "indefinite", "any") for word in articles.get(kind, ())}
    return first[:1].isupper() or first in known or first in words.words("determiners") or first.endswith("ing")


def is_pronoun(side: Side, said: str) -> bool:
    """Whether words are a pronoun alone, which names nothing."""
    return said.casefold() in side.words.words("pronouns")
