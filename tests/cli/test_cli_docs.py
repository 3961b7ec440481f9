"""docs/cli.md and the command line say the same."""

import argparse
import re

import pytest

from diple.cli import _parser
from drawings import ROOT

DOCS = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def commands(parser, path="diple"):
    """All commands with their parsers."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield path, parser
    for group in groups:
        for name, command in group.choices.items():
            yield from commands(command, f"{path} {name}")


COMMANDS = dict(commands(_parser()))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_described(command):
    assert command in DOCS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described(command):
    for action in COMMANDS[command]._actions:
        for option in set(action.option_strings) - {"-h", "--help"}:
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", DOCS), option


def test_every_option_described_is_one():
    known = {option for command in COMMANDS.values() for action in command._actions for option in action.option_strings}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", DOCS)) <= known | {"--version"}
