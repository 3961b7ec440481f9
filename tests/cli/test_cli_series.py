"""`diple series`: each statement beside the one before, as text, JSON and an Atom feed."""

import json

import pytest
from lxml import etree

from invented import ATOM, NOTES


@pytest.fixture
def files(tmp_path):
    made = [tmp_path / f"{number}.txt" for number, _ in enumerate(NOTES)]
    for path, text in zip(made, NOTES, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in made]


@pytest.fixture
def write(tmp_path):
    return lambda number, text: (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")


def told(feed, path):
    return [element.text for element in feed.findall(path, ATOM)]


def test_each_statement_is_compared_with_the_one_before(files, run):
    code, out, _ = run("series", *files)
    assert code == 1
    assert "M1 Modality, softened: " in " ".join(out.split())


def test_earlier_statements_are_evidence(files, run):
    _, out, _ = run("series", *files, "-f", "json")
    first, second = json.loads(out)
    assert [found["code"] for found in first["markers"]] == ["M1"]
    assert any("lamp" in found["referent"] or "lamp" in found["rationale"] for found in second["markers"])


def test_the_feed_has_an_entry_for_each_comparison_the_newest_first(files, run):
    _, out, _ = run("series", *files, "-f", "atom")
    feed = etree.fromstring(out.encode())
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 2
    assert all(entry.findtext(f"a:{part}", namespaces=ATOM) for entry in entries for part in ("id", "title", "updated"))
    assert "should" in entries[1].findtext("a:content", namespaces=ATOM)
    for part in ("updated", "published"):
        assert told(feed, f"a:entry/a:{part}") == ["2033-05-01T00:00:00Z", "2032-05-01T00:00:00Z"]
    assert feed.findtext("a:updated", namespaces=ATOM) == "2033-05-01T00:00:00Z"


def test_an_undated_statement_stands_under_the_nearest_day_and_says_so(files, run, write):
    write(1, "The Members keep the lamp of the strait alight.")
    _, out, _ = run("series", *files[:2], "-f", "atom")
    entry = etree.fromstring(out.encode()).find("a:entry", ATOM)
    assert entry.findtext("a:updated", namespaces=ATOM) == "2031-05-01T00:00:00Z"
    assert entry.find("a:published", ATOM) is None
    assert "not known" in entry.findtext("a:content", namespaces=ATOM)


def test_a_series_without_a_day_is_no_feed_until_days_are_given(files, run, write):
    for number in range(2):
        write(number, f"The Members shall meet {number} times.")
    code, out, err = run("series", *files[:2], "-f", "atom")
    assert (code, out) == (2, "")
    assert "No statement of the series gives its day" in err
    assert run("series", *files[:2])[0] == 1
    _, out, _ = run("series", *files[:2], "-f", "atom", "--dates", "-", "2032-06-01")
    assert told(etree.fromstring(out.encode()), "a:entry/a:published") == ["2032-06-01T00:00:00Z"]
    assert "for 2 statements" in run("series", *files[:2], "--dates", "2032-06-01")[2]
    assert "'June' is no day" in run("series", *files[:2], "--dates", "June", "-")[2]


def test_ids_are_of_the_texts_alone_and_never_twice(files, run, write):
    write(2, NOTES[0])
    back = [*files, files[1]]
    _, out, _ = run("series", *back, "-f", "atom")
    ids = told(etree.fromstring(out.encode()), "a:entry/a:id")
    assert len(ids) == len(set(ids)) == 3
    _, out, _ = run("series", *files[:2], "-f", "atom")
    assert told(etree.fromstring(out.encode()), "a:entry/a:id") == [ids[-1]]


def test_the_same_statements_give_the_same_feed(files, run):
    assert run("series", *files, "-f", "atom") == run("series", *files, "-f", "atom")


def test_one_statement_is_no_series(files, run):
    code, _, err = run("series", files[0])
    assert code == 2
    assert "two statements at least" in err
