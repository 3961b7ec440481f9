"""Which edits of an aligned pair count, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.model import NoiseReason
from diple.noise.dates import date_changed, ordinal_changed, place_changed
from diple.noise.hanzi import hanzi_date, hanzi_ordinal
from diple.noise.names import acronym, genitive, person_form, state_form
from diple.noise.notes import apart_from_notes, note_renumbered, note_set
from diple.noise.numbering import label_changed, label_ends, note_changed, reference_changed
from diple.noise.order import compound_swapped, prefix_swapped, swapped
from diple.noise.pair import Found, Pair, Room, Rule
from diple.noise.sentences import courtesy, speaks_politely, warmth_swapped
from diple.noise.spellings import same_reference, same_value
from diple.noise.surface import joined, marks_changed
from diple.noise.traits import CAPITAL, DATE, FORM, LABEL, MARK, NUMERAL, ORDINAL, PHRASE, RANGE, TITLE, Traits, traits
from diple.noise.wording import same_meaning, same_number, two_meanings
from diple.noise.words import phrase, words_of
from diple.segment.tokens import Edit, Tokens

_MOST_EDITS = 4
_MOST_MOVED = 6  # edits in which two persons with offices and initials change places
_WIDEST_GAP = 8
_WIDEST = 40
_REACH = 8

_PERMUTATIONS: tuple[Rule, ...] = (marks_changed, swapped, warmth_swapped)
"""Rules for edits that only change the order of their tokens, tried on the widest window first."""


class _Gated(NamedTuple):
    """A rule, the kinds of which some token must have one, and the kinds of which all tokens must have one."""

    rule: Rule
    some: int = 0
    all: int = 0


_WIDEST_FIRST = (_Gated(person_form, some=TITLE | CAPITAL),)
"""Rules that a narrow window would answer too soon."""

_SINGLE = (
    _Gated(marks_changed, all=MARK),
    _Gated(joined),
    _Gated(note_changed),
    _Gated(note_set),
    _Gated(note_renumbered),
    _Gated(label_changed, some=LABEL | MARK),
    _Gated(reference_changed, all=LABEL),
    _Gated(date_changed, all=DATE),
    _Gated(hanzi_date, some=LABEL),
    _Gated(hanzi_ordinal, some=LABEL),
    _Gated(ordinal_changed, all=ORDINAL),
    _Gated(place_changed, all=CAPITAL),
    _Gated(compound_swapped),
    _Gated(prefix_swapped),
    _Gated(same_number, all=NUMERAL),
    _Gated(same_value, some=NUMERAL | LABEL),
    _Gated(same_value, all=RANGE),
    _Gated(same_reference),
    _Gated(same_meaning, all=PHRASE),
    _Gated(state_form, all=FORM),
    _Gated(acronym, some=CAPITAL),
    _Gated(genitive, some=CAPITAL),
    _Gated(person_form, some=TITLE | CAPITAL),
)
"""Rules for one edit, the cheap and the sure ones first."""

_MERGING = (
    _Gated(note_changed, all=MARK),
    _Gated(label_changed, some=LABEL | MARK),
    _Gated(date_changed, all=DATE),
    _Gated(hanzi_date, some=LABEL),
    _Gated(ordinal_changed, all=ORDINAL),
    _Gated(same_number, all=NUMERAL),
    _Gated(same_value, some=NUMERAL | LABEL),
    _Gated(same_value, all=RANGE),
    _Gated(same_reference),
    _Gated(same_meaning, all=PHRASE),
    _Gated(acronym, some=CAPITAL),
    _Gated(genitive, some=CAPITAL),
)
"""Rules that may need several neighbouring edits to see what happened."""


class LabelledEdit(NamedTuple):
    """An edit, `[old_start, old_end)` to `[new_start, new_end)` in tokens, and why it does not count.

    `noise` is None where it counts.
    """

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    noise: NoiseReason | None


class _Pending(NamedTuple):
    """An edit still to be judged, whether it lies in the list label, and the kinds of its tokens."""

    edit: Edit
    is_label: bool
    kinds: Traits


class _Window(NamedTuple):
    """`taken` neighbouring edits as one, the equal tokens free around it, and the kinds of the changed
    tokens.
    """

    taken: int
    edit: Edit
    room: Room
    kinds: Traits


def label_edits(
    old: Tokens,
    new: Tokens,
    edits: Sequence[Edit],
    language: str,
    *,
    parties: Sequence[str] = (),
    old_label_end: int = 0,
    new_label_end: int = 0,
) -> list[LabelledEdit]:
    """Every edit of one aligned pair with its verdict, in order and without overlap.

    `edits` are in order and do not overlap; between them the tokens have equal keys, and this holds of the
    answer too. Neighbours may come back as one edit with the equal tokens between them ("China and" deleted
    and "and China" inserted: alternat), one may come back in parts, and one may be wider by tokens that are
    equal on both sides. `old_label_end` and `new_label_end` count the leading tokens that form the label of
    a list item.
    """
    words = words_of(language)
    named = frozenset(phrase(name, language) for name in parties)
    pair = Pair(old, new, language, words, named, speaks_politely(old, new, words))
    labelled: list[LabelledEdit] = []
    pending = [
        _Pending(part, is_label, traits(pair, part))
        for edit, is_label in _apart_from_labels(edits, *label_ends(old, new, old_label_end, new_label_end, words))
        for part in ((edit,) if is_label else apart_from_notes(pair, edit))
    ]
    at, free_from = 0, 0
    while at < len(pending):
        edit, is_label, _ = pending[at]
        taken, found = (1, (Found(edit, "renumbering"),)) if is_label else _verdict(pair, pending, at, free_from)
        labelled += [LabelledEdit(*each.edit, each.reason) for each in found] or [LabelledEdit(*edit, None)]
        at, free_from = at + taken, labelled[-1].old_end
    return labelled


def _apart_from_labels(edits: Sequence[Edit], old_end: int, new_end: int) -> Iterator[tuple[Edit, bool]]:
    """The edits, those that run out of the list label cut at its end, each with whether it lies in the
    label.
    """
    for edit in edits:
        if edit.old_start >= old_end and edit.new_start >= new_end:
            yield edit, False
            continue
        old_cut = min(edit.old_end, max(edit.old_start, old_end))
        new_cut = min(edit.new_end, max(edit.new_start, new_end))
        if edit.old_start < old_cut or edit.new_start < new_cut:
            yield Edit(edit.old_start, old_cut, edit.new_start, new_cut), True
        if old_cut < edit.old_end or new_cut < edit.new_end:
            yield Edit(old_cut, edit.old_end, new_cut, edit.new_end), False


def _verdict(pair: Pair, pending: list[_Pending], at: int, free_from: int) -> tuple[int, tuple[Found, ...]]:
    """How many edits are settled together, and what was found: nothing, one thing, or two side by side."""
    windows = list(_windows(pending, at, free_from, len(pair.old)))
    if not windows:
        return 1, ()
    if pair.is_polite and (found := courtesy(pair, windows[0].edit, windows[0].room)):
        return 1, (found,)
    for window in reversed(windows):
        if _is_permutation(pair, window.edit):
            for rule in _PERMUTATIONS:
                if found := rule(pair, window.edit, window.room):
                    return window.taken, (found,)
        if 1 < window.taken <= _MOST_EDITS and (found := _first(_WIDEST_FIRST, pair, window)):
            return window.taken, (found,)
    for window in windows[:_MOST_EDITS]:
        if found := _first(_MERGING if window.taken > 1 else _SINGLE, pair, window):
            return window.taken, (found,)
    alone = windows[0]
    return 1, two_meanings(pair, alone.edit, alone.room) if alone.kinds.all & PHRASE else ()


def _first(rules: tuple[_Gated, ...], pair: Pair, window: _Window) -> Found | None:
    """What the first rule finds that is open to the kinds of the window's tokens."""
    _, edit, room, (some, common) = window
    for rule, any_of, all_of in rules:
        if (any_of and not some & any_of) or (all_of and not common & all_of):
            continue
        if found := rule(pair, edit, room):
            return found
    return None


def _windows(pending: list[_Pending], at: int, free_from: int, length: int) -> Iterator[_Window]:
    """The edit at `at` alone, then together with the next ones that are near."""
    first = pending[at].edit
    before = min(first.old_start - free_from, _REACH)
    some, common = 0, -1
    for last in range(at, min(at + _MOST_MOVED, len(pending))):
        edit, is_label, kinds = pending[last]
        near = last == at or edit.old_start - pending[last - 1].edit.old_end <= _WIDEST_GAP
        if is_label or not near or edit.old_end - first.old_start > _WIDEST:
            return
        some, common = some | kinds.some, common & kinds.all
        following = pending[last + 1].edit.old_start if last + 1 < len(pending) else length
        merged = Edit(first.old_start, edit.old_end, first.new_start, edit.new_end)
        room = Room(before, min(following - edit.old_end, _REACH))
        yield _Window(last - at + 1, merged, room, Traits(some, common))


def _is_permutation(pair: Pair, edit: Edit) -> bool:
    old = pair.old.keys[edit.old_start : edit.old_end]
    new = pair.new.keys[edit.new_start : edit.new_end]
    return len(old) == len(new) and new[0] in old and sorted(old) == sorted(new)
