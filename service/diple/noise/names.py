"""Forms of one name: full and short names of states, acronyms, persons, adjective and genitive."""

from __future__ import annotations

from typing import NamedTuple

from diple.noise.pair import Found, Pair, Room, is_capitalised, key_at, sides, surface, widened
from diple.segment.tokens import Edit, Tokens

_STEM = 4
_TRIES = sorted(((a, b) for a in range(4) for b in range(4)), key=lambda around: (sum(around), around))
"""How many equal tokens to add before and after an edit, the fewest first."""


def state_form(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """ "the Republic of Halden" and "Halden": the form of state put or taken, the name stays.

    Not where the form makes another state of it ("Republic of Korea"), and not in an enumeration, whose
    entries are names of record.
    """
    if (edit.old_end > edit.old_start) == (edit.new_end > edit.new_start):
        return None
    tokens, start, end = (
        (pair.old, edit.old_start, edit.old_end)
        if edit.old_end > edit.old_start
        else (pair.new, edit.new_start, edit.new_end)
    )
    start, end = _after_genitive(pair, tokens, start, end)
    articles = pair.words.of("articles")
    keys = tokens.keys[start:end]
    inner = [key for key in keys if key not in articles]
    if " ".join(inner) in pair.words.of("state_forms"):
        return _before_name(pair, edit, tokens, (start, end), inner)
    if " ".join(inner) in pair.words.of("state_suffixes") and _after_name(pair, tokens, start, inner):
        return Found(edit, "name_form")
    return None


def _after_genitive(pair: Pair, tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The same insertion one token later: "of the Republic | of Halden" is "of | the Republic of | Halden"."""
    first = key_at(tokens, start)
    rotates = first in pair.words.of("genitive") and key_at(tokens, end) == first
    return (start + 1, end + 1) if rotates else (start, end)


def _before_name(pair: Pair, edit: Edit, tokens: Tokens, at: tuple[int, int], form: list[str]) -> Found | None:
    start, name_at = at
    while key_at(tokens, name_at) in pair.words.of("articles"):
        name_at += 1
    has_case = bool(pair.words.of("has_case"))
    if name_at >= len(tokens) or (has_case and not is_capitalised(tokens, name_at)):
        return None
    if "".join([*form, tokens.keys[name_at]]) in pair.words.apart:
        return None
    if is_capitalised(tokens, start - 1) and key_at(tokens, start - 1) not in pair.words.of("articles"):
        return None
    listing = pair.words.of("joints") | {","}
    while key_at(tokens, start - 1) in pair.words.of("articles"):
        start -= 1
    if key_at(tokens, start - 1) == "," and key_at(tokens, name_at + 1) in listing:
        return None
    return Found(edit, "name_form")


def _after_name(pair: Pair, tokens: Tokens, start: int, form: list[str]) -> bool:
    name = "".join(tokens.keys[max(0, start - 2) : start])
    if name + "".join(form) in pair.words.apart:
        return False
    return is_capitalised(tokens, start - 1) or name.endswith(tuple(sorted(pair.words.of("name_endings"))) or "\0")


def acronym(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """A name of three words or more and its initials, or initials that the text itself gives in brackets."""
    old = pair.old, edit.old_start, edit.old_end
    new = pair.new, edit.new_start, edit.new_end
    short, full = (new, old) if edit.new_end - edit.new_start == 1 else (old, new)
    tokens, at, end = short
    full = _without_brackets(full, surface(tokens, at)) if end - at == 1 else full
    if end - at != 1 or not 3 <= full[2] - full[1] <= 9:
        return _acronym_of_two(pair, short, full, edit)
    letters = surface(tokens, at)
    if not (letters.isupper() and letters.isalpha() and len(letters) >= 3):
        return None
    return Found(edit, "name_form") if _initials(pair, full) == letters else None


def _without_brackets(full: tuple[Tokens, int, int], letters: str) -> tuple[Tokens, int, int]:
    """A name without the initials that it gives in brackets: "the Board of Lights and Buoys (BLB)"."""
    tokens, start, end = full
    given = tokens.keys[max(start, end - 3) : end] == ["(", letters.casefold(), ")"]
    return (tokens, start, end - 3) if given else full


def _acronym_of_two(
    pair: Pair, short: tuple[Tokens, int, int], full: tuple[Tokens, int, int], edit: Edit
) -> Found | None:
    tokens, at, end = short
    if end - at != 1 or full[2] - full[1] != 2:
        return None
    letters = surface(tokens, at)
    keys = full[0].keys
    near = keys[max(0, full[1] - 30) : full[2] + 30]
    given = any(near[i : i + 3] == ["(", letters.casefold(), ")"] for i in range(len(near) - 2))
    return Found(edit, "name_form") if given and _initials(pair, full) == letters else None


def _initials(pair: Pair, full: tuple[Tokens, int, int]) -> str:
    """The initials of a name's words, small words left out; nothing where a word has no capital."""
    tokens, start, end = full
    small = pair.words.of("articles") | pair.words.of("of") | pair.words.of("joints") | {"for", "on"}
    at = [index for index in range(start, end) if tokens.keys[index] not in small]
    if not all(is_capitalised(tokens, index) for index in at):
        return ""
    return "".join(surface(tokens, index)[0] for index in at)


class _Person(NamedTuple):
    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    country: tuple[str, ...]


def person_form(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """ "President Mara L. Orre" and "M. Orre, President of Tarn": the same persons with the same titles.

    One side may leave out the title, the given names, the country or a word of respect; another title is a
    change of fact and counts.
    """
    known = pair.words.of("titles") | pair.words.of("respect")
    nearby = pair.new.keys[max(0, edit.new_start - 3) : edit.new_end + 3]
    if known.isdisjoint(pair.old.keys[edit.old_start : edit.old_end]) and known.isdisjoint(nearby):
        return None
    if not all(_may_name_people(pair, *side) for side in sides(pair, edit)):
        return None
    for before, after in _around(room):
        wide = widened(edit, before, after)
        if wide.old_end - wide.old_start > 14 or wide.new_end - wide.new_start > 14:
            continue
        old = _people(pair, pair.old, wide.old_start, wide.old_end)
        new = _people(pair, pair.new, wide.new_start, wide.new_end)
        modifiers = pair.words.of("title_modifiers")
        if any(person.titles and modifiers.issuperset(person.titles) for person in [*(old or ()), *(new or ())]):
            continue  # "Trade Council" names no person
        if old and new and len(old) == len(new) and all(_same_person(a, b) for a, b in zip(old, new, strict=True)):
            return Found(wide, "name_form")
    return None


def _around(room: Room) -> list[tuple[int, int]]:
    return [around for around in _TRIES if around[0] <= room.before and around[1] <= room.after]


def _may_name_people(pair: Pair, tokens: Tokens, start: int, end: int) -> bool:
    """Whether all words have capitals or belong to titles."""
    words = pair.words
    small = words.of("respect") | words.of("titles") | words.of("joints") | words.of("of") | words.of("articles")
    keys = tokens.keys
    return all(is_capitalised(tokens, i) or keys[i] in (",", ".") or keys[i] in small for i in range(start, end))


def _people(pair: Pair, tokens: Tokens, start: int, end: int) -> list[_Person] | None:
    """The persons named by tokens that hold nothing else, or None.

    Each is "TITLE… NAME…" or "NAME…, TITLE… [of COUNTRY]", joined by "and".
    """
    titles, respect, joints = (pair.words.of(name) for name in ("titles", "respect", "joints"))
    people: list[_Person] = []
    held: tuple[list[str], list[str], list[str]] = ([], [], [])
    after_of = after_name = False
    for index in range(start, end):
        key = tokens.keys[index]
        if key in respect or key == "the" or (key == "." and len(tokens.keys[index - 1]) <= 3):
            continue
        if key in joints or (key == "," and after_name and held[0]):
            if held[1] or held[0]:
                if not _closed(people, held):
                    return None
                held, after_of, after_name = ([], [], []), False, False
        elif key == ",":
            continue
        elif key in titles and not after_of:
            held[0].append(key)
        elif key == "of" and held[0]:
            after_of = True
        elif is_capitalised(tokens, index):
            (held[2] if after_of else held[1]).append(key)
            after_name = after_name or not after_of
        else:
            return None
    if held[0] or held[1]:
        return people if _closed(people, held) else None
    return people


def _closed(people: list[_Person], held: tuple[list[str], list[str], list[str]]) -> bool:
    """Adds the person that the collected words name; False where they name none."""
    titles, names, country = held
    if not names or len(names[-1]) < 2:
        return False
    people.append(_Person(tuple(titles), tuple(names[:-1]), names[-1], tuple(country)))
    return True


def _same_person(old: _Person, new: _Person) -> bool:
    if old.surname != new.surname or not (set(old.titles) == set(new.titles) or not old.titles or not new.titles):
        return False
    if old.country != new.country and old.country and new.country:
        return False
    if not (old.given and new.given) and not (old.titles or new.titles):
        return False  # without a title nothing says that the name is a person's
    if not old.given and not new.given and not (old.titles and new.titles):
        return False
    return all(a[0] == b[0] and (a == b or 1 in (len(a), len(b))) for a, b in zip(old.given, new.given, strict=False))


def genitive(pair: Pair, edit: Edit, room: Room) -> Found | None:
    """ "The Meridian Government" and "the Government of Meridia", "Troops of the Caldera Republic" and
    "Calderan troops"."""
    of = pair.words.of("genitive")
    old_keys, new_keys = (tokens.keys[start:end] for tokens, start, end in sides(pair, edit))
    if of.isdisjoint(old_keys) == of.isdisjoint(new_keys):
        return None
    for before, after in _around(room)[:6]:
        wide = widened(edit, before, after)
        old = _without_articles(pair, pair.old, wide.old_start, wide.old_end)
        new = _without_articles(pair, pair.new, wide.new_start, wide.new_end)
        short, full = (old, new) if len(old) == 2 else (new, old)
        if len(short) == 2 and 3 <= len(full) <= 4 and full[1][0] in of and _one_stem(short, full, pair):
            return Found(wide, "name_form")
    return None


def _without_articles(pair: Pair, tokens: Tokens, start: int, end: int) -> list[tuple[str, bool]]:
    articles = pair.words.of("articles")
    return [
        (tokens.keys[index], is_capitalised(tokens, index))
        for index in range(max(0, start), end)
        if tokens.keys[index] not in articles
    ]


def _one_stem(short: list[tuple[str, bool]], full: list[tuple[str, bool]], pair: Pair) -> bool:
    (adjective, is_name), (head, _) = short
    name, has_capital = full[2]
    if len(full) == 4 and full[3][0] not in pair.words.of("state_suffixes"):
        return False
    adjective = adjective.removesuffix("'s")
    common = 0
    while common < min(len(adjective), len(name)) and adjective[common] == name[common]:
        common += 1
    return is_name and has_capital and head == full[0][0] and common >= max(_STEM, len(name) - 2)
