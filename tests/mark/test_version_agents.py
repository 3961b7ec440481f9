"""Who acts in two language versions: invented sentences in six languages, each beside those next to it in a ring."""

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


def found_in(texts, pairs):
    """The pairs of languages of which the second was changed, and who acts is loud."""
    return {
        f"{one}-{other}"
        for one, other in pairs
        if "divergence.actors"
        in loud_rules((one, EXCHANGED.sub(r"\1", texts[one])), (other, EXCHANGED.sub(r"\2", texts[other])))
    }


AGENTS = cases("version_agents.txt")
FOUND = {row[0]: set(row[1:]) for row in map(str.split, (HOME / "version_agents_found.txt").open(encoding="utf-8"))}


@pytest.mark.parametrize("case", AGENTS)
def test_who_acts_is_loud_in_the_pairs_that_are_written_down(case):
    """A pair that is found anew is written down, too; one that is lost is a fault."""
    assert found_in(AGENTS[case], PAIRS) == FOUND[case.replace(" ", "_")]


@pytest.mark.parametrize("case", AGENTS)
def test_nothing_is_loud_where_both_name_it(case):
    as_it_was = {language: EXCHANGED.sub(r"\1", text) for language, text in AGENTS[case].items()}
    for one, other in pairwise(RING):
        assert not loud_rules((one, as_it_was[one]), (other, as_it_was[other]))


@pytest.mark.parametrize(
    "case", silent("version_agents_silent.txt") + silent("version_members_silent.txt"), ids=lambda case: case[1][:40]
)
def test_nothing_is_loud_where_it_is_said_by_other_means(case):
    assert not loud_rules(case[:2], case[2:])


@pytest.mark.xfail(strict=True, reason="members of lists are not compared yet")
@pytest.mark.parametrize("case", cases("version_members.txt").items(), ids=lambda case: case[0])
def test_a_member_left_out_is_loud(case):
    texts = case[1]
    for one, other in pairwise(RING):
        changed = EXCHANGED.sub(r"\2", texts[other])
        assert loud_rules((one, EXCHANGED.sub(r"\1", texts[one])), (other, changed))
