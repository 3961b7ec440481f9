"""What a reader of word processors' formats leaves out, or keeps otherwise than it looks, and the notices of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from diple.model import Notice
from diple.readers.document.messages import MOST_EXCERPTS, counted, excerpts, extent, visible

_DRAWN = {
    "pictures": "picture",
    "charts": "chart",
    "diagrams": "diagram",
    "drawings": "drawing",
    "objects": "embedded object",
    "equations": "equation",
}


def listed(drawn: Counter[str]) -> str:
    """Pictures and the like in words: "2 pictures, 1 chart"."""
    return ", ".join(counted(drawn[kind], one) for kind, one in _DRAWN.items() if drawn[kind])


@dataclass(slots=True)
class Omissions:
    """The texts that were left out, by what they are, and those that were struck through and stay.

    `drawn` counts what is seen and not read, by its kind (pictures, charts, diagrams, drawings, objects, equations);
    `described` is what the document says of it. `signs` counts signs of symbol fonts that no table has, by font and
    sign, `letters` those that one has, by the letter. `flattened` counts equations that were read as bare letters.
    """

    furniture: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    placeholders: list[str] = field(default_factory=list)
    glosses: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    drawn: Counter[str] = field(default_factory=Counter)
    described: list[str] = field(default_factory=list)
    signs: Counter[tuple[str, str]] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    flattened: int = 0

    def characters(self) -> int:
        """How many characters were left out, white space not counted."""
        return sum(map(visible, (*self.furniture, *self.hidden, *self.placeholders, *self.glosses)))

    def draw(self, kind: str, description: str = "") -> None:
        """Counts something that is seen and not read."""
        self.drawn[kind] += 1
        if description.strip():
            self.described.append(description)

    def notices(self) -> Iterator[Notice]:
        """A notice of each kind of thing, where there are some."""
        for code, what, texts in (
            ("dropped_furniture", "page headers, footers and page numbers", self.furniture),
            ("dropped_hidden", "hidden text", self.hidden),
            ("dropped_placeholders", "prompts in fields that are not filled in", self.placeholders),
            ("dropped_glosses", "glosses over the words (ruby)", self.glosses),
        ):
            if characters := sum(map(visible, texts)):
                told = f"{counted(characters, 'character')} of {what}"
                yield Notice(code, f"{told} {'was' if characters == 1 else 'were'} left out.", extent(texts))
        if characters := sum(map(visible, self.struck)):
            one = characters == 1
            message = (
                f"{counted(characters, 'character')} that {'is' if one else 'are'} struck through, though not as a "
                f"tracked change, {'was' if one else 'were'} kept: they may have been meant to go."
            )
            yield Notice("struck_text", message, extent(self.struck))
        yield from self._of_drawings()
        yield from self._of_signs()

    def _of_drawings(self) -> Iterator[Notice]:
        if self.drawn:
            one = self.drawn.total() == 1
            message = f"Parts that are not text were left out: {listed(self.drawn)}."
            data: dict[str, object] = {"count": self.drawn.total()}
            data |= {kind: self.drawn[kind] for kind in _DRAWN if self.drawn[kind]}
            if self.described:
                data |= {"places": len(self.described), "excerpts": excerpts(self.described)}
                message += f" The document describes {'it' if one else 'some of it'}."
            yield Notice("dropped_pictures", message, data)
        if self.flattened:
            what = "An equation was" if self.flattened == 1 else f"{self.flattened} equations were"
            message = f"{what} read as letters in a row: fractions, powers and roots do not show."
            yield Notice("flattened_equations", message, {"count": self.flattened})

    def _of_signs(self) -> Iterator[Notice]:
        if self.letters:
            shown = list(self.letters)[:MOST_EXCERPTS]
            message = f"Signs of the Symbol font were read as the letters that they are: {' '.join(shown)}"
            yield Notice("read_symbols", message, {"count": self.letters.total(), "signs": shown})
        if self.signs:
            fonts = list(dict.fromkeys(font or "a font that is not named" for font, _ in self.signs))
            codes = list(dict.fromkeys(f"U+{ord(sign):04X}" for _, sign in self.signs))[:MOST_EXCERPTS]
            message = (
                f"Signs that mean nothing outside their font were kept by their codes ({', '.join(codes)}), "
                f"from {', '.join(fonts)}: see in the document what they show."
            )
            data: dict[str, object] = {"count": self.signs.total(), "fonts": fonts, "signs": codes}
            yield Notice("unknown_symbols", message, data)
