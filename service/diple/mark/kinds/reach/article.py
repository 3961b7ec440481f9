"""Articles and number (D1): "the territories" and "territories", "a pause" and "pauses", "any" and "the".

Only where they change the extent of a right, duty, claim, territory or group: most articles are the editor's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.lexicon.vocabulary import Token
from diple.mark.kinds.finding import Finding
from diple.mark.places.stretch import overlap
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import speaks_of_weight
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.whole import noun_phrase
from diple.mark.text.context import Context
from diple.model import Span

SAME = 0.6  # share of content words that must stay for an article to be all that changed
BINDING = ("modality", "directive", "endorsement", "tone_negative", "opposition", "wrapper")
SHORT = 3  # words of a change that is still one of article and number
PLURAL, SINGULAR = "plural", "singular"
ZERO = "zero"


class Run(NamedTuple):
    """Words of content in a row, with the article or determiner before them and its class ("definite", "zero" …)."""

    tokens: tuple[Token, ...]
    lemmas: tuple[str, ...]
    article: Token | None
    kind: str


def extent(pair: Edited, context: Context) -> Iterator[Finding]:
    """D1: the article or the number of a weighty noun changes, and nothing else in its phrase."""
    if pair.reworded or pair.common < SAME:
        return
    if not pair.old.words.tables.get("articles") or not may_differ(pair):
        return
    before, after = runs(pair.old), runs(pair.new)
    for old, new in answering(before, after):
        if differs(old, new) and touched(pair, old, new) and not is_counted(pair, old, new):
            at = head_of(pair.old, old, new)
            if is_noun(pair.old, old.tokens[at]) and changes_extent(pair, old, new, at):
                yield finding(pair, old, new, at)


def may_differ(pair: Pair) -> bool:
    """Whether an article or a plural can be what changed: a cheap doubt."""
    for change in pair.changes:
        old = change.old.quote.lower().split() if change.old else []
        new = change.new.quote.lower().split() if change.new else []
        assert pair.old
        classes = article_classes(pair.old)
        if any(word in classes for word in (*old, *new)):
            return True
        if old and new and lemma(old[-1]) == lemma(new[-1]) and old[-1] != new[-1]:
            return True
    return False


def is_noun(side: Side, token: Token) -> bool:
    """Whether the grammar, where the language has one, reads a noun."""
    sentence = side.parsed_at(token.start)
    return sentence is None or not sentence.words or sentence.is_noun(token.start, token.end)


def article_classes(side: Side) -> dict[str, str]:
    """The articles of the language, each with its class."""
    table: dict[str, list[str]] = side.words.tables.get("articles", {})
    return {word: kind for kind, words in table.items() for word in words}


def runs(side: Side) -> list[Run]:
    """The runs of content words of a side, each with the article before it."""
    classes, stop = article_classes(side), side.words.words("stop")
    determined = side.words.words("determiners")
    found: list[Run] = []
    article, kind, words = None, ZERO, list[Token]()
    for token in [*side.tokens, None]:
        if token is not None and token.key[0].isalpha() and token.key not in stop and token.key not in determined:
            words.append(token)
            continue
        if token is not None and article is not None and words and joins_to_unique(side, token):
            continue
        if words:
            found.append(Run(tuple(words), tuple(lemma(t.key) for t in words), article, kind))
        article, kind, words = token, ZERO, []
        if token is not None:
            kind = classes.get(token.key, "other" if token.key in determined else ZERO)
        if kind == ZERO:
            article = None
    return found


def joins_to_unique(side: Side, link: Token) -> bool:
    """Whether a word only joins a second adjective before a noun of which one may be: "serious and credible basis"."""
    if link.key not in side.words.words("list_links"):
        return False
    after = [t.key for t in side.tokens if t.start >= link.end][:SHORT]
    unique = side.words.words("unique_nouns")
    return len(after) > 1 and after[0].isalpha() and after[0] not in unique and after[1] in unique


def lemma(word: str) -> str:
    """A noun without the ending of its plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "is", "us")) and len(word) > 3 else word


def answering(before: Sequence[Run], after: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Runs of the same words on both sides; where one has no article, its verb may stand in the same run."""
    rest = list(after)
    for old in before:
        new = next((r for r in rest if r.lemmas == old.lemmas), None) or next(
            (r for r in rest if ends_alike(old, r)), None
        )
        if new is not None:
            rest.remove(new)
            size = min(len(old.tokens), len(new.tokens))
            yield cut(old, size), cut(new, size)


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
    if any(t.capital for run in (old, new) for t in run.tokens[1 if run.article is None else 0 :]) or (
        "other" in (old.kind, new.kind) and old.kind != new.kind
    ):
        return False
    if old.kind == "other" and old.article and new.article and old.article.key != new.article.key:
        return False
    return old.kind != new.kind or any(a.key != b.key for a, b in zip(old.tokens, new.tokens, strict=True))


def touched(pair: Pair, old: Run, new: Run) -> bool:
    """Whether a short change, of the article or the noun and little else, is in the phrase of either side."""
    spans = span_of(old), span_of(new)
    return any(
        any(quote and overlap(quote.start, quote.end, *span) for quote, span in zip(quotes, spans, strict=True))
        and all(len(quote.quote.split()) <= SHORT for quote in quotes if quote)
        for quotes in ((change.old, change.new) for change in pair.changes)
    )


def is_counted(pair: Pair, old: Run, new: Run) -> bool:
    """Whether a quantifier precedes the noun on one side: then how many is what changed."""
    for side, run in ((pair.old, old), (pair.new, new)):
        span = span_of(run)
        if side and any(h.start < span.end and span.start - h.end <= 1 for h in side.of(["quantifier"])):
            return True
    return False


def span_of(run: Run) -> Span:
    """The article and the words."""
    return Span(run.article.start if run.article else run.tokens[0].start, run.tokens[-1].end)


def head_of(side: Side, old: Run, new: Run) -> int:
    """Which word of the phrase is its noun: the one whose number changed, a known one, or the last that is no verb."""
    changed = [i for i, (a, b) in enumerate(zip(old.tokens, new.tokens, strict=True)) if a.key != b.key]
    known = [i for i, word in enumerate(old.lemmas) if word in side.words.words("extent_nouns")]
    endings = tuple(side.words.words("participle_endings"))
    plain = [i for i, token in enumerate(old.tokens) if not endings or not token.key.endswith(endings)]
    return next(iter([*changed, *known[-1:], *plain[-1:], len(old.tokens) - 1]))


def changes_extent(pair: Edited, old: Run, new: Run, at: int) -> bool:
    """Whether an article or a plural changes how much is meant, and is not the editor's."""
    noun, kinds = old.lemmas[at], {old.kind, new.kind}
    if old.tokens[at].key != new.tokens[at].key and noun in pair.old.words.words("plural_matters"):
        return True
    if is_only_one(pair.old, old, new, at) and is_predicated(pair.old, old, at):
        return True
    if noun in pair.old.words.words("generic_nouns") or (pair.rewritten and "definite" in kinds):
        return False
    if not {number(run, at) for run in (old, new)} - {SINGULAR} and kinds == {"definite", "indefinite"}:
        shown = is_legal(pair, old) or follows_role_link(pair.old, old)
        return shown and noun in pair.old.words.words("extent_nouns")
    if noun in pair.old.words.words("extent_nouns") and (
        is_weighty(pair, old, new) or binds(pair) or is_legal(pair, old)
    ):
        return True
    return is_weighty(pair, old, new) and "any" not in kinds and counts_some(pair.old, old, new, at)


def counts_some(side: Side, old: Run, new: Run, at: int) -> bool:
    """Whether words behind the noun say which ones are meant, and the article or number how many of them."""
    numbers = {number(run, at) for run in (old, new)}
    return is_restricted(side, old, at) and (PLURAL in numbers or ZERO not in (old.kind, new.kind))


def binds(pair: Edited) -> bool:
    """Whether both sides bind, demand or judge."""
    return bool(pair.old.of(BINDING)) and bool(pair.new.of(BINDING))


def is_legal(pair: Edited, run: Run) -> bool:
    """Whether a sentence is one of a legal text: it has a duty, or a word of law beside the phrase that changed."""
    here = {token.key for token in run.tokens}
    legal = pair.old.words.words("legal_words") & pair.old.keys & pair.new.keys
    return bool(legal - here) or bool(pair.old.of(("modality",)) and pair.new.of(("modality",)))


def is_only_one(side: Side, old: Run, new: Run, at: int) -> bool:
    """Whether what was the only one of its kind becomes one of several, or the reverse."""
    kinds = {old.kind, new.kind}
    if old.tokens[at].key != new.tokens[at].key or "definite" not in kinds:
        return False
    return "one" in kinds or (
        not kinds.isdisjoint(("indefinite", "any")) and old.lemmas[at] in side.words.words("unique_nouns")
    )


def follows_role_link(side: Side, run: Run) -> bool:
    """Whether "as" or a form of "be" precedes a phrase, so that it says what something is."""
    before = next((t.key for t in reversed(side.tokens) if t.end <= span_of(run).start), "")
    return before in side.words.union("role_links", "be_forms")


def is_predicated(side: Side, run: Run, at: int) -> bool:
    """Whether a noun is a subject or a predicate, or follows "as": something is said to be it, and not done with it."""
    sentence, head = side.parsed_at(run.tokens[at].start), run.tokens[at]
    if sentence is None or not sentence.clauses or follows_role_link(side, run):
        return True
    said = [part for clause in sentence.clauses for part in (clause.subject, clause.predicate) if part is not None]
    return any(part.start <= head.start < part.end for part in said)


def is_weighty(pair: Edited, old: Run, new: Run) -> bool:
    """Whether the sentence around a phrase, on either side, speaks of a weighty matter."""
    return any(speaks_of_weight(side, run.tokens[0].start) for side, run in ((pair.old, old), (pair.new, new)))


def is_restricted(side: Side, run: Run, at: int) -> bool:
    """Whether words behind the noun say which ones are meant: "occupied in the war", "of the valley"."""
    if at < len(run.tokens) - 1:
        return True
    after = next((t for t in side.tokens if t.start >= run.tokens[-1].end), None)
    return after is not None and after.key in side.words.union("qualifiers", "object_ends")


def number(run: Run, at: int) -> str:
    """Whether the noun is in the plural."""
    return PLURAL if run.tokens[at].key != run.lemmas[at] else SINGULAR


def finding(pair: Edited, old: Run, new: Run, at: int) -> Finding:
    """A finding of D1 on one phrase."""
    spans = span_of(old), span_of(new)
    words = pair.old.quote(*shown(old, at)), pair.new.quote(*shown(new, at))
    what = "The number" if old.kind == new.kind else "The article"
    return Finding(
        "D1",
        "article.extent",
        "mixed",
        f"the extent of {noun_phrase(pair.old, spans[0])}",
        f"{what} changes the extent, “{words[0]}” becomes “{words[1]}” in “{clause(pair.new, *spans[1])}”.",
        (spans[0],),
        (spans[1],),
        pair.touching([spans[0]], [spans[1]]),
    )


def shown(run: Run, at: int) -> Span:
    """The article and the words up to the noun."""
    return Span(span_of(run).start, run.tokens[at].end)


RULES = (extent,)
