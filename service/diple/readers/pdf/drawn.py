"""What a page of a PDF draws, word by word: each with the place, width and size that its operators give it.

pypdf opens the file, unpacks its streams and reads its fonts; the places are kept here, because the text that pypdf
itself puts together runs over the white between columns. Places are in points, from the lower left corner of the
page as it is shown. Words inside forms (`Do`) are where the form is drawn.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from diple.normalise import without_radicals
from diple.readers.document.symbols import letter, private
from diple.readers.pdf.direction import turned
from diple.readers.pdf.legibility import UNREADABLE
from diple.readers.pdf.pieces import UNKNOWN, Face, Piece

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject

__all__ = ["Drawn", "Forms", "OperationsError", "RepeatsError", "drawn"]

_DEEPEST = 12  # forms within forms
_AWAY = 0.12  # ems: a letter that is farther than that from where the one before ended begins a word of its own
_BACK = 0.5  # ems
_LONGEST_SHOWN = 40  # letters that a marked content says it shows
_UPRIGHT = 0.05  # radians
# Ligatures, forms of letters by their place in a word, and mathematical letters, as fonts name their shapes.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdcf\ufe70-\ufefc\U0001d400-\U0001d7ff]")
_POINT = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")  # of vowels
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
_SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")
_FEWEST_WIDTHS = 15  # letters of a font that have one width, where this is a fixed pitch
_WIDE = 0.9  # ems: so wide are ideographs, which are no typewriter's letters

Operations = Sequence[tuple[Sequence[object], bytes]]
Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class OperationsError(Exception):
    """Raised where more operators are met than may be read."""


class RepeatsError(Exception):
    """Raised where forms that were drawn before draw more again than may be read."""


@dataclass(slots=True)
class Forms:
    """The forms of a file that were drawn, and how much was drawn again: operators and letters.

    Where a form draws forms that draw forms, a file of 3 kB may draw 10,000,000,000 times. What is drawn for the first
    time is in proportion to the file; so only what is drawn again is counted.
    """

    most: int
    seen: dict[int, object] = field(default_factory=dict)
    again: int = 0

    def spend(self, drawn: int) -> None:
        """Counts what a form draws again. RepeatsError over `most`."""
        self.again += drawn
        if self.again > self.most:
            raise RepeatsError

    def enter(self, form: object) -> bool:
        """Whether the form was drawn before; from now on it was."""
        before = id(form) in self.seen
        self.seen[id(form)] = form
        return before


@dataclass(slots=True)
class Drawn:
    """What a page shows: words upright, texts askew, the share of the page under pictures, forms, operators met."""

    pieces: list[Piece] = field(default_factory=list)
    askew: list[str] = field(default_factory=list)
    pictures: float = 0.0
    forms: int = 0
    operations: int = 0


def _usual_width(resource: DictionaryObject) -> float | None:
    """The width of the letters of a composite font that its table of widths leaves out; None where it says none.

    pypdf takes 0, which browsers write for signs without width, for none.
    """
    for descendant in resource.get("/DescendantFonts", ()):
        width = _dictionary(descendant).get("/DW")
        if isinstance(width, (int, float)):
            return float(width)
    return None


def _unit(resource: DictionaryObject) -> float:
    """The unit of the widths of a font in thousandths of an em, of its own in a Type 3 font (ISO 32000-1, 9.2.4)."""
    if resource.get("/Subtype") != "/Type3" or "/FontMatrix" not in resource:
        return 1.0
    matrix = resource["/FontMatrix"]
    return abs(1000 * float(matrix[0])) if isinstance(matrix, list) else 1.0


def _letters(text: str, font: str) -> str:
    """The letters that a font names by their shapes: "fi" of a ligature, an Arabic letter of its form, a symbol.

    A control character is none.
    """
    if not (text.isprintable() or text.isspace()):
        text = _CONTROL.sub(UNREADABLE, text)
    if text.isascii():
        return text
    if private(text):
        text = "".join(letter(char, font) for char in text)
    return _SHAPES.sub(lambda shape: normalize("NFKC", shape.group()).strip(), without_radicals(text))


def _pitch(widths: dict[str, float]) -> float:
    """The width of all letters of a font in ems, 0 where they differ; figures alone have one width in most fonts."""
    found = {width for code, width in widths.items() if code != "default" and width}
    fixed = len(found) == 1 and len(widths) > _FEWEST_WIDTHS and max(found) < 1000 * _WIDE
    return max(found) / 1000 if fixed else 0.0


class _Glyph(NamedTuple):
    """A letter as a font shows it: what it says, its width in ems, whether it is the byte of a blank."""

    text: str
    width: float
    blank: bool


class _Shown(NamedTuple):
    """Where a letter is shown: its place, its look (size, width in points, boldness), and its font."""

    x: float
    y: float
    look: tuple[float, float, bool]
    face: Face


class _Font:
    """A font of the file, whose codes are letters."""

    def __init__(self, resource: DictionaryObject) -> None:
        from pypdf.generic._font import Font  # what pypdf's own extraction reads fonts with

        self.font = Font.from_font_resource(resource)
        if (usual := _usual_width(resource)) is not None:
            self.font.character_widths["default"] = usual
        if (unit := _unit(resource)) != 1.0:
            widths = self.font.character_widths
            self.font.character_widths = {code: width * unit for code, width in widths.items()}
        self.bold = "bold" in self.font.name.lower()
        name, is_composite = _SUBSET.sub("", self.font.name), not isinstance(self.font.encoding, dict)
        self.face = Face(name, is_composite, _pitch(self.font.character_widths))
        self.downwards = str(resource.get("/Encoding", "")).endswith("-V")
        self._known: dict[bytes, list[_Glyph]] = {}

    def glyphs(self, shown: bytes) -> list[_Glyph]:
        """The letters of a string."""
        found = self._known.get(shown)
        if found is None:
            found = self._known[shown] = list(map(self._glyph, self._codes(shown)))
        return found

    def _codes(self, shown: bytes) -> list[tuple[str, str]]:
        encoding = self.font.encoding
        if isinstance(encoding, dict):
            return [(chr(code), encoding.get(code, chr(code))) for code in shown]
        try:
            codes = shown.decode(encoding, "surrogatepass")
        except UnicodeDecodeError:
            codes = shown.decode(encoding, "replace")
        return [(code, code) for code in codes]

    def _glyph(self, code: tuple[str, str]) -> _Glyph:
        raw, decoded = code
        if not self.font.interpretable:
            return _Glyph(UNREADABLE, 0.5, False)
        widths = self.font.character_widths
        text = self.font.character_map.get(decoded, decoded)
        text = _letters(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), self.face.name)
        one_byte = isinstance(self.font.encoding, dict)
        return _Glyph(text, float(widths.get(raw, widths.get("default", 500))) / 1000, one_byte and raw == " ")


Fonts = dict[int, tuple[_Font | None, object]]
"""The fonts of a file by the identity of what describes them, which is held with each."""


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state as far as it places text."""

    matrix: Matrix = _UNIT
    font: _Font | None = None
    size: float = 1.0
    letter_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


def drawn(page: PageObject, most: int, fonts: Fonts, forms: Forms) -> Drawn:
    """What a page draws; `fonts` and `forms` keep those of the file from page to page.

    Raises OperationsError over `most` operators, RepeatsError where forms draw too much again.
    """
    turned = math.radians(-(page.rotation or 0))
    cos, sin = math.cos(turned), math.sin(turned)
    area = abs(float(page.mediabox.width) * float(page.mediabox.height)) or 1.0
    reading = _Reading(Drawn(), most, area, fonts, forms)
    contents = page.get_contents()
    if contents is not None:
        reading.run(
            contents.operations, _dictionary(page.get("/Resources")), _State((cos, sin, -sin, cos, 0.0, 0.0)), 0
        )
    reading.finish()
    return reading.drawn


@dataclass(slots=True)
class _Reading:
    """The operators of a page as they are met."""

    drawn: Drawn
    most: int
    area: float
    fonts: Fonts
    known: Forms
    is_again: bool = False
    state: _State = field(default_factory=_State)
    text_matrix: Matrix = _UNIT
    line_matrix: Matrix = _UNIT
    word: list[str] = field(default_factory=list)
    begin: tuple[float, float] = (0.0, 0.0)
    end: tuple[float, float] = (0.0, 0.0)
    look: tuple[float, float, bool] = (1.0, 0.0, False)  # size, angle, boldness
    face: Face = UNKNOWN
    after_blank: bool = False
    points: list[str] = field(default_factory=list)  # vowel signs whose letter is still to come
    marked: list[str | None] = field(default_factory=list)  # open marked contents: the letters that each says it shows
    shown: list[_Shown] = field(default_factory=list)  # by the innermost of them that says so
    forms: dict[int, tuple[Operations, object]] = field(default_factory=dict)

    def run(self, operations: Operations, resources: DictionaryObject, state: _State, depth: int) -> None:
        """Goes through operators, those of forms inside them too."""
        kept: list[_State] = []
        outside, self.state = self.state, state
        for operands, operator in operations:
            self.drawn.operations += 1
            if self.drawn.operations > self.most:
                raise OperationsError
            if self.is_again:
                self.known.spend(1)
            if operator == b"q":
                kept.append(self.state)
            elif operator == b"Q":
                self.state = kept.pop() if kept else self.state
            elif operator == b"Do" and operands:
                self._do(_dictionary(resources.get("/XObject")).get(operands[0]), resources, depth)
            elif operator == b"Tf" and len(operands) > 1:
                self._set_font(_dictionary(resources.get("/Font")).get(operands[0]), operands[1])
            elif operator == b"INLINE IMAGE":
                self._cover()
            elif operator in (b"BDC", b"BMC"):
                self._begin_marked(operands, resources)
            elif operator == b"EMC":
                self._end_marked()
            else:
                self._step(operator, operands)
        self.state = outside

    def _step(self, operator: bytes, operands: Sequence[object]) -> None:
        """An operator that moves, spaces or shows text."""
        numbers = [float(value) for value in operands if isinstance(value, (int, float))]
        if operator == b"cm" and len(numbers) == 6:
            self.state = replace(self.state, matrix=_product(_matrix(numbers), self.state.matrix))
        elif operator == b"BT":
            self.text_matrix = self.line_matrix = _UNIT
        elif operator == b"Tm" and len(numbers) == 6:
            self.text_matrix = self.line_matrix = _matrix(numbers)
        elif operator in _SPACING and len(numbers) == 1:
            self._set_space(operator, numbers[0])
        elif operator in (b"Td", b"TD") and len(numbers) == 2:
            if operator == b"TD":
                self.state = replace(self.state, leading=-numbers[1])
            self._next_line(*numbers)
        elif operator == b"T*":
            self._next_line(0.0, -self.state.leading)
        elif operator in (b"Tj", b"TJ", b"'", b'"') and operands:
            self._show(operator, operands, numbers)

    def _set_space(self, operator: bytes, value: float) -> None:
        match operator:
            case b"Tc":
                self.state = replace(self.state, letter_space=value)
            case b"Tw":
                self.state = replace(self.state, word_space=value)
            case b"Tz":
                self.state = replace(self.state, scale=value / 100)
            case b"TL":
                self.state = replace(self.state, leading=value)
            case b"Ts":
                self.state = replace(self.state, rise=value)

    def _next_line(self, x: float, y: float) -> None:
        self.text_matrix = self.line_matrix = _product((1.0, 0.0, 0.0, 1.0, x, y), self.line_matrix)

    def _set_font(self, resource: object, size: object) -> None:
        if isinstance(size, (int, float)):
            self.state = replace(self.state, font=self._font(resource), size=float(size))

    def _font(self, resource: object) -> _Font | None:
        """A font of the file; none where it is missing or not to be made out."""
        described = _dictionary(resource)
        if not described:
            return None
        if id(described) not in self.fonts:
            try:
                made = _Font(described)
            except (AttributeError, TypeError, KeyError, ValueError, IndexError):
                made = None
            self.fonts[id(described)] = (made, described)
        return self.fonts[id(described)][0]

    def _do(self, thing: object, resources: DictionaryObject, depth: int) -> None:
        """A picture, or a form, which has operators of its own."""
        drawing = _dictionary(thing)
        if drawing.get("/Subtype") == "/Image":
            self._cover()
        elif drawing.get("/Subtype") == "/Form" and depth < _DEEPEST:
            self.drawn.forms += 1
            numbers = [float(value) for value in drawing.get("/Matrix", _UNIT)]
            inside = replace(self.state, matrix=_product(_matrix(numbers), self.state.matrix))
            own = _dictionary(drawing.get("/Resources")) or resources
            kept = self.text_matrix, self.line_matrix, self.is_again
            self.is_again |= self.known.enter(drawing)
            self.run(self._operations(drawing), own, inside, depth + 1)
            self.text_matrix, self.line_matrix, self.is_again = kept

    def _operations(self, form: DictionaryObject) -> Operations:
        from pypdf.generic import ContentStream

        if id(form) not in self.forms:
            self.forms[id(form)] = (ContentStream(form, None).operations, form)
        return self.forms[id(form)][0]

    def _cover(self) -> None:
        a, b, c, d, _, _ = self.state.matrix
        self.drawn.pictures += min(1.0, abs(a * d - b * c) / self.area)

    def _show(self, operator: bytes, operands: Sequence[object], numbers: list[float]) -> None:
        if operator == b'"' and len(numbers) == 2:
            self.state = replace(self.state, word_space=numbers[0], letter_space=numbers[1])
        if operator in (b"'", b'"'):
            self._next_line(0.0, -self.state.leading)
        askew: list[str] = []
        last = operands[-1]
        for shown in last if isinstance(last, list) else (last,):
            if isinstance(shown, (int, float)):
                self._advance(-float(shown) / 1000 * self.state.size * self.state.scale)
            elif (encoded := _encoded(shown)) is not None:
                self._show_string(encoded, askew)
        if said := " ".join("".join(askew).split()):
            self.drawn.askew.append(said)

    def _show_string(self, shown: bytes, askew: list[str]) -> None:
        state, font = self.state, self.state.font
        glyphs = font.glyphs(shown) if font else [_Glyph(UNREADABLE, 0.5, False)] * len(shown)
        if self.is_again:
            self.known.spend(len(glyphs))
        for glyph in glyphs:
            step = glyph.width * state.size + state.letter_space + state.word_space * glyph.blank
            place = _product((state.scale, 0.0, 0.0, 1.0, 0.0, state.rise), self.text_matrix)
            a, b, c, d, x, y = _product(place, state.matrix)
            angle = math.atan2(b, a)
            if abs(angle) >= _UPRIGHT:
                askew.append(glyph.text)
            else:
                wide = glyph.width * state.size * math.hypot(a, b)
                look = (abs(state.size) * math.hypot(c, d) or 1.0, wide, bool(font and font.bold))
                self._show_glyph(glyph.text, _Shown(x, y, look, font.face if font else UNKNOWN))
            if font and font.downwards:
                self.text_matrix = _product((1.0, 0.0, 0.0, 1.0, 0.0, -state.size), self.text_matrix)
            else:
                self._advance(step * state.scale)

    def _show_glyph(self, text: str, shown: _Shown) -> None:
        """A letter, or one of those that stand together for the letters of a marked content."""
        if any(said is not None for said in self.marked):
            self.shown.append(shown)
        else:
            self._add(text, *shown)

    def _begin_marked(self, operands: Sequence[object], resources: DictionaryObject) -> None:
        """A marked content, whose properties may say which letters it shows (ISO 32000-1, section 14.9.4).

        Only one word at most is taken from there: the letters of whole lines have places of their own.
        """
        properties = operands[-1] if len(operands) > 1 else None
        if isinstance(properties, str):
            properties = _dictionary(resources.get("/Properties")).get(properties)
        said = _dictionary(properties).get("/ActualText")
        is_word = isinstance(said, str) and len(said) <= _LONGEST_SHOWN and len(said.split()) == 1
        self.marked.append(str(said).strip() if is_word else None)

    def _end_marked(self) -> None:
        """The end of a marked content: what it says is where its letters are, at the height of the widest."""
        said = self.marked.pop() if self.marked else None
        if said is None or not self.shown:
            return
        _, y, (size, widest, bold), face = max(self.shown, key=lambda shown: shown.look[1])
        places = [(shown.x, shown.x + shown.look[1]) for shown in self.shown if shown.y == y]
        self.shown = []
        x = min(begin for begin, _ in places)
        self._add(_letters(said, face.name), x, y, (size, max(widest, max(end for _, end in places) - x), bold), face)

    def _advance(self, step: float) -> None:
        a, b, c, d, e, f = self.text_matrix
        self.text_matrix = (a, b, c, d, e + step * a, f + step * b)

    def _add(self, text: str, x: float, y: float, look: tuple[float, float, bool], face: Face) -> None:
        """A letter goes on in the word where it is right after it in the same type, or begins another.

        Vowel signs of a script from right to left are shown before their letter, at another height.
        """
        size, wide, bold = look
        if _POINT.fullmatch(text):
            self.points.append(text)
            return
        if not text.strip():
            self.end_word()
            self.after_blank = True
            return
        apart = x - self.end[0]
        same = abs(y - self.end[1]) < 0.02 * size and (size, bold) == (self.look[0], self.look[2])
        if self.word and not (same and -_BACK * size < apart < _AWAY * size):
            self.end_word()
        if not self.word:
            self.begin, self.look, self.face = (x, y), (size, 0.0, bold), face
            if self.after_blank and abs(y - self.end[1]) < size and -0.1 * size < apart:
                self.word.append(" ")
            self.after_blank = False
        self.word.append("".join((text, *self.points)))
        self.points.clear()
        self.end = (max(x + wide, self.end[0]) if len(self.word) > 1 else x + wide, y)

    def finish(self) -> None:
        """Puts down the last word, with the vowel signs that no letter follows."""
        while self.marked:
            self._end_marked()
        if not self.word:
            self.begin = self.end
        self.word += self.points
        self.end_word()

    def end_word(self) -> None:
        """Puts down the word that was gathered."""
        if self.word:
            size, _, bold = self.look
            (x, y), text = self.begin, turned(self.word)
            self.drawn.pieces.append(Piece(x, y, max(0.0, self.end[0] - x), size, text, bold, self.face))
            self.word = []


_SPACING = (b"Tc", b"Tw", b"Tz", b"TL", b"Ts")


def _dictionary(thing: object) -> DictionaryObject:
    """A dictionary, or a stream with its own, that is here or is referred to; an empty one for anything else."""
    from pypdf.generic import DictionaryObject, PdfObject

    found = thing.get_object() if isinstance(thing, PdfObject) else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _matrix(numbers: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _encoded(shown: object) -> bytes | None:
    """The bytes of a string operand, which pypdf may have decoded."""
    if isinstance(shown, bytes):
        return bytes(shown)
    original = getattr(shown, "original_bytes", None)
    return original if isinstance(original, bytes) else None


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
