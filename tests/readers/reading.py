"""What every document must be, and how the tests draw one."""

from __future__ import annotations

from diple.model import Document


def assert_contract(document: Document) -> None:
    """Blocks in order, apart, without outer blanks, and holding every character that is not white space."""
    position = 0
    for block in document.blocks:
        assert document.text[position : block.start].strip() == ""
        assert position <= block.start < block.end <= len(document.text)
        quote = document.text[block.start : block.end]
        assert quote == quote.strip()
        if block.label is not None:
            assert block.start == block.label.start < block.label.end < block.end
        position = block.end
    assert document.text[position:].strip() == ""


def visible(text: str) -> int:
    """How many characters are not white space."""
    return sum(map(len, text.split()))


def picture(document: Document) -> str:
    """One line a block: its kind and level, its label if any, its text; line ends show as ⏎."""
    lines = []
    for block in document.blocks:
        kind = f"{block.kind} {block.level}" if block.level else block.kind
        label = f" <{document.text[block.label.start : block.label.end]}>" if block.label else ""
        text = document.text[block.start : block.end].replace("\n", "⏎").replace("\u00a0", "~")
        lines.append(f"{kind}{label} | {text}")
    return "\n".join(lines)


def notices(document: Document) -> dict[str, dict[str, object]]:
    """The data of the warnings by their codes."""
    return {notice.code: notice.data for notice in document.warnings}
