"""The wordings of one language, gathered from all packs, and the index that finds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from diple.lexicon.entries import Collision, CollisionAdvice, Concept, Form, Match, Status
from diple.lexicon.fold import Folded, fold
from diple.lexicon.index import Hit, Index, build_index
from diple.lexicon.load import PackFile, read_companion

Letters = tuple[tuple[str, str], ...]
_NEAR = 300
_SCRIPTS = {"zh": ("zh", "zh-Hant")}
_PIECE = 200_000


class _Scanned(NamedTuple):
    """A stretch of text, folded, with the phrases found in it; it begins at `offset` of the whole text."""

    text: str
    folded: Folded
    hits: list[Hit]
    offset: int = 0


class Wordings:
    """All forms of one language: which concept owns which, and under which conditions they count."""

    def __init__(self, language: str, files: Iterable[PackFile], concepts: dict[str, Concept]) -> None:
        files = list(files)
        self.language = language
        self.letters = _letters(files, language)
        self.forms: dict[str, dict[str, Form]] = {}
        self._not_in: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        self._concepts = concepts
        for file in files:
            self._gather(file)
        self._groups = {id_: concepts[id_].ladder or id_ for id_ in self.forms if id_ in concepts}
        self._owners: list[list[tuple[str, Form]]] = []
        self._blocked: list[list[str]] = []
        self._index = self._indexed()

    def _gather(self, file: PackFile) -> None:
        scripts = _SCRIPTS.get(self.language, (self.language,))
        for script in scripts:
            for entry in file.data.get("concept", ()):
                tables = {key: {entry["id"]: value[script]} for key, value in entry.items()
                          if isinstance(value, dict) and script in value}  # fmt: skip
                if tables:
                    frequent = tables.pop("clause_only", {}).get(entry["id"], ())
                    self._add(tables, frozenset(frequent))
            if script in file.companions:
                companion = read_companion(file.companions[script])
                self._add(companion, frozenset(companion.get("clause_only", ())))

    def _add(self, tables: dict[str, Any], frequent: frozenset[str]) -> None:
        for table in ("forms", "inflected", "field"):
            for id_, texts in tables.get(table, {}).items():
                known = self.forms.setdefault(id_, {})
                status: Status = "field" if table == "field" else "attested"
                for text in texts:
                    known.setdefault(fold(text, self.letters).text, Form(text, status, text in frequent))
        for table, kept in (("not_in", self._not_in), ("near", self._near)):
            for id_, texts in tables.get(table, {}).items():
                kept.setdefault(id_, []).extend(texts)

    def _indexed(self) -> Index:
        numbers: dict[str, int] = {}

        def number_of(phrase: str) -> int:
            number = numbers.setdefault(fold(phrase, self.letters).text, len(numbers))
            if number == len(self._owners):
                self._owners.append([])
                self._blocked.append([])
            return number

        for id_, forms in self.forms.items():
            for form in forms.values():
                self._owners[number_of(form.text)].append((id_, form))
        for id_, phrases in self._not_in.items():
            for phrase in phrases:
                self._blocked[number_of(phrase)].append(id_)
        return build_index(list(numbers), self.language, self.letters)

    def matches(self, text: str, start: int, end: int) -> list[Match]:
        """Every match in `text[start:end]`, shorter ones inside longer ones of their ladder left out."""
        found: list[Match] = []
        for first, last in _pieces(text, start, end):
            piece = text[first:last] if (first, last) != (0, len(text)) else text
            folded = fold(piece, self.letters)
            scanned = _Scanned(piece, folded, list(self._index.hits(folded.text)), first)
            found += self._owned(scanned, self._owners, self._blocked)
        return self._without_contained(found)

    def occurrences(self, concept_id: str, text: str) -> list[Match]:
        """Every place of every form of one concept, shorter ones inside longer ones included."""
        forms = self.forms.get(concept_id)
        if not forms:
            return []
        folded = fold(text, self.letters)
        blockers = self._not_in.get(concept_id, [])
        present = [form for form in forms.values() if self._may_stand(form.text, folded.text)]
        if not present:
            return []
        phrases = [form.text for form in present] + blockers
        index = build_index(phrases, self.language, self.letters)
        owners = [[(concept_id, form)] for form in present] + [[] for _ in blockers]
        blocked: list[list[str]] = [[] for _ in present] + [[concept_id] for _ in blockers]
        scanned = _Scanned(text, folded, list(index.hits(folded.text)))
        return sorted(self._owned(scanned, owners, blocked), key=_place)

    def _may_stand(self, form: str, folded: str) -> bool:
        """Whether the longest word of a form stands somewhere in the text, as the quickest test there is."""
        words = fold(form, self.letters).text.replace("…", " ").replace("#", " ").split()
        return max(words, key=len).strip("'\"(),.:;-«»") in folded if words else False

    def _owned(
        self, scanned: _Scanned, owners: list[list[tuple[str, Form]]], blocked: list[list[str]]
    ) -> Iterator[Match]:
        """The matches that hits stand for, without what a longer phrase or a missing neighbour forbids."""
        text, folded, hits, offset = scanned
        closed: dict[str, list[tuple[int, int]]] = {}
        for hit in hits:
            for id_ in blocked[hit.phrase]:
                closed.setdefault(id_, []).append((hit.start, hit.end))
        for number, start, end in hits:
            first, last = folded.span(start, end)
            for id_, form in owners[number]:
                if id_ in closed and any(s <= start and end <= e for s, e in closed[id_]):
                    continue
                if len(form.text) > 1 and form.text.isupper() and not text[first:last].isupper():
                    continue
                if id_ in self._near and not self._has_neighbour(id_, folded.text, start, end):
                    continue
                yield Match(id_, first + offset, last + offset, form.text, form.clause_only)

    def _has_neighbour(self, id_: str, folded: str, start: int, end: int) -> bool:
        around = folded[max(0, start - _NEAR) : start] + " " + folded[end : end + _NEAR]
        return any(fold(word, self.letters).text in around for word in self._near[id_])

    def _without_contained(self, matches: list[Match]) -> list[Match]:
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
        found = {}
        for owners in self._owners:
            ids = tuple(sorted({id_ for id_, _ in owners if id_ in self._concepts}))
            if len(ids) > 1:
                found[owners[0][1].text] = Collision(owners[0][1].text, ids, self._advice(ids))
        return found

    def _advice(self, ids: tuple[str, ...]) -> CollisionAdvice:
        ladders = {self._concepts[id_].ladder for id_ in ids}
        if len(ladders) > 1 or None in ladders:
            return "decide_by_object"
        return "neutral" if len({self._concepts[id_].rank for id_ in ids}) == 1 else "never_rank"


def _place(match: Match) -> tuple[int, int, str, str]:
    return match.start, -match.end, match.concept, match.form


def _letters(files: list[PackFile], language: str) -> Letters:
    return tuple(
        (pair[0], pair[1]) for file in files for pair in file.data.get("letters", {}).get(language, ())
    )


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
