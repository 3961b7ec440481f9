"""docs/formats.md and the forms say the same: every form has its command, which runs and writes what is shown."""

import re

import pytest

from diple.cli import main
from diple.render import FORMS
from drawings import ROOT

DOCS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
OUT = DOCS.split("\n## Out\n")[1]
COMMAND = re.compile(r"`diple (compare old\.txt new\.txt -f ([\w-]+) -o \S+)`")
EXAMPLE = re.compile(COMMAND.pattern + r".*?\n```\n(.*?)```", re.DOTALL)
ELSEWHERE = {"json", "text", "html"}  # docs/api.md, docs/cli.md and docs/pages.md are theirs
TEXTS = {"old": "The Parties shall meet every year.", "new": "The Parties should meet every year."}


def test_every_form_has_its_command():
    assert {form for _, form in COMMAND.findall(OUT)} == set(FORMS) - ELSEWHERE


SECTIONS = re.split(r"\n### (?=[A-Z])", OUT)
EXAMPLES = [found for section in SECTIONS for found in EXAMPLE.findall(section) if not FORMS[found[1]].binary]


def test_every_form_that_is_text_is_shown():
    assert {form for _, form, _ in EXAMPLES} == {name for name, form in FORMS.items() if not form.binary} - ELSEWHERE


@pytest.mark.parametrize(("command", "form", "shown"), EXAMPLES, ids=[form for _, form, _ in EXAMPLES])
def test_a_command_writes_what_is_shown(tmp_path, monkeypatch, command, form, shown):
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        assert f"`{text}` in {name}.txt" in OUT
        (tmp_path / f"{name}.txt").write_text(f"{text}\n")
    words = command.split()
    assert main(words) == 1
    written = (tmp_path / words[-1]).read_text(encoding="utf-8-sig")
    assert [line for line in shown.splitlines() if line not in written] == []
