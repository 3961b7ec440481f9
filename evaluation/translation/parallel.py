"""One edit made in six languages: one code and one direction in each; and edits that change nothing, in each.

Cases are in tests/evaluation/parallel: a sentence has what was exchanged in brackets, `[old|new]`. Of the sealed half
only sums are printed. No native reader has seen the sentences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from diple import Marker
from evaluation import corpora
from evaluation.comparing import Comparer, statement, touches
from evaluation.figures import Figure, Part
from evaluation.judging import in_a_line, loud
from evaluation.translation.texts import LANGUAGES

Case = dict[str, Any]
EXCHANGED = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
UNJUDGED = ("ar",)  # languages without tables of modals, hedges and verbs: reported, and in no bar


class Edit(NamedTuple):
    """Both texts, and where they differ in each, in code points."""

    old: str
    new: str
    old_places: tuple[range, ...]
    new_places: tuple[range, ...]


def edit(drawn: str) -> Edit:
    """The two texts of a sentence with its exchanges in brackets."""
    sides, places = ["", ""], [list[range](), list[range]()]
    at = 0
    for match in EXCHANGED.finditer(drawn):
        for side in (0, 1):
            sides[side] += drawn[at : match.start()]
            places[side].append(range(len(sides[side]), len(sides[side]) + len(match[side + 1])))
            sides[side] += match[side + 1]
        at = match.end()
    old, new = (side + drawn[at:] for side in sides)
    return Edit(old, new, tuple(places[0]), tuple(places[1]))


def at_place(markers: Iterable[Marker], made: Edit) -> list[Marker]:
    """The markers that quote what was exchanged, the weightiest first."""
    found = [
        marker
        for marker in markers
        if marker.level != "noise"
        and (
            any(touches(marker.old, place.start, place.stop) for place in made.old_places if place)
            or any(touches(marker.new, place.start, place.stop) for place in made.new_places if place)
        )
    ]
    return sorted(found, key=lambda marker: -marker.score)


def is_right(markers: Iterable[Marker], answers: Sequence[Case]) -> bool:
    """Whether a marker has an expected code, with the direction where one is expected."""
    return any(
        kind.code == answer["code"] and answer["direction"] in (None, kind.direction)
        for marker in markers
        for kind in marker.kinds
        for answer in answers
    )


def claim(markers: Sequence[Marker]) -> tuple[str, str]:
    """Code and direction of the weightiest marker; of none, empty ones."""
    return (markers[0].code, markers[0].direction) if markers else ("", "")


def measured(comparer: Comparer, *, sealed: bool = False) -> Part:
    """Edits with the same claim in all languages, right ones by language, and harmless edits that are loud."""
    part = Part("parallel", f"One edit in six languages{', sealed half' if sealed else ''}")
    half = "sealed " if sealed else ""
    right: dict[str, list[bool]] = defaultdict(list)
    same: list[bool] = []
    for case in corpora.cases(corpora.CORPORA["parallel"] / "edits.jsonl"):
        if case["sealed"] != sealed:
            continue
        found = {language: found_of(comparer, case, language) for language in LANGUAGES}
        for language, markers in found.items():
            right[language].append(is_right(markers, case["expect"]))
        claims = {language: claim(markers) for language, markers in found.items() if language not in UNJUDGED}
        same.append(len(set(claims.values())) == 1 and ("", "") not in claims.values())
        part.failures += [] if sealed or same[-1] else [f"{case['id']}: {case['what']}; {in_words(claims)}"]
    noisy = quiet(comparer, part, sealed=sealed)
    part.figures[f"{half}parallel edits same"] = Figure(sum(same), len(same))
    for language in LANGUAGES:
        part.figures[f"{half}parallel edits right {language}"] = Figure(sum(right[language]), len(right[language]))
        part.figures[f"{half}parallel quiet loud {language}"] = Figure(sum(noisy[language]), len(noisy[language]))
    judged = [language for language in LANGUAGES if language not in ("en", *UNJUDGED)]
    part.figures[f"{half}parallel edits right"] = share(right[language] for language in judged)
    part.figures[f"{half}parallel quiet loud"] = share(noisy[language] for language in judged)
    return part


def sealed_half(comparer: Comparer) -> Part:
    """The same of the sealed half, of which only sums are printed: once, at the end."""
    return measured(comparer, sealed=True)


def share(verdicts: Iterable[Sequence[bool]]) -> Figure:
    """The share of several languages together."""
    joined = [verdict for each in verdicts for verdict in each]
    return Figure(sum(joined), len(joined))


def found_of(comparer: Comparer, case: Case, language: str) -> list[Marker]:
    """The markers on the exchange of a case in a language."""
    made = edit(case["texts"][language])
    pair = statement(made.old, language), statement(made.new, language)
    return at_place(comparer.markers(*pair, f"{case['id']} {language}", mode="revision"), made)


def in_words(claims: dict[str, tuple[str, str]]) -> str:
    """What is claimed in each language, in a line."""
    return ", ".join(f"{language} {' '.join(of_it).strip() or 'nothing'}" for language, of_it in claims.items())


def quiet(comparer: Comparer, part: Part, *, sealed: bool) -> dict[str, list[bool]]:
    """Of each harmless edit, by language, whether a marker is loud."""
    noisy: dict[str, list[bool]] = defaultdict(list)
    for case in corpora.cases(corpora.CORPORA["parallel"] / "quiet.jsonl"):
        if case["sealed"] != sealed:
            continue
        made = edit(case["text"])
        pair = statement(made.old, case["lang"]), statement(made.new, case["lang"])
        markers = loud(comparer.markers(*pair, case["id"], mode="revision"))
        noisy[case["lang"]].append(bool(markers))
        part.failures += [f"{case['id']}: {'; '.join(map(in_a_line, markers))}"] if markers and not sealed else []
    return noisy
