"""Every rule has a case that it alone explains: no rule is there of which nobody wrote what it must find."""

import json
import re
from pathlib import Path

from test_divergence import DIVERGING
from test_divergence import markers as markers_of_versions
from test_own_packs import CASES as OF_OWN_PACKS
from test_own_packs import markers as markers_of_own_packs
from test_rules import FOR, kinds

import diple.mark
from diple.render.language import reasons

NAMED = Path(__file__).parent / "cases" / "of_rules.json"
RULE_ID = re.compile(r'"([a-z]+\.[a-z_]+)"')


def rules():
    """The ids that the modules of rules write down: those that begin with the name of a module, or are written as a rule."""
    folder = Path(diple.mark.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]
    return {
        id_
        for source in sources
        for id_ in RULE_ID.findall(source)
        if not id_.endswith((".toml", ".mark")) and not id_.startswith("term.")
    }


def shown_by(cases):
    """The first case of each rule that explains what the case expects."""
    found = {}
    for case in cases:
        for kind in kinds(case):
            if kind.code == case["expect"][0]:
                found.setdefault(kind.rule.id, case["new"])
    return found


def of_versions_and_own_packs():
    """The ids of rules that make the markers of two languages, and those of a pack that a caller brings."""
    versions = (markers_of_versions(case["old"], case["new"], case["languages"]) for case in DIVERGING)
    packed = map(markers_of_own_packs, OF_OWN_PACKS)
    return {kind.rule.id for markers in (*versions, *packed) for marker in markers for kind in marker.kinds}


def test_every_rule_has_a_case(request):
    """The cases that a file names are tried first; all 1,500 take 14 s of processor time, and are tried where one lacks.

    `--update-golden` writes the file anew; it decides nothing.
    """
    named = set(json.loads(NAMED.read_text(encoding="utf-8")).values())
    wanted = rules() - of_versions_and_own_packs()
    found = shown_by(case for case in FOR if case["new"] in named)
    if wanted - found.keys() or request.config.getoption("--update-golden"):
        found = shown_by(FOR)
    if request.config.getoption("--update-golden"):
        kept = {id_: found[id_] for id_ in sorted(wanted & found.keys())}
        NAMED.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert wanted - found.keys() == set(), "write cases for these, in cases/FAMILY.jsonl"


def test_what_every_rule_says_is_known_in_the_languages_of_the_interface():
    """A sentence that no entry of reasons.toml has in English stays untranslated on the page."""
    named = set(json.loads(NAMED.read_text(encoding="utf-8")).values())
    said = {kind.rationale for case in FOR if case["new"] in named for kind in kinds(case)}
    assert len(said) > len(named) / 2
    assert [rationale for rationale in sorted(said) if not reasons.knows(rationale)] == []
