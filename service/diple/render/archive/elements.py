"""Elements of a drawing as markup. Text and values are escaped; looks are classes, no element is styled in place."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from diple.render.language.shown import named

SVG = "http://www.w3.org/2000/svg"
NAMES = 250
"""Pixels for the names of the rows in a file."""


def element(tag: str, *inside: str, **attributes: object) -> Markup:
    """An element; of a name in Python, `class_` is `class` and `text_anchor` is `text-anchor`. None leaves it out."""
    given = ((name.rstrip("_").replace("_", "-"), value) for name, value in attributes.items() if value is not None)
    written = Markup("").join(Markup(' {}="{}"').format(name, named(value)) for name, value in given)
    return Markup("<{0}{1}>{2}</{0}>").format(tag, written, joined(inside))


def joined(parts: Sequence[str]) -> Markup:
    """Elements one after the other; plain text among them is escaped, and what is hostile in it is named."""
    return Markup("").join(str_or_markup(part) for part in parts)


def str_or_markup(part: str) -> str:
    """Markup as it is, text with what is hostile in it named."""
    return part if isinstance(part, Markup) else str(named(part))


def across(share: float) -> str:
    """A place or width across the drawing, 0 to 1, as SVG writes it."""
    return f"{round(100 * share, 3):g}%"


def linked(href: str, title: str, *inside: str) -> Markup:
    """What leads somewhere; `title` says where in words. Keys go to the table beside the drawing instead."""
    told = element("title", title)
    return element("a", told, *inside, href=href, tabindex="-1") if href else element("g", told, *inside)


def drawing(name: str, size: tuple[int, int], title: str, described: str, *inside: str) -> Markup:
    """A drawing of at least a size, wide and high; `name` is its class and begins its ids. A page may widen it."""
    wide, high = size
    heads = (
        element("title", title, id=f"{name}-title"),
        element("desc", described, id=f"{name}-desc"),
    )
    told = {"aria_labelledby": f"{name}-title", "aria_describedby": f"{name}-desc"}
    return element(
        "svg", *heads, *inside, class_=f"drawing {name}", width=wide, height=high, role="group", xmlns=SVG, **told
    )


def filed(drawn: Markup, names: list[tuple[int, str]], size: tuple[int, int], css: str) -> str:
    """A drawing as a file of its own, `size` wide and high, with its looks and the names of its rows at their heights.

    It leads nowhere: addresses of one service say nothing elsewhere.
    """
    texts = joined([element("text", name, x=0, y=base, class_="name") for base, name in names])
    within = element("g", drawn, transform=f"translate({NAMES} 0)")
    ground = element("rect", width="100%", height="100%", class_="ground")
    # A style sheet is no text of XML: what is in it must not be escaped, and ours has nothing that XML reads.
    look = Markup("<style>{}</style>").format(Markup(css))
    svg = element("svg", look, ground, element("g", texts, within, transform="translate(15 0)"),
                  width=size[0], height=size[1], xmlns=SVG)  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'
