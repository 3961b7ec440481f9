import pytest

from diple.render.text.wrap import Run, columns, painted, safe, wrapped


def lines(text, width, **options):
    return [painted(line, False) for line in wrapped([Run(text)], width, **options)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("the Parties shall meet", 12, ["the Parties", "shall meet"]),
        ("  blanks   are one \n", 40, ["blanks are one"]),
        ("a reaffirmationofeverything", 10, ["a", "reaffirmat", "ionofevery", "thing"]),
        ("双方重申一个中国原则", 10, ["双方重申一", "个中国原则"]),
        ("双方重申一。个中国", 10, ["双方重申", "一。个中国"]),  # a full stop never opens a line
        ("双方重申《公报》的", 10, ["双方重申", "《公报》的"]),  # a bracket never ends one
        ("双方[-重-]{+申+}的", 10, ["双方[-重-]", "{+申+}的"]),
        ("", 10, []),
    ],
)
def test_lines_break_where_a_reader_expects_it(text, width, expected):
    assert lines(text, width) == expected


@pytest.mark.parametrize("width", range(8, 60, 7))
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(width):
    text = "The Parties 双方重申 reaffirm（各自的）commitments and 保持沟通 unconditionally forthwith. " * 3
    found = lines(text, width)
    assert max(map(columns, found)) <= width
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("red \x1b[31m alert", "red ␛[31m alert"),
        ("a\x00b\x7fc", "a␀b␡c"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\ud800b", "a<U+D800>b"),
        ("a\ufffeb", "a<U+FFFE>b"),
        ("a\tb\u2028c", "a b c"),
        ("«Ё» 中 é", "«Ё» 中 é"),
    ],
)
def test_a_text_cannot_steer_the_terminal(text, shown):
    assert safe(text) == shown


def test_a_style_ends_with_its_line():
    line, following = wrapped([Run("deleted words", "deleted")], 8)
    assert painted(line, True) == "\x1b[31mdeleted\x1b[0m"
    assert painted(following, True) == "\x1b[31mwords\x1b[0m"


def test_combining_marks_take_no_column():
    assert columns("é") == columns("e\u0301") == 1
    assert columns("中") == 2
