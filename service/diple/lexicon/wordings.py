"""The wordings of one language, gathered from all packs, and the index that finds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from diple.lexicon.entries import Collision, CollisionAdvice, Concept, Form, Match, Status
from diple.lexicon.fold import Folded, fold, fold_all
from diple.lexicon.hanzi import LANGUAGE as HAN
from diple.lexicon.hanzi import SURE, are_whole, simplified
from diple.lexicon.index import Hit, Index, build_index, is_pattern
from diple.lexicon.load import PackFile, raise_unknown_concept, read_companion

Letters = tuple[tuple[str, str], ...]
_WORDS = re.compile(r"\w+")
_NEAR = 300
_SCRIPTS = {"zh": ("zh", "zh-Hant")}
_PIECE = 200_000
_MOST_KEPT = 8_000_000
# Of texts up to this many characters, as the statements of a series are, what was found in so many is kept.
_SHORT = 100_000
_MOST_SHORT = 16


class _Phrases:
    """Numbered phrases in a list, whose number is in an index: who owns each, and for whom it stops a match."""

    def __init__(self, forms: Mapping[str, dict[str, Form]], not_in: Mapping[str, list[str]], language: str) -> None:
        self.owners: list[list[tuple[str, str, Form]]] = []
        self.stops: list[list[str]] = []
        self._numbers: dict[str, int] = {}
        for id_, wordings in forms.items():
            for phrase, form in wordings.items():
                self.owners[self._number_of(phrase)].append((id_, phrase, form))
        for id_, phrases in not_in.items():
            for phrase in phrases:
                self.stops[self._number_of(phrase)].append(id_)
        self.list = list(self._numbers)
        self.acronyms = {number for number, owners in enumerate(self.owners) if any(own[2].acronym for own in owners)}
        self.index: Index = build_index(self.list, language)

    def _number_of(self, phrase: str) -> int:
        number = self._numbers.setdefault(phrase, len(self._numbers))
        if number == len(self.owners):
            self.owners.append([])
            self.stops.append([])
        return number


class _Piece(NamedTuple):
    """A stretch of a text, `[start, end)`, folded."""

    text: str
    start: int
    end: int
    folded: Folded


class Wordings:
    """All forms of one language: which concept owns which, and under which conditions they count."""

    def __init__(self, language: str, files: Iterable[PackFile], concepts: Mapping[str, Concept]) -> None:
        files = list(files)
        self.language = language
        self.letters = _letters(files, language)
        self.forms: dict[str, dict[str, Form]] = {}
        self._not_in: dict[str, list[str]] = {}
        self._near: dict[tuple[str, str], list[str]] = {}
        self._concepts = concepts
        for file in files:
            self._gather(file)
        self._groups = {id_: concepts[id_].ladder or id_ for id_ in self.forms}
        self._phrases = _Phrases(self.forms, self._not_in, language)
        self._kept = lru_cache(maxsize=2)(self._by_concept)
        self._kept_short = lru_cache(maxsize=_MOST_SHORT)(self._by_concept)

    def _gather(self, file: PackFile) -> None:
        """Take the forms of this language from a pack's concepts and from its companion."""
        for script in _SCRIPTS.get(self.language, (self.language,)):
            for entry in file.data.get("concept", ()):
                tables = {
                    key: {entry["id"]: value[script]}
                    for key, value in entry.items()
                    if isinstance(value, dict) and script in value
                }
                if tables:
                    self._add(tables, frozenset(tables.pop("clause_only", {}).get(entry["id"], ())))
            if script in file.companions:
                companion = read_companion(file.companions[script])
                for table in ("forms", "inflected", "field"):
                    for id_ in companion.get(table, {}):
                        raise_unknown_concept(id_, self._concepts, file.companions[script], f"{table}.{id_}")
                self._add(companion, frozenset(companion.get("clause_only", ())))

    def _add(self, tables: dict[str, Any], frequent: frozenset[str]) -> None:
        for table in ("forms", "inflected", "field"):
            status: Status = "field" if table == "field" else "attested"
            for id_, texts in tables.get(table, {}).items():
                known = self.forms.setdefault(id_, {})
                for text, folded in zip(texts, fold_all(texts, self.letters), strict=True):
                    known.setdefault(folded, Form(text, status, text in frequent))
        for id_, texts in tables.get("not_in", {}).items():
            self._not_in.setdefault(id_, []).extend(fold_all(texts, self.letters))
        for id_, by_form in tables.get("near", {}).items():
            for form, words in by_form.items():
                self._near[id_, fold(form, self.letters).text] = fold_all(words, self.letters)

    @property
    def phrases(self) -> list[str]:
        """The folded phrases that are looked for, in the order of their numbers."""
        return list(self._phrases.list)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every form, folded: what holds none of them holds no form."""
        return frozenset(_WORDS.findall("\n".join(folded for wordings in self.forms.values() for folded in wordings)))

    @cached_property
    def alone(self) -> frozenset[str]:
        """The words that are a form by themselves, and those of forms with gaps, whose neighbours are not known."""
        forms = [folded for wordings in self.forms.values() for folded in wordings]
        found = [words for folded in forms if len(words := _WORDS.findall(folded)) == 1 or is_pattern(folded)]
        return frozenset(word for words in found for word in words)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every two words that are side by side in a form."""
        forms = (folded for wordings in self.forms.values() for folded in wordings)
        return frozenset(pair for folded in forms for pair in pairwise(_WORDS.findall(folded)))

    def may_hold(self, text: str, before: str, after: str) -> bool:
        """Whether a form may hold a word of a text that is between two others."""
        words = _WORDS.findall(self._fold(text).text)
        if self.words.isdisjoint(words):
            return False
        if not self.alone.isdisjoint(words):
            return True
        return not self.pairs.isdisjoint(pairwise(_WORDS.findall(self._fold(f"{before} {text} {after}").text)))

    def _fold(self, text: str) -> Folded:
        return fold(text, self.letters)

    def matches(self, text: str, start: int, end: int) -> list[Match]:
        """Every match in `text[start:end]`, shorter ones inside longer ones of their ladder left out."""
        return self._without_contained(self._all(text, start, end))

    def occurrences(self, concept_id: str, text: str) -> list[Match]:
        """Every place of every form of one concept, shorter ones inside longer ones included."""
        kept = self._kept_short if len(text) <= _SHORT else self._kept
        by_concept = kept(text) if len(text) <= _MOST_KEPT else self._by_concept(text)
        return sorted(by_concept.get(concept_id, ()), key=_place)

    def _by_concept(self, text: str) -> dict[str, list[Match]]:
        """All matches in a whole text, by concept, so that asking for each concept in turn costs one search."""
        found: dict[str, list[Match]] = {}
        for match in self._all(text, 0, len(text)):
            found.setdefault(match.concept, []).append(match)
        return found

    def _all(self, text: str, start: int, end: int) -> Iterator[Match]:
        for first, last in _pieces(text, start, end):
            yield from self._found(_Piece(text, first, last, self._fold(text[first:last])), self._phrases)

    def _found(self, piece: _Piece, phrases: _Phrases) -> Iterator[Match]:
        """The matches that hits mean, without what a longer phrase or a missing neighbour forbids."""
        text, offset, _, folded = piece
        hits = phrases.index.hits(folded.text)
        if not hits:
            return
        stopped = _stopped(hits, phrases.stops)
        owners, near = phrases.owners, self._near
        simple = simplified(folded.text) if self.language == HAN else ""
        for number, start, end in hits:
            if simple and not self._is_of_words(number, simple, start, end):
                continue
            first, last = start + offset, end + offset
            if folded.starts is not None:
                first, last = (place + offset for place in folded.span(start, end))
            for id_, phrase, form in owners[number]:
                if id_ in stopped and not stopped[id_].isdisjoint(range(start, end)):
                    continue
                if number in phrases.acronyms and form.acronym and not text[first:last].isupper():
                    continue
                if near and (id_, phrase) in near and not self._has_neighbour(id_, phrase, text, first, last):
                    continue
                yield Match(id_, first, last, form.text, form.clause_only)

    def _is_of_words(self, number: int, simple: str, start: int, end: int) -> bool:
        """Whether a Chinese phrase that was found is of whole words; a longer one that has no gap is."""
        is_sure = end - start >= SURE and not is_pattern(self._phrases.list[number])
        return is_sure or are_whole(simple, start, end)

    def _has_neighbour(self, id_: str, phrase: str, text: str, start: int, end: int) -> bool:
        around = self._fold(text[max(0, start - _NEAR) : start] + " " + text[end : end + _NEAR]).text
        return any(word in around for word in self._near[id_, phrase])

    def _without_contained(self, matches: Iterable[Match]) -> list[Match]:
        kept: list[Match] = []
        reach: dict[str, tuple[int, int]] = {}
        groups = self._groups
        for match in sorted(matches, key=_place):
            id_, start, end, _, _ = match
            group = groups.get(id_, id_)
            widest = reach.get(group)
            if widest is not None and end <= widest[1] and (start, end) != widest:
                continue
            if widest is None or end > widest[1]:
                reach[group] = (start, end)
            kept.append(match)
        return kept

    def collisions(self) -> dict[str, Collision]:
        """The forms that several concepts own, by form."""
        found: dict[str, Collision] = {}
        for owners in self._phrases.owners:
            ids = tuple(sorted({id_ for id_, _, _ in owners}))
            if len(ids) > 1:
                advice = _advice([self._concepts[id_] for id_ in ids])
                found |= {form.text: Collision(form.text, ids, advice) for _, _, form in owners}
        return found


def _advice(concepts: list[Concept]) -> CollisionAdvice:
    ranks: dict[str, set[float | None]] = {}
    for concept in concepts:
        ranks.setdefault(concept.ladder or concept.id, set()).add(concept.rank)
    if any(len(each) > 1 for each in ranks.values()):
        return "never_rank"
    return "neutral" if len(ranks) == 1 else "decide_by_object"


def _place(match: Match) -> tuple[int, int, str, str]:
    return match.start, -match.end, match.concept, match.form


def _stopped(hits: list[Hit], stops: list[list[str]]) -> dict[str, set[int]]:
    """The places of the folded text where longer phrases stop the matches of which concepts."""
    stopped: dict[str, set[int]] = {}
    for number, start, end in hits:
        for id_ in stops[number]:
            stopped.setdefault(id_, set()).update(range(start, end))
    return stopped


def _letters(files: list[PackFile], language: str) -> Letters:
    return tuple((pair[0], pair[1]) for file in files for pair in file.data.get("letters", {}).get(language, ()))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch in pieces that end at a paragraph's end, so that a huge text needs little memory."""
    while end - start > _PIECE:
        cut = text.rfind("\n\n", start + _PIECE // 2, start + _PIECE)
        if cut < 0:
            cut = text.rfind("\n", start + _PIECE // 2, start + _PIECE)
        if cut < 0:
            break
        yield start, cut
        start = cut
    yield start, end
