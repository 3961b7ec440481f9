"""Bytes in many encodings, declared, marked, or silent about it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from reading import notices

from diple.errors import ReadError
from diple.readers import read_document

FIXTURES = Path(__file__).parent / "fixtures" / "encodings"
TEXTS = tomllib.loads((FIXTURES / "texts.toml").read_text(encoding="utf-8"))["text"]
SILENT = [(codec, line) for text in TEXTS for codec in text["encodings"] for line in text["lines"]]
RUSSIAN, CHINESE, FRENCH = (TEXTS[at]["lines"][0] for at in (0, 2, 4))


@pytest.mark.parametrize(("codec", "line"), SILENT, ids=[f"{codec}-{line[:12]}" for codec, line in SILENT])
def test_a_single_line_is_recognised(codec, line):
    # Letters that an encoding lacks (no ё-like signs, no curly quotes in it) would not be in a real file either.
    data = line.encode(codec, "ignore")
    document = read_document(data)
    assert document.text == data.decode(codec)
    assert notices(document)["guessed_encoding"]["encoding"] == document.encoding


@pytest.mark.parametrize(
    ("name", "encoding", "guessed"),
    [
        ("windows-1251", "cp1251", True),
        ("koi8-r", "koi8-r", True),
        ("gb18030", "gb18030", True),
        ("utf-16le-marked", "utf-16-le", False),
        ("utf-16be-marked", "utf-16-be", False),
        ("utf-16le", "utf-16-le", True),
        ("windows-1252", "cp1252", True),
    ],
)
def test_a_file_is_recognised(name, encoding, guessed):
    document = read_document(FIXTURES / f"{name}.txt")
    assert document.text == (FIXTURES / f"{name}.utf-8").read_bytes().decode()
    assert (document.encoding, "guessed_encoding" in notices(document)) == (encoding, guessed)


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(mark, codec):
    document = read_document(mark + RUSSIAN.encode(codec))
    assert (document.text, document.encoding, document.warnings) == (RUSSIAN, codec, ())


@pytest.mark.parametrize(
    ("label", "codec", "line"),
    [
        ("windows-1251", "cp1251", RUSSIAN),
        (" KOI8-R ", "koi8-r", RUSSIAN),
        ("ISO-8859-1", "cp1252", FRENCH),
        ("gb2312", "gb18030", CHINESE),
        ("utf-16", "utf-16-le", RUSSIAN),
    ],
)
def test_a_declared_charset_is_used_as_browsers_use_it(label, codec, line):
    document = read_document(line.encode(codec), charset=label)
    assert (document.text, document.encoding, document.warnings) == (line, codec, ())


@pytest.mark.parametrize(
    "head",
    [
        '<html><meta charset="{}">',
        "<HTML><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset={}'>",
        '<?xml version="1.0" encoding="{}"?><html>',
    ],
)
def test_an_html_head_declares_the_charset(head):
    document = read_document((head.format("koi8-r") + f"<p>{RUSSIAN}").encode("koi8-r"))
    assert (document.text, document.encoding, document.warnings) == (RUSSIAN, "koi8-r", ())


def test_a_wrong_declaration_is_overruled_and_told():
    for document in (
        read_document(RUSSIAN.encode("cp1251"), charset="utf-8"),
        read_document(f'<meta charset="utf-8"><p>{RUSSIAN}'.encode("cp1251")),
        read_document(f'<meta charset="iso-8859-1"><p>{RUSSIAN}'.encode()),
        read_document(f'<meta charset="martian"><p>{RUSSIAN}'.encode()),
        read_document(f'<meta charset="utf-16"><p>{RUSSIAN}'.encode("cp1251")),
    ):
        assert document.text == RUSSIAN
        assert "wrong_charset" in notices(document)


def test_a_few_stray_nul_do_not_make_utf_16_of_ascii():
    found = read_document(b"The Parties \0 shall meet. " * 4)
    assert (found.encoding, "The Parties" in found.text) == ("utf-8", True)


def test_a_page_that_calls_itself_utf_16_in_single_bytes_is_utf_8():
    assert read_document(f'<meta charset="utf-16"><p>{RUSSIAN}'.encode()).encoding == "utf-8"


def test_damaged_utf_8_stays_utf_8_and_tells_its_damage():
    document = read_document(f"{RUSSIAN} €".encode()[:-1])
    assert document.text == f"{RUSSIAN} \ufffd"
    assert notices(document)["damaged_encoding"] == {"encoding": "utf-8", "places": 1}
    cut = read_document(("Заявление сторон " + RUSSIAN).encode().replace("ё".encode(), b"\xd1"))
    assert cut.text == "Заявление сторон " + RUSSIAN.replace("ё", "\ufffd")
    assert notices(cut)["damaged_encoding"] == {"encoding": "utf-8", "places": RUSSIAN.count("ё")}


@pytest.mark.parametrize(
    ("stray", "last"),
    [
        (b"\xff", "Ostrea welcomed Varland’s efforts."),
        (b"\x96", "Ostrea welcomed Varland’s efforts."),
        (b"\xed\xa0\x80", "Ostrea welcomed Varland’s efforts."),
        (b"\x81", "Ostrea welcomed the efforts of Varland."),
        (b"\xff", "Ostrea welcomed the efforts of Varland."),
    ],
)
def test_english_with_a_stray_byte_stays_utf_8(stray, last):
    sentence = "Both sides condemned the attack on the port and called for an inquiry. "
    before, after = f"{sentence * 10}Both s".encode(), f"ides met. {last}".encode()
    document = read_document(before + stray + after)
    assert document.text.replace("\ufffd", "") == (before + after).decode()
    assert (document.encoding, notices(document)["damaged_encoding"]["places"]) == ("utf-8", len(stray))


def test_an_unknown_charset_is_an_error():
    with pytest.raises(ReadError) as caught:
        read_document(b"a", charset="martian")
    assert (caught.value.code, caught.value.data) == ("UNKNOWN_CHARSET", {"charset": "martian"})


@pytest.mark.parametrize("label", ["rot13", "base64", "unicode_escape", "idna", "undefined", ""])
def test_codecs_that_are_no_charsets_are_unknown(label):
    with pytest.raises(ReadError, match="not known"):
        read_document(b"a", charset=label)


BINARIES = {
    "Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20,
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "rich text": rb"{\rtf1\ansi Hello}",
    "binary data": bytes(range(256)) * 8,
}


@pytest.mark.parametrize(("name", "data"), BINARIES.items(), ids=BINARIES.keys())
def test_binary_input_is_named(name, data):
    with pytest.raises(ReadError) as caught:
        read_document(data, name="statement")
    assert caught.value.code == "BINARY_INPUT"
    assert name in str(caught.value) and caught.value.remedy
    assert caught.value.data["name"] == "statement"


def test_a_few_nul_bytes_do_not_make_a_text_binary():
    document = read_document(b"The two sides met in Velgrad and agreed.\0 " * 3)
    assert document.text.count("\0") == 3
    assert notices(document) == {"unusual_characters": {"found": {"U+0000": 3}}}


PASTED = "Стороны подтвердили, что судоходство по реке остаётся свободным. "


@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", None])
def test_a_page_pasted_together_is_read_run_by_run(declared):
    head = f'<meta charset="{declared}">' if declared else "<h1>"
    page = f"{head}<p>{PASTED * 2}".encode() + f"<p>«СССР» {PASTED}".encode("cp1251") + f"<p>{PASTED}".encode()
    document = read_document(page)
    assert document.text.replace("\n\n", " ").strip() == (PASTED * 2 + f"«СССР» {PASTED}" + PASTED).strip()
    told = notices(document)
    assert told["mixed_encodings"]["encodings"] == ["utf-8", "cp1251"] and told["mixed_encodings"]["places"] == 1
    assert "wrong_charset" not in told and "guessed_encoding" not in told


def test_a_few_letters_of_an_older_encoding_are_read_inside_words():
    page = "<p>La délégation « libre » a réaffirmé l’accord".encode()
    document = read_document(page.replace("réaffirmé".encode(), "réaffirmé".encode("cp1252")))
    assert document.text == "La délégation « libre » a réaffirmé l’accord"
    assert notices(document)["mixed_encodings"]["places"] == 2


@pytest.mark.parametrize(("codec", "line"), SILENT, ids=[f"{codec}-{line[:12]}" for codec, line in SILENT])
def test_one_older_encoding_is_no_mixture(codec, line):
    told = notices(read_document(line.encode(codec, "ignore") * 3))
    assert "mixed_encodings" not in told


@pytest.mark.parametrize("declared", ["iso-8859-1", "iso-8859-5"])
def test_a_declaration_under_which_nothing_reads_as_writing_is_overruled(declared):
    document = read_document(f'<html><meta charset="{declared}"><p>{PASTED}'.encode("cp1251"))
    assert (document.text, document.encoding) == (PASTED.strip(), "cp1251")
    assert [notice.code for notice in document.warnings] == ["wrong_charset"]


def test_a_guess_after_a_wrong_declaration_does_not_say_that_there_was_none():
    document = read_document(f'<meta charset="utf-8"><p>{PASTED}'.encode("cp1251"))
    assert "not declared" not in " ".join(notice.message for notice in document.warnings)
    assert notices(document)["guessed_encoding"]["encoding"] == "cp1251"
