"""Documents that are ZIP archives of XML parts (DOCX, ODT): which of them it is, and its parts, opened with care.

Nothing is written to disk and nothing outside the archive is fetched. What no honest document does is refused by name:

- ZIP_BOMB: more entries, or more bytes once unpacked, than any statement needs, or one part that unpacks beyond reason;
- SIZE_MISMATCH: an entry that unpacks to another size than it says, or says two;
- UNSAFE_PATH: an entry whose name leads out of the archive;
- XML_DOCTYPE: a part that declares a document type, the door of external entities;
- MACROS: a document that brings programs along;
- ENCRYPTED: a document that asks for a password;
- NOT_READABLE: an archive or part that is not whole.

All limits are counts, so that the same file is refused everywhere.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from diple.errors import ReadError
from diple.readers.document.messages import subject

if TYPE_CHECKING:
    from lxml.etree import _Element

ZIP_SIGN = b"PK\x03\x04"
OLE_SIGN = bytes.fromhex("d0cf11e0a1b11ae1")
MOST_ENTRIES = 5_000
MOST_UNPACKED = 256 * 1024 * 1024
MOST_XML = 32 * 1024 * 1024
# By the way it works, what is deflated cannot unpack to more than this many times its size.
_MOST_DEFLATED = 1032
# XML of long tables shrinks to a fiftieth; beyond this, in a part of any size, someone meant it.
MOST_RATIO = 200
_RATIO_COUNTS_FROM = 1024 * 1024

_ENTRY_SIGN = b"PK\x01\x02"
_PART_NAME = re.compile(rb"PK\x03\x04.{26}((?:[\w.\[\]-]+/)*[\w.\[\]-]+)", re.S)
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_STORED, _DEFLATED = 0, 8
_IS_ENCRYPTED, _SIZES_FOLLOW = 0x1, 0x8
_WORD_TYPE = re.compile(
    rb"(?:wordprocessingml\.(?:document|template)|ms-word\.(?:document|template)\.macroEnabled)[.\w]*\+xml"
)
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_MACRO_PARTS = re.compile(r"(?:.*/)?vba(?:Project|Data)\w*\.(?:bin|xml)|(?:Basic|Scripts)/.+", re.I)
_PROLOG_WITH_DOCTYPE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s++|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->)*+<!DOCTYPE", re.S | re.I
)
_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
_XML_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii")


@dataclass(frozen=True, slots=True)
class Package:
    """An archive whose directory was found sound; `name` is what the document is called in messages."""

    content: bytes
    name: str | None
    entries: dict[str, ZipInfo] = field(default_factory=dict)

    def __contains__(self, part: str) -> bool:
        return part in self.entries

    def part(self, part: str) -> bytes:
        """The bytes of one part. Raises ReadError: NOT_READABLE, SIZE_MISMATCH."""
        if part not in self.entries:
            raise damaged(self.name, f"it has no part {part!r}")
        return _unpacked(self.content, self.entries[part], self.name)

    def xml(self, part: str) -> _Element:
        """The root element of one part. Raises ReadError: XML_DOCTYPE, NOT_READABLE, SIZE_MISMATCH, ZIP_BOMB."""
        size = self.entries[part].file_size if part in self.entries else 0
        if size > MOST_XML:
            what = f"{size:,} bytes in the part {part!r}"
            raise _bomb(self.name, what, f"{MOST_XML:,}", MOST_XML, size)
        return parsed(self.part(part), part, self.name)


def package_format(content: bytes) -> str | None:
    """Which document these bytes are, "docx" or "odt"; None where they are neither, or too broken to say.

    A document behind a password hides which it is; it is reported as docx, whose reader refuses it by name.
    """
    if content.startswith(OLE_SIGN):
        return "docx" if _ENCRYPTED_STREAM in content else None
    if not content.startswith(ZIP_SIGN):
        return None
    try:
        names = {entry.filename: entry for entry in _directory(content, None)}
    except ReadError:
        return None if content.count(_ENTRY_SIGN) <= MOST_ENTRIES else "docx"
    if "[Content_Types].xml" in names:
        return "docx" if any(name.startswith("word/") for name in names) else None
    mimetype = names.get("mimetype")
    if mimetype is not None and mimetype.compress_type == _STORED and mimetype.file_size < 200:
        return "odt" if _ODT_TYPE in content[mimetype.header_offset :][:400] else None
    return "odt" if "content.xml" in names and "META-INF/manifest.xml" in names else None


def is_whole(content: bytes) -> bool:
    """Whether an archive has a sound directory, which is at its end."""
    try:
        return bool(_directory(content, None))
    except ReadError:
        return False


def part_names(content: bytes) -> list[str]:
    """The names of the parts that are in an archive, or in what is left of it."""
    return [found[1].decode("utf-8", "replace") for found in _PART_NAME.finditer(content)]


def open_package(content: bytes, name: str | None) -> Package:
    """The archive, its directory checked. Raises ReadError: all codes of this module."""
    if content.startswith(OLE_SIGN):
        raise _encrypted(name)
    if not content.startswith(ZIP_SIGN):
        raise damaged(name, "it is no ZIP archive, as such a document must be")
    entries = _directory(content, name)
    _refuse_bombs(entries, name)
    found: dict[str, ZipInfo] = {}
    for entry in entries:
        _refuse_entry(entry, name)
        if entry.filename in found:
            raise damaged(name, f"it has two parts of the name {entry.filename!r}")
        found[entry.filename] = entry
    return Package(content, name, found)


def damaged(name: str | None, reason: str) -> ReadError:
    """The error for a document that is not whole."""
    return ReadError(
        "NOT_READABLE",
        f"{subject(name)} cannot be read: {reason}.",
        "Open it in a word processor and save it again.",
        name=name,
        reason=reason,
    )


def _encrypted(name: str | None) -> ReadError:
    return ReadError(
        "ENCRYPTED",
        f"{subject(name)} is protected by a password.",
        "Open it with the password and save it without one.",
        name=name,
    )


def _directory(content: bytes, name: str | None) -> list[ZipInfo]:
    """The entries by the archive's directory, of which there are not too many."""
    entries = content.count(_ENTRY_SIGN)
    if entries > MOST_ENTRIES:
        raise _bomb(name, f"{entries:,} entries", f"{MOST_ENTRIES:,}", MOST_ENTRIES, entries)
    try:
        with ZipFile(BytesIO(content)) as archive:
            return archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error, EOFError, OSError) as error:
        raise damaged(name, "it is damaged or cut off: the directory that ends such a file is missing") from error


def _bomb(name: str | None, what: str, most: str, limit: int, found: int) -> ReadError:
    return ReadError(
        "ZIP_BOMB",
        f"{subject(name)} is packed to overwhelm its reader: {what}, where {most} is the most that is read.",
        "Save the statement's text alone.",
        name=name,
        limit=limit,
        found=found,
    )


def _refuse_bombs(entries: list[ZipInfo], name: str | None) -> None:
    """Raises ReadError, ZIP_BOMB, by the sizes that the entries declare; `_unpacked` holds them to these.

    SIZE_MISMATCH where an entry declares more than it can unpack to.
    """
    for entry in entries:
        if entry.file_size > _MOST_DEFLATED * entry.compress_size + _RATIO_COUNTS_FROM:
            raise _lying(name, entry, None)
    total = sum(entry.file_size for entry in entries)
    if total > MOST_UNPACKED:
        raise _bomb(name, f"{total:,} bytes once unpacked", f"{MOST_UNPACKED:,}", MOST_UNPACKED, total)
    for entry in entries:
        ratio = entry.file_size // max(1, entry.compress_size)
        if entry.file_size >= _RATIO_COUNTS_FROM and ratio > MOST_RATIO:
            what = f"the part {entry.filename!r} unpacks to {ratio:,} times its size"
            raise _bomb(name, what, f"{MOST_RATIO} times", MOST_RATIO, ratio)
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise _bomb(name, "parts that lie on one another", "one part in one place", 1, 2)
        end = entry.header_offset + _LOCAL_HEADER.size + entry.compress_size


def _refuse_entry(entry: ZipInfo, name: str | None) -> None:
    written = entry.orig_filename
    if re.search(r"[\\\0]|^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)", written):
        raise ReadError(
            "UNSAFE_PATH",
            f"{subject(name)} has a part whose name leads out of it: {written!r}.",
            "Do not trust it; ask its sender for the text.",
            name=name,
            part=written,
        )
    if entry.flag_bits & _IS_ENCRYPTED:
        raise _encrypted(name)
    if _MACRO_PARTS.fullmatch(written):
        raise ReadError(
            "MACROS",
            f"{subject(name)} brings macros along ({written!r}).",
            "Save it as a document without macros.",
            name=name,
            part=written,
        )


def _unpacked(content: bytes, entry: ZipInfo, name: str | None) -> bytes:
    """The bytes of an entry, no more of them than it declares."""
    header = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(ZIP_SIGN):
        raise damaged(name, f"its part {entry.filename!r} is not where it should be")
    _, _, flags, method, _, _, _, packed_size, size, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    if not flags & _SIZES_FOLLOW and (packed_size, size) not in (
        (entry.compress_size, entry.file_size),
        (0xFFFFFFFF, 0xFFFFFFFF),  # the sizes are in an extra field
    ):
        raise _lying(name, entry, size)
    begin = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    packed = content[begin : begin + entry.compress_size]
    if method != entry.compress_type or method not in (_STORED, _DEFLATED):
        raise damaged(name, f"its part {entry.filename!r} is packed in a way that no such document uses")
    found = packed if method == _STORED else _inflated(packed, entry, name)
    if len(found) != entry.file_size:
        raise _lying(name, entry, len(found))
    if zlib.crc32(found) != entry.CRC:
        raise damaged(name, f"the checksum of its part {entry.filename!r} is wrong")
    return found


def _inflated(packed: bytes, entry: ZipInfo, name: str | None) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return unpacker.decompress(packed, entry.file_size + 1)
    except zlib.error as error:
        raise damaged(name, f"its part {entry.filename!r} cannot be unpacked") from error


def _lying(name: str | None, entry: ZipInfo, found: int | None) -> ReadError:
    return ReadError(
        "SIZE_MISMATCH",
        f"{subject(name)} lies about the size of its part {entry.filename!r}.",
        "Do not trust it; ask its sender for the text.",
        name=name,
        part=entry.filename,
        declared=entry.file_size,
        found=found,
    )


def parsed(data: bytes, part: str, name: str | None) -> _Element:
    """The root element of a part's bytes. Raises ReadError: XML_DOCTYPE, NOT_READABLE."""
    from lxml import etree

    plain = data[:4096].replace(b"\0", b"")
    declared = _DECLARED_ENCODING.search(plain)
    if declared and declared.group(1).lower() not in _XML_ENCODINGS:
        raise damaged(name, f"its part {part!r} is in an encoding that no such document uses")
    if _PROLOG_WITH_DOCTYPE.match(data.replace(b"\0", b"") if data[:4].count(b"\0") else data):
        raise _doctype(name, part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged(name, f"its part {part!r} {_why_unparsed(str(error))}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(name, part)
    return root


def _why_unparsed(error: str) -> str:
    """What is wrong with XML by what its parser says: what is too deep or too long may be well formed."""
    if "depth" in error:
        return "nests its elements deeper than any document needs"
    if "huge" in error:
        return "holds a text longer than any document needs, such as a picture"
    return "is no well-formed XML"


def _doctype(name: str | None, part: str) -> ReadError:
    return ReadError(
        "XML_DOCTYPE",
        f"{subject(name)} declares a document type in its part {part!r}, which may fetch or swell what is read.",
        "Do not trust it; ask its sender for the text.",
        name=name,
        part=part,
    )
