"""Trouble is reported in one line on standard error, which names the input and the remedy, with exit code 2."""

import json
import os
import pwd
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.bin": bytes(range(256)) * 64,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
}


@contextmanager
def nobody():
    """For root, who may read every file, the rights of nobody; others keep theirs."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def said(result):
    code, out, err = result
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("diple: ")
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "COMMAND"),
        (("compare",), "OLD"),
        (("compare", "old.txt"), "NEW"),
        (("compare", "-", "-"), "Standard input"),
        (("compare", "nowhere.txt", "new.txt"), "nowhere.txt"),
        (("compare", ".", "new.txt"), "."),
        (("compare", "old.txt", "new.txt", "-f", "papyrus"), "papyrus"),
        (("compare", "old.txt", "new.txt", "--mode", "guess"), "guess"),
        (("compare", "old.txt", "new.txt", "--width", "many"), "many"),
        (("compare", "old.txt", "new.txt", "--language", "tlh"), "tlh"),
        (("compare", "old.txt", "new.txt", "--language", ","), "names no language"),
        (("compare", "old.txt", "new.txt", "--max-bytes", "some"), "some"),
        (("compare", "old.txt", "new.txt", "--max-bytes", "20"), "--max-bytes"),
        (("compare", "old.txt", "new.txt", "-o", ""), "'' is no name of a file"),
        (("compare", "old.txt", "new.txt", "--pack", "nowhere.toml"), "nowhere.toml"),
        (("lexicon", "check", "no\x1b[31mwhere.toml"), "no␛[31mwhere.toml"),
        (("compare", "old.txt", "new.txt", "--pack", "old.txt"), "old.txt"),
        (("compare", "old.txt", "new.txt", "--earlier", "nowhere.txt"), "nowhere.txt"),
        (("compare", "old.txt", "new.txt", "-o", "no/such/folder/result"), "no/such/folder/result"),
        (("compare", "old.txt", "new.txt", "--fail-on", "high", "--no-markers"), "--no-markers"),
        (("compare", "old.txt", "new.txt", "--explain", "m1", "--no-markers"), "--no-markers"),
        (("compare", "old.txt", "new.txt", "--explain", "m1", "-f", "json"), "--format"),
        (("compare", "old.txt", "new.txt", "--explain", "m99"), "'m99'"),
        (("explain", "old.txt", "new.txt", "none"), "'none'"),
        (("serve", "--port", "70000"), "70000"),
        (("serve", "--workers", "0"), "0"),
        (("lexicon", "check", "nowhere.toml"), "nowhere.toml"),
        (("lexicon", "test", "nowhere.toml"), "nowhere.toml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_wrong_command_line_or_file(texts, run, arguments, told):
    assert told in said(run(*arguments))


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("first", [True, False])
def test_a_text_that_is_none(texts, run, name, first):
    (texts / name).write_bytes(BAD[name])
    names = (name, "new.txt") if first else ("old.txt", name)
    assert name in said(run("compare", *names))


@pytest.mark.parametrize(
    ("redirection", "told"), [("<&-", "Standard input is closed"), (">&-", "Standard output is closed")]
)
def test_a_stream_that_is_closed(texts, redirection, told):
    command = f"{sys.executable} -m diple.cli compare - new.txt {redirection}"
    found = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert told in said((found.returncode, found.stdout.decode(), found.stderr.decode()))


def test_a_pack_cannot_steer_the_terminal(texts, run):
    name = "evil\x1b[31m.toml"
    (texts / name).write_text('"x\\u001b[2J" = 1\n[pack]\nname = "a"\nversion = "1"\nlicense = "x"\n')
    code, out, err = run("lexicon", "check", name)
    assert (code, err) == (1, "")
    assert "\x1b" not in out
    assert "x␛[2J" in out
    assert out.endswith("evil␛[31m.toml: 1 error\n")


def test_a_file_that_cannot_be_read(texts, run):
    (texts / "secret.txt").write_text("secret")
    run("compare", "old.txt", "new.txt")  # nobody need not be able to read the modules, which are loaded here
    (texts / "secret.txt").chmod(0)
    texts.chmod(0o755)
    with nobody():
        assert "secret.txt" in said(run("compare", "new.txt", "secret.txt"))


def test_a_file_whose_reading_fails(texts, run):
    (texts / "memory.txt").symlink_to("/proc/self/mem")
    assert "memory.txt" in said(run("compare", "memory.txt", "new.txt"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk(texts):
    command = [sys.executable, "-m", "diple.cli", "compare", "old.txt", "new.txt"]
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert found.returncode == 2
    assert found.stderr.count(b"\n") == 1
    assert b"No space left" in found.stderr


def test_a_taken_port(texts, run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert str(port) in said(run("serve", "--port", port))


def test_a_wrong_setting(texts, run, monkeypatch):
    monkeypatch.setenv("DIPLE_MAX_BYTES", "much")
    assert "DIPLE_MAX_BYTES" in said(run("serve", "--port", "0"))


def test_a_lone_surrogate_comes_through_as_it_is(texts, run):
    (texts / "lone.txt").write_bytes("The Parties \ud800 shall meet.".encode("utf-16-le", "surrogatepass"))
    code, out, err = run("compare", "lone.txt", "new.txt", "-f", "json")
    if code == 2:
        said((code, out, err))
    else:
        assert json.loads(out)["old"]["text"]
