"""Learns the suffix rules of `diple.grammar.lemmas` from forms, tags and lemmas of a treebank.

For each tag a suffix gets a rule where the most frequent rule of the words that end so differs from that of the next
shorter suffix. What the rules get wrong becomes an exception, where the treebank has the word twice or more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import takewhile

from diple.grammar.lemmas import CASED, LONGEST_SUFFIX, Lemmatiser

FEWEST_WORDS = 2
MOST_CUT = 9


def learn_lemmas(words: Iterable[tuple[str, str, str]]) -> Lemmatiser:
    """The lemmatiser for words given as form, tag and lemma."""
    counts = Counter((form.lower(), tag, rule_of(form, tag, lemma)) for form, tag, lemma in words if lemma)
    best: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, tag, rule), count in sorted(counts.items()):
        if rule:
            best[form, tag][rule] += count
    chosen = {key: rules.most_common(1)[0] for key, rules in best.items()}
    rules = _suffix_rules({key: rule for key, (rule, _) in chosen.items()})
    exceptions = _exceptions({key: rule for key, (rule, count) in chosen.items() if count >= FEWEST_WORDS}, rules)
    return Lemmatiser(dict(sorted((rules | exceptions).items())))


def rule_of(form: str, tag: str, lemma: str) -> str:
    """The rule that makes the lemma of the form, "" where none does."""
    word = form if tag in CASED else form.lower()
    lemma = lemma if tag in CASED else lemma.lower()
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, lemma, strict=False)))
    cut = len(word) - shared
    return f"{cut}{lemma[shared:]}" if cut <= MOST_CUT else ""


def _suffix_rules(chosen: dict[tuple[str, str], str]) -> dict[str, str]:
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, tag), rule in chosen.items():
        for length in range(min(LONGEST_SUFFIX, len(form)) + 1):
            votes[tag, form[len(form) - length :]][rule] += 1
    rules: dict[str, str] = {}
    for (tag, suffix), found in sorted(votes.items(), key=lambda item: (len(item[0][1]), item[0])):
        rule, count = min(found.items(), key=lambda item: (-item[1], item[0]))
        shorter = _inherited(rules, tag, suffix[1:]) if suffix else "0"
        if rule != shorter and (count >= FEWEST_WORDS or not suffix):
            rules[f"{tag} {suffix}"] = rule
    return rules


def _inherited(rules: dict[str, str], tag: str, suffix: str) -> str:
    for start in range(len(suffix) + 1):
        rule = rules.get(f"{tag} {suffix[start:]}")
        if rule is not None:
            return rule
    return "0"


def _exceptions(chosen: dict[tuple[str, str], str], rules: dict[str, str]) -> dict[str, str]:
    return {
        f"{tag} ^{form}": rule
        for (form, tag), rule in chosen.items()
        if _inherited(rules, tag, form[-LONGEST_SUFFIX:]) != rule
    }
