"""A drawn comparison with a marker for each section of the brief, and the brief as a picture."""

from dataclasses import replace

from tests.render.marked import marker

from diple.model import Further, RuleRef, Selector
from diple.render import Look
from diple.render.brief.making import brief_of
from drawings import drawn

LINES = (
    "  The Sides [strongly condemn|regret] the air strikes on the port of Lissane.",
    "- Their friendship has no limits.",
    "+ Damage to a cable of either is a concern of both.",
    "  If attacked, the Sides [will consult|shall consult at once].",
    "  They [will build|have built] the bridge at Sorrel.",
    "  They [have closed|will close] the mine at Aldern.",
    "  The share of trade is [seven tenths|three quarters].",
    "  They thank Tasmere[, Quillon|] and Ostrel.",
    "~ The fund of the sea was named at length.|The bank of the sea serves the poor.",
    "  The flag is [grey|gray~spelling].",
)
# Of each marker: its change, code, direction, score, level, referent, and what else is known.
MARKERS = (
    ("c1", "V1", "softened", 99, "critical", "the air strikes", {}),
    ("c2", "F1", "softened", 95, "critical", "the friendship", {"contested": True, "counter_reading": "rhetoric"}),
    ("c3", "G2", "neutral", 85, "critical", "damage to a cable", {}),
    ("c4", "M1", "strengthened", 75, "high", "the duty to consult", {}),
    ("c5", "M3", "strengthened", 70, "high", "the bridge", {}),
    ("c6", "G3", "mixed", 65, "high", "the mine", {"also": (("M3", "softened"),)}),
    ("c7", "N1", "mixed", 60, "high", "the share", {}),
    ("c8", "S2", "mixed", 55, "notable", "Quillon", {}),
    ("c9", "G3", "mixed", 45, "notable", "the fund", {"also": (("V3", "softened"),)}),
)
RULE = RuleRef("a.rule", "core", "1")


def evidence(text, spans):
    """The sentences of these spans as a marker quotes them."""
    for start, end in spans:
        words = text[start:end].rstrip()
        last = start + len(words)
        yield Selector(start, last, words, text[max(0, start - 32) : start], text[last : last + 32])


def made(comparison, at, change, code, direction, score, level, referent, more):
    """The marker on a change, whose evidence is the sentence on either side."""
    segment = next(each for each in comparison.segments if change in each.changes)
    known = {"label": "", **more}
    known["also"] = tuple(Further(kind, kind, way, referent, "It is so.", RULE) for kind, way in more.get("also", ()))
    changes = segment.changes if segment.status == "reworded" else (change,)
    return marker(
        id=f"m{at}", code=code, direction=direction, score=score, level=level, referent=referent, changes=changes,
        old=tuple(evidence(comparison.old.text, segment.old)),
        new=tuple(evidence(comparison.new.text, segment.new)), **known,
    )  # fmt: skip


def comparison_of(lines=LINES, markers=MARKERS, **more):
    """The drawn comparison with its markers."""
    bare = drawn(*lines, **more)
    return replace(bare, markers=tuple(made(bare, at, *each) for at, each in enumerate(markers, 1)))


def picture(comparison, **look):
    """Sections with the entries in each: the marker, and what is shown of each side with set-off words in brackets."""
    brief = brief_of(comparison, Look(**look))
    lines = []
    for section in brief.sections:
        lines.append(section.heading)
        for entry in section.entries:
            sides = (_side(found, nothing) for found, nothing in zip(entry.sides, entry.nothing, strict=True))
            lines.append(f"  {entry.marker} {entry.subject}: {' → '.join(sides)}")
    return "\n".join(lines)


def _side(found, nothing):
    return " + ".join("".join(f"[{p.text}]" if p.differs else p.text for p in each.parts) for each in found) or nothing
