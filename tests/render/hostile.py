"""Statements full of what a written form takes for its own marks, and pairs of them."""

from hypothesis import strategies as st

MARKS = [
    *("{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}", "{==", "==}", "{", "}", "+", "-", "~", ">", "\\"),
    *("<b>", "&amp;", "]]>", "</p>", '"', "'", "\x0c", "\x07", "\ufffe", "\x85", "\u202e", "\r\n", "\r", "\t", "\n\n"),
    *(
        "=SUM(1)",
        "+1",
        "@cmd",
        "'=1",
        "''-",
        "**",
        "_x_",
        "# ",
        "[a](b)",
        "`",
        "|",
        "http://a.example",
        "1. ",
        "\\ud800",
    ),
]
WORDS = ["The", "Parties", "shall", "condemn", "it.", "双方", "重申。", "They met.", "мир", "السلام"]
fragment = st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS))
fragments = st.lists(st.tuples(fragment, st.sampled_from(("", " ", " ", ". ", "\n"))), min_size=1, max_size=14)


@st.composite
def hostile_pairs(draw) -> tuple[str, str]:
    """An old text and a new one with some of its fragments dropped, moved, replaced and added."""
    old = draw(fragments)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new) - 1))
        match draw(st.sampled_from(("drop", "move", "replace", "add"))):
            case "drop" if len(new) > 1:
                del new[at]
            case "move":
                new.insert(draw(st.integers(0, len(new) - 1)), new.pop(at))
            case "replace":
                new[at] = draw(fragments)[0]
            case "add":
                new.insert(at, draw(fragments)[0])
    return tuple("A. " + "".join(text + end for text, end in side) for side in (old, new))
