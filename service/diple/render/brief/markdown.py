"""The brief in Markdown (CommonMark). The words of the texts are escaped, so that they make no markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.render.brief.content import Brief, Entry, Evidence, Section
from diple.render.brief.making import brief_of
from diple.render.look import PLAIN, Look
from diple.render.text.markdown import plain, quoted_words
from diple.result import Comparison


def render(comparison: Comparison, look: Look = PLAIN) -> str:
    """The brief, the words that differ in bold."""
    brief = brief_of(comparison, look)
    parts = [list(_head(brief)), *(list(_section(each, brief)) for each in brief.sections), list(_foot(brief))]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head(brief: Brief) -> Iterator[str]:
    colon = brief.labels["colon"]
    yield f"# {brief.kind}{colon}{plain(brief.heading)}"
    yield ""
    yield from (f"- {fact.label}{colon}{plain(fact.said)}" for fact in brief.facts)
    yield from ("", plain(brief.key or brief.empty))


def _section(section: Section, brief: Brief) -> Iterator[str]:
    yield f"## {section.heading}"
    yield ""
    for entry in section.entries:
        yield from _entry(entry, brief)


def _entry(entry: Entry, brief: Brief) -> Iterator[str]:
    said = (entry.weight, *entry.kinds, entry.about, *entry.doubts, entry.judged)
    yield f"- **{plain(entry.subject)}** · {' · '.join(plain(each) for each in said if each)}"
    for side, found, nothing in zip(("old", "new"), entry.sides, entry.nothing, strict=True):
        yield from _side(brief.labels[side], brief.labels["colon"], found) if found else [f"  - {nothing}"]
    if entry.note:
        yield f"  - {brief.labels['note']}{brief.labels['colon']}{plain(entry.note)}"


def _side(label: str, colon: str, found: Sequence[Evidence]) -> Iterator[str]:
    for each in found:
        yield f"  - {label} ¶ {each.paragraph}{colon}“{''.join(quoted_words(each.quote)).strip()}”"


def _foot(brief: Brief) -> Iterator[str]:
    yield "---"
    if brief.rest:
        yield from ("", plain(brief.rest))
    yield from ("", plain(brief.made))
