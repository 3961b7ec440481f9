"""The examples of docs/markers.md run, and the page speaks of every kind that a rule can find."""

import re
from pathlib import Path

import pytest

import diple
from diple.lexicon import Lexicon
from diple.mark.resolve.precedence import ORDER
from diple.mark.weigh.terms import headings

PAGE = (Path(__file__).parents[2] / "docs" / "markers.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```marker\n(?:earlier: (.+)\n)?old: (.+)\nnew: (.+)\n(\w+) (\w+): (.+)\n```")
EXAMPLES = BLOCK.findall(PAGE)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e[3])
def test_example(example):
    earlier, *texts, code, direction, keyword = example
    old, new = (text.replace(" ¶ ", "\n\n") for text in texts)
    comparison = diple.compare(old, new, earlier=[earlier] if earlier else [], mode="revision")
    found = comparison.markers
    if code == "Z0":
        assert keyword in {change.noise for change in comparison.changes}
        assert not comparison.counting
        assert not found
        return
    best = next((kind for marker in found for kind in marker.kinds if kind.code == code), None)
    assert best, [(m.code, m.referent) for m in found]
    assert best.direction == direction
    assert keyword in best.referent or keyword in best.rationale


def test_every_block_is_an_example():
    assert len(EXAMPLES) == PAGE.count("```marker")


def test_every_kind_is_told():
    kinds = set(Lexicon.default().markers)
    assert kinds >= set(ORDER)
    assert [code for code in sorted(kinds) if f"**{code}" not in PAGE] == []
    shown = {example[3] for example in EXAMPLES} | set(re.findall(r"^(L1) neutral: ", PAGE, re.MULTILINE))
    assert shown == kinds, "each kind has an example that runs"


def test_every_term_of_the_packs_is_told():
    told = set(re.findall(r"\| `(\w+)` \|", PAGE))
    used = (
        {heading.name for heading in headings()}
        | {"average", "scale", "kind"}
        | {
            name
            for path in (Path(diple.__file__).parent / "mark").rglob("*.py")
            for name in re.findall(r'"(\w+)"', path.read_text(encoding="utf-8"))
            if f"term.{name}" in Lexicon.default().weights
        }
    )
    assert told == used
