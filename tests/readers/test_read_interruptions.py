"""What a page puts inside a sentence of a plain text, and what only looks so."""

from __future__ import annotations

import pytest

import diple
from diple.readers import read_document

HEAD = "The Delegations of Arvenia and Orsk agreed that the lighthouse of the strait shall be kept"
TAIL = "by both of them in turn, and that no toll is due."
LINES = (
    "Arvenia and Orsk note that the bridge over",
    "the river was closed in spring. They ask the",
    "Commission of the river to see to its repair,",
    "and they will share the costs of the work.",
)


def dropped(text: str) -> list[str]:
    """The furniture that was left out, from the notice of it."""
    told = [notice.data for notice in read_document(text).warnings if notice.code == "dropped_furniture"]
    return list(told[0]["excerpts"]) if told else []


@pytest.mark.parametrize(
    ("between", "furniture"),
    [
        ("\n7\n\f", ["7"]),
        ("\n\n7\n\n", ["7"]),
        ("\n\n- 7 -\n\n", ["- 7 -"]),
        ("\nPage 7 of 12\n", ["Page 7 of 12"]),
        ("\n\n7/12\n\n", ["7/12"]),
        ("\n\nS/2031/118\n\n", ["S/2031/118"]),
        ("\r\n\r\n7/12\r\n\fA/RES/95/12\r\n\r\n", ["7/12", "A/RES/95/12"]),
        ("\n\n7\n\f\nSTRAIT CONFERENCE\n\n", ["7", "STRAIT CONFERENCE"]),
    ],
)
def test_a_line_that_parts_a_sentence_is_left_out_and_told(between, furniture):
    text = f"{HEAD}{between}{TAIL}"
    document = read_document(text)
    assert dropped(text) == furniture
    assert document.text.split() == f"{HEAD} {TAIL}".split()
    assert len(document.blocks) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}.\n\n7\n\n{TAIL}",  # the sentence has ended
        f"{HEAD}:\n\n7\n\n{TAIL}",
        f"{HEAD}\n\n7\n\nThe toll is due.",  # what follows may be numbered so
        "Ships in the harbour\n7\nof which sunk\n2",  # rows of a table
        f"{HEAD} under article\n7\nof the Convention.",
        f"{HEAD},\n\n7/12\n\nRecalling the talks of Ellam,",
        f"{HEAD}\n\n(a) by Arvenia;\n\n7\n\n(b) by Orsk.",
        f"{HEAD}\n\nSTRAIT CONFERENCE\n\n{TAIL}",  # nothing shows the end of a page
        "Joint statement on the strait\nS/2031/118\nThe Delegations met.",
    ],
)
def test_what_may_be_text_stays(text):
    assert read_document(text).text == text
    assert dropped(text) == []


def test_a_sentence_parted_by_a_page_is_no_change():
    whole = diple.read(f"{HEAD} {TAIL}", language="en")
    parted = diple.read(f"{HEAD}\n\nPage 7 of 12\n\n{TAIL}", language="en")
    assert diple.compare(whole, parted).markers == ()


def test_a_sentence_in_han_goes_on_behind_a_page():
    text = "双方重申,\n各国应当共同维护海峡灯塔的安全与正常运行\n\n第 7 页\n\n并且不收取任何费用。"
    assert dropped(text) == ["第 7 页"]


@pytest.mark.parametrize("label", ["{} ", "{}  ", "  {}\t"])
def test_numbers_of_lines_are_left_out(label):
    text = "\n".join(label.format(at) + line for at, line in enumerate(LINES, 1))
    assert read_document(text).text == "\n".join(LINES)
    assert dropped(text) == ["1", "2", "3", "4"]


def test_numbers_of_lines_begin_again_on_a_page():
    text = "\n".join(f"{at} {line}" for at, line in zip((1, 2, 1, 2), LINES, strict=True))
    assert read_document(text).text == "\n".join(LINES)


@pytest.mark.parametrize(
    "lines",
    [
        [f"{at}. {line}" for at, line in enumerate(LINES, 1)],  # labels
        [f"{at} {line}" for at, line in zip((1, 2, 4, 5), LINES, strict=True)],  # not each the next
        ["1 ship of Arvenia that lies in the harbour", "2 ships of Orsk that wait for the tide of the day", "3 boats"],
        ["1 Opening of the strait to all the ships", "2 Repair of the lighthouse by the Parties", "3 Costs"],
        ["1 Fish", "2 salt", "3 rope"],
    ],
)
def test_numbered_lines_that_are_no_prose_stay(lines):
    assert read_document("\n".join(lines)).text == "\n".join(lines)


def test_coverage_counts_what_was_left_out():
    document = read_document(f"{HEAD}\n\n7/12\n\n{TAIL}")
    assert document.coverage.found - document.coverage.kept == len("7/12")
