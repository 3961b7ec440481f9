"""Why there is a marker: its sum term by term, its level, its kinds with their rules, the evidence, the other reading.

print(comparison.explain("m1"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from diple.errors import OptionError
from diple.lexicon import Lexicon, MarkerKind
from diple.model import Further, Level, Marker, Mode, Selector, Statement

LOWEST: Level = "minor"
FIELD = "field knowledge"


@dataclass(frozen=True, slots=True)
class ConceptNote:
    """What the lexicon knows of a concept that a marker rests on.

    `seen` says whether a wording of it was seen in a real text ("seen in a source") or not ("field knowledge"), in
    the language of the texts; `source` is what the pack itself says, `pack` its name and version.
    """

    id: str
    referent: str
    owner: tuple[str, ...]
    weight: float
    seen: str
    source: str
    pack: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that one marker rests on; `str()` of it is the same as a text for readers.

    `definition` and `guard` (what looks like it and is not) are the pack's words on this kind of marker, `levels` the
    least score of each level, highest first, `threshold` that of the marker's own.
    """

    marker: Marker
    definition: str
    guard: str
    levels: tuple[tuple[Level, int], ...]
    concepts: tuple[ConceptNote, ...]

    @property
    def threshold(self) -> int:
        """The score from which on the marker's level is reached."""
        return dict(self.levels).get(self.marker.level, 1)

    @property
    def next_level(self) -> tuple[Level, int] | None:
        """The level above the marker's own, with its threshold; None where there is none."""
        above = [(level, least) for level, least in self.levels if least > self.marker.score]
        return above[-1] if above else None

    def summands(self) -> list[tuple[str, str]]:
        """The lines of the sum: points with their sign, and the reason; the first is what the others are added to."""
        terms = self.marker.terms
        return [(str(t.value) if not at else signed(t.value), t.reason) for at, t in enumerate(terms)]

    def parts(self, named: Callable[[Further], str] | None = None) -> Iterator[tuple[str, str]]:
        """What there is beside the sum, each with its label: why, further kinds, evidence, other reading, sources.

        `named` says a kind in words; by default its name in the taxonomy, its direction and what it bears on.
        """
        marker = self.marker
        yield "why", marker.rationale
        for kind in marker.also:
            yield "also", f"{(named or kind_in_words)(kind)}. {kind.rationale} ({kind.code}, rule {kind.rule.id})"
        for side, found in (("old", marker.old), ("new", marker.new)):
            yield side, "; ".join(in_context(each) for each in found) or "nothing"
        if marker.favours:
            yield "favours", marker.favours
        if marker.contested:
            yield "contested", marker.counter_reading or "Those who read such texts disagree on this."
        yield "rule", f"{marker.rule.id}, lexicon {marker.rule.pack} {marker.rule.version}"
        if self.definition:
            yield "means", sentence(self.definition)
        if self.guard:
            yield "but not", sentence(self.guard)
        for note in self.concepts:
            yield "concept", described(note)

    def verdict(self) -> str:
        """The level with its threshold, and what is missing to the next: "high, from 60; critical begins at 80"."""
        above = f"; {self.next_level[0]} begins at {self.next_level[1]}" if self.next_level else ""
        own = f", from {self.threshold}" if self.marker.level in dict(self.levels) else ""
        return f"{self.marker.level}{own}{above}"

    def __str__(self) -> str:
        """The explanation as lines of text."""
        marker = self.marker
        lines = [
            f"{marker.id}  {marker.label}".rstrip(),
            f"{marker.code} {kind_in_words(marker.kinds[0])}",
        ]
        lines += ["", *(f"{points:>6}  {reason}" for points, reason in self.summands())]
        lines += [f"{marker.score:>6}  {self.verdict()}", ""]
        lines += [f"{label}: {words}" for label, words in self.parts()]
        return "\n".join(lines)


def explain(
    marker_id: str, markers: tuple[Marker, ...], known: Lexicon | Glossary | None, statement: Statement, mode: Mode
) -> Explanation:
    """The explanation of one of some markers. Raises OptionError, UNKNOWN_MARKER.

    `statement` has the language in which it is looked up in a lexicon whether the wordings were seen in real texts.
    """
    marker = next((each for each in markers if each.id == marker_id), None)
    if marker is None or known is None:
        remedy = f"Its markers are {markers[0].id} to {markers[-1].id}." if markers else "It has no markers."
        raise OptionError("UNKNOWN_MARKER", f"The comparison has no marker {marker_id!r}.", remedy, marker=marker_id)
    said = known if isinstance(known, Glossary) else glossary([marker], known, statement, mode)
    kind = next((each for each in said.kinds if each.code == marker.code), None)
    notes = {note.id: note for note in said.concepts}
    return Explanation(
        marker=marker,
        definition=kind.definition if kind else "",
        guard=kind.guard if kind else "",
        levels=said.levels,
        concepts=tuple(notes[id_] for id_ in dict.fromkeys(marker.concepts) if id_ in notes),
    )


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the packs say of the markers of a comparison: least scores of levels, kinds, and concepts, each once."""

    levels: tuple[tuple[Level, int], ...] = ()
    kinds: tuple[MarkerKind, ...] = ()
    concepts: tuple[ConceptNote, ...] = ()


def glossary(markers: Sequence[Marker], lexicon: Lexicon | None, statement: Statement, mode: Mode) -> Glossary:
    """What the packs say of some markers; nothing where there is no lexicon."""
    if lexicon is None:
        return Glossary()
    codes = sorted({kind.code for marker in markers for kind in marker.kinds} & lexicon.markers.keys())
    return Glossary(
        levels=lexicon.least_scores(mode),
        kinds=tuple(lexicon.markers[code] for code in codes),
        concepts=concept_notes(markers, lexicon, statement.language),
    )


def concept_notes(markers: Sequence[Marker], lexicon: Lexicon, language: str) -> tuple[ConceptNote, ...]:
    """What is known of the concepts of some markers, each once, in the order of the markers."""
    ids = dict.fromkeys(id_ for marker in markers for id_ in marker.concepts if id_ in lexicon.concepts)
    versions = {pack.name: pack.version for pack in lexicon.packs}
    return tuple(concept_note(id_, lexicon, language, versions) for id_ in ids)


def concept_note(id_: str, lexicon: Lexicon, language: str, versions: dict[str, str]) -> ConceptNote:
    """What is known of one concept."""
    concept = lexicon.concepts[id_]
    seen = "seen in a source" if lexicon.status(id_, language) == "attested" else FIELD
    pack = f"{concept.pack} {versions.get(concept.pack, '')}".strip()
    return ConceptNote(id_, concept.referent, concept.owner, concept.weight, seen, concept.source, pack)


def described(note: ConceptNote) -> str:
    """A concept in one line: its id, how it is read, whose formula it is, where it is from."""
    owner = f"formula of {', '.join(note.owner)}" if note.owner else ""
    source = note.source if note.source not in ("", note.seen, FIELD, "seen in a source") else ""
    facts = (
        note.referent,
        owner,
        f"weight {note.weight:g} of 5",
        f"wording {note.seen}",
        source,
        f"lexicon {note.pack}",
    )
    return f"{note.id} · " + " · ".join(fact for fact in facts if fact)


def kind_in_words(kind: Further) -> str:
    """A kind by its name in the taxonomy, its direction and what it bears on."""
    return f"{kind.name.replace('_', ' ')}, {kind.direction}: {kind.referent}"


def in_context(selector: Selector) -> str:
    """A quote with the words around it on one line."""
    before = f"…{selector.prefix}" if selector.prefix else ""
    after = f"{selector.suffix}…" if selector.suffix else ""
    return "“" + " ".join(f"{before}[{selector.exact}]{after}".split()) + "”"


def signed(value: int) -> str:
    """Points with their sign, a true minus."""
    return f"−{-value}" if value < 0 else f"+{value}"


def sentence(words: str) -> str:
    """Words of a table as a sentence: a capital first, a full stop last."""
    words = words.strip()
    return f"{words[:1].upper()}{words[1:]}{'' if words[-1:] in '.!?' else '.'}"
