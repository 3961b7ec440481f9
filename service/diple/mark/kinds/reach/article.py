"""Articles and number (D1): "the territories" and "territories", "a pause" and "pauses", "any" and "the".

Only where they change the extent of a right, duty, claim, territory or group: most articles are the editor's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from diple.lexicon.vocabulary import Token, vocabulary
from diple.mark.kinds.claiming import claim
from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import speaks_of_weight
from diple.mark.sentence.pair import Edited
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.whole import noun_phrase
from diple.mark.text.context import Context
from diple.model import Quote, Span

SAME = 0.6  # share of content words that must stay for an article to be all that changed
BINDING = ("modality", "directive", "endorsement", "tone_negative", "opposition", "wrapper")
SHORT = 3  # words of a change that is still one of article and number
ZERO = "zero"


class Run(NamedTuple):
    """Words of content in a row, with the article or determiner before them and its class ("definite", "zero" …)."""

    tokens: tuple[Token, ...]
    lemmas: tuple[str, ...]
    article: Token | None
    kind: str

    @property
    def span(self) -> Span:
        """The article and the words."""
        return Span((self.article or self.tokens[0]).start, self.tokens[-1].end)


class Phrase(NamedTuple):
    """A run of the old text and the same words in the new one; `at` is the place of their noun."""

    pair: Edited
    old: Run
    new: Run
    at: int

    @property
    def noun(self) -> str:
        """The noun in the singular."""
        return self.old.lemmas[self.at]

    @property
    def head(self) -> Token:
        """The noun of the old text."""
        return self.old.tokens[self.at]

    @property
    def kinds(self) -> set[str]:
        """The classes of both articles."""
        return {self.old.kind, self.new.kind}

    @property
    def keeps_number(self) -> bool:
        """Whether the noun is the same word on both sides."""
        return self.head.key == self.new.tokens[self.at].key

    def is_listed(self, name: str) -> bool:
        """Whether the noun is in a list of words."""
        return self.noun in self.pair.old.words.words(name)


def extent(pair: Edited, context: Context) -> Iterator[Finding]:
    """D1: the article or the number of a weighty noun changes, and nothing else in its phrase."""
    if pair.reworded or pair.common < SAME or not may_differ(pair):
        return
    for phrase in changed_phrases(pair):
        if is_noun(pair.old, phrase.head) and changes_extent(phrase):
            yield finding(phrase)


def changed_phrases(pair: Edited) -> Iterator[Phrase]:
    """The phrases of both sides that differ in their article or number, where that is what changed."""
    for old, new in answering(runs(pair.old), runs(pair.new)):
        if differs(old, new) and is_touched(pair, old, new) and not is_counted(pair, old, new):
            yield Phrase(pair, old, new, head_of(pair.old, old, new))


def may_differ(pair: Edited) -> bool:
    """Whether an article or a plural can be what changed: a cheap test."""
    classes = article_classes(pair.old.words.language)
    return bool(classes) and any(
        not classes.keys().isdisjoint((*old, *new)) or is_inflected(old, new)
        for old, new in ((words_of(change.old), words_of(change.new)) for change in pair.changes)
    )


def words_of(quote: Quote | None) -> list[str]:
    """The words of one side of a change."""
    return quote.quote.lower().split() if quote else []


def is_inflected(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the last word of a change only takes another number."""
    return bool(old and new) and old[-1] != new[-1] and lemma(old[-1]) == lemma(new[-1])


def is_noun(side: Side, token: Token) -> bool:
    """Whether the grammar, where the language has one, reads a noun."""
    sentence = side.parsed_at(token.start)
    return sentence is None or not sentence.words or sentence.is_noun(token.start, token.end)


# ---- phrases of the same words --------------------------------------------------------------------


@cache
def article_classes(language: str) -> dict[str, str]:
    """The articles of a language, each with its class."""
    table: dict[str, list[str]] = vocabulary(language).tables.get("articles", {})
    return {word: kind for kind, words in table.items() for word in words}


def runs(side: Side) -> list[Run]:
    """The runs of content words of a side, each with the article before it."""
    classes, small = determiner_classes(side.words.language), side.words.union("stop", "determiners")
    article: Token | None = None
    words: list[Token] = []
    found: list[Run] = []
    for token in side.tokens:
        if is_content(token, small):
            words.append(token)
        elif not (article and words and joins_to_unique(side, token)):
            found.append(run_of(article, words, classes))
            article, words = token if token.key in classes else None, []
    found.append(run_of(article, words, classes))
    return [run for run in found if run.tokens]


def is_content(token: Token, small: frozenset[str]) -> bool:
    """Whether a token is a word with content of its own."""
    return token.key[0].isalpha() and token.key not in small


@cache
def determiner_classes(language: str) -> dict[str, str]:
    """The classes of the articles, and "other" for each determiner that is none."""
    classes = article_classes(language)
    return classes | dict.fromkeys(vocabulary(language).words("determiners") - classes.keys(), "other")


def run_of(article: Token | None, words: Sequence[Token], classes: dict[str, str]) -> Run:
    """A run of words behind an article, or behind none."""
    return Run(tuple(words), tuple(lemma(t.key) for t in words), article, classes[article.key] if article else ZERO)


def joins_to_unique(side: Side, link: Token) -> bool:
    """Whether a word only joins a second adjective before a noun of which one may be: "serious and credible basis"."""
    after = [t.key for t in side.after(link.end)[1:2]]
    return link.key in side.words.words("list_links") and not side.words.words("unique_nouns").isdisjoint(after)


def lemma(word: str) -> str:
    """A noun without the ending of its plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "is", "us")) and len(word) > 3 else word


def answering(before: Sequence[Run], after: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Runs of the same words on both sides; where one has no article, its verb may be in the same run."""
    rest = list(after)
    for old in before:
        alike = (r for test in (has_same_words, ends_alike) for r in rest if test(old, r))
        if new := next(alike, None):
            rest.remove(new)
            size = min(len(old.tokens), len(new.tokens))
            yield cut(old, size), cut(new, size)


def has_same_words(one: Run, other: Run) -> bool:
    """Whether two runs have the same words, apart from number."""
    return one.lemmas == other.lemmas


def ends_alike(one: Run, other: Run) -> bool:
    """Whether the shorter run, which has an article, is the end of the longer one."""
    short, long = sorted((one, other), key=lambda run: len(run.lemmas))
    return short.article is not None and long.lemmas[-len(short.lemmas) :] == short.lemmas


def cut(run: Run, size: int) -> Run:
    """The last words of a run, which has no article where it is cut."""
    if len(run.tokens) == size:
        return run
    return Run(run.tokens[-size:], run.lemmas[-size:], None, ZERO)


def differs(old: Run, new: Run) -> bool:
    """Whether the article or the number differs, and the phrase names no one."""
    if names_anyone(old) or names_anyone(new) or (old.kind == "other") != (new.kind == "other"):
        return False
    return old.kind != new.kind or any(a.key != b.key for a, b in zip(old.tokens, new.tokens, strict=True))


def names_anyone(run: Run) -> bool:
    """Whether a word has a capital, apart from the first of a sentence."""
    return any(t.capital for t in run.tokens[1 if run.article is None else 0 :])


def is_touched(pair: Edited, old: Run, new: Run) -> bool:
    """Whether a short change, of the article or the noun and little else, is in the phrase of either side."""
    short = [c for c in pair.changes if all(len(words_of(quote)) <= SHORT for quote in (c.old, c.new))]
    return any(overlaps(c.old, old) or overlaps(c.new, new) for c in short)


def overlaps(quote: Quote | None, run: Run) -> bool:
    """Whether one side of a change is in a phrase."""
    return quote is not None and overlap(quote.start, quote.end, *run.span)


def is_counted(pair: Edited, old: Run, new: Run) -> bool:
    """Whether a quantifier precedes the noun on one side: then how many is what changed."""
    sides = (pair.old, old.span), (pair.new, new.span)
    return any(
        hit.start < span.end and span.start - hit.end <= 1 for side, span in sides for hit in side.of(["quantifier"])
    )


def head_of(side: Side, old: Run, new: Run) -> int:
    """Which word of the phrase is its noun: the one whose number changed, a known one, or the last that is no verb."""
    changed = [i for i, (a, b) in enumerate(zip(old.tokens, new.tokens, strict=True)) if a.key != b.key]
    known = [i for i, word in enumerate(old.lemmas) if word in side.words.words("extent_nouns")]
    endings = tuple(side.words.words("participle_endings"))
    plain = [i for i, token in enumerate(old.tokens) if not token.key.endswith(endings)]
    return next(iter([*changed, *known[-1:], *plain[-1:], len(old.tokens) - 1]))


# ---- whether it matters ---------------------------------------------------------------------------


def changes_extent(phrase: Phrase) -> bool:
    """Whether an article or a plural changes how much is meant, and is not the editor's."""
    if not phrase.keeps_number and phrase.is_listed("plural_matters"):
        return True
    if is_only_one(phrase) and is_predicated(phrase):
        return True
    if phrase.pair.rewritten or not is_of_extent(phrase):
        return False
    return is_stated(phrase) if only_swaps_articles(phrase) else is_weighty(phrase)


def is_of_extent(phrase: Phrase) -> bool:
    """Whether the noun is one of which it matters how much is meant."""
    return phrase.is_listed("extent_nouns") and not phrase.is_listed("generic_nouns")


def only_swaps_articles(phrase: Phrase) -> bool:
    """Whether "a" gives way to "the" before one thing, or the reverse."""
    return phrase.keeps_number and phrase.head.key == phrase.noun and phrase.kinds == {"definite", "indefinite"}


def is_stated(phrase: Phrase) -> bool:
    """Whether the text is a legal one, or says what something is."""
    return is_legal(phrase) or follows_role_link(phrase)


def is_weighty(phrase: Phrase) -> bool:
    """Whether the sentence speaks of a weighty matter, on either side, or binds, demands or judges, on both."""
    sides = (phrase.pair.old, phrase.old), (phrase.pair.new, phrase.new)
    if all(side.of(BINDING) for side, _ in sides):
        return True
    return any(speaks_of_weight(side, run.tokens[0].start) for side, run in sides)


def is_legal(phrase: Phrase) -> bool:
    """Whether a sentence is one of a legal text: it has a duty, or a word of law beside the phrase that changed."""
    old, new = phrase.pair.old, phrase.pair.new
    legal = old.words.words("legal_words") & old.keys & new.keys
    return bool(legal - {token.key for token in phrase.old.tokens}) or bool(old.of(("modality",)))


def is_only_one(phrase: Phrase) -> bool:
    """Whether what was the only one of its kind becomes one of several, or the reverse."""
    kinds = phrase.kinds
    becomes_one = "definite" in kinds and not kinds.isdisjoint(("indefinite", "any"))
    return becomes_one and phrase.keeps_number and phrase.is_listed("unique_nouns")


def follows_role_link(phrase: Phrase) -> bool:
    """Whether "as" or a form of "be" precedes a phrase, so that it says what something is."""
    side = phrase.pair.old
    return side.key_before(phrase.old.span.start) in side.words.union("role_links", "be_forms")


def is_predicated(phrase: Phrase) -> bool:
    """Whether a noun is a subject or a predicate, or follows "as": something is said to be it, and not done with it."""
    head = phrase.head
    sentence = phrase.pair.old.parsed_at(head.start)
    if sentence is None or not sentence.clauses or follows_role_link(phrase):
        return True
    said = (part for clause in sentence.clauses for part in (clause.subject, clause.predicate))
    return any(part.start <= head.start < part.end for part in said if part)


def finding(phrase: Phrase) -> Finding:
    """A finding of D1 on one phrase."""
    pair, old, new = phrase.pair, phrase.old.span, phrase.new.span
    words = pair.old.quote(old.start, phrase.head.end), pair.new.quote(new.start, phrase.new.tokens[phrase.at].end)
    what = "The number" if phrase.old.kind == phrase.new.kind else "The article"
    why = f"{what} changes the extent, “{words[0]}” becomes “{words[1]}” in “{clause(pair.new, *new)}”."
    return claim(pair, ("D1", "article.extent"), "mixed", f"the extent of {noun_phrase(pair.old, old)}", why, old, new)


RULES = (extent,)
