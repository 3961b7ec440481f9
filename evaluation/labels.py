"""What markers say to a reader, in every corpus: referents, forbidden words, claims that need earlier texts."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from diple import Comparison, Marker
from evaluation.figures import Figure, Part, Table
from evaluation.judging import LOUD
from evaluation.referents import DATA, faults_of

OPPOSITE = {"softened": "strengthened", "strengthened": "softened"}
EXAMPLES = 3  # of one fault of one rule
REFERENT, FORBIDDEN, FIRST, CONTRADICTION = "referent", "forbidden word", "first time", "contradiction"


@dataclass(slots=True)
class Labels:
    """The markers seen so far, how many have which fault, and some examples of each."""

    markers: int = 0
    faulty: Counter[str] = field(default_factory=Counter)
    by_rule: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def read(self, comparison: Comparison, *, with_earlier: bool) -> None:
        """Looks at all markers of a comparison; `with_earlier` says whether earlier texts were given to it."""
        self.markers += len(comparison.markers)
        language = comparison.new.language
        for marker in comparison.markers:
            found = list(faults(marker, language, with_earlier=with_earlier))
            self.faulty.update({check for check, _ in found})
            for check, said in found:
                self.note(check, marker.rule.id, said)
        for one, other in contradictions(comparison.markers):
            self.faulty[CONTRADICTION] += 1
            self.note(CONTRADICTION, one.rule.id, f"{one.direction} and {other.direction}: “{one.referent}”")

    def note(self, check: str, rule: str, said: str) -> None:
        """Counts a fault of a rule and keeps the first few as examples."""
        self.by_rule[check, rule] += 1
        kept = self.examples.setdefault((check, rule), [])
        if len(kept) < EXAMPLES and said not in kept:
            kept.append(said)

    def join(self, other: Labels) -> None:
        """Adds what was seen elsewhere."""
        self.markers += other.markers
        self.faulty.update(other.faulty)
        self.by_rule.update(other.by_rule)
        for key, said in other.examples.items():
            kept = self.examples.setdefault(key, [])
            kept += [each for each in said if each not in kept][: EXAMPLES - len(kept)]


def faults(marker: Marker, language: str, *, with_earlier: bool) -> Iterator[tuple[str, str]]:
    """Each fault of a marker: which check, and what was said."""
    for referent in dict.fromkeys(kind.referent for kind in marker.kinds):
        for fault in faults_of(referent, language):
            yield REFERENT, f"{fault}: “{referent}”"
    said = said_by(marker)
    if found := forbidden().search(said):
        yield FORBIDDEN, found[0].lower()
    if not with_earlier and (found := first_time().search(said)):
        yield FIRST, found[0].lower()


def said_by(marker: Marker) -> str:
    """All words of a marker that a reader sees and that Diple chose, without quotations of the texts."""
    parts = [marker.name, marker.referent, marker.rationale, *(term.reason for term in marker.terms)]
    parts += [part for kind in getattr(marker, "also", ()) for part in (kind.name, kind.referent, kind.rationale)]
    return re.sub(r"“[^”]*”", "“”", "\n".join(parts))


@cache
def forbidden() -> re.Pattern[str]:
    """The words that mean nothing to a reader."""
    return any_of("forbidden")


@cache
def first_time() -> re.Pattern[str]:
    """The claims that only earlier texts can bear out."""
    return any_of("first_time")


def any_of(name: str) -> re.Pattern[str]:
    """A pattern of whole words from a list of labels.toml."""
    words = tomllib.loads(DATA.read_text(encoding="utf-8"))[name]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def contradictions(markers: tuple[Marker, ...]) -> Iterator[tuple[Marker, Marker]]:
    """Two loud markers that claim opposite directions of one referent on one change."""
    for one, other in combinations([marker for marker in markers if marker.level in LOUD], 2):
        opposite = OPPOSITE.get(one.direction) == other.direction
        if opposite and one.referent == other.referent and set(one.changes) & set(other.changes):
            yield one, other


def measured(labels: Labels) -> Part:
    """Figures and faults by rule over everything that was compared."""
    part = Part("labels", "What markers say")
    well = labels.markers - labels.faulty[REFERENT]
    part.figures["labels referents well formed"] = Figure(well, labels.markers)
    for check in (FORBIDDEN, FIRST, CONTRADICTION):
        part.figures[f"labels {check}"] = Figure(labels.faulty[check], labels.markers)
    worst = sorted(labels.by_rule.items(), key=lambda item: (-item[1], item[0]))[:20]
    rows = [(check, rule, str(count)) for (check, rule), count in worst]
    part.tables.append(Table("The faults by rule, the twenty most frequent.", ("fault", "rule", "markers"), rows))
    part.failures += [
        f"{check}: {rule}, {'; '.join(said)}" for (check, rule), said in sorted(labels.examples.items()) if said
    ]
    return part
