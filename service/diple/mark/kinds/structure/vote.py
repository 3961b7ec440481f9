"""Votes on a text: for, against and abstaining, unanimity, and those who dissent (X3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby, takewhile
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token, vocabulary
from diple.mark.kinds.claiming import toward
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.structure.claims import fact_changed
from diple.mark.sentence.hits import within_any
from diple.mark.text.context import Context
from diple.mark.text.facts import Fact, Facts, Places
from diple.numerals import whole_number

ACT_REACH = 12  # tokens between unanimity and the act that it is about
ALL = 1.0  # the support of a text that is adopted by all
SPLIT = 0.6  # the support that a vote without figures shows
DENIAL = 3  # tokens before a dissent that may deny it
VOTES = ("ballot", "unanimity", "contest")
COUNTED = ("for", "against", "abstaining")
LEAST = 2  # figures that make a vote


class Vote(NamedTuple):
    """A vote on the text, and the share of those who spoke that were in favour."""

    fact: Fact
    support: float


class Figure(NamedTuple):
    """One number of a vote, with what it counts where a word says so."""

    label: str | None
    value: int
    token: Token


def result(context: Context, changed: Places) -> Iterator[Finding]:
    """Unanimity gave way to a vote, or the support in a vote changed."""
    olds, news = (list(votes_in(changed, old=old)) for old in (True, False))
    if len(olds) == len(news) == 1 and olds[0].support != news[0].support:
        (before, old), (after, new) = olds[0], news[0]
        yield fact_changed(before, after, toward(new > old), f"support for the text: {before.hit.form}", "vote.result")


def votes_in(changed: Places, *, old: bool) -> Iterator[Vote]:
    """The votes in changed places of one text, at most one a sentence."""
    for pair, facts in changed.where(*VOTES, old=old):
        if counted := tally(facts):
            support, hit = counted
            yield Vote(Fact(pair, facts, hit), support)


def tally(facts: Facts) -> tuple[float, Hit] | None:
    """The support that a sentence reports and where: unanimity of an act, or figures beside words of a ballot."""
    contests = facts.of("contest")
    if agreed := unanimity(facts, contests):
        return ALL, agreed
    figures = list(figures_of(facts)) if facts.of("ballot", "vote") else []
    if len(figures) >= LEAST:
        return support_of(figures), whole_vote(facts, figures[-1], figures[0])
    return (SPLIT, contests[0]) if contests else None


def unanimity(facts: Facts, contests: Sequence[Hit]) -> Hit | None:
    """The first word of unanimity near an act."""
    acts = facts.of("adoption", "issue", "ballot")
    found = (hit for hit in facts.of("unanimity") if facts.near(hit, acts, ACT_REACH))
    return next((hit for hit in found if not within_any(hit, contests)), None)


def support_of(figures: Sequence[Figure]) -> float:
    """The share of those who spoke that were in favour; an abstention counts half."""
    counts = {one.label or name: one.value for one, name in zip(figures, COUNTED, strict=False)}
    in_favour, against, abstaining = (counts.get(name, 0) for name in COUNTED)
    return in_favour / max(1.0, in_favour + against + abstaining / 2)


def whole_vote(facts: Facts, last: Figure, first: Figure) -> Hit:
    """The words of a vote, from its first figure to its last or the label after it."""
    start, end = first.token.start, last.token.end
    label = next((h for h in facts.of("vote") if h.start >= end and not facts.tokens_between(end, h.start)), None)
    end = label.end if label else end
    return Hit("vote", None, start, end, facts.side.quote(start, end), "a vote")


def figures_of(facts: Facts) -> Iterator[Figure]:
    """The first figures of a vote: one beside a word of a ballot, and those that are linked to the one before."""
    last: Token | None = None
    left = len(COUNTED)
    for token in facts.side.tokens:
        value = value_of(facts, token)
        if value is not None and left and (is_linked(facts, last, token) if last else is_beside(facts, token)):
            last, left = token, left - 1
            yield Figure(label_of(facts, token), value, token)


def value_of(facts: Facts, token: Token) -> int | None:
    """The number a token is, None where it is none."""
    if (figures := whole_number(token.key)) is not None:
        return figures
    if token.key in facts.set_of("votes", "none"):
        return 0
    value = vocabulary(facts.words.language).tables.get("numbers", {}).get("words", {}).get(token.key)
    return None if value is None or (len(token.key) < 3 and token.key.isascii()) else int(value)


def is_beside(facts: Facts, token: Token) -> bool:
    """Whether a word of a ballot is within a few tokens of a figure."""
    place = Hit("figure", None, token.start, token.end, "", "")
    return any(facts.gap(place, hit) <= 1 for hit in facts.of("vote", "ballot"))


def is_linked(facts: Facts, last: Token, token: Token) -> bool:
    """Whether a figure continues the one before: only links and words of the vote are between."""
    links, labels = facts.set_of("votes", "links"), facts.of("vote", "ballot")
    between = [t for t in facts.tokens_between(last.end, token.start) if t.key not in links]
    return all(any(hit.start <= t.start < hit.end for hit in labels) for t in between)


def label_of(facts: Facts, token: Token) -> str | None:
    """What a figure counts, by the word right after it."""
    after = (hit for hit in facts.of("vote") if token.end <= hit.start)
    near = min(after, default=None, key=lambda hit: hit.start)
    return None if near is None or facts.tokens_between(token.end, near.start) else near.means


# ---- dissent -----------------------------------------------------------------------------------


def dissent(context: Context, changed: Places) -> Iterator[Finding]:
    """A dissent appears or goes, or more or fewer dissent. Who voted for is no fact, nor who the one dissenter is."""
    olds, news = (list(dissents_in(changed, old=old)) for old in (True, False))
    before, after = sum(map(dissenters, olds)), sum(map(dissenters, news))
    if before != after:
        about = f"unanimity: {in_words(before)}, then {in_words(after)}"
        old, new = next(iter(olds), None), next(iter(news), None)
        yield fact_changed(old, new, toward(before > after), about, "vote.dissent")


def in_words(number: int) -> str:
    """A number of dissents in words."""
    return "no dissent" if number == 0 else f"{number} dissent{'s' if number > 1 else ''}"


def dissents_in(changed: Places, *, old: bool) -> Iterator[Fact]:
    """The dissents in changed places of one text."""
    for pair, facts in changed.where("dissent", old=old):
        for hit in facts.of("dissent")[:1]:
            if is_of_a_vote(facts, hit) and not is_denied(facts, hit):
                yield Fact(pair, facts, hit)


def is_denied(facts: Facts, hit: Hit) -> bool:
    """Whether nobody dissents: "no member dissented", "voting against: none"."""
    denied, known = facts.set_of("votes", "denied"), facts.set_of("votes", "authors_after")
    after = next((t.key for t in facts.after(hit, DENIAL) if t.key not in known), "")
    return after in denied or any(token.key in denied for token in facts.before(hit, DENIAL))


def is_of_a_vote(facts: Facts, hit: Hit) -> bool:
    """Whether a dissent is one from a text: the noun alone ("to silence dissent") only beside a vote or an act."""
    words = [word for sentence in facts.side.parsed for word in sentence.words_in(hit.start, hit.end)]
    if len(words) != 1 or words[0].upos != "NOUN":
        return True
    return facts.near(hit, facts.of("adoption", "issue", "ballot", "vote", "unanimity"), ACT_REACH) is not None


def dissenters(fact: Fact) -> int:
    """How many dissent: the names listed after "voting against were" in the sentence, at least one."""
    together = fact.facts.set_of("votes", "together")
    parts = groupby(authors_of(fact), key=lambda token: token.key in together and not token.capital)
    return max(1, sum(any(token.capital for token in part) for is_link, part in parts if not is_link))


def authors_of(fact: Fact) -> Iterator[Token]:
    """The words that list those who dissent, up to what they preferred."""
    facts, at = fact.facts, fact.hit.end
    after, ends = facts.set_of("votes", "authors_after"), facts.set_of("votes", "authors_end")
    tokens = facts.tokens_between(at, next((span.end for span in facts.side.spans if at <= span.end), at))
    behind = dropwhile(lambda token: token.key not in after, tokens)
    return takewhile(lambda token: token.capital or token.key not in ends, behind)
