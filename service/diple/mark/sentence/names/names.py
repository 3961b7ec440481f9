"""Reads names: runs of capitalised words, the adjectives made of them, and allusions to an actor left unnamed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.han import han_names
from diple.mark.sentence.pair import Edited

HYPHEN = "-"
PREFIX = 5  # letters that a name and its adjective share: Tarn, Tarnese
# Whether a word is a name is looked up in so many characters around it, at so many of its places.
NEARBY = 100_000
MOST_PLACES = 200
MIN_INITIALS, MAX_INITIALS = 3, 8  # letters of a short form
VEIL = 5  # words between "a certain" and "country": "one of the larger neighbouring countries"
LONGEST = 8  # words of a name


class Name(NamedTuple):
    """A run of capitalised words: its key, its span, and the index of its first and last token.

    `sure` is False where the capital may be that of a sentence's first word; `adjective` is True for "Sarvian".
    """

    key: str
    start: int
    end: int
    first: int
    last: int
    possessive: bool
    sure: bool = True
    adjective: bool = False


def absent(name: Name, others: list[Name], side: Side) -> bool:
    """Whether no other name is the same: no shared beginning, no acronym of it, and not spoken of just before."""
    first = name.key.split(" ")
    if not side.words.spaced:
        window = side.text[max(0, side.start - 200) : side.end]
        if name.key in window or any(alike_whole(name.key, other.key) for other in others):
            return False
        return not is_shortened(name, others, side)
    for other in others:
        if acronym(first) == other.key or acronym(other.key.split(" ")) == name.key:
            return False
    capitals = [token.key.removesuffix("'s") for token in side.tokens if token.capital]
    first = [part for part in first if len(part) > 1] or first  # an initial is many persons'
    if any(alike(a, b) for a in first for b in capitals):
        return False
    window = side.text[max(0, side.start - 200) : side.start]
    return max(first, key=len)[:PREFIX] not in window.lower()


def is_other_person(name: Name, others: list[Name]) -> bool:
    """Whether names on the other side have the same surname, and none its initials: J. C. Hallam and J. B. Hallam."""
    own, surname = initials(name)
    theirs = [letters for letters, known in map(initials, others) if known == surname]
    known = [letters for letters in theirs if letters]
    return bool(own and known) and len(known) == len(theirs) and not any(agree(own, letters) for letters in known)


def initials(name: Name) -> tuple[list[str], list[str]]:
    """The initials of a name, before or behind the surname, and its other words."""
    parts = name.key.split(" ")
    return [part for part in parts if len(part) == 1], [part for part in parts if len(part) > 1]


def agree(one: list[str], other: list[str]) -> bool:
    """Whether initials may be those of one person: one side may leave some out at the end."""
    return all(a == b for a, b in zip(one, other, strict=False))


def is_initial(side: Side, at: int) -> bool:
    """Whether a capital with a full stop stands beside a capitalised word of the sentence: "J. Hallam", "Hallam J."."""
    stop = side.tokens[at + 1].key if at + 1 < len(side.tokens) else ""
    if stop == HYPHEN:
        return False
    behind = at > 0 and (
        is_capital_at(side, at - 1) or (side.tokens[at - 1].key == "." and is_capital_at(side, at - 2))
    )
    after = at + 3 if at + 2 < len(side.tokens) and side.tokens[at + 2].key == HYPHEN else at + 2
    return stop == "." and (is_capital_at(side, after) or behind)


def after_name(side: Side, name: Name) -> str:
    """The word right behind a name, "" at the end."""
    return side.tokens[name.last + 1].key if name.last + 1 < len(side.tokens) else ""


def is_person(side: Side, name: Name) -> bool:
    """Whether a title of a person stands right before a name: "Ms Vane", "Ambassador Orr"."""
    before = [t.key for t in side.tokens[max(0, name.first - 2) : max(name.first + 1, name.last)]]
    return not side.words.words("personal_titles").isdisjoint(before)


def alike(one: str, other: str) -> bool:
    """Whether two words begin alike, as a name and its adjective do."""
    return one[:PREFIX] == other[:PREFIX] or (min(len(one), len(other)) == 4 and one[:4] == other[:4])


def alike_whole(one: str, other: str) -> bool:
    """Whether one name is the beginning of the other."""
    return one.startswith(other) or other.startswith(one)


def is_shortened(name: Name, others: list[Name], side: Side) -> bool:
    """Whether the first character of a name stands for it in changed wording: 联伊特派团, 塔方."""
    return any(
        token.key == name.key[0] and not any(other.start <= token.start < other.end for other in others)
        for token in side.changed_tokens
    )


def stands_spelled_out(side: Side, name: Name, other: Side) -> bool:
    """Whether a name is the initials of words that the other side has in full, whatever their letters: "GDP"."""
    if not side.text[name.start : name.end].isupper() or not MIN_INITIALS <= len(name.key) <= MAX_INITIALS:
        return False
    stop = other.words.words("stop")
    words = "".join(t.key[0] for t in other.tokens if t.key not in stop)
    return name.key in words


def acronym(parts: list[str]) -> str:
    """The first letters of a name's words."""
    return "".join(part[0] for part in parts)


def names(side: Side) -> list[Name]:
    """The names of a side: runs of capitalised words that are not common words at the head of a sentence."""
    if not side.words.spaced:
        return unspaced_names(side)
    common, starts = (
        side.words.union("common_capitals", "stop"),
        {s.start for s in side.spans},
    )
    found: list[list[int]] = []
    unsure: set[int] = set()
    for at, token in enumerate(side.tokens):
        initial = token.capital and token.end - token.start == 1 and is_initial(side, at)
        if initial or (token.capital and token.key.removesuffix("'s") not in common):
            if opens(side, token, starts) and not (initial and side.touched(token.start, token.end)):
                if not acts_at_head(side, at):
                    continue
                unsure.add(at)
            if found and follows(side.tokens, found[-1][-1], at):
                found[-1].append(at)
            else:
                found.append([at])
    return [as_name(side, run, run[0] not in unsure or len(run) > 1) for run in found]


def names_anyone(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether some of the tokens, which stand together, belong to a name."""
    if side.words.spaced:
        return any(token.capital for token in tokens)
    return any(n.start < tokens[-1].end and tokens[0].start < n.end for n in names(side))


def unspaced_names(side: Side) -> list[Name]:
    """The names of a side in a script without capitals."""
    at = {token.start: i for i, token in enumerate(side.tokens)}
    to = {token.end: i for i, token in enumerate(side.tokens)}
    text = side.text
    return [Name(text[s:e], s, e, at[s], to[e], False) for s, e in han_names(side) if s in at and e in to]


def follows(tokens: list[Token], last: int, at: int) -> bool:
    """Whether a capitalised word goes on with a name: right after it, or after an initial ("Loretta J. Mester").

    A hyphen makes one name of two: "Indo-Pacific", and one pair of initials: "J.-P.".
    """
    if last == at - 3 and [t.key for t in tokens[last + 1 : at]] == [".", HYPHEN]:
        return len(tokens[last].key) == 1 == len(tokens[at].key)
    if last == at - 2 and tokens[last + 1].key == HYPHEN:
        return tokens[last].end == tokens[last + 1].start and tokens[last + 1].end == tokens[at].start
    return last == at - 1 or (last == at - 2 and len(tokens[last].key) == 1 and tokens[last + 1].key == ".")


def opens(side: Side, token: Token, starts: set[int]) -> bool:
    """Whether a capital is only that of a sentence's first word: known names elsewhere in the text tell."""
    if token.key.endswith("'s") or not any(token.start == at or label(side, at, token.start) for at in starts):
        return False
    word = side.text[token.start : token.end].removesuffix("'s").removesuffix("’s")
    text, first, last = side.statement.text, max(0, token.start - NEARBY), token.end + NEARBY
    return not occurs_inside(text, word, first, last) or text.find(f" {word.lower()} ", first, last) >= 0


def label(side: Side, start: int, end: int) -> bool:
    """Whether only a list label or marks stand between a sentence's start and a word."""
    return start < end <= start + 8 and not any(ch.isalpha() for ch in side.text[start:end].replace("(a)", ""))


def occurs_inside(text: str, word: str, first: int, last: int) -> bool:
    """Whether a capitalised word also stands after a small letter or comma in a stretch, as only names do."""
    at = text.find(" " + word, first, last)
    for _ in range(MOST_PLACES):
        if at <= 0:
            return False
        if text[at - 1].islower() or text[at - 1] == ",":
            return True
        at = text.find(" " + word, at + 1, last)
    return False


def as_name(side: Side, run: list[int], sure: bool) -> Name:
    """A run of tokens as one name."""
    tokens = side.tokens
    keys = [tokens[i].key.removesuffix("'s") for i in run]
    first, last = run[0], run[-1]
    while last + 1 < len(tokens) and tokens[last + 1].capital and not tokens[last].key.endswith("'s"):
        last += 1
    possessive, adjective = tokens[last].key.endswith("'s"), is_adjective(side, last)
    return Name(" ".join(keys), tokens[first].start, tokens[last].end, first, last, possessive, sure, adjective)


def acts_at_head(side: Side, at: int) -> bool:
    """Whether a sentence's first word is a name by what follows: a finite verb, or a noun after an adjective of a name.

    "Ostmark has cut the cable", "Sarvian missiles struck", but not "Progress has been made".
    """
    token, words = side.tokens[at], side.words
    compound = is_capital_at(side, at + 2) and follows(side.tokens, at, at + 2) and side.tokens[at + 1].key == HYPHEN
    after = next(iter(side.tokens[at + 3 if compound else at + 1 :][:1]), None)
    if after is not None and words.tables.get("open_heads"):
        return after.key.isalpha() and not after.capital and after.key.endswith(tuple(words.words("verb_endings")))
    if after is None or not words.tables.get("subject_first") or len(token.key) < PREFIX:
        return False
    if is_adjective(side, at):
        return True
    if token.key.endswith(tuple(words.words("plural_endings"))) or token.key in words.words("common_openers"):
        return False
    if token.key.endswith(tuple(words.words("common_endings"))):
        return False
    if after.key == "," and at + 2 < len(side.tokens) and side.tokens[at + 2].key in words.words("veil_links"):
        return True
    return is_finite(side, after) or (after.key in words.words("list_links") and is_capital_at(side, at + 2))


def is_capital_at(side: Side, at: int) -> bool:
    """Whether a token is there and has a capital."""
    return at < len(side.tokens) and side.tokens[at].capital


def is_finite(side: Side, token: Token) -> bool:
    """Whether a word is a verb that has a subject: an auxiliary, a modal, or a plain past."""
    words = side.words
    if token.capital or not token.key.isalpha():
        return False
    past = token.key.endswith(tuple(words.words("past_endings"))) if words.words("past_endings") else False
    return past or token.key in words.words("finite_verbs") or token.key in words.words("auxiliaries")


def is_adjective(side: Side, at: int) -> bool:
    """Whether a capitalised word is the adjective of a name before its noun: "Sarvian missiles"."""
    token, words = side.tokens[at], side.words
    endings = tuple(words.words("demonym_endings"))
    after = side.tokens[at + 1] if at + 1 < len(side.tokens) else None
    if not endings or not token.key.endswith(endings) or token.key in words.words("common_openers"):
        return False
    return (
        len(token.key) > PREFIX
        and after is not None
        and after.key.isalpha()
        and not after.capital
        and after.key not in words.words("stop")
        and not is_auxiliary(side, after)
    )


def is_auxiliary(side: Side, token: Token) -> bool:
    """Whether a word is an auxiliary or a modal."""
    return token.key in side.words.words("auxiliaries") or token.key in side.words.words("finite_verbs")


def veils(side: Side) -> list[Hit]:
    """Allusions to an actor in changed wording: "a certain country", "some larger powers", "the relevant parties"."""
    words, tokens = side.words, side.tokens
    nouns, openers = words.words("actor_nouns"), words.words("veil_determiners")
    found = []
    for at, token in enumerate(tokens if nouns else ()):
        if token.key in nouns:
            first = opening(side, at, openers)
            if first is not None and side.touched(tokens[first].start, token.end):
                found.append(
                    Hit(
                        "veil",
                        None,
                        tokens[first].start,
                        token.end,
                        side.quote(tokens[first].start, token.end),
                        "an actor who is not named",
                    )
                )
    return found


def opening(side: Side, at: int, openers: frozenset[str]) -> int | None:
    """Where the allusion that ends at a noun begins; None where nothing veils it."""
    tokens, words = side.tokens, side.words
    told = at + 1 < len(tokens) and tokens[at + 1].key in words.words("veil_links")
    bare = at == 0 or tokens[at - 1].key in ".;"
    if told and bare and tokens[at].key.endswith(tuple(words.words("plural_endings"))):
        return at
    for first in range(at - 1, max(-1, at - VEIL - 1), -1):
        key = tokens[first].key
        if key in openers:
            return None if key in words.words("universals") else first
        if key in words.words("articles_before_names"):
            between = {t.key for t in tokens[first + 1 : at]}
            return first if told or between & words.words("veil_adjectives") else None
        if (
            tokens[first].capital
            or (key != "-" and not key[0].isalpha())
            or (key in words.words("stop") and key != "of")
        ):
            return None
    return None


def may_name(pair: Edited) -> bool:
    """Whether a name may have changed: a capital stands in changed wording, or the script has none."""
    return not pair.old.words.spaced or any(t.capital for side in (pair.old, pair.new) for t in side.changed_tokens)


def longest_part(name: Name) -> str:
    """The longest word of a name, in small letters."""
    return max(name.key.split(" "), key=len)


def whole_name(side: Side, name: Name) -> str:
    """A name with the words that belong to it: "Socialist Republic of Orvane" for "Socialist Republic"."""
    said = side.quote(name.start, name.end)
    for sentence in side.parsed:
        phrase = sentence.phrase_of(name.start, name.end)
        words = side.quote(name.start, phrase.end).split() if phrase and phrase.head.upos == "PROPN" else []
        if (
            words
            and len(words) <= LONGEST
            and all(w[:1].isupper() or w in side.words.words("name_links") for w in words)
        ):
            said = " ".join(words)
    return said.strip(' ,;:()“”"').removesuffix("'s").removesuffix("’s")
