"""The lexicon: all packs together, and the searches over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from diple.errors import LexiconError
from diple.lexicon.entries import Collision, Concept, Example, Finding, Form, Ladder, MarkerKind, Match, Pack, Status
from diple.lexicon.load import (
    PackFile,
    add_concepts,
    examples_of,
    ladders_of,
    markers_of,
    pack_of,
    raise_first,
    read_companion,
    read_pack,
    shipped_paths,
    weights_of,
)
from diple.lexicon.together import problems_together
from diple.lexicon.validate import LEVELS
from diple.lexicon.wordings import Wordings
from diple.model import Level, Mode, Span


class Lexicon:
    """Concepts, ladders, kinds of marker and weights of several packs, later packs overriding earlier ones.

    A lexicon does not change once it is made. Forms of a language are read and indexed at the first search in
    that language. Languages are BCP 47 tags of which the first part counts; "zh" finds both scripts; in a
    language without forms nothing is found.
    """

    _default: ClassVar[Lexicon | None] = None

    def __init__(self, files: Iterable[PackFile]) -> None:
        self._files = tuple(files)
        concepts: dict[str, Concept] = {}
        ladders: dict[str, Ladder] = {}
        markers: dict[str, MarkerKind] = {}
        weights: dict[str, int] = {}
        for file in self._files:
            add_concepts(file, concepts)
            ladders |= {ladder.name: ladder for ladder in ladders_of(file)}
            markers |= {marker.code: marker for marker in markers_of(file)}
            weights |= weights_of(file)
        self._concepts = concepts
        self._wordings: dict[str, Wordings] = {}
        self.packs: tuple[Pack, ...] = tuple(map(pack_of, self._files))
        self.concepts: Mapping[str, Concept] = MappingProxyType(concepts)
        self.ladders: Mapping[str, Ladder] = MappingProxyType(ladders)
        self.markers: Mapping[str, MarkerKind] = MappingProxyType(markers)
        self.weights: Mapping[str, int] = MappingProxyType(weights)

    @classmethod
    def default(cls) -> Lexicon:
        """The packs that come with Diple, read once a process."""
        if Lexicon._default is None:
            Lexicon._default = Lexicon(map(read_pack, shipped_paths()))
        return Lexicon._default

    def __reduce__(self) -> tuple[Callable[..., Lexicon], tuple[object, ...]]:
        """In another process the default packs are those that are there; of others the main files come along."""
        return (Lexicon.default, ()) if self is Lexicon._default else (Lexicon, (self._files,))

    @classmethod
    def load(cls, paths: Iterable[str | Path], base: Lexicon | None = None) -> Lexicon:
        """The packs at `paths` on top of `base` (the default packs where it is None).

        A pack may add concepts, ladders and markers, add forms to known concepts, and override what it names:
        weights, ranks, directions. Raises LexiconError: PACK_NOT_FOUND, PACK_SYNTAX, PACK_INVALID, or
        UNKNOWN_CONCEPT where a concept without category and weight is in no pack below. What `diple lexicon check`
        calls an error keeps a pack from being loaded.
        """
        below = base if base is not None else cls.default()
        return below.under([read_pack(path) for path in paths])

    def under(self, files: Sequence[PackFile]) -> Lexicon:
        """This lexicon with more packs laid over it, which may have come from no file. Raises as `load` does."""
        raise_first(self.problems_on_top(files))
        for file in files:
            for companion in file.companions.values():
                read_companion(companion)
        return Lexicon([*self._files, *files])

    def problems_on_top(self, files: Sequence[PackFile]) -> list[Finding]:
        """What is wrong with packs laid over this lexicon, each over those before it."""
        names = {pack.name for pack in self.packs}
        ladders, markers = set(self.ladders), set(self.markers)
        terms = {name.removeprefix("term.") for name in self.weights if name.startswith("term.")}
        weights = dict(self.weights)
        found: list[Finding] = []
        for file in files:
            ladders |= {ladder.name for ladder in ladders_of(file)}
            codes = {marker.code for marker in markers_of(file)}
            markers |= codes if markers else set()
            found += problems_together(
                file, names=names, ladders=ladders, markers=markers, terms=terms, weights=weights
            )
            weights |= weights_of(file)
            names.add(file.name)
        return found

    def least_scores(self, mode: Mode) -> tuple[tuple[Level, int], ...]:
        """The levels above the lowest with the least score of each, highest first.

        Versions of one text have thresholds of their own where the packs give them (`weights.level_revision`).
        """
        group = "level_revision" if mode == "revision" else "level"
        known = (
            (level, self.weights.get(f"{group}.{level}", self.weights.get(f"level.{level}", 0))) for level in LEVELS
        )
        return tuple((level, least) for level, least in known if least)

    def concept(self, concept_id: str) -> Concept:
        """The concept with this id. Raises LexiconError (UNKNOWN_CONCEPT) where there is none."""
        known = self._concepts.get(concept_id)
        if known is not None:
            return known
        from difflib import get_close_matches

        close = get_close_matches(concept_id, list(self._concepts), n=1)
        remedy = f"Did you mean {close[0]!r}?" if close else "Give the id of a concept of a pack."
        raise LexiconError("UNKNOWN_CONCEPT", f"No pack has the concept {concept_id!r}.", remedy, concept=concept_id)

    def forms(self, concept_id: str, language: str) -> tuple[Form, ...]:
        """The wordings of a concept in a language, in the order of the packs."""
        self.concept(concept_id)
        return tuple(self._of(language).forms.get(concept_id, {}).values())

    def status(self, concept_id: str, language: str) -> Status | None:
        """Whether any form of a concept in a language was seen in a real text; None where it has no form."""
        forms = self.forms(concept_id, language)
        if not forms:
            return None
        return "attested" if any(form.status == "attested" for form in forms) else "field"

    def matches(self, text: str, language: str, start: int = 0, end: int | None = None) -> list[Match]:
        """Every wording of a concept in `text[start:end]`, in order of its start, longer ones first.

        Inside a longer match of the same concept or ladder, shorter ones are left out ("strongly condemns" is
        not "condemns" too). Matches of different ladders are side by side, and so are the concepts that own
        the same form. Letters' case does not count, save in a form all in capitals ("SMO"). The ends of the
        stretch count as word boundaries. Positions are those of the whole text.
        """
        return self._of(language).matches(text, start, len(text) if end is None else end)

    def may_hold(self, text: str, language: str, before: str = "", after: str = "") -> bool:
        """Whether a wording may hold a word of `text` that is between two others: a doubt before `matches`."""
        return self._of(language).may_hold(text, before, after)

    def occurrences(self, concept_id: str, text: str, language: str) -> list[Span]:
        """Where in the whole text any form of a concept is, be it inside a longer form of another one.

        An empty list is the proof that the concept was dropped: all forms were looked for. Raises
        LexiconError (UNKNOWN_CONCEPT).
        """
        self.concept(concept_id)
        return [Span(found.start, found.end) for found in self._of(language).occurrences(concept_id, text)]

    def collisions(self, language: str) -> dict[str, Collision]:
        """The forms that several concepts own in a language, by form, and what may be read from each."""
        return self._of(language).collisions()

    def examples(self, pack: str | None = None) -> list[Example]:
        """The examples for and against of one pack, or of all."""
        return [each for file in self._files if pack in (None, file.name) for each in examples_of(file)]

    def phrases(self, language: str) -> list[str]:
        """The folded phrases of a language that are looked for in a text, in the order of their numbers."""
        return self._of(language).phrases

    def _of(self, language: str) -> Wordings:
        primary = language.split("-", maxsplit=1)[0].lower()
        found = self._wordings.get(primary)
        if found is None:
            found = self._wordings.setdefault(primary, Wordings(primary, self._files, self._concepts))
        return found
