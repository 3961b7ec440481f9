import json
import os
import re
import signal
import subprocess
import sys

import pytest

import diple
import patience

ESCAPE = "\x1b["


@pytest.mark.parametrize(
    ("old", "new", "options", "code"),
    [
        ("old.txt", "same.txt", (), 0),
        ("old.txt", "new.txt", (), 1),
        ("dashes.txt", "typography.txt", (), 0),  # noise does not count
        ("old.txt", "new.txt", ("--no-markers",), 1),
        ("old.txt", "new.txt", ("--fail-on", "minor"), 1),
        ("old.txt", "same.txt", ("--fail-on", "minor"), 0),
        ("old.txt", "nowhere.txt", (), 2),
    ],
)
def test_exit_codes_are_those_of_diff(texts, run, old, new, options, code):
    assert run("compare", old, new, *options)[0] == code


def test_fail_on_looks_at_markers_of_that_level_and_above(texts, run):
    (texts / "reworded.txt").write_text(
        "The Parties shall meet every year. They condemn the attack on the port. Trade expands.\n"
    )
    found = json.loads(run("compare", "old.txt", "reworded.txt", "-f", "json")[1])
    assert found["changes"]
    assert not [m for m in found["markers"] if m["level"] == "critical"]
    assert run("compare", "old.txt", "reworded.txt", "--fail-on", "critical")[0] == 0


def test_a_move_is_shown_and_no_change_that_counts(texts, run):
    sentences = [
        f"The {word} committee shall report to both governments in the spring."
        for word in ("first", "second", "third", "fourth", "fifth", "sixth")
    ]
    (texts / "a.txt").write_text(" ".join(sentences))
    (texts / "b.txt").write_text(" ".join(sentences[1:5] + sentences[:1] + sentences[5:]))
    code, out, _ = run("compare", "a.txt", "b.txt", "--no-markers")
    assert code == 0
    assert "0 changes that count · 1 sentence moved" in out


def test_two_language_versions_are_not_changes(samples, run):
    versions = [samples / "two-languages" / name for name in ("old.txt", "new.txt")]
    code, out, _ = run("compare", *versions, "-f", "json")
    found = json.loads(out)
    assert (found["mode"], found["changes"]) == ("translation", [])
    loud = any(marker["level"] != "minor" for marker in found["markers"])
    assert code == (loud or any(segment["status"] == "unaligned" for segment in found["segments"]))


def test_a_sentence_that_nothing_renders_counts_and_is_told(samples, texts, run):
    old, new = (samples / "two-languages" / name for name in ("old.txt", "new.txt"))
    cut = old.read_text(encoding="utf-8").rstrip()
    (texts / "longer.txt").write_text(cut + "\n\nThe Parties shall build 14 ports by 2077.\n", encoding="utf-8")
    code, out, _ = run("compare", "longer.txt", new, "--mode", "translation")
    assert (code, re.search(r"\b[1-9]\d* without\s+a\s+rendering", out) is not None) == (1, True)


@pytest.mark.parametrize(
    ("written", "languages"),
    [("EN", ("en", "en")), ("en-GB", ("en", "en")), ("zh_Hant,RU", ("zh", "ru")), (",fr", ("en", "fr"))],
)
def test_languages_are_given_as_one_writes_them(texts, run, written, languages):
    found = json.loads(run("compare", "old.txt", "new.txt", "-f", "json", "--language", written)[1])
    assert (found["old"]["language"], found["new"]["language"]) == languages


def test_json_is_what_the_library_gives(texts, run):
    _, out, _ = run("compare", "old.txt", "new.txt", "-f", "json")
    assert out == diple.compare(texts / "old.txt", texts / "new.txt").to_json()


def test_html_is_a_whole_page(texts, run):
    _, out, _ = run("compare", "old.txt", "new.txt", "-f", "html")
    assert out.lower().startswith("<!doctype html>")
    assert not re.search(r"""(?:src|href)=["']?(?:https?:|/)""", out)


def test_text_shows_the_change_in_its_sentence(texts, run):
    _, out, _ = run("compare", "old.txt", "new.txt")
    assert "The Parties [-shall-]{+should+} meet every year." in out


@pytest.mark.parametrize("options", [("-f", "text"), ("-f", "json"), ("-f", "html")])
def test_output_goes_to_a_file(texts, run, options):
    printed = run("compare", "old.txt", "new.txt", "--width", "80", *options)
    written = run("compare", "old.txt", "new.txt", "--width", "80", *options, "-o", "result")
    assert written == (1, "", "")
    assert (texts / "result").read_bytes().decode() == printed[1]


@pytest.mark.parametrize("position", [0, 1])
def test_one_side_comes_from_standard_input(texts, process, position):
    names = ["old.txt", "new.txt"]
    given = (texts / names[position]).read_bytes()
    names[position] = "-"
    found = process("compare", *names, "-f", "json", input=given)
    assert (found.returncode, found.stderr) == (1, b"")
    assert [change["old"]["quote"] for change in json.loads(found.stdout)["changes"]] == ["shall"]


def test_the_mode_and_the_languages_can_be_given(texts, run):
    _, out, _ = run("compare", "old.txt", "new.txt", "-f", "json", "--mode", "succession", "--language", "fr,es")
    found = json.loads(out)
    assert (found["mode"], found["old"]["language"], found["new"]["language"]) == ("succession", "fr", "es")


def test_markers_can_be_left_out(texts, run):
    _, out, _ = run("compare", "old.txt", "new.txt", "-f", "json", "--no-markers")
    assert json.loads(out)["markers"] == []


def test_earlier_texts_are_part_of_the_result(texts, run):
    plain = json.loads(run("compare", "old.txt", "new.txt", "-f", "json")[1])
    series = json.loads(run("compare", "old.txt", "new.txt", "-f", "json", "--earlier", "dashes.txt", "same.txt")[1])
    assert plain["id"] != series["id"]


@pytest.mark.parametrize(
    ("color", "environment", "colored"),
    [("always", {}, True), ("never", {}, False), ("auto", {}, False), ("always", {"NO_COLOR": "1"}, True)],
)
def test_colours_as_asked(texts, run, monkeypatch, color, environment, colored):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    _, out, _ = run("compare", "old.txt", "new.txt", "--color", color)
    assert (ESCAPE in out) is colored


@pytest.mark.parametrize(
    ("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_gets_colours_unless_it_says_no(texts, environment, colored):
    pty = pytest.importorskip("pty")
    shown = _on_terminal(pty, {**os.environ, "NO_COLOR": "", "TERM": "xterm", **environment})
    assert (ESCAPE in shown) is colored
    assert "shall" in shown


def _on_terminal(pty, environment):
    master, terminal = pty.openpty()
    command = [sys.executable, "-m", "diple.cli", "compare", "old.txt", "new.txt"]
    with subprocess.Popen(command, stdout=terminal, env=environment) as child:
        os.close(terminal)
        shown = b""
        try:
            while chunk := os.read(master, 4096):
                shown += chunk
        except OSError:  # the other end is closed
            pass
        child.wait()
    os.close(master)
    return shown.decode()


@pytest.mark.parametrize("width", [20, 40, 100])
def test_lines_keep_to_the_width(texts, run, width):
    _, out, _ = run("compare", "old.txt", "new.txt", "--width", width)
    assert max(map(len, out.splitlines())) <= width


def test_an_interrupt_ends_in_one_line(texts):
    ours = ("env", "--default-signal=INT")  # a suite in the background ignores the signal, and so would the child
    child = subprocess.Popen(
        [*ours, sys.executable, "-m", "diple.cli", "compare", "-", "new.txt"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    child.stdin.write(b"x" * 1_000_000)  # returns once the child has begun to read
    child.send_signal(signal.SIGINT)
    _, error = child.communicate(timeout=patience.SECONDS)
    assert (child.returncode, error) == (2, b"diple: Interrupted.\n")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_long_result_is_written_whole(texts, process, unbuffered):
    for name, word in (("a.txt", "this"), ("b.txt", "that")):
        (texts / name).write_text("\n".join(f"Sentence {n} of the statement is {word} one." for n in range(800)))
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    found = process("compare", "a.txt", "b.txt", "-f", "json", "--no-markers", env=environment)
    assert len(found.stdout) > 100_000  # more than a pipe holds
    assert len(json.loads(found.stdout)["changes"]) == 800


def test_a_reader_that_has_enough_ends_it_quietly(texts):
    (texts / "a.txt").write_text("\n".join(f"Sentence {n} of the statement is this one." for n in range(800)))
    (texts / "b.txt").write_text("\n".join(f"Sentence {n} of the statement is that one." for n in range(800)))
    child = subprocess.Popen(
        [sys.executable, "-m", "diple.cli", "compare", "a.txt", "b.txt", "-f", "json", "--no-markers"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    child.stdout.read(10)
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait(patience.SECONDS) == 2
    child.stderr.close()
