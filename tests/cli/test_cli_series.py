"""`diple series`: each statement beside the one before, as text, JSON and an Atom feed."""

import json

import pytest
from lxml import etree

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOTES = (
    "Note of 1 May 2031. The Members keep the lamp of the strait alight. They shall meet each year.",
    "Note of 1 May 2032. The Members keep the lamp of the strait alight. They should meet each year.",
    "Note of 1 May 2033. They should meet each year.",
)


@pytest.fixture
def files(tmp_path):
    made = [tmp_path / f"{number}.txt" for number, _ in enumerate(NOTES)]
    for path, text in zip(made, NOTES, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in made]


def test_each_statement_is_compared_with_the_one_before(files, run):
    code, out, _ = run("series", *files)
    assert code == 1
    assert "M1 softened" in out


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


def test_the_same_statements_give_the_same_feed(files, run):
    assert run("series", *files, "-f", "atom") == run("series", *files, "-f", "atom")


def test_one_statement_is_no_series(files, run):
    code, _, err = run("series", files[0])
    assert code == 2
    assert "two statements at least" in err
