"""Names: who acts (A1), who is alluded to (A3), and who stands on a list (S2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from diple.lexicon.vocabulary import Hit, Token
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.actor.agents import against_in, author_phrase, demoted, swapped_roles
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.authors import (
    BY,
    acts,
    authors_label,
    follows_act,
    follows_author,
    follows_by,
    is_listed,
    is_to_come,
)
from diple.mark.sentence.names.han import act_of_name, is_kept
from diple.mark.sentence.names.names import (
    Name,
    absent,
    after_name,
    is_other_person,
    is_person,
    names,
    stands_spelled_out,
    veils,
)
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import matter, responsible, subject
from diple.mark.sentence.restated import is_word_of
from diple.mark.text.context import Context
from diple.model import Change, Direction, Span

ELSEWHERE = ("named_elsewhere", "the other text names the same in another place")
MENTION = ("mere_mention", "the name stands in no list of names")
KEPT = 0.3  # share of the content words that must stay for an act to be the same act
NEAR = 2  # content words next to "by" in which the act must stand
REACH = 5  # content words after an author in which two of the act must stand
ARTICLE = 5  # code points of an article before a name
DESCRIBED = 2  # words of a description of someone
NAMED = 6  # tokens between a verb of naming and the name: "known in our maps as"
DATELINE = (",", "，", "、", "،")
MARKS = " ,;:“”\"'("
MOST = 4  # names of one place that are told


def name_change(pair: Edited, context: Context) -> Iterator[Finding]:
    """A name enters or leaves a sentence that stays: A1 where it acts, A3 where an allusion answers it, else S2."""
    capital = any(token.capital for side in (pair.old, pair.new) for token in side.changed_tokens)
    doubted = pair.old.words.spaced and not capital
    if doubted or (pair.common < KEPT and not pair.answering) or not context.same_clause(pair):
        return
    before, after = names(pair.old), names(pair.new)
    lost = one_sided(pair.old, before, pair.new, after)
    gained = one_sided(pair.new, after, pair.old, before)
    if lost and gained:
        found = [(replaced(pair, lost[0], gained[0]), lost, gained)]
    elif lost:
        unnamed = [*pair.gained("veil"), *veils(pair.new)]
        unnamed += [veil for name in lost if (veil := nameless(pair, name, pair.old, pair.new))]
        found = [(told(pair, name, pair.old, unnamed, "softened"), [name], []) for name in lost]
    else:
        unnamed = [*pair.lost("veil"), *veils(pair.old)]
        unnamed += [veil for name in gained if (veil := nameless(pair, name, pair.new, pair.old))]
        found = [(told(pair, name, pair.new, unnamed, "strengthened"), [], [name]) for name in gained]
    for finding, gone, come in found:
        if finding is not None and (finding.code == "A3" or is_news(pair, context, finding, gone, come)):
            yield finding


def one_sided(side: Side, own: list[Name], other: Side, others: list[Name]) -> list[Name]:
    """The names of a side that the other has not, or not as those of the author of a blamed act."""
    found = [n for n in own if counts(side, n, other)]
    return [
        n
        for n in found
        if absent(n, others, other) or is_other_person(n, others) or is_author_no_more(side, n, other, others)
    ][:MOST]


def is_author_no_more(side: Side, name: Name, other: Side, others: list[Name]) -> bool:
    """Whether a name owns a blamed act that the other side leaves to nobody, though it has the name elsewhere."""
    if authors_label(side, name) is None or not other.of(["label"]) or is_owned(other):
        return False
    return not any(n.key == name.key and acts(other, n) for n in others)


def is_news(pair: Pair, context: Context, finding: Finding, lost: list[Name], gained: list[Name]) -> bool:
    """Whether a name is worth a marker: in a series, only one that the whole other text has not.

    Of two censures that answer one another, only the author of the act.
    """
    if pair.answering:
        return finding.code == "A1"
    if context.mode == "revision" or (finding.code == "A1" and is_unowned_act(pair, lost, gained)):
        return True
    texts = ((lost, context.new.text), (gained, context.old.text))
    return all(max(name.key.split(" "), key=len) not in text.lower() for found, text in texts for name in found[:1])


def is_unowned_act(pair: Pair, lost: list[Name], gained: list[Name]) -> bool:
    """Whether a blamed act stays and whose it is does not: his name elsewhere in the text does not tell it."""
    sides = ((pair.old, pair.new, lost), (pair.new, pair.old, gained))
    return any(
        authors_label(here, name) is not None and there.of(["label"]) and not is_owned(there)
        for here, there, found in sides
        if here and there
        for name in found
    )


def is_owned(side: Side) -> bool:
    """Whether a possessive stands before the name of an act: "its war"."""
    owners = side.words.words("owners")
    before = {hit.start: None for hit in side.of(["label"])}
    return any(a.key in owners and b.start in before for a, b in pairwise(side.tokens))


def counts(side: Side, name: Name, other: Side) -> bool:
    """Whether a name stands in changed wording, outside courtesies and venues, and names no speaker ("the X side").

    A person's name is the calendar's; a word that the other side has in small letters is none.
    """
    if not side.touched(name.start, name.end):
        return False
    if side.words.spaced and (is_person(side, name) or is_word_of(other, first_word(side, name))):
        return False
    if side.words.spaced and holds_office(side, name, other):
        return False
    if stands_spelled_out(side, name, other):
        return False
    if not side.of(["blame", "author"]) and any(
        hit.start < name.end and name.start < hit.end for hit in side.of(["attribution"])
    ):
        return False
    if side.words.spaced and after_name(side, name) in side.words.words("language_nouns"):
        return False
    if name.first and side.tokens[name.first - 1].key == "(":  # a short form beside the name in full
        return False
    if is_dateline(side, name):
        return False
    tokens = side.tokens
    before = " ".join(t.key for t in tokens[max(0, name.first - 2) : name.first])
    if before.split(" ")[-1] in side.words.words("place_prepositions"):
        return not side.of(["venue"]) and before.split(" ")[-1] not in side.words.words("venue_prepositions")
    return not any(abs(hit.start - name.start) < 80 for hit in side.of(["venue"]))


def first_word(side: Side, name: Name) -> Token:
    """The first word of a name that is no initial."""
    tokens = side.tokens[name.first : name.last + 1]
    return next((token for token in tokens if len(token.key) > 1), tokens[0])


def holds_office(side: Side, name: Name, other: Side) -> bool:
    """Whether a name is that of an office's holder and the office stands on the other side: "Secretary Marsh"."""
    near = side.tokens[max(0, name.first - 1) : name.last + 1]
    titles = {t.key for t in near if t.capital} & side.words.union("single_offices", "office_titles")
    return bool(titles) and len(near) > 1 and not titles.isdisjoint(other.keys)


def is_dateline(side: Side, name: Name) -> bool:
    """Whether a sentence begins with a name that only says where the text was made: "Tarrow, 12 March 2031"."""
    after = [t.key for t in side.tokens[name.last + 1 : name.last + 3]]
    opens = any(span.start == name.start for span in side.spans)
    return opens and len(after) > 1 and after[0] in DATELINE and after[1][0].isdigit()


def told(pair: Pair, name: Name, side: Side, unnamed: list[Hit], direction: Direction) -> Finding | None:
    """A finding on one name that leaves (softened) or enters (strengthened); None for a doubtful name that acts not."""
    span = Span(name.start, name.end)
    other = pair.new if side is pair.old else pair.old
    assert other
    gone = side is pair.old
    veil = next((h for h in unnamed if answers(pair, name, h, gone)), None)
    here, there = (span,), (Span(veil.start, veil.end),) if veil else ()
    old, new = (here, there) if gone else (there, here)
    word = side.quote(*span)
    act = act_of(side, name)
    terms: tuple[tuple[str, str], ...] = ()
    if veil:
        code, rule, referent = "A3", "entities.veil", f"the naming of {word}"
        text = f"“{word}” and “{veil.form}” answer one another: the actor is {'no longer' if gone else 'now'} named"
    elif acts(side, name) and is_act_of_both(pair, side, other, name):
        code, rule, referent = "A1", "entities.agent", responsible(side, word, act)
        text = f"“{word}” is {'no longer' if gone else 'now'} named as the one who acts"
    elif not name.sure or name.adjective or is_roll(side) or is_part(side, other, name):
        return None
    else:
        code, rule, referent = "S2", "entities.list", f"the mention of {without_possessive(word)}"
        text = f"“{word}” is {'no longer' if gone else 'now'} named"
        direction = "mixed"
        if not is_listed(side, name):
            terms = (ELSEWHERE,) if word in other.statement.text else (MENTION,)
    return Finding(
        code,
        rule,
        direction,
        referent,
        f"{text}, in “{clause(side, *span)}”{'' if code == 'S2' else beside(side, other)}.",
        old,
        new,
        pair.touching(old, new),
        terms=terms,
    )


def without_possessive(name: str) -> str:
    """A name without the ending that makes it an owner."""
    return name.removesuffix("'s").removesuffix("’s")


def beside(side: Side, other: Side) -> str:
    """What the other text says in the same place."""
    at = next((span.start for span in other.changed if other.start <= span.start < other.end), other.start)
    return f"; the other text says “{clause(other, at, at + 1)}”"


def is_part(side: Side, other: Side, name: Name) -> bool:
    """Whether what follows with "of" is a name that stays: "the Cape of Winds" only lost or got its first word."""
    link, rest = (*side.tokens[name.last + 1 : name.last + 3], None, None)[:2]
    if link is None or rest is None or link.key not in side.words.words("name_links"):
        return False
    return rest.capital and any(token.capital and token.key == rest.key for token in other.tokens)


def answers(pair: Pair, name: Name, veil: Hit, gone: bool) -> bool:
    """Whether an allusion took the place of a name or gave it up: one change holds both, or the allusion is all new."""
    other = pair.new if gone else pair.old
    for change in pair.changes:
        here, there = (change.old, change.new) if gone else (change.new, change.old)
        if here and there and here.start < name.end and name.start < here.end:
            if there.start < veil.end and veil.start < there.end:
                return True
            if other is None or any(there.start <= t.start < there.end for t in other.content_tokens):
                return False
    return other is not None and other.touched(veil.start, veil.end)


def nameless(pair: Pair, name: Name, side: Side, other: Side) -> Hit | None:
    """What stands where a name stood and describes an actor without naming him: "the lord of the other bank".

    None where the other text has the name too: then the words only take it up.
    """
    if not side.words.spaced or not may_act(side, name) or pair.reworded:
        return None
    for change in pair.changes:
        here, there = (change.old, change.new) if side is pair.old else (change.new, change.old)
        if here and there and here.start >= name.start - ARTICLE and name.start < here.end <= name.end + ARTICLE:
            tokens = [t for t in other.tokens if there.start <= t.start < there.end]
            if is_description(other, tokens):
                if max(name.key.split(" "), key=len) in other.statement.text.lower():
                    return None
                return Hit("veil", None, there.start, there.end, other.quote(there.start, there.end), "an actor")
    return None


def may_act(side: Side, name: Name) -> bool:
    """Whether a name may be that of an actor: no treaty or place, and not where something merely happened."""
    before = side.tokens[name.first - 1].key if name.first else ""
    parts = {t.key for t in side.tokens[name.first : name.last + 1]}
    return before not in side.words.words("place_prepositions") and parts.isdisjoint(
        side.words.words("common_capitals")
    )


def is_description(side: Side, tokens: list[Token]) -> bool:
    """Whether words describe someone and name no one: an article, pronoun or plural first, and no digit or mark."""
    inner = tokens[1:] if tokens and tokens[0].start == side.start else tokens
    words = [t for t in tokens if t in side.content_tokens]
    if len(tokens) < DESCRIBED or not words or any(t.capital or not t.key[0].isalpha() for t in inner):
        return False
    opens = side.words.union("veil_determiners", "articles_before_names", "relative_openers", "determiners")
    return tokens[0].key in opens or tokens[0].key.endswith(tuple(side.words.words("plural_endings")))


def is_roll(side: Side) -> bool:
    """Whether a sentence lists who voted, of which the vote speaks and no name alone."""
    return bool(side.of(["roll"]))


def replaced(pair: Edited, old: Name, new: Name) -> Finding | None:
    """S2: one name gives way to another; None where no one is sure to be named."""
    if not (old.sure and new.sure) or is_roll(pair.old) or is_roll(pair.new):
        return None
    spans = Span(old.start, old.end), Span(new.start, new.end)
    words = pair.old.quote(*spans[0]), pair.new.quote(*spans[1])
    if is_given(pair.old, old) and is_given(pair.new, new):
        return renamed(pair, spans, words)
    return Finding(
        "S2",
        "entities.list",
        "mixed",
        f"the mention of {words[0]}",
        f"“{words[0]}” gives way to “{words[1]}”, in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
    )


def is_given(side: Side, name: Name) -> bool:
    """Whether a verb of naming stands just before: what it gives is a label, and no one enters or leaves."""
    before = [t.key for t in side.tokens[max(0, name.first - NAMED) : name.first]]
    return not side.words.words("naming_verbs").isdisjoint(before)


def renamed(pair: Edited, spans: tuple[Span, Span], words: tuple[str, str]) -> Finding:
    """A2: a thing or place is given another name."""
    return Finding(
        "A2",
        "entities.renamed",
        "mixed",
        f"what it is called: {words[0]}",
        f"What is called “{words[0]}” is called “{words[1]}”, in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
    )


def act_of(side: Side, name: Name) -> str:
    """What a name does or is part of, in the sentence's words: before "by" or "of", else after the name."""
    span = Span(name.start, name.end)
    keys = [t.key for t in side.tokens[max(0, name.first - BY) : name.first]]
    before = "" if name.possessive or name.adjective or name.first == 0 else subject(side, by_place(side, name), 8)
    linked = follows_by(side, keys) or follows_act(side, name)
    found = before if linked and before else matter(side, span) or before
    return found.strip(MARKS) or clause(side, *span)


def by_place(side: Side, name: Name) -> int:
    """Where "by" stands before a name, or else the name itself."""
    for token in reversed(side.tokens[max(0, name.first - BY) : name.first]):
        if token.key in side.words.words("agent_prepositions"):
            return token.start
    return name.start


def is_act_of_both(pair: Pair, side: Side, other: Side, name: Name) -> bool:
    """Whether the act stands on both sides and only its author came or went, and no other subject took the place."""
    if not side.words.spaced:
        return is_kept(act_of_name(side, name.start, name.end), other)
    keys = [t.key for t in side.tokens[max(0, name.first - BY) : name.first]]
    if name.possessive or name.adjective:
        after = [t for t in side.content_tokens if t.start >= name.end][:REACH]
        kept = [stem(t.key) in other.stems for t in after]
        stays = pair.answering or any(kept[:NEAR]) or sum(kept) >= NEAR
        return stays or (authors_label(side, name) is not None and bool(other.of(["label"])))
    if follows_author(side, name):
        return True
    if follows_act(side, name) or follows_by(side, keys):
        at = by_place(side, name)
        near = [t for t in side.content_tokens if t.end <= at][-NEAR:] or side.content_tokens[:NEAR]
        return pair.answering or any(stem(t.key) in other.stems for t in near)
    if is_to_come(side, name) and not deed_stays(side, name, other):
        return False  # who will act, and the act with him: no one is blamed for it yet
    return not any(takes_the_place(change, side is pair.old, name, other) for change in pair.changes)


def deed_stays(side: Side, name: Name, other: Side) -> bool:
    """Whether the verb behind a name stands on the other side."""
    deed = next((t for t in side.content_tokens if t.start >= name.end), None)
    return deed is not None and stem(deed.key) in other.stems


def takes_the_place(change: Change, gone: bool, name: Name, other: Side) -> bool:
    """Whether a change puts another noun where the name stood."""
    here, there = (change.old, change.new) if gone else (change.new, change.old)
    if not here or not there or not (here.start < name.end and name.start < here.end):
        return False
    first = next((t for t in other.content_tokens if there.start <= t.start < there.end), None)
    return first is not None and here.start >= name.start - ARTICLE


RULES = (against_in, swapped_roles, demoted, author_phrase, name_change)
