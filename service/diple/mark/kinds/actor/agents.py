"""Who did it (A1), told by the build of a sentence: a passive without author, swapped roles, "in" for "against"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from diple.lexicon.vocabulary import Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import UNLISTED, Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.names import Name, names
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause, sentence_tokens
from diple.mark.sentence.phrases.measures import last_noun
from diple.mark.sentence.phrases.referents import responsible, subject
from diple.mark.text.context import Context
from diple.model import Direction, Span

SAME = 0.5  # share of content words that must stay for the act to be the same
BE = 3  # tokens between a form of "be" and its participle: "has been repeatedly and deliberately jammed"
BY = 9  # tokens after a participle among which "by" names the author
ACT = 5  # letters that the forms of a verb share
SUBJECT = 9  # tokens of a subject
NEAR_ACT = 2  # content words before a phrase of authorship in which the act must stand
TARGET = 3  # tokens between an act and the name of its target: "the aggression against the people of"


class Deed(NamedTuple):
    """A verb with the beginning that its forms share and its place; `passive` with no author named."""

    verb: str
    start: int
    end: int
    passive: bool


def demoted(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: an act told in the active voice is told in the passive without its author, or the reverse."""
    if pair.reworded or pair.common < SAME:
        return
    if not pair.old.words.words("be_forms") or not any(
        is_be(side, t) for side in (pair.old, pair.new) for t in side.changed_tokens
    ):
        return
    for active, passive, direction in ((pair.old, pair.new, "softened"), (pair.new, pair.old, "strengthened")):
        told = {deed.verb: deed for deed in deeds(passive) if deed.passive}
        for deed in deeds(active) if told else ():
            answer = told.get(deed.verb)
            author = None if deed.passive or answer is None else author_of(active, passive, deed)
            if author and answer and active.touched(author.start, deed.end):
                yield demotion(
                    pair,
                    active,
                    passive,
                    (author, deed, answer),
                    "softened" if direction == "softened" else "strengthened",
                )
                return


def is_be(side: Side, token: Token) -> bool:
    """Whether a word is a form of "be"."""
    return token.key in side.words.words("be_forms")


def deeds(side: Side) -> list[Deed]:
    """The acts of a side in the active voice, and those in the passive without an author."""
    irregular, endings = side.words.tables.get("participles", {}), tuple(side.words.words("past_endings"))
    found = []
    for at, token in enumerate(side.tokens):
        base = irregular.get(token.key) or (token.key if endings and token.key.endswith(endings) else "")
        if not base or token.key in side.words.words("procedural") or token.capital:
            continue
        before = side.tokens[max(0, at - BE) : at]
        passive = any(is_be(side, t) for t in before)
        if passive and any(t.key in side.words.words("agent_prepositions") for t in side.tokens[at + 1 : at + BY]):
            continue
        found.append(Deed(base[:ACT], token.start, token.end, passive))
    return found


def author_of(active: Side, passive: Side, deed: Deed) -> Span | None:
    """The subject before a verb, where the other side has it nowhere and it speaks for no one."""
    before = [t for t in active.tokens if t.end <= deed.start][-SUBJECT:]
    for at in range(len(before) - 1, -1, -1):
        if before[at].key in active.words.words("clause_starts"):
            before = before[at + 1 :]
            break
    content = [t for t in before if t in active.content_tokens and t.key not in active.words.words("adverbs")]
    first = next((t for t in before if t.key[0].isalnum()), None)
    if first and not content and is_grave(active, deed) and first.key in active.words.words("pronouns"):
        return Span(first.start, first.end)
    if (
        first is None
        or not content
        or any(h.start < deed.start and first.start < h.end for h in active.of(["attribution"]))
    ):
        return None
    if any(stem(t.key) in passive.stems for t in content):
        return None
    last = next((t for t in before if t.start > content[0].start and t.key in active.words.words("auxiliaries")), None)
    end = last.start if last else content[-1].end
    return Span(first.start, max(t.end for t in before if t.end <= end))


def is_grave(side: Side, deed: Deed) -> bool:
    """Whether a deed is one for which someone answers: then a pronoun is author enough, "we took the children"."""
    return any(hit.start < deed.end and deed.start < hit.end for hit in side.of(["deed_label", "label"]))


def demotion(pair: Pair, active: Side, passive: Side, found: tuple[Span, Deed, Deed], direction: Direction) -> Finding:
    """A finding of A1 on an author who left the subject or entered it."""
    author, deed, answer = found
    here, there = (Span(author.start, deed.end),), (Span(answer.start, answer.end),)
    old, new = (here, there) if active is pair.old else (there, here)
    gone = "no longer" if active is pair.old else "now"
    object_ = subject(passive, answer.start, SUBJECT)
    where = clause(passive, answer.start, answer.end)
    return Finding(
        "A1",
        "agents.passive",
        direction,
        f"the responsibility of {active.quote(*author)} for what “{passive.quote(answer.start, answer.end)}” tells",
        f"Who acted, “{active.quote(*author)}”, is {gone} said of “{object_}”, in “{where}”.",
        old,
        new,
        pair.touching(old, new),
        terms=(UNLISTED,) if not any(t.capital and author.start <= t.start < author.end for t in active.tokens) else (),
    )


def swapped_roles(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: two names change places around the same verb: who struck whom is turned."""
    if pair.reworded or not pair.old.words.tables.get("subject_first"):
        return
    if not any(t.capital for t in pair.old.changed_tokens) or pair.old.stems != pair.new.stems:
        return
    before, after = ([n for n in names(side) if not n.adjective] for side in (pair.old, pair.new))
    for one, other in pairwise(before):
        answer = next(((a, b) for a, b in pairwise(after) if (a.key, b.key) == (other.key, one.key)), None)
        if (
            answer
            and one.key != other.key
            and between(pair.old, one, other)
            and between(pair.old, one, other) == between(pair.new, *answer)
        ):
            spans = Span(one.start, other.end), Span(answer[0].start, answer[1].end)
            if pair.old.touched(*spans[0]) or pair.new.touched(*spans[1]):
                yield turned(pair, spans, one, other)


def between(side: Side, one: Name, other: Name) -> tuple[str, ...]:
    """The words between two names, () where they stand side by side or do something together."""
    keys = tuple(t.key for t in side.tokens[one.last + 1 : other.first])
    joint = side.words.union("list_links", "reciprocal")
    if not keys or any(key in joint for key in keys) or not any(key not in side.words.words("stop") for key in keys):
        return ()
    return keys


def turned(pair: Edited, spans: tuple[Span, Span], one: Name, other: Name) -> Finding:
    """A finding of A1 on swapped roles."""
    names_ = pair.old.quote(one.start, one.end), pair.old.quote(other.start, other.end)
    was, now = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    return Finding(
        "A1",
        "agents.swapped",
        "mixed",
        f"the parts of {names_[0]} and {names_[1]} in the deed",
        f"“{names_[0]}” and “{names_[1]}” change places: “{was}” becomes “{now}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
    )


def author_phrase(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: behind an act that stays a phrase of who did it comes or goes: "killings committed by soldiers"."""
    if pair.reworded or pair.common < SAME:
        return
    lost, gained = pair.lost("author"), pair.gained("author")
    if bool(lost) == bool(gained):
        return
    side, other, hit = (pair.new, pair.old, gained[0]) if gained else (pair.old, pair.new, lost[0])
    last = side.text[hit.start : hit.end].lower().split()[-1]
    if last not in side.words.words("agent_prepositions") or not side.touched(hit.start, hit.end):
        return
    act = [t for t in side.content_tokens if t.end <= hit.start][-NEAR_ACT:]
    author = actor_behind(side, hit.end)
    if (
        not author
        or not any(stem(t.key) in other.stems for t in act)
        or any(stem(t.key) in other.stems for t in side.content_tokens if author.start <= t.start < author.end)
    ):
        return
    span = Span(hit.start, author.end)
    old, new = ((), (span,)) if gained else ((span,), ())
    named = side.quote(*author)
    yield Finding(
        "A1",
        "agents.author",
        "strengthened" if gained else "softened",
        responsible(side, named, act_before(side, hit.start)),
        f"“{named}” {'is now' if gained else 'is no longer'} told as the author, in “{clause(side, *span)}”.",
        old,
        new,
        pair.touching(old, new),
        terms=() if any(t.capital for t in side.tokens if author.start <= t.start < author.end) else (UNLISTED,),
    )


def act_before(side: Side, at: int) -> str:
    """The act before a phrase of authorship, from its last article on: "the burning of barns"."""
    tokens = [t for t in sentence_tokens(side, at) if t.end <= at and t.key[0].isalnum()][-SUBJECT:]
    act = last_noun(side, tokens)
    return side.quote(act[0].start, act[-1].end) if act else ""


def actor_behind(side: Side, at: int) -> Span | None:
    """The actor named behind a phrase of authorship, up to the next mark; None where it is a process or a pronoun."""
    tokens = [t for t in side.tokens if t.start >= at and t.end <= side.end][:SUBJECT]
    last = next((i for i, t in enumerate(tokens) if not t.key[0].isalnum() and t.key != "-"), len(tokens))
    content = [t for t in tokens[:last] if t in side.content_tokens]
    if not content or content[0].key in side.words.words("pronouns"):
        return None
    words = side.words
    actors = words.union("actor_nouns", "acting_nouns", "group_nouns", "single_speakers")
    acts = any(t.capital or t.key in actors or t.key.endswith(tuple(words.words("group_endings"))) for t in content)
    known = any(content[0].start <= h.start < content[-1].end for h in side.of(["actor_label"]))
    return Span(tokens[0].start, content[-1].end) if acts or known else None


@needs(words=("directed",))
def against_in(pair: Edited, context: Context) -> Iterator[Finding]:
    """A1: an act against someone becomes an event in a place: "aggression against X", "war in X"."""
    if pair.common < SAME / 2:
        return
    for aimed, placed, direction in ((pair.old, pair.new, "softened"), (pair.new, pair.old, "strengthened")):
        targets = dict(targets_of(placed, "placeless"))
        for target, span in targets_of(aimed, "directed"):
            if target in targets and target not in dict(targets_of(placed, "directed")):
                yield located(
                    pair, aimed, (span, targets[target]), "softened" if direction == "softened" else "strengthened"
                )
                return


def targets_of(side: Side, prepositions: str) -> Iterator[tuple[str, Span]]:
    """Words after an act and a preposition, with the stretch from the preposition on."""
    links = side.words.words(prepositions)
    for act in side.of(["label"]):
        after = [t for t in side.tokens if t.start >= act.end][: TARGET + 1]
        if after and after[0].key in links:
            yield from ((stem(t.key), Span(after[0].start, t.end)) for t in after[1:] if t in side.content_tokens)


def located(pair: Edited, aimed: Side, spans: tuple[Span, Span], direction: Direction) -> Finding:
    """A finding of A1 on an act that has a target on one side and only a place on the other."""
    old, new = spans if aimed is pair.old else spans[::-1]
    return Finding(
        "A1",
        "agents.against",
        direction,
        f"the blame for what was done {aimed.quote(*spans[0])}",
        f"“{pair.old.quote(*old)}” becomes “{pair.new.quote(*new)}”: an act against someone "
        f"{'becomes' if aimed is pair.old else 'was'} an event in a place, in “{clause(pair.new, *new)}”.",
        (old,),
        (new,),
        pair.touching([old], [new]),
    )
