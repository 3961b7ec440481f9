"""Every rule has a case that it alone explains: no rule is there of which nobody wrote what it must find."""

import re
from pathlib import Path

from test_rules import FOR, markers

import diple.mark

HERE = Path(__file__).parent
RULE_ID = re.compile(r'"([a-z]+\.[a-z_]+)"')
OWED = set((HERE / "rules_without_cases.txt").read_text(encoding="utf-8").split())


def rules():
    """The ids that the modules of rules write down: those that begin with the name of a module, or stand as a rule."""
    folder = Path(diple.mark.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    return {id_ for source in sources for id_ in RULE_ID.findall(source) if not id_.endswith((".toml", ".mark"))}


def test_every_rule_has_a_case():
    shown = {marker.rule.id for case in FOR for marker in markers(case) if marker.code == case["expect"][0]}
    assert rules() - shown - OWED == set(), "write cases for these, in cases/FAMILY.jsonl"


def test_no_rule_is_excused_that_is_none():
    assert OWED - rules() == set()
