"""Alternat: each copy of a document names its own state first; two names that change places say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from diple.noise.dates import opens_date_line
from diple.noise.pair import Found, Pair, Room, is_capitalised, key_at, opens_sentence, widened
from diple.noise.surface import one_token
from diple.segment.tokens import Edit, Tokens

_LONGEST_NAME = 14  # tokens: with an office, a form of address and initials
_SHORT = 3  # letters before a full stop inside a name: J., H.E., Mr.
_HYPHEN = "-"


class _Joint(NamedTuple):
    """What is between the two names: `[old, old + length)` in the old tokens, from `new` in the new
    ones.
    """

    old: int
    new: int
    length: int


def swapped(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """`A and B` become `B and A`, where A and B are names: of states, sides, languages.

    Between them only a word that joins may be, with articles and words such as "side" and "Government
    of", which must be the same on both sides. In a list of three or more an order says something, and
    counts.
    """
    for joint in _joints(pair, edit):
        for before in range(room.before + 1):
            if found := _rotation(pair, edit, room, joint, before):
                return found
    return None


def _joints(pair: Pair, edit: Edit) -> Iterator[_Joint]:
    """Every way to find the same joint on both sides, the widest first; an empty one for names without a
    joint.
    """
    old, new = pair.old.keys, pair.new.keys
    between = pair.words.of("joints") | pair.words.of("beside_joints") | {","}
    for old_at in range(edit.old_start, edit.old_end + 1):
        for new_at in range(edit.new_start, edit.new_end + 1):
            length = 0
            while (
                old_at + length < edit.old_end
                and new_at + length < edit.new_end
                and old[old_at + length] == new[new_at + length]
                and old[old_at + length] in between
            ):
                length += 1
            for shorter in range(length, 0, -1):
                if not pair.words.of("joints").isdisjoint(old[old_at : old_at + shorter]):
                    yield _Joint(old_at, new_at, shorter)
            if not length and pair.words.of("short_states"):
                yield _Joint(old_at, new_at, 0)


def _rotation(pair: Pair, edit: Edit, room: Room, joint: _Joint, before: int) -> Found | None:
    """The swap with `before` equal tokens more on the left, and on the right what the lengths ask for."""
    first = joint.old - edit.old_start + before
    second = joint.new - edit.new_start + before
    after = second - (edit.old_end - joint.old - joint.length)
    if not (0 < first <= _LONGEST_NAME and 0 < second <= _LONGEST_NAME and 0 <= after <= room.after):
        return None
    if after != first - (edit.new_end - joint.new - joint.length):
        return None
    wide = widened(edit, before, after)
    old, new = pair.old.keys, pair.new.keys
    if old[wide.old_start : joint.old] != new[joint.new + joint.length : wide.new_end]:
        return None
    if old[joint.old + joint.length : wide.old_end] != new[wide.new_start : joint.new]:
        return None
    names = ((wide.old_start, joint.old), (joint.old + joint.length, wide.old_end))
    if not joint.length and not all(_is_short_state(pair, *name) for name in names):
        return None
    if not _same_roles(pair, joint, wide) or _cuts_a_name(pair, wide):
        return None
    if not _are_names(pair, wide, names) or _in_longer_list(pair, wide, joint.length == 0):
        return None
    return Found(wide, "alternat")


def _same_roles(pair: Pair, joint: _Joint, wide: Edit) -> bool:
    """Whether what is beside the joint word is beside the other name too.

    "The Government of A and the Government of B" may be swapped, "the Government of A and the people of B"
    not.
    """
    articles, joints = pair.words.of("articles"), pair.words.of("joints")
    keys = pair.old.keys
    inner = keys[joint.old : joint.old + joint.length]
    at = next((i for i, key in enumerate(inner) if key in joints), 0)
    head = [key for key in inner[:at] if key not in articles]
    tail = [key for key in inner[at + 1 :] if key not in articles]
    before = [key for key in keys[max(0, wide.old_start - 8) : wide.old_start] if key not in articles]
    after = [key for key in keys[wide.old_end : wide.old_end + 8] if key not in articles]
    return after[: len(head)] == head and before[len(before) - len(tail) :] == tail


def _cuts_a_name(pair: Pair, wide: Edit) -> bool:
    """Whether a name goes on before or after the swapped words: "Ada [Moll and Ivo] Sorn"."""
    words = pair.words
    no_name = words.of("common") | words.of("titles") | words.of("articles") | words.of("beside_joints")
    before, after = wide.old_start - 1, wide.old_end
    goes_on = is_capitalised(pair.old, after) and key_at(pair.old, after) not in no_name
    if goes_on and not opens_date_line(pair.old, after, pair.language):
        return True
    if key_at(pair.old, before) == "." and _is_initial(key_at(pair.old, before - 1)):
        return True
    return _ends_a_name(pair.old, before) and key_at(pair.old, before) not in no_name


def _is_initial(key: str) -> bool:
    """Whether a word before a full stop is one letter; a digit there is the label of an item."""
    return len(key) == 1 and key.isalpha()


def _are_names(pair: Pair, wide: Edit, names: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    if all(_is_name(pair, start, end) for start, end in names):
        return True
    after = (key_at(pair.old, wide.old_end), key_at(pair.old, wide.old_end + 1))
    before = (key_at(pair.old, wide.old_start - 1), key_at(pair.old, wide.old_start - 2))
    short = all(end - start <= 2 for start, end in names)
    return short and not pair.words.of("paired_nouns").isdisjoint(after + before)


def _is_name(pair: Pair, start: int, end: int) -> bool:
    """Whether tokens are a name: known as a party, or with a capital that the sentence's start does not
    explain.
    """
    tokens, words = pair.old, pair.words
    keys = tokens.keys[start:end]
    if " ".join(keys) in pair.parties or " ".join(keys) in words.of("states"):
        return True
    if words.of("name_endings"):
        return _has_name_ending("".join(keys), end - start, words.of("name_endings"), words.of("short_states"))
    if not all(_may_stand_in_name(pair, index) for index in range(start, end)):
        return False
    no_name, endings = words.of("common") | words.of("titles"), tuple(sorted(words.of("common_endings")))
    return any(
        is_capitalised(tokens, i) and tokens.keys[i] not in no_name and not tokens.keys[i].endswith(endings)
        for i in range(start, end)
    )


def _may_stand_in_name(pair: Pair, index: int) -> bool:
    """Whether a token has a capital, belongs to an office, ends an initial, or parts an office from a person."""
    key, tokens = pair.old.keys[index], pair.old
    if key == ".":
        return is_capitalised(tokens, index - 1) and len(key_at(tokens, index - 1)) <= _SHORT
    if key == ",":
        after = key_at(tokens, index + 1)
        return "." in (after[-1:], key_at(tokens, index + 2)) or after in pair.words.of("respect")
    return is_capitalised(tokens, index) or key in pair.words.of("beside_joints")


def _has_name_ending(name: str, length: int, endings: frozenset[str], short: frozenset[str]) -> bool:
    return name in short or (length * len(name) >= 3 and name.endswith(tuple(sorted(endings))))


def _is_short_state(pair: Pair, start: int, end: int) -> bool:
    return "".join(pair.old.keys[start:end]) in pair.words.of("short_states")


def _in_longer_list(pair: Pair, wide: Edit, without_joint: bool) -> bool:
    """Whether a third name is joined to the two on either side."""
    tokens, short = pair.old, pair.words.of("short_states")
    if without_joint:
        return key_at(tokens, wide.old_start - 1) in short or key_at(tokens, wide.old_end) in short
    listing = pair.words.of("joints") | {","}
    if key_at(tokens, wide.old_start - 1) in listing and _ends_a_name(tokens, wide.old_start - 2):
        return True
    after = wide.old_end
    if key_at(tokens, after) not in listing:
        return False
    return is_capitalised(tokens, after + 1) and (key_at(tokens, after) != "," or key_at(tokens, after + 2) in listing)


def _ends_a_name(tokens: Tokens, index: int) -> bool:
    return is_capitalised(tokens, index) and not opens_sentence(tokens, index)


def compound_swapped(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """One hyphened word: Pellor-Bramont and Bramont-Pellor, российско-китайский and китайско-российский."""
    words = one_token(pair, edit)
    if words is None:
        return None
    old, new = (_parts(word) for word in words)
    if len(old) != 2 or len(new) != 2 or not all(old + new):
        return None
    capitals = all(part[0].isupper() for part in old + new)
    if capitals and old == [new[1], new[0]]:
        return Found(edit, "alternat")
    old, new = [part.casefold() for part in old], [part.casefold() for part in new]
    for adjective in sorted(pair.words.of("compound_adjectives")):
        if all(adjective in part for part in old + new):
            stems = [part[: part.rindex(adjective)] for part in old + new]
            if stems[0] == stems[3] and stems[1] == stems[2] and old[1][len(stems[1]) :] == new[1][len(stems[3]) :]:
                return Found(edit, "alternat")
    return None


def _parts(word: str) -> list[str]:
    for dash in ("\u2010", "\u2011", "\u2013", "\u2014"):
        word = word.replace(dash, _HYPHEN)
    return word.split(_HYPHEN)


def prefix_swapped(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """A joint written to the second name: the Arabic wa- (A, wa-B becomes B, wa-A)."""
    joint = next(iter(sorted(pair.words.of("joint_prefixes"))), "")
    if not joint or edit.old_end - edit.old_start != 2 or edit.new_end - edit.new_start != 2:
        return None
    first, second = pair.old.keys[edit.old_start : edit.old_end]
    if pair.new.keys[edit.new_start : edit.new_end] != [second.removeprefix(joint), joint + first]:
        return None
    if not second.startswith(joint) or key_at(pair.old, edit.old_end).startswith(joint):
        return None
    endings, states = pair.words.of("name_endings"), pair.words.of("states") | pair.parties
    names = (first, second.removeprefix(joint))
    if all(name in states or _has_name_ending(name, 1, endings, frozenset()) for name in names):
        return Found(edit, "alternat")
    return None
