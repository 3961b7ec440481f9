"""What no file of the project may hold: paths of one machine, package indexes, and marks of an unfinished merge."""

import re
import subprocess

from drawings import ROOT

MACHINE_PATH = re.compile(r"(?<![\w./}*-])/(?:home|root|Users|work|mnt|opt)/\w+")
PACKAGE_INDEX = re.compile(r"--(?:extra-)?index-url|index-url\s*=|\bPIP_INDEX_URL\b")
UNMERGED = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
THIS_FILE = "tests/house/test_words.py"


def texts():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if name != THIS_FILE and path.is_file():
            yield name, path.read_bytes().decode("utf-8", "ignore")


def test_no_file_names_a_path_of_one_machine_or_a_package_index():
    found = [
        (name, match[0])
        for name, text in texts()
        for pattern in (MACHINE_PATH, PACKAGE_INDEX)
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_no_file_has_marks_of_an_unfinished_merge():
    assert [name for name, text in texts() if UNMERGED.search(text)] == []


def test_the_patterns_find_what_they_are_for():
    assert MACHINE_PATH.search("see /home/someone/notes.txt")
    assert PACKAGE_INDEX.search("pip install --index-url x")
    assert UNMERGED.search("one\n<<<<<<< ours\n")
    assert not MACHINE_PATH.search("https://example.org/home/page and samples/home/x")
