"""Votes on a text: for, against and abstaining, unanimity, and those who dissent (X3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token, Vocabulary, vocabulary
from diple.lexicon.vocabulary.stems import stem
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.structure.claims import fact_changed
from diple.mark.sentence.hits import within_any
from diple.mark.text.context import Context
from diple.mark.text.facts import Fact, Facts, Places
from diple.model import Direction, Statement

LABEL_REACH = 3  # tokens between a figure and the word that says what it counts
BALLOT_REACH = 8  # tokens between the figures of one vote
ACT_REACH = 12  # tokens between unanimity and the act that it is about
UNANIMOUS = 10_000  # stands for all
CONTESTED = -1  # stands for a vote whose figures are not fact_changed, …
SPLIT = 0.6  # … and its support
DENIAL = 3  # tokens before a dissent that may deny it
VOTES = ("ballot", "unanimity", "contest")
COUNTED = ("for", "against", "abstaining")


class Tally(NamedTuple):
    """The figures of one vote and the words that hold them."""

    votes_for: int
    against: int
    abstaining: int
    hit: Hit

    @property
    def support(self) -> float:
        """The share of those who spoke that were in favour; an abstention counts half."""
        if self.votes_for == CONTESTED:
            return SPLIT
        return self.votes_for / max(1.0, self.votes_for + self.against + self.abstaining / 2)

    @property
    def figures(self) -> tuple[int, int, int]:
        """The three figures."""
        return self.votes_for, self.against, self.abstaining


def result(changed: Places) -> Iterator[Finding]:
    """Unanimity gave way to a vote, or the figures of a vote changed."""
    olds = list(votes_in(changed, old=True))
    news = list(votes_in(changed, old=False)) if olds else []
    if not (len(olds) == len(news) == 1):
        return
    (before, old), (after, new) = olds[0], news[0]
    if old.figures == new.figures:
        return
    direction = course(old, new)
    if direction:
        yield fact_changed(before, after, direction, f"support for the text: {before.hit.form}", "vote.result")


def course(old: Tally, new: Tally) -> Direction | None:
    """Whether support grew; None where unanimity is only told with figures."""
    if CONTESTED in (old.votes_for, new.votes_for) and UNANIMOUS not in (old.votes_for, new.votes_for):
        return None
    if old.support != new.support:
        return "strengthened" if new.support > old.support else "softened"
    if UNANIMOUS in (old.votes_for, new.votes_for):
        return None
    return "strengthened" if new.votes_for > old.votes_for else "softened"


def votes_in(changed: Places, *, old: bool) -> Iterator[tuple[Fact, Tally]]:
    """The votes told in changed places of one text, at most one a sentence."""
    for pair, facts in changed.where(*VOTES, old=old):
        counted = tally(facts)
        if counted:
            yield Fact(pair, facts, counted.hit), counted


def tally(facts: Facts) -> Tally | None:
    """The vote a sentence tells: unanimity of an act, or figures beside words of a ballot."""
    acts = facts.of("adoption", "issue", "ballot")
    contests = facts.of("contest")
    for hit in facts.of("unanimity"):
        if facts.near(hit, acts, ACT_REACH) and not within_any(hit, contests):
            return Tally(UNANIMOUS, 0, 0, hit)
    figures = list(figures_of(facts)) if facts.of("ballot", "vote") else []
    if not figures or (len(figures) < 2 and figures[0][0] is None):
        return Tally(CONTESTED, 0, 0, contests[0]) if contests else None
    counts = dict.fromkeys(COUNTED, 0)
    for at, (label, value, _) in enumerate(figures[:3]):
        counts[label or COUNTED[at]] = value
    return Tally(counts["for"], counts["against"], counts["abstaining"], whole_vote(facts, [f[2] for f in figures[:3]]))


def whole_vote(facts: Facts, figures: Sequence[Token]) -> Hit:
    """The words of a vote, from its first figure to its last or the label after it."""
    start, end = figures[0].start, figures[-1].end
    last = next(
        (hit for hit in facts.of("vote") if hit.start >= end and not facts.tokens_between(end, hit.start)), None
    )
    end = last.end if last else end
    return Hit("vote", None, start, end, facts.side.quote(start, end), "a vote")


def figures_of(facts: Facts) -> Iterator[tuple[str | None, int, Token]]:
    """The figures of a vote in order, each with what it counts where a word says so.

    The first must stand beside a word of a ballot, the others be linked to the one before.
    """
    links, none = facts.set_of("votes", "links"), facts.set_of("votes", "none")
    numbers = vocabulary(facts.words.language).tables.get("numbers", {}).get("words", {})
    labels, ballots = facts.of("vote"), facts.of("vote", "ballot")
    last: Token | None = None
    for at, token in enumerate(facts.side.tokens):
        value = 0 if token.key in none else value_of(token, numbers)
        if value is None:
            continue
        if last is None:
            if is_beside(facts, token, ballots):
                last = token
                yield label_of(facts, token, labels), value, token
        elif is_linked(facts, last, token, at, links):
            last = token
            yield label_of(facts, token, labels), value, token


def value_of(token: Token, numbers: dict[str, int]) -> int | None:
    """The number a token is, None where it is none."""
    if token.key.isdigit():
        return int(token.key)
    value = numbers.get(token.key)
    return None if value is None or (len(token.key) < 3 and token.key.isascii()) else int(value)


def is_beside(facts: Facts, token: Token, ballots: Sequence[Hit]) -> bool:
    """Whether a word of a ballot stands within a few tokens of a figure."""
    place = Hit("figure", None, token.start, token.end, "", "")
    return any(facts.gap(place, hit) <= 1 for hit in ballots)


def is_linked(facts: Facts, last: Token, token: Token, at: int, links: frozenset[str]) -> bool:
    """Whether a figure goes on with the one before: only links and words of the vote stand between."""
    between = facts.tokens_between(last.end, token.start)
    if len(between) > BALLOT_REACH:
        return False
    labels = facts.of("vote", "ballot")
    return all(t.key in links or any(hit.start <= t.start < hit.end for hit in labels) for t in between)


def label_of(facts: Facts, token: Token, labels: Sequence[Hit]) -> str | None:
    """What a figure counts, by the word right after it."""
    after = [hit for hit in labels if token.end <= hit.start]
    near = min(after, default=None, key=lambda hit: hit.start)
    if near is None or len(facts.tokens_between(token.end, near.start)) > 0:
        return None
    return near.means


# ---- dissent -----------------------------------------------------------------------------------


def own_vote(changed: Places) -> Iterator[Finding]:
    """One who voted for or against a text now abstains, or any other step between the three."""
    olds = {fact.pair: fact for fact in own_votes(changed, old=True)}
    for after in own_votes(changed, old=False) if olds else ():
        before = olds.get(after.pair)
        if before and of_one_voter(before, after) and before.hit.rank != after.hit.rank:
            direction: Direction = "strengthened" if (after.hit.rank or 0) > (before.hit.rank or 0) else "softened"
            referent = f"support for the text: “{before.hit.form}”, then “{after.hit.form}”"
            yield fact_changed(before, after, direction, referent, "vote.own_vote")


def own_votes(changed: Places, *, old: bool) -> Iterator[Fact]:
    """The vote of one voter in each changed place that tells of one alone and of no figures; denied votes are none."""
    for pair, facts in changed.where("own_vote", old=old):
        votes = facts.of("own_vote")
        denied, not_votes = facts.set_of("votes", "denied"), facts.set_of("votes", "goes_on")
        if len(votes) != 1 or any(figures_of(facts)):
            continue
        near = {t.key for t in (*facts.before(votes[0], DENIAL), *facts.after(votes[0], DENIAL))}
        if near.isdisjoint(denied) and not any(t.key in not_votes for t in facts.after(votes[0], 1)):
            yield Fact(pair, facts, votes[0])


def of_one_voter(before: Fact, after: Fact) -> bool:
    """Whether a word of the one who votes stands before both votes."""
    voters = [
        {stem(t.key) for t in fact.facts.side.content_tokens if t.end <= fact.hit.start} for fact in (before, after)
    ]
    return not voters[0].isdisjoint(voters[1])


def dissent(context: Context, words: Vocabulary, changed: Places) -> Iterator[Finding]:
    """A dissent appears or goes, or more or fewer dissent. Who voted for is no fact, nor who the one dissenter is."""
    stepped = {change for found in own_vote(changed) for change in found.changes}
    olds = [one for one in dissents_in(changed, old=True) if not steps(one[0], stepped)]
    news = [one for one in dissents_in(changed, old=False) if not steps(one[0], stepped)]
    before, after = sum(count for _, count in olds), sum(count for _, count in news)
    if before == after or (not (olds and news) and tells_no_vote(context, words, context.old if news else context.new)):
        return
    old, new = olds[0][0] if olds else None, news[0][0] if news else None
    direction: Direction = "softened" if after > before else "strengthened"
    yield fact_changed(old, new, direction, f"unanimity: {counted(before)}, then {counted(after)}", "vote.dissent")


def steps(fact: Fact, stepped: set[str]) -> bool:
    """Whether a dissent is one side of a step between votes, which is told by itself."""
    return bool(stepped) and any(change.id in stepped for change in fact.pair.changes)


def tells_no_vote(context: Context, words: Vocabulary, statement: Statement) -> bool:
    """Whether the other text of a series says nothing of votes at all: then it is of another kind, not unanimous."""
    if context.mode != "succession":
        return False
    roll: frozenset[str] = words.tables.get("votes", {}).get("roll", frozenset())
    known = roll | words.openers["ballot"] - vocabulary(words.language).words("stop")
    return not any(word in statement.text.lower() for word in known)


def counted(number: int) -> str:
    """A number of dissents in words."""
    return "no dissent" if number == 0 else f"{number} dissent{'s' if number > 1 else ''}"


def dissents_in(changed: Places, *, old: bool) -> Iterator[tuple[Fact, int]]:
    """The dissents told in changed places of one text, with their number."""
    for pair, facts in changed.where("dissent", old=old):
        denied, known = facts.set_of("votes", "denied"), facts.set_of("votes", "authors_after")
        for hit in filter(partial(is_of_a_vote, facts), facts.of("dissent")[:1]):
            after = next((t.key for t in facts.after(hit, DENIAL) if t.key not in known), "")
            if after not in denied and not any(token.key in denied for token in facts.before(hit, DENIAL)):
                yield Fact(pair, facts, hit), dissenters(facts, hit)


def is_of_a_vote(facts: Facts, hit: Hit) -> bool:
    """Whether a dissent is one from a text: the noun alone ("to silence dissent") only beside a vote or an act."""
    words = [word for sentence in facts.side.parsed for word in sentence.words_in(hit.start, hit.end)]
    if len(words) != 1 or words[0].upos != "NOUN":
        return True
    return facts.near(hit, facts.of("adoption", "issue", "ballot", "vote", "unanimity"), ACT_REACH) is not None


def dissenters(facts: Facts, hit: Hit) -> int:
    """How many dissent: the names listed after "voting against were", at least one."""
    after, ends = facts.set_of("votes", "authors_after"), facts.set_of("votes", "authors_end")
    others, together = facts.set_of("votes", "not_authors"), facts.set_of("votes", "together")
    tokens = list(facts.tokens_between(hit.end, facts.side.end))
    begin = next((at for at, token in enumerate(tokens) if token.key in after), None)
    if begin is None:
        return 1
    names, inside = 0, False
    for at, token in enumerate(tokens[begin + 1 :], begin + 1):
        if token.capital and facts.side.text[token.start : token.end] not in others:
            names += not inside
            inside = True
        elif token.key in together:
            inside = False
        elif token.key == "." and tokens[at - 1].end - tokens[at - 1].start <= 2:
            continue  # an initial
        elif token.key in ends:
            break
    return max(1, names)
