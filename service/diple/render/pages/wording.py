"""The wording of one row as HTML: the old side, and the new side, which holds the whole redline.

Both views read the same elements. Side by side, the old cell shows what was deleted, and the new cell a small mark
in its place; inline, the old cell is away and the new cell shows deletions and insertions one after the other.

What is put into an element here is `Markup` or escaped: an f-string takes a third of the time of `Markup.format`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from diple.model import Change, Span
from diple.render.language.interface import call, say
from diple.render.language.shown import shown
from diple.render.language.tongue import Tongue
from diple.render.redline.rows import Piece

_BREAK = Markup('<br class="para">')
_JOINT = Markup('<span class="joint"> ¦ </span>')


class Stitch:
    """Writes one side of a row piece by piece, with a mark where a paragraph or a joined sentence begins.

    `starts` are the offsets at which the side's blocks begin, `differing` the words that are set off.
    """

    def __init__(self, spans: Sequence[Span], starts: Sequence[int], differing: Sequence[Span] = ()) -> None:
        self._at = 0
        self._marks = list(_marks(spans, starts))
        self._differing = list(_within(spans, differing))

    def write(self, text: str) -> Markup:
        """The next stretch of the side."""
        begin, end = self._at, self._at + len(text)
        self._at = end
        made, last = Markup(""), begin
        for at, mark in self._marks:
            if begin <= at < end:
                made += self._words(text[last - begin : at - begin], last) + mark
                last = at
        return made + self._words(text[last - begin :], last)

    def _words(self, text: str, begin: int) -> Markup:
        """The words of a stretch that begins at a place of the side, those that differ set off."""
        made, last = Markup(""), begin
        for start, end in self._differing:
            start, end = max(start, last), min(end, begin + len(text))
            if start < end:
                made += shown(text[last - begin : start - begin])
                made += Markup(f"<mark>{shown(text[start - begin : end - begin])}</mark>")
                last = end
        return made + shown(text[last - begin :])


def _within(spans: Sequence[Span], differing: Sequence[Span]) -> Iterable[tuple[int, int]]:
    """Where in the joined spans some stretches of the text begin and end; each stretch lies in one span."""
    passed = 0
    for start, end in spans:
        inside = (each for each in differing if start <= each.start and each.end <= end)
        yield from ((passed + each.start - start, passed + each.end - start) for each in inside)
        passed += end - start


def _marks(spans: Sequence[Span], starts: Sequence[int]) -> Iterable[tuple[int, Markup]]:
    """Where in the joined spans a block begins, or a span that does not; never at their very start."""
    passed = 0
    for number, (start, end) in enumerate(spans):
        first = bisect_right(starts, start - 1)
        inside = [at for at in starts[first : bisect_right(starts, end - 1)] if passed or at > spans[0].start]
        if number and start not in inside:
            yield passed, _JOINT
        yield from ((passed + at - start, _BREAK) for at in inside)
        passed += end - start


def old_side(pieces: Iterable[Piece], stitch: Stitch, tongue: Tongue) -> Markup:
    """The old wording, deletions struck, and a caret where something was inserted."""
    made = []
    for piece in pieces:
        text = stitch.write(piece.old)
        change = piece.change
        if change is None:
            made.append(text)
        elif change.noise:
            made.append(Markup(f'<span class="n"{_of(change)}>{text}</span>') if text else text)
        elif text:
            made.append(_deletion(text, tongue, _of(change)))
        else:
            made.append(Markup(f'<span class="caret"{_of(change)}></span>'))
    return Markup("").join(made)


def _of(change: Change) -> str:
    return f' data-c="{escape(change.id)}"'


def new_side(pieces: Iterable[Piece], old: Stitch, new: Stitch, tongues: tuple[Tongue, Tongue]) -> Markup:
    """The new wording with every change in its place: what counts under its permalink, noise quietly."""
    made = []
    for piece in pieces:
        was, text = old.write(piece.old), new.write(piece.new)
        if piece.change is None:
            made.append(text)
        elif piece.change.noise:
            made.append(_noise(piece.change, was, text, tongues))
        else:
            made.append(_change(piece.change, was, text, tongues))
    return Markup("").join(made)


def _change(change: Change, was: Markup, text: Markup, tongues: tuple[Tongue, Tongue]) -> Markup:
    inside = (_deletion(was, tongues[0], cited=True) if was else "") + (_insertion(text, tongues[1]) if text else "")
    gone = "" if text else " gone"
    return Markup(f'<span class="c{gone}" id="{escape(change.id)}" tabindex="-1">{inside}</span>')


def _noise(change: Change, was: Markup, text: Markup, tongues: tuple[Tongue, Tongue]) -> Markup:
    """A change that does not count: unseen until it is asked for, then dotted, with its reason and old wording."""
    reason = call(tongues[1].spoken, change.noise or "")
    told = tongues[1].aside(f"{reason}{say(tongues[1].spoken, ': ')}")
    before = f'<s class="was">{was}</s>' if was.strip() else ""
    space = was and not was.strip() and not text  # inline, the deletion beside it needs the space
    opening = (
        f'<span class="n{" sp" if space else ""}" id="{escape(change.id)}" title="{escape(reason)}" tabindex="-1">'
    )
    return Markup(f"{opening}{told}{before}{' ' if space else text}</span>")


def _deletion(text: Markup, tongue: Tongue, attributes: str = "", *, cited: bool = False) -> Markup:
    wording = _cited("{--", text, "--}") if cited else text
    return Markup(f"<del{attributes}>{tongue.aside('deleted: ')}{wording}{tongue.aside(' end')}</del>")


def _insertion(text: Markup, tongue: Tongue) -> Markup:
    wording = _cited("{++", text, "++}")
    return Markup(f"<ins>{tongue.aside('inserted: ')}{wording}{tongue.aside(' end')}</ins>")


def _cited(before: str, text: Markup, after: str) -> Markup:
    """Wording between signs that are neither seen nor heard, but come along when the line is copied inline."""
    sign = '<span class="cited" aria-hidden="true">{}</span>'
    return Markup(f"{sign.format(before)}{text}{sign.format(after)}")
