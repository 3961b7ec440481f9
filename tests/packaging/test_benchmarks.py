"""The benchmark knows what changed: its gold rebuilds the texts, and its scores find planted errors."""

import pytest
from benchmarks.measure import Measured
from benchmarks.pairs import one_paragraph_50k, other_script, statement
from benchmarks.peers import marks_of_comparison
from benchmarks.scoring import TYPOGRAPHY, score, word_states
from benchmarks.table import BEGIN, END, bars

from drawings import ROOT


def perfect(pair):
    """The marks of a tool that knows the gold and shows moves."""
    kept = {source for source in pair.gold.sources if source is not None}
    moved = {word for edit in pair.gold.edits if edit.kind in ("move", "edited move", "reorder") for word in edit.kept}
    old = [("m" if i in moved else "=" if i in kept else "x", w) for i, w in enumerate(pair.old.split())]
    new = [
        ("x" if source is None else "m" if source in moved else "=", word)
        for source, word in zip(pair.gold.sources, pair.new.split(), strict=True)
    ]
    return old, new


@pytest.mark.parametrize("doubled", [False, True])
def test_a_perfect_tool_scores_perfectly(doubled):
    pair = statement("s6k", 3, doubled)
    found = score(pair, perfect(pair))
    assert (found.missed, found.spurious, found.precision) == (0, 0, 1.0)
    assert all(told == of for told, of in found.kinds.values())
    assert found.told(*TYPOGRAPHY)[1] == (40 if doubled else 20)


def test_errors_are_counted():
    pair = statement("s6k", 3)
    old, new = perfect(pair)
    changed = next(i for i, (state, _) in enumerate(new) if state == "x")
    kept = next(i for i, (state, _) in enumerate(old) if state == "=")
    new[changed], old[kept] = ("=", new[changed][1]), ("x", old[kept][1])
    found = score(pair, (old, new))
    assert (found.missed, found.spurious) == (1, 1)


def test_a_tool_that_alters_the_text_is_not_scored():
    pair = statement("s300", 3)
    assert score(pair, ([("=", pair.old)], [("=", pair.new.replace("the", "The"))])) is None


def test_kept_words_are_kept_but_for_typography():
    pair = statement("s6k", 3)
    otherwise = {word for edit in pair.gold.edits if edit.kind in TYPOGRAPHY for word in edit.kept}
    words = pair.old.split()
    same = [
        (words[source], word)
        for source, word in zip(pair.gold.sources, pair.new.split(), strict=True)
        if source is not None and source not in otherwise
    ]
    assert all(old == new for old, new in same)


def test_the_same_dice_give_the_same_texts():
    assert statement("s6k", 5) == statement("s6k", 5)
    assert statement("s6k", 5).old != statement("s6k", 6).old


@pytest.mark.parametrize("language", ["zh", "ru"])
def test_other_scripts_have_one_move_and_ten_substitutions(language):
    kinds = [edit.kind for edit in other_script(language, 3).gold.edits]
    assert (kinds.count("move"), kinds.count("substitution")) == (1, 10)
    assert kinds.count("formula") > 10


def test_one_paragraph_has_its_block():
    gold = one_paragraph_50k(3).gold
    assert [len(edit.kept) for edit in gold.edits if edit.kind == "move"] == [200]


def test_diple_is_scored_as_it_shows():
    import diple

    pair = statement("s300", 3)
    comparison = diple.compare(pair.old, pair.new, markers=False)
    marks = marks_of_comparison(pair, comparison)
    assert "".join(text for _, text in marks[0]) == pair.old
    assert word_states(pair.new, marks[1]).count("x") >= len([s for s in pair.gold.sources if s is None])


def test_each_bar_has_a_bound_and_a_figure_that_can_fail():
    class Any(dict):
        def __missing__(self, name):
            return 1e9 if name else 0

    found = bars(Measured(figures=Any()))
    assert all((bar.most is None) != (bar.least is None) for bar in found)
    assert not all(bar.holds for bar in found)


def test_the_page_has_a_place_for_the_tables():
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert page.index(BEGIN) < page.index(END)
