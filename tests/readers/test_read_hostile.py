"""Archives that no word processor writes: each is refused by name, and quickly."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign import count
from diple.errors import ReadError
from diple.readers import read_document
from diple.readers.package import MOST_ENTRIES, MOST_UNPACKED, MOST_XML, OLE_SIGN
from packing import MAIN_TYPE, docx, docx_parts, odt, p, r, with_checksum_of, with_declared_size, zipped

BODY = p(r("The Parties shall meet."))
SOUND = docx(BODY)
MAIN = "word/document.xml"


def with_parts(**more):
    return zipped(docx_parts(BODY) | {name.replace("__", "/"): content for name, content in more.items()})


def with_main(text):
    return zipped(docx_parts(BODY) | {MAIN: text})


def noise(size):
    """Bytes that shrink, but not beyond what is honest."""
    return (b"".join(at.to_bytes(3, "little") for at in range(20_000)) * (size // 60_000 + 1))[:size]


def flagged_encrypted():
    data = bytearray(SOUND)
    at = SOUND.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def twice():
    buffer = BytesIO()
    with pytest.warns(UserWarning), ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in [*docx_parts(BODY).items(), (MAIN, "<other/>")]:
            archive.writestr(ZipInfo(name), content)
    return buffer.getvalue()


def overlapping():
    """The directory's last entry points to where its first one lies."""
    data = bytearray(with_parts(**{"word__media__a.bin": b"a"}))
    last = bytes(data).rindex(b"PK\x01\x02")
    data[last + 42 : last + 46] = (0).to_bytes(4, "little")
    return bytes(data)


def entity(attack):
    return f'<?xml version="1.0"?>\n<!-- a note --><!DOCTYPE document [{attack}]><document><body>&x;</body></document>'


MACROS = MAIN_TYPE.replace("openxmlformats-officedocument.wordprocessingml", "ms-word").replace(
    "main", "macroEnabled.main"
)
HOSTILE = {
    "many entries": (lambda: with_parts(**{f"word/{at}": "" for at in range(MOST_ENTRIES)}), "ZIP_BOMB"),
    "much for little": (lambda: with_parts(**{"word/media/a.bin": b"\0" * 2_000_000}), "ZIP_BOMB"),
    "a total beyond reason": (lambda: with_declared_size(with_main(noise(4_000_000)), MAIN, MOST_UNPACKED), "ZIP_BOMB"),
    "a total beyond what is packed": (lambda: with_declared_size(SOUND, MAIN, MOST_UNPACKED), "SIZE_MISMATCH"),
    "a part of text beyond reason": (lambda: with_main(noise(MOST_XML + 1)), "ZIP_BOMB"),
    "parts on one another": (overlapping, "ZIP_BOMB"),
    "more than it says": (lambda: with_declared_size(SOUND, MAIN, 10), "SIZE_MISMATCH"),
    "less than it says": (lambda: with_declared_size(SOUND, MAIN, 5_000), "SIZE_MISMATCH"),
    "two sizes": (lambda: with_declared_size(SOUND, MAIN, 10, everywhere=False), "SIZE_MISMATCH"),
    "a way up": (lambda: with_parts(**{"word/../../etc/cron": "a"}), "UNSAFE_PATH"),
    "a way to the root": (lambda: with_parts(**{"/etc/cron": "a"}), "UNSAFE_PATH"),
    "a way with a drive": (lambda: with_parts(**{"C:/a": "a"}), "UNSAFE_PATH"),
    "a way with backslashes": (lambda: with_parts(**{"..\\a": "a"}), "UNSAFE_PATH"),
    "an external entity": (lambda: with_main(entity('<!ENTITY x SYSTEM "file:///etc/hostname">')), "XML_DOCTYPE"),
    "a swelling entity": (lambda: with_main(entity('<!ENTITY y "yyyy"><!ENTITY x "&y;&y;">')), "XML_DOCTYPE"),
    "an entity in UTF-16": (lambda: with_main(entity('<!ENTITY x "y">').encode("utf-16")), "XML_DOCTYPE"),
    "an entity in an ODT": (lambda: odt("", **{"content.xml": entity('<!ENTITY x "y">')}), "XML_DOCTYPE"),
    "macros": (lambda: with_parts(**{"word/vbaProject.bin": b"\xd0\xcf"}), "MACROS"),
    "a type with macros": (lambda: zipped(docx_parts(BODY, main_type=MACROS)), "MACROS"),
    "macros in an ODT": (lambda: odt("", **{"Basic/Standard/Module1.xml": "<a/>"}), "MACROS"),
    "a password, as Office has it": (lambda: OLE_SIGN + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "ENCRYPTED"),
    "a password, as ZIP has it": (flagged_encrypted, "ENCRYPTED"),
    "two parts of one name": (twice, "NOT_READABLE"),
    "a wrong checksum": (lambda: with_checksum_of(SOUND, MAIN, b"other"), "NOT_READABLE"),
    "XML that is none": (lambda: with_main("<document><body>"), "NOT_READABLE"),
    "XML in an odd encoding": (lambda: with_main('<?xml version="1.0" encoding="UTF-7"?><document/>'), "NOT_READABLE"),
    "XML too deep": (lambda: with_main("<a>" * 5_000 + "</a>" * 5_000), "NOT_READABLE"),
    "no body": (lambda: with_main("<document/>"), "NOT_READABLE"),
    "another archive": (lambda: zipped({"a.txt": "The Parties shall meet."}), "BINARY_INPUT"),
    "half an archive": (lambda: SOUND[: len(SOUND) // 2], "NOT_READABLE"),
}  # fmt: skip


@pytest.mark.parametrize(("build", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_honest_file_does_is_refused_by_name(build, code):
    with pytest.raises(ReadError) as caught:
        read_document(build(), name="draft.docx")
    assert caught.value.code == code
    assert "'draft.docx'" in caught.value.message and caught.value.remedy


def test_the_sound_one_is_read():
    assert read_document(SOUND).text == "The Parties shall meet."


def test_what_lies_outside_is_never_fetched():
    parts = docx_parts(BODY)
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships><Relationship Id="r1" Type="x/styles" TargetMode="External" Target="http://192.0.2.1/a.xml"/>'
        '<Relationship Id="r2" Type="x/footnotes" Target="file:///etc/hostname"/></Relationships>'
    )
    assert read_document(zipped(parts)).text == "The Parties shall meet."


def test_deep_tables_do_not_exhaust_the_reader():
    depth = 70
    body = "<w:tbl><w:tr><w:tc>" * depth + BODY + "</w:tc></w:tr></w:tbl>" * depth
    assert read_document(docx(body)).text == "The Parties shall meet."


SAMPLES = (SOUND, odt("<text:p>The Parties shall meet.</text:p>"))


@settings(deadline=None, derandomize=True, max_examples=count(100, 3_000))
@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 5_000), st.binary(min_size=1, max_size=4)), max_size=4)
)
def test_damaged_bytes_are_read_or_refused(data, damages):
    made = bytearray(data)
    for at, piece in damages:
        at %= len(made)
        made[at : at + len(piece)] = piece
    for format in (None, "docx", "odt"):
        try:
            document = read_document(bytes(made), format=format)
        except ReadError as error:
            assert error.message
        else:
            assert document.blocks


def test_a_line_of_many_hyphens_is_read_at_once():
    """A pattern of date lines once tried every way to part such a line: 27 hyphens took a minute."""
    line = "-".join("A" * 40)
    assert read_document(f"{line} 2\nThe Parties met.".encode()).text.startswith(line)
