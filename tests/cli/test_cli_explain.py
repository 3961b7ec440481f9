"""`diple explain` and `compare --explain`: what a marker rests on, short and full."""

import pytest

OLD = "The Parties shall protect the rights of citizens. Friendship between the two States has no limits."
NEW = "The Parties should protect the rights of citizens."


@pytest.fixture
def pair(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return "old.txt", "new.txt"


def test_all_that_stands_behind_a_marker_is_told(pair, run):
    code, out, err = run("explain", *pair, "m1", "--width", "300")
    assert (code, err) == (0, "")
    for told in (
        "an event with average features",
        ", from ",
        "old ",
        "[",
        "rule ",
        "lexicon markers",
        "concept ",
        "seen in",
    ):
        assert told in out


def test_the_short_form_is_the_sum(pair, run):
    _, full, _ = run("explain", *pair, "m1")
    _, short, _ = run("explain", *pair, "m1", "--short")
    assert "an event with average features" in short
    assert "rule" not in short
    assert len(short.splitlines()) < len(full.splitlines())


def test_without_names_the_highest_are_explained(pair, run):
    _, out, _ = run("explain", *pair, "--short")
    assert [word for word in out.split() if word in ("m1", "m2", "m3")] == ["m1", "m2"]


def test_compare_explains_with_its_own_exit_code(pair, run):
    code, out, _ = run("compare", *pair, "--explain", "m2", "--explain", "m1")
    assert code == 1
    assert out.index(" m2") < out.index(" m1")
    assert "CHANGES" not in out


def test_the_sum_adds_up(pair, run):
    _, out, _ = run("explain", *pair, "m2")
    lines = out.splitlines()
    end = next(at for at, line in enumerate(lines) if "────" in line)
    points = [line[:11].strip().replace("−", "-") for line in lines[:end]]
    assert sum(int(one) for one in points if one.lstrip("+-").isdigit()) == int(lines[end + 1][:11])
