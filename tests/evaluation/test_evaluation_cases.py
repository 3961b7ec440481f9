"""The evaluation's own cases are whole, and its machinery measures what it says."""

import tomllib
from collections import Counter

import pytest

import diple
from diple import Lexicon
from diple.model import Quote, Selector
from drawings import ROOT
from evaluation import corpora, evaluate, markdown
from evaluation.baselines import ORDERS, Pair, ladder_alone, rank
from evaluation.comparing import Comparer, stands
from evaluation.figures import Figure, Floors, bars, floors, raised, write_floors
from evaluation.gold import pieces, sentence
from evaluation.haystack import EDITS, haystack

CASES = corpora.cases(corpora.CORPORA["own_cases"])
NEW_FLOORS = Floors({}, {"found": 0.5}, {"wrong": 0.1})


def test_each_kind_has_a_case():
    kinds = {case["kind"] for case in CASES}
    assert set(Lexicon.default().markers) - kinds == set()


def test_cases_have_ids_of_their_own_and_codes_of_the_taxonomy():
    assert [name for name, count in Counter(case["id"] for case in CASES).items() if count > 1] == []
    codes = {answer["code"] for case in CASES for answer in case["expect"]} | {c for k in CASES for c in k["must_not"]}
    assert codes <= set(Lexicon.default().markers)


@pytest.mark.parametrize("case", [case for case in CASES if case["expect"]], ids=lambda case: case["id"])
def test_keywords_stand_in_the_texts(case):
    held = f"{case['old']} {case['new']}".casefold()
    assert case["why"]
    assert all(any(w.casefold() in held for w in answer["referent_keywords"]) for answer in case["expect"])


def test_every_bar_and_floor_is_measured():
    known = set(floors().least) | set(floors().most) | set(evaluate.NEVER_PINNED)
    assert [bar.figure for bar in bars() if bar.figure not in known] == []


def test_the_page_has_the_bars_of_the_file():
    figures = {
        page: (ROOT / "docs" / f"{page}.md")
        .read_text(encoding="utf-8")
        .partition(markdown.BEGIN)[2]
        .partition(markdown.END)[0]
        for page in {bar.page for bar in bars()}
    }
    assert [bar.about for bar in bars() if bar.about not in figures[bar.page]] == []


def test_a_haystack_has_its_length_and_its_edits():
    pair = haystack(5)
    assert all(5800 < len(text.split()) < 6200 for text in (pair.old, pair.new))
    changes = diple.compare(pair.old, pair.new, markers=False).changes
    assert len(changes) >= EDITS - 8  # merges, splits and moves are read from the segments
    assert pair.old.count(pair.anchor) == pair.new.count(pair.anchor) == 1


def test_what_is_hidden_stands_where_it_is_said_to():
    hidden = haystack(5).hiding("Tarvia shall not arm the islands.", "Tarvia may arm the islands.")
    assert hidden.old[slice(*hidden.old_span)] == "Tarvia shall not arm the islands."
    assert hidden.new[slice(*hidden.new_span)] == "Tarvia may arm the islands."
    pair = Pair(diple.compare(hidden.old, hidden.new))
    assert all(rank(pair, order, hidden.old_span, hidden.new_span) for order in ORDERS)


def test_pieces_of_a_quotation():
    assert pieces("the first ... the second, ...") == ["the first", "the second"]
    assert pieces("[a note]; the text; more", ";") == ["the text", "more"]
    assert sentence("{2}, {1}.", ["they met", "in May"]) == "In May, they met."


def test_wrong_quotations_are_seen():
    assert stands(Quote(4, 7, "two"), "one two three")
    assert not stands(Quote(4, 7, "tow"), "one two three")
    assert stands(Selector(4, 7, "two", "one ", " three"), "one two three")
    assert not stands(Selector(4, 7, "two", "ten ", " three"), "one two three")


def test_what_breaks_is_counted(monkeypatch):
    def breaks(*_, **__):
        raise ZeroDivisionError("a rule")

    monkeypatch.setattr(diple, "compare", breaks)
    comparer = Comparer()
    assert comparer.markers("a", "b", "the case") == ()
    assert comparer.errors == ["the case: ZeroDivisionError: a rule"]


def test_the_lexicon_alone_sees_a_step():
    reads = ladder_alone("They condemn the raid.", "They deplore the raid.", ("en", "en"), Lexicon.default())
    assert (reads[0].code, reads[0].direction) == ("V1", "softened")


def test_a_floor_that_falls_is_reported():
    assert NEW_FLOORS.fallen({"found": Figure(5, 10), "wrong": Figure(1, 10)}) == []
    assert len(NEW_FLOORS.fallen({"found": Figure(4, 10), "wrong": Figure(2, 10)})) == 2


def test_floors_are_raised_and_never_lowered(tmp_path):
    better = raised(NEW_FLOORS, {"found": Figure(8, 10), "wrong": Figure(0, 10)}, {"gold": "a"}, ["wrong"])
    worse = raised(better, {"found": Figure(1, 10), "wrong": Figure(9, 10)}, {"gold": "b"}, ["wrong"])
    assert better.least == worse.least == {"found": 0.8}
    assert better.most == worse.most == {"wrong": 0.0}
    write_floors(worse, tmp_path / "floors.toml")
    assert floors(tmp_path / "floors.toml") == worse
    assert tomllib.loads((tmp_path / "floors.toml").read_text(encoding="utf-8"))["corpora"] == {"gold": "b"}


def test_bytecode_beside_a_corpus_is_no_part_of_it(tmp_path, monkeypatch):
    monkeypatch.setitem(corpora.CORPORA, "own_cases", tmp_path)
    (tmp_path / "cases.jsonl").write_text("{}")
    before = corpora.digest("own_cases")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "judge.cpython-313.pyc").write_bytes(b"\0")
    assert corpora.digest("own_cases") == before
    (tmp_path / "more.jsonl").write_text("{}")
    assert corpora.digest("own_cases") != before
