"""Statements and edits of them, drawn by hypothesis: small words, real punctuation, several scripts."""

from hypothesis import strategies as st

WORDS = [
    "the",
    "of",
    "and",
    "to",
    "both",
    "sides",
    "Parties",
    "will",
    "shall",
    "should",
    "condemn",
    "welcome",
    "deeply",
    "grave",
    "concern",
    "attack",
    "border",
    "trade",
    "2031",
    "3.5",
    "No.",
    "Art.",
    "U.S.",
    "co-operation",
    "defence",
    "defense",
    "“peace”",
    "'truce'",
    "Selmouth",
    "Orrin",
    "(a)",
    "Стороны",
    "осуждают",
    "границы",
    "ещё",
    "双方",
    "重申",
    "没有止境",
    "合作",
    "l'accord",
    "États",
    "année",
    "السلام",
    "الحدود",
    "—",
]
ENDS = (". ", ".\n", ".\n\n", "; ", "! ", "? ", "。", "\n\n", " ", " ", "\r\n\r\n", "… ", ": ", "\t")

sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
piece = st.tuples(sentence, st.sampled_from(ENDS))
pieces = st.lists(piece, min_size=1, max_size=9)


@st.composite
def pairs(draw) -> tuple[str, str]:
    """An old text and a new one made from it by dropping, adding, moving, joining and rewording its pieces."""
    old = draw(pieces)
    new = list(old)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, max(len(new) - 1, 0)))
        match draw(st.sampled_from(("drop", "add", "move", "word", "end", "double"))):
            case "drop" if len(new) > 1:
                del new[at]
            case "add":
                new.insert(at, draw(piece))
            case "move" if new:
                new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            case "word" if new:
                words = new[at][0].split(" ")
                words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
                new[at] = (" ".join(words), new[at][1])
            case "end" if new:
                new[at] = (new[at][0], draw(st.sampled_from(ENDS)))
            case "double" if new:
                new.insert(at, new[at])
    return _text(old), _text(new)


def _text(drawn: list[tuple[str, str]]) -> str:
    return "".join(words + end for words, end in drawn)
