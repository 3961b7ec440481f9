"""Learns the suffix rules of `diple.grammar.lemmas` from forms, tags and lemmas of a treebank.

For each tag a suffix gets a rule where the most frequent rule of the words that end so differs from that of the next
shorter suffix. What the rules get wrong becomes an exception, where the treebank has the word twice or more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import takewhile

from diple.grammar.lemmas import CASED, LONGEST_SUFFIX, Lemmatiser, changed

FEWEST_WORDS = 2
MOST_CUT = 9
# Rules for one suffix that are kept side by side, and the share of its words that a rule must have.
MOST_RULES = 3
LEAST_SHARE = 0.1


def learn_lemmas(words: Iterable[tuple[str, str, str]]) -> Lemmatiser:
    """The lemmatiser for words given as form, tag and lemma."""
    counts = Counter((form.lower(), tag, rule_of(form, tag, lemma)) for form, tag, lemma in words if lemma)
    best: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, tag, rule), count in sorted(counts.items()):
        if rule:
            best[form, tag][rule] += count
    chosen = {key: rules.most_common(1)[0] for key, rules in best.items()}
    only = {key: rule for key, (rule, _) in chosen.items()}
    rules = _suffix_rules(only)
    vocabulary = frozenset(changed(rule, form) for (form, tag), rule in only.items() if tag not in CASED)
    often = {key: rule for key, (rule, count) in chosen.items() if count >= FEWEST_WORDS}
    exceptions = _exceptions(often, Lemmatiser(rules, vocabulary))
    return Lemmatiser(dict(sorted((rules | exceptions).items())), vocabulary)


def rule_of(form: str, tag: str, lemma: str) -> str:
    """The rule that makes the lemma of the form, "" where none does."""
    word = form if tag in CASED else form.lower()
    lemma = lemma if tag in CASED else lemma.lower()
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, lemma, strict=False)))
    cut = len(word) - shared
    return f"{cut}{lemma[shared:]}" if cut <= MOST_CUT and " " not in lemma else ""


def _suffix_rules(chosen: dict[tuple[str, str], str]) -> dict[str, str]:
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, tag), rule in chosen.items():
        for length in range(min(LONGEST_SUFFIX, len(form)) + 1):
            votes[tag, form[len(form) - length :]][rule] += 1
    rules: dict[str, str] = {}
    for (tag, suffix), found in sorted(votes.items(), key=lambda item: (len(item[0][1]), item[0])):
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        least = min(LEAST_SHARE * found.total(), ranked[0][1])
        rule = " ".join(each for each, count in ranked[:MOST_RULES] if count >= least)
        shorter = _inherited(rules, tag, suffix[1:]) if suffix else "0"
        if rule != shorter and (ranked[0][1] >= FEWEST_WORDS or not suffix):
            rules[f"{tag} {suffix}"] = rule
    return rules


def _inherited(rules: dict[str, str], tag: str, suffix: str) -> str:
    for start in range(len(suffix) + 1):
        rule = rules.get(f"{tag} {suffix[start:]}")
        if rule is not None:
            return rule
    return "0"


def _exceptions(chosen: dict[tuple[str, str], str], lemmatiser: Lemmatiser) -> dict[str, str]:
    return {
        f"{tag} ^{form}": rule
        for (form, tag), rule in chosen.items()
        if lemmatiser.lemma(form, tag) != changed(rule, form)
    }
