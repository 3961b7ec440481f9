"""Who acts, and members of lists, in two language versions: invented sentences in six languages.

Each is compared with those next to it in a ring.
"""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import diple

HOME = Path(__file__).parent / "cases"
EXCHANGED = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
NOTABLE = ("notable", "high", "critical")
RING = ("en", "fr", "es", "ru", "zh", "ar", "en")
PAIRS = [*pairwise(RING), *pairwise(RING[::-1])]


def cases(name):
    """The sentences of a file, by case and language."""
    found, case = {}, ""
    for line in (HOME / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#:"):
            continue
        if line.startswith("# "):
            case = line[2:]
        elif line:
            language, text = line.split(" | ", 1)
            found.setdefault(case, {})[language] = text
    return found


def silent(name):
    rows = (HOME / name).read_text(encoding="utf-8").splitlines()
    return [row.split(" | ") for row in rows if not row.startswith("#")]


def loud_rules(one, other):
    sides = (diple.read(text, language=language) for language, text in (one, other))
    markers = diple.compare(*sides, mode="translation").markers
    return {marker.rule.id for marker in markers if marker.level in NOTABLE}


def found_in(texts, pairs, rule):
    """The pairs of languages of which the second was changed, and a rule is loud."""
    return {
        f"{one}-{other}"
        for one, other in pairs
        if rule in loud_rules((one, EXCHANGED.sub(r"\1", texts[one])), (other, EXCHANGED.sub(r"\2", texts[other])))
    }


def written_down(name):
    """The pairs of languages in which a change is found, by case."""
    rows = map(str.split, (HOME / name).read_text(encoding="utf-8").splitlines())
    return {row[0].replace("_", " "): set(row[1:]) for row in rows}


AGENTS, MEMBERS = cases("version_agents.txt"), cases("version_members.txt")
FOUND = {
    "divergence.actors": (AGENTS, written_down("version_agents_found.txt")),
    "divergence.members": (MEMBERS, written_down("version_members_found.txt")),
}


@pytest.mark.parametrize(("rule", "case"), [(rule, case) for rule in FOUND for case in FOUND[rule][0]])
def test_a_change_is_loud_in_the_pairs_that_are_written_down(rule, case):
    """A pair that is found anew is written down, too; one that is lost is a fault."""
    texts, found = FOUND[rule]
    assert found_in(texts[case], PAIRS, rule) == found[case]


@pytest.mark.parametrize("texts", [*AGENTS.values(), *MEMBERS.values()], ids=[*AGENTS, *MEMBERS])
def test_nothing_is_loud_where_both_name_it(texts):
    as_it_was = {language: EXCHANGED.sub(r"\1", text) for language, text in texts.items()}
    for one, other in pairwise(RING):
        assert not loud_rules((one, as_it_was[one]), (other, as_it_was[other]))


@pytest.mark.parametrize(
    "case", silent("version_agents_silent.txt") + silent("version_members_silent.txt"), ids=lambda case: case[1][:40]
)
def test_nothing_is_loud_where_it_is_said_by_other_means(case):
    assert not loud_rules(case[:2], case[2:])
