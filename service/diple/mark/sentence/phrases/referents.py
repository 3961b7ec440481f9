"""How what was strengthened or softened is named: "the duty to act", "the call for an inquiry".

Each name is for one kind of change, in the words of the statement. Subjects and passives are read from the grammar
where the language has one; `cutting.py` says where a phrase ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from diple.grammar import Clause, Sentence
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
    tokens_after,
    tokens_before,
    without_label,
)
from diple.mark.sentence.phrases.whole import subject_words, words_of
from diple.model import Span

CONCERN = 5.0  # rank of censure under which a verb only shows concern
BESIDE = 3  # code points from a modal to what qualifies it


def complement(side: Side, end: int, most: int = LONGEST) -> str:
    """The words after `end` up to the end of the clause: what a verb or modal governs."""
    after, leading = tokens_after(side, end), side.words.words("leading")
    first = next((i for i, t in enumerate(after) if t.key not in leading), len(after))
    pair = " ".join(t.key for t in after[max(0, first - 1) : first + 1])
    return phrase(side, after[first - (pair in side.words.words("loose_pairs")) :], most)


def subject(side: Side, start: int, most: int = LONGEST) -> str:
    """The phrase that ends before `start`: back to the mark or the verb before it, else who acts."""
    before = tokens_before(side, start)
    first = max((at + 1 for at in range(len(before)) if ends_here(before, at)), default=0)
    return phrase(side, after_verb(side, before[first:]) or before[first:], most)


def matter(side: Side, span: Span) -> str:
    """What a phrase bears on: what it governs, or, where nothing follows, what precedes it in the clause."""
    governed = complement(side, span.end)
    if is_pronoun(side, governed):
        return subject(side, span.start) or governed
    return governed or subject(side, span.start) or topic(side, span)


def topic(side: Side, span: Span) -> str:
    """What the sentence around a stretch begins with, else the stretch itself."""
    return phrase(side, without_label(sentence_tokens(side, span.start)), LONGEST) or side.quote(*span)


def deed(side: Side, span: Span, *, through: bool = False, foretold: bool = False) -> str:
    """What is promised in the clause of a stretch, after "to": "reduce the discharge", "not enter the port"; else "".

    It ends before the stretch, unless it is to be read `through` it. What is only `foretold` is promised by nobody.
    """
    frame = promising_frame(side, span) if side.words.spaced else None
    modal = modal_before(frame, span.start) if frame else None
    if frame is None or modal is None or (foretells(side, modal) and not foretold):
        return ""
    said = without_participle(side, promised(side, modal, span, through))
    return f"not {said}" if said and frame.denies(modal, said) else said


def without_participle(side: Side, said: str) -> str:
    """Words that begin with no participle, "" else: a participle says what is done already."""
    return "" if side.words.has_ending(said.split(" ", 1)[0], "past_endings") else said


def promised(side: Side, modal: Hit, span: Span, through: bool) -> str:
    """What a modal promises: the phrase behind it, or behind a stretch right next to it."""
    start = span.end if modal.end <= span.start <= modal.end + BESIDE else modal.end
    after, leading = tokens_after(side, start), side.words.words("leading")
    after = list(dropwhile(lambda t: is_break(t) or t.key in leading, after)) or after
    before = [t for t in after if t.end <= span.start]
    return phrase(side, after if through else before or after, LONGEST)


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
    acting = clause_subject(side, span.start) if is_passive(side, said, span.start) else ""
    if acting:
        return rule(side, span.start, acting, said)
    return f"the commitment not to {said[4:]}" if said.startswith("not ") else f"the commitment to {said}"


def held_thing(side: Side, span: Span) -> str:
    """What a limiter limits, named: the commitment, where something is promised, else what the clause speaks of."""
    named = promise(side, span, through=is_inside(side, span))
    return named or f"the force of {subject(side, span.start) or matter(side, span)}"


def is_inside(side: Side, span: Span) -> bool:
    """Whether a stretch is within a phrase: no mark on either side, and a word of the phrase behind it."""
    before, after = tokens_before(side, span.start)[-1:], tokens_after(side, span.end)[:1]
    if not before or not after or is_break(before[0]) or is_break(after[0]):
        return False
    return after[0].key not in side.words.words("object_ends")


def clause_subject(side: Side, at: int) -> str:
    """Who or what the clause at a place is about; "" for a pronoun or where no verb is known.

    A clause that names no one ("and came to …", "which is …") is about what the one before it is about.
    """
    sentence = next((s for s in side.parsed if s.words and s.start <= at <= s.end), None)
    if sentence is None:
        return subject_by_classes(side, at)
    named = (subject_words(side, clause) for clause in clauses_before(sentence, at))
    return next(filter(None, named), "")


def clauses_before(sentence: Sentence, at: int) -> Iterator[Clause]:
    """The clause at a place and the finite ones before it, the nearest first."""
    around = sentence.clause_at(at)
    yield from (around,) if around else ()
    yield from (one for one in reversed(sentence.clauses) if one.verb.form == "finite" and one.start <= at)


def subject_by_classes(side: Side, at: int) -> str:
    """The phrase before the first known verb of the clause at a place, or of one before it."""
    verbs = {hit.start for hit in side.of(VERBS)}
    frames = sorted((f for f in side.frames if f.start <= at), key=lambda f: (not f.holds(at), -f.start))
    subjects = (list(takewhile(lambda t: t.start not in verbs, frame.tokens)) for frame in frames)
    voiced = (tokens for tokens, frame in zip(subjects, frames, strict=True) if 0 < len(tokens) < len(frame.tokens))
    return next(filter(None, (named_noun(side, tokens) for tokens in voiced)), "")


def named_noun(side: Side, tokens: Sequence[Token]) -> str:
    """The noun phrase of some words that name something, without a label before it; else ""."""
    tokens = without_label(tokens)
    said = phrase(side, tokens, LONGEST)
    first = said.split(" ", 1)[0].casefold()
    if said.casefold() in side.words.union("pronouns", "expletives", "relatives") or opens_nothing(side, first):
        return ""
    return said if any(t in side.content_tokens for t in tokens) else ""


def opens_nothing(side: Side, first: str) -> bool:
    """Whether no noun phrase begins with a word: a relative, a denial, a preposition."""
    return first in side.words.union("relatives", "denials_only", "object_ends")


def duty(side: Side, modal: Hit, said: str) -> str:
    """A duty as one names it: "the duty to act", "the duty not to act", "the rule that disputes be settled"."""
    if modal.form.casefold().endswith("committed to") or opens_noun(side, said):
        return f"the commitment to {said}"
    frame = frame_at(side, modal.start)
    denial = "not " if frame is not None and frame.denies(modal, said) else ""
    acting = clause_subject(side, modal.start) if is_passive(side, said, modal.start) else ""
    return rule(side, modal.start, acting, denial + said) if acting else named_duty(side, said, denial)


def rule(side: Side, at: int, acting: str, said: str) -> str:
    """A duty of what is acted on: "the rule that disputes not be settled", "the rule that no troops be stationed".

    A denial that opens the subject ("no troops", "neither side") is said there, and not once more before the verb.
    """
    spoken_of = acting.casefold().split()
    for hit in side.of(("negation",)) if said.startswith("not ") else ():
        words = side.quote(hit.start, max(hit.start, at)).casefold().split()
        if words[: len(spoken_of)] == spoken_of:
            return f"the rule that {acting} {said[4:]}"
        if words[1 : len(spoken_of) + 1] == spoken_of:
            return f"the rule that {words[0]} {acting} {said[4:]}"
    return f"the rule that {acting} {said}"


def named_duty(side: Side, said: str, denial: str) -> str:
    """A duty with its denial before "to": "the duty not to act", "the duty never to return"."""
    first, _, rest = said.partition(" ")
    if rest and not denial and first in side.words.words("denials_only"):
        return f"the duty {first} to {rest}"
    return f"the duty {denial}to {said}"


def is_passive(side: Side, said: str, at: int) -> bool:
    """Whether a deed is said of its subject: "disputes be settled", but not "the Committee be patient"."""
    clause = next((one for s in side.parsed for one in s.clauses if one.verb.start <= at < one.verb.end), None)
    if clause is None:
        return is_passive_by_classes(side, said)
    return clause.verb.passive or (clause.verb.copular and not is_body(side, clause_subject(side, at)))


def is_passive_by_classes(side: Side, said: str) -> bool:
    """Whether words begin with an auxiliary of the passive and, where the language lists its endings, a participle."""
    first, _, rest = said.partition(" ")
    participle = rest.split(" ", 1)[0].strip(",;").casefold()
    known = not side.words.words("past_endings") or side.words.has_ending(participle, "past_endings")
    return known and first in side.words.words("passive")


def is_body(side: Side, said: str) -> bool:
    """Whether words name a body that can bind itself, and nothing besides."""
    known = side.words.union("speaking_bodies", "articles_before_names", "pronouns")
    return bool(said) and all(word in known for word in said.casefold().split())


def asked(side: Side, verb: Hit, said: str) -> str:
    """What is demanded: "the demand that Dorvania withdraw", "the call for an inquiry"."""
    opening, to = side.words.words("complementisers"), side.words.words("infinitive")
    passed = (side.words.words("adverbs") | (side.words.words("leading") - to)) - opening
    after = next((t.key for t in side.after(verb.end) if t.key not in passed), "")
    if after in opening or verb.form.rpartition(" ")[2] in opening:
        return f"the demand that {said}"
    return f"the call to {said}" if after in to and not opens_noun(side, said) else f"the call for {said}"


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
    after = tokens_after(side, speaker.end)
    if not side.words.tables.get("subject_first") or len(after) < 2:
        return f"the consensus on {said}"
    if is_break(after[0]) or after[0].key in side.words.words("object_links"):
        return f"the consensus on {said}"
    return f"the consensus {view(side, after[0].end)}"


def view(side: Side, at: int) -> str:
    """What is said from a place on: "that the mine must close", "to close the mine", "on the levy"."""
    after = tokens_after(side, at)
    first = after[0].key if after else ""
    if first in side.words.words("complementisers"):
        return f"that {sentence_phrase(side, after[1:])}"
    said = complement(side, at)
    if first in side.words.words("infinitive") and not opens_noun(side, said):
        return f"to {said}"
    return f"on {said or topic(side, Span(at, at))}"


def spoken_of(side: Side, hit: Hit | None) -> str:
    """What a whole sentence is about: what it promises, what it judges, else its subject."""
    if hit is not None and hit.kind == "modality" and side.words.spaced:
        said = complement(side, hit.end)
        return bound(side, hit, said) if said else topic(side, hit_span(hit))
    if hit is not None and hit.kind in VERBS:
        return matter(side, hit_span(hit))
    return sentence_subject(side) or topic(side, Span(side.start, side.start))


def sentence_subject(side: Side) -> str:
    """What the first clause denies as a whole, else its subject."""
    return denied_clause(side, sentence_tokens(side, side.start)) or clause_subject(side, first_verb(side))


def first_verb(side: Side) -> int:
    """Where the first finite verb of a closed class is, else where the sentence begins."""
    finite = side.words.union("finite", "finite_only")
    return next((t.start for t in side.tokens if t.key in finite), side.start)


def done(side: Side, span: Span) -> str:
    """What an act bears on: its object, or its subject where no object follows at once."""
    verb = next((one for s in side.parsed for one in s.clauses if span.start <= one.verb.main.start < span.end), None)
    if verb is None:
        return matter(side, span)
    return words_of(side, verb.object) if verb.object else clause_subject(side, span.start) or matter(side, span)


def stressed(side: Side, span: Span) -> str:
    """What a degree word stresses: a censure or a stance with its object, or the noun after it."""
    verb = next((h for h in side.of(STANCE) if h.start <= span.end + 1 and span.start < h.end), None)
    if verb is None or not side.words.spaced or is_concern(verb):
        return with_article(side, matter(side, span))
    name = "the censure of" if verb.kind == "tone_negative" else "the stance on"
    return f"{name} {matter(side, hit_span(verb))}"


def is_concern(verb: Hit) -> bool:
    """Whether a verb of censure only shows concern."""
    return verb.kind == "tone_negative" and (verb.rank or 0) < CONCERN


def with_article(side: Side, said: str) -> str:
    """A bare noun with its article, in a language that has but one: "the protocol"."""
    definite = side.words.tables.get("articles", {}).get("definite", ())
    first = said.split(" ", 1)[0].casefold()
    if len(definite) != 1 or side.words.has_ending(first, "past_endings", "adverb_endings"):
        return said
    bare = first not in loose_ends(side.words) | side.words.words("pronouns") and not opens_noun(side, said)
    return f"{next(iter(definite))} {said}" if bare else said


def responsible(side: Side, name: str, act: str) -> str:
    """An author with the act, where the words name the act: "the responsibility of Karsk for the aggression"."""
    author = name.removesuffix("’s").removesuffix("'s")
    first = act.split(" ", 1)[0].casefold()
    verbs = side.words.union("finite", "finite_only", "finite_verbs")
    is_noun = first and first not in verbs and not side.words.has_ending(first, "past_endings")
    return f"the responsibility of {author} for {act}" if is_noun else f"the responsibility of {author}"


def hit_span(hit: Hit) -> Span:
    """Where a phrase is."""
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
