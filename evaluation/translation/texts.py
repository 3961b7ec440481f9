"""Texts whose renderings are known: 1,000 sentences, the Universal Declaration and six treaties, each in two halves.

- The sentences of the Parallel Universal Dependencies treebanks (PUD), in five languages, by their number.
- The Universal Declaration of Human Rights, in six, by article, and by paragraph where both have as many.
- Six treaties in English and Chinese, by article.

The open half may be developed on: even sentences, articles 1 to 15 with the preamble, three treaties. Of the sealed
half only sums are printed, and only where they are asked for.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from evaluation import corpora

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
OF_SENTENCES = LANGUAGES[:5]
DECLARATION = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "zh": "cmn_hans", "ar": "arb"}
OPEN_ARTICLES = range(16)  # the preamble is number 0
OPEN_TREATIES = ("outer-space", "un-charter", "vcdr")
SEALED_TREATIES = ("genocide", "icescr", "vclt")
# The heading of an article of the Declaration.
ARTICLE = re.compile(r"(Article|Artículo|Статья|第.{1,5}[条條]|المادة)")
LONGEST_HEADING = 40
# A line of a treaty that was broken within a sentence.
BROKEN = re.compile(r"(?<=[a-z,]) ?\n(?=[a-z])")


class Unit(NamedTuple):
    """A stretch of a text whose rendering is known: the units of two versions that have one `id` render each other."""

    id: str
    text: str


class Pair(NamedTuple):
    """Two versions of one text, as units, in two languages."""

    corpus: str
    name: str
    languages: tuple[str, str]
    units: tuple[tuple[Unit, ...], tuple[Unit, ...]]


def article_of(unit: Unit) -> str:
    """The article that a unit is in; a sentence is one of its own."""
    return unit.id.partition(" ")[0]


def gap(language: str) -> str:
    """What is between two sentences of a paragraph."""
    return "" if language == "zh" else " "


@cache
def sentences(language: str) -> dict[str, str]:
    """The sentences of PUD in a language, by their number."""
    found, number = {}, ""
    with lzma.open(corpora.BESIDE / "data" / "ud" / f"{language}-pud.conllu.xz", "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("# sent_id"):
                number = line.partition("=")[2].strip()
            elif line.startswith("# text ="):
                found[number] = line.partition("=")[2].strip()
    return found


def numbers(*, sealed: bool) -> list[str]:
    """The numbers of the sentences of a half that all languages have, in order."""
    common = set[str].intersection(*(set(sentences(language)) for language in OF_SENTENCES))
    return [number for number in sorted(common) if int(number[-1]) % 2 == sealed]


def sentence_pairs(length: int, *, sealed: bool) -> Iterator[Pair]:
    """Texts of so many sentences, in each pair of languages; the first text in all of them, then the next."""
    of_half = numbers(sealed=sealed)
    for start in range(0, len(of_half) - length + 1, length):
        chosen = of_half[start : start + length]
        for languages in combinations(OF_SENTENCES, 2):
            first, second = (tuple(Unit(n, sentences(language)[n]) for n in chosen) for language in languages)
            yield Pair("sentences", f"{chosen[0]} {'-'.join(languages)}", languages, (first, second))


@cache
def declaration(language: str) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of the Declaration by article, headings included; before the first article, its preamble."""
    path = corpora.BESIDE / "data" / "udhr" / f"{DECLARATION[language]}.txt"
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n")[1:]]
    articles: list[list[str]] = [[]]
    for line in filter(None, lines):
        if ARTICLE.match(line) and len(line) < LONGEST_HEADING:
            articles.append([])
        articles[-1].append(line)
    return tuple(map(tuple, articles))


def declaration_pairs(*, sealed: bool) -> Iterator[Pair]:
    """A half of the Declaration in each pair of languages.

    The Arabic preamble lacks a paragraph (the development of friendly relations) and cuts another in two: it has as
    many as the French and the Russian one by chance alone, and counts as one unit.
    """
    for first, second in combinations(LANGUAGES, 2):
        sides = zip(declaration(first), declaration(second), strict=True)
        chosen = [(at, both) for at, both in enumerate(sides) if (at in OPEN_ARTICLES) != sealed]
        by_article = frozenset((0,)) if "ar" in (first, second) else frozenset()
        yield Pair("declaration", f"declaration {first}-{second}", (first, second), _paired(chosen, by_article))


@cache
def treaty(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """The articles of a treaty in English and in Chinese, each as its heading and its paragraphs."""
    path = corpora.BESIDE / "data" / "treaties_en_zh" / f"{name}.json"
    articles = json.loads(path.read_text(encoding="utf-8"))["articles"]
    return tuple(
        (
            (f"Article {number}", *_paragraphs(BROKEN.sub(" ", article["content_en"]))),
            (f"第{article['article']}條", *_paragraphs(article["content_zh"])),
        )
        for number, article in enumerate(articles, 1)
    )


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def treaty_pairs(*, sealed: bool) -> Iterator[Pair]:
    """The treaties of a half in English and Chinese."""
    for name in SEALED_TREATIES if sealed else OPEN_TREATIES:
        yield Pair("treaties", f"{name} en-zh", ("en", "zh"), _paired(list(enumerate(treaty(name), 1))))


def _paired(
    articles: Sequence[tuple[int, tuple[Sequence[str], Sequence[str]]]],
    by_article: frozenset[int] = frozenset(),
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Both versions as units: by paragraph where an article has as many in both, else by article.

    And those named in `by_article`.
    """
    units: tuple[list[Unit], list[Unit]] = ([], [])
    for number, sides in articles:
        alike = number not in by_article and len(sides[0]) == len(sides[1])
        for side, paragraphs in zip(units, sides, strict=True):
            side += [Unit(f"{number} {at}" if alike else f"{number}", text) for at, text in enumerate(paragraphs)]
    return tuple(units[0]), tuple(units[1])
