"""Every rule has a case that it alone explains: no rule is there of which nobody wrote what it must find."""

import re
from pathlib import Path

from test_divergence import DIVERGING
from test_divergence import markers as markers_of_versions
from test_own_packs import CASES as OF_OWN_PACKS
from test_own_packs import markers as markers_of_own_packs
from test_rules import FOR, kinds

import diple.mark

RULE_ID = re.compile(r'"([a-z]+\.[a-z_]+)"')


def rules():
    """The ids that the modules of rules write down: those that begin with the name of a module, or stand as a rule."""
    folder = Path(diple.mark.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    return {
        id_
        for source in sources
        for id_ in RULE_ID.findall(source)
        if not id_.endswith((".toml", ".mark")) and not id_.startswith("term.")
    }


def shown():
    """The ids of rules that explain what a case expects."""
    found = {kind.rule.id for case in FOR for kind in kinds(case) if kind.code == case["expect"][0]}
    versions = (markers_of_versions(case["old"], case["new"], case["languages"]) for case in DIVERGING)
    packed = map(markers_of_own_packs, OF_OWN_PACKS)
    return found | {kind.rule.id for markers in (*versions, *packed) for marker in markers for kind in marker.kinds}


def test_every_rule_has_a_case():
    assert rules() - shown() == set(), "write cases for these, in cases/FAMILY.jsonl"
