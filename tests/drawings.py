"""Comparisons drawn line by line: `  kept`, `- dropped`, `+ added`, `~ reworded old|new`, and for moves `a< old place`, `a> new place`.

In a kept line `[old|new]` is a change, and `[old|new~reason]` one that does not count;
so is `- dropped~reason` and `+ added~reason`.
"""

import re
from hashlib import sha256
from itertools import count
from pathlib import Path

from diple.model import Change, Quote, Segment, Span, Statement
from diple.result import Comparison, Engine, PackRef

OLD = "The Parties shall meet every year. They condemn the attack on the port. Trade grows.\n"
NEW = OLD.replace("shall", "should")
ROOT = Path(__file__).parent.parent
_CHANGE = re.compile(r"\[([^|\]]*)\|([^|\]~]*)(?:~(\w+))?\]")


def drawn(*lines, markers=(), mode="revision", warnings=(), language="en"):
    """The comparison that the lines draw; each line is a sentence."""
    return _Drawing(lines).comparison(markers, mode, warnings, language)


def _with_reason(text):
    """The text of a line, and `~reason` where it does not count."""
    words, tilde, reason = text.partition("~")
    return (words + " ", tilde + reason.strip()) if tilde else (text, "")


class _Drawing:
    def __init__(self, lines):
        self.old = self.new = ""
        self.segments, self.changes = [], []
        self.numbers = count(1)
        self.left = {}
        for line in lines:
            self.draw(line[:2], line[2:] + " ")

    def draw(self, sign, text):
        if sign[1] == "<":
            self.left[sign[0]] = len(self.old)
            self.old += text if "|" not in text else _CHANGE.sub(lambda found: found[1], text)
        elif sign[1] == ">":
            self.segment("equal", text, at=self.left[sign[0]])
        elif sign == "- ":
            self.segment("dropped", "[{}|{}]".format(*_with_reason(text)))
        elif sign == "+ ":
            self.segment("added", "[|{}{}]".format(*_with_reason(text)))
        elif sign == "~ ":
            old, new = text.split("|")
            self.segment("reworded", f"[{old} |][|{new}]")
        else:
            self.segment("equal", text)

    def segment(self, status, text, at=None):
        name = f"s{len(self.segments) + 1}"
        old_start, new_start = len(self.old) if at is None else at, len(self.new)
        old = new = ""
        own, cursor = [], 0
        for found in _CHANGE.finditer(text):
            old, new = old + text[cursor : found.start()], new + text[cursor : found.start()]
            own.append(self.change(name, found, old_start + len(old), new_start + len(new)))
            old, new, cursor = old + found[1], new + found[2], found.end()
        old, new = old + text[cursor:], new + text[cursor:]
        if at is None:
            self.old += old
        self.new += new
        spans = [
            (Span(start, start + len(side)),) if side else () for start, side in ((old_start, old), (new_start, new))
        ]
        status = "changed" if status == "equal" and own else status
        self.segments.append(Segment(name, status, *spans, at is not None, tuple(c.id for c in own)))
        self.changes += own

    def change(self, segment, found, old_at, new_at):
        old = Quote(old_at, old_at + len(found[1]), found[1]) if found[1] else None
        new = Quote(new_at, new_at + len(found[2]), found[2]) if found[2] else None
        kind = "replace" if old and new else "delete" if old else "insert"
        return Change(f"c{next(self.numbers)}", kind, old, new, segment, found[3])

    def comparison(self, markers, mode, warnings, language):
        changes = [
            Change(
                c.id,
                c.kind,
                c.old,
                c.new,
                c.segment,
                c.noise,
                tuple(m.id for m in markers if c.id in m.changes),
            )
            for c in self.changes
        ]
        sides = []
        for side, text in (("old", self.old), ("new", self.new)):
            spans = sorted(s for segment in self.segments for s in getattr(segment, side))
            sides.append(Statement(text, language, (), tuple(spans), title=f"The {side} statement"))
        pack = PackRef("core", "1", sha256(b"core").hexdigest())
        engine = Engine("0.1.0", (pack,), (("mode", mode),))
        found = (tuple(self.segments), tuple(changes), tuple(markers))
        return Comparison(*sides, mode, "as it was drawn.", *found, engine, warnings=tuple(warnings))
