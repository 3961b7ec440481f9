"""Reads names: runs of capitalised words, the adjectives made of them, and allusions to an actor left unnamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from diple.lexicon.vocabulary import Hit, Token
from diple.mark.sentence.frames import Side
from diple.mark.sentence.names.han import han_names
from diple.mark.sentence.pair import Edited

HYPHEN = "-"
PREFIX = 5  # letters that a name and its adjective share: Tarn, Tarnese
SHORT = 4  # letters of a short name, which its adjective has all
# Whether a word is a name is looked up in so many characters around it, at so many of its places.
NEARBY = 100_000
MOST_PLACES = 200
MIN_INITIALS, MAX_INITIALS = 3, 8  # letters of a short form
VEIL = 5  # words between "a certain" and "country": "one of the larger neighbouring countries"
LONGEST = 8  # words of a name
BEFORE = 200  # code points before a sentence in which a name may have been spoken of


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


class Known:
    """The names of a side, as other names are looked up in them: a sentence may have thousands."""

    def __init__(self, names: Sequence[Name], side: Side) -> None:
        self.names = names
        self.keys = frozenset(name.key for name in names)
        self.acronyms = frozenset(map(acronym, self.keys))
        self.initials: dict[tuple[str, ...], list[list[str]]] = {}
        for letters, surname in map(initials, names):
            self.initials.setdefault(tuple(surname), []).append(letters)
        capitals = {token.key.removesuffix("'s") for token in side.tokens if token.capital}
        self.beginnings = frozenset(capital[:PREFIX] for capital in capitals)
        self.short = frozenset(capital for capital in capitals if len(capital) == SHORT)
        self.cut = frozenset(capital[:SHORT] for capital in capitals if len(capital) >= SHORT)

    def has_like(self, parts: Sequence[str]) -> bool:
        """Whether a capitalised word of the side begins like one of some words."""
        return any(
            part[:PREFIX] in self.beginnings or part[:SHORT] in (self.cut if len(part) == SHORT else self.short)
            for part in parts
        )


def absent(name: Name, known: Known, side: Side) -> bool:
    """Whether no other name is the same: no shared beginning, no acronym of it, and not spoken of just before."""
    before = side.text[max(0, side.start - BEFORE) : side.start].lower()
    if not side.words.spaced:
        return name.key not in before + side.text[side.start : side.end]
    if name.key in known.acronyms or acronym(name.key) in known.keys:
        return False
    parts = initials(name)[1] or name.key.split(" ")  # an initial is many persons'
    return max(parts, key=len)[:PREFIX] not in before and not known.has_like(parts)


def is_other_person(name: Name, known: Known) -> bool:
    """Whether names on the other side have the same surname, and none its initials: J. C. Hallam and J. B. Hallam."""
    own, surname = initials(name)
    theirs = known.initials.get(tuple(surname), ()) if own else ()
    return bool(theirs) and all(letters and not agree(own, letters) for letters in theirs)


def initials(name: Name) -> tuple[list[str], list[str]]:
    """The initials of a name, before or behind the surname, and its other words."""
    parts = name.key.split(" ")
    return [part for part in parts if len(part) == 1], [part for part in parts if len(part) > 1]


def agree(one: list[str], other: list[str]) -> bool:
    """Whether initials may be those of one person: one side may leave some out at the end."""
    return all(a == b for a, b in zip(one, other, strict=False))


def is_initial(side: Side, at: int) -> bool:
    """Whether a capital with a full stop is beside a capitalised word of the sentence: "J. Hallam", "Hallam J."."""
    if side.key(at + 1) != ".":
        return False
    after = at + 3 if side.key(at + 2) == HYPHEN else at + 2
    return side.capital(after) or side.capital(at - 1) or (side.key(at - 1) == "." and side.capital(at - 2))


def after_name(side: Side, name: Name) -> str:
    """The word right behind a name, "" at the end."""
    return side.key(name.last + 1)


def is_person(side: Side, name: Name) -> bool:
    """Whether a title of a person is right before a name: "Ms Vane", "Ambassador Orr"."""
    before = [t.key for t in side.tokens[max(0, name.first - 2) : max(name.first + 1, name.last)]]
    return not side.words.words("personal_titles").isdisjoint(before)


def stands_spelled_out(side: Side, name: Name, other: Side) -> bool:
    """Whether a name is the initials of words that the other side has in full, whatever their letters: "GDP"."""
    if not side.text[name.start : name.end].isupper() or not MIN_INITIALS <= len(name.key) <= MAX_INITIALS:
        return False
    stop = other.words.words("stop")
    words = "".join(t.key[0] for t in other.tokens if t.key not in stop)
    return name.key in words


def acronym(key: str) -> str:
    """The first letters of a name's words."""
    return "".join(part[0] for part in key.split(" "))


def names(side: Side) -> list[Name]:
    """The names of a side: runs of capitalised words that are not common words at the head of a sentence."""
    if not side.words.spaced:
        return unspaced_names(side)
    found: list[list[int]] = []
    unsure: set[int] = set()
    for at in may_be_named(side):
        if is_opening_word(side, at):
            if not acts_at_head(side, at):
                continue
            unsure.add(at)
        if found and follows(side.tokens, found[-1][-1], at):
            found[-1].append(at)
        else:
            found.append([at])
    return [as_name(side, run, run[0] not in unsure) for run in found]


def may_be_named(side: Side) -> Iterator[int]:
    """The indices of the capitalised words that are initials or no common words."""
    common = side.words.union("common_capitals", "stop")
    headings = heading_words(side)
    for at, token in enumerate(side.tokens):
        if at in headings or not token.capital:
            continue
        if token.key.removesuffix("'s") not in common or is_lone_initial(side, at):
            yield at


def heading_words(side: Side) -> set[int]:
    """The indices of the words of headings that were run into a sentence: "GENERAL PROVISIONS" among small letters."""
    shouted = [at for at, token in enumerate(side.tokens) if side.text[token.start : token.end].isupper()]
    if len(shouted) < 2 or 2 * len(shouted) > len(side.tokens):
        return set()
    return {at for run in neighbours(shouted) if is_heading(side, run) for at in run}


def neighbours(places: Sequence[int]) -> list[list[int]]:
    """Places in order, as runs of those that are next to each other."""
    runs: list[list[int]] = []
    for at in places:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def is_heading(side: Side, run: Sequence[int]) -> bool:
    """Whether words in capitals, one behind the other, have a common noun among them and no word for an actor."""
    words, keys = side.words, [side.key(at) for at in run]
    actors = words.union("actor_nouns", "acting_nouns", "group_nouns", "single_speakers")
    if len(run) < 2 or not actors.isdisjoint(keys) or words.has_ending(keys[0], "group_endings"):
        return False
    return any(len(key) > MIN_INITIALS and "'" not in key and is_common(side, key) for key in keys)


def is_lone_initial(side: Side, at: int) -> bool:
    """Whether a capitalised token is one letter, and an initial."""
    return side.tokens[at].end - side.tokens[at].start == 1 and is_initial(side, at)


def is_opening_word(side: Side, at: int) -> bool:
    """Whether a capital may be only that of a sentence's first word; an initial that changed is not."""
    token = side.tokens[at]
    if not opens(side, token, {span.start for span in side.spans}):
        return False
    return not (side.touched(token.start, token.end) and is_lone_initial(side, at))


def names_anyone(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether some of the tokens, which are next to one another, belong to a name."""
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
    between, initial = "".join(t.key for t in tokens[last + 1 : at]), len(tokens[last].key) == 1
    if between == HYPHEN:
        return tokens[last].end == tokens[last + 1].start and tokens[last + 1].end == tokens[at].start
    if between == f".{HYPHEN}":
        return initial and len(tokens[at].key) == 1
    return not between or (between == "." and initial)


def opens(side: Side, token: Token, starts: set[int]) -> bool:
    """Whether a capital is only that of a sentence's first word: known names elsewhere in the text tell."""
    if token.key.endswith("'s") or not any(token.start == at or label(side, at, token.start) for at in starts):
        return False
    word = side.text[token.start : token.end].removesuffix("'s").removesuffix("’s")
    text, first, last = side.statement.text, max(0, token.start - NEARBY), token.end + NEARBY
    return not occurs_inside(text, word, first, last) or text.find(f" {word.lower()} ", first, last) >= 0


def label(side: Side, start: int, end: int) -> bool:
    """Whether only a list label or marks are between a sentence's start and a word."""
    return start < end <= start + 8 and not any(ch.isalpha() for ch in side.text[start:end].replace("(a)", ""))


def occurs_inside(text: str, word: str, first: int, last: int) -> bool:
    """Whether a capitalised word also is after a small letter or comma in a stretch, as only names do."""
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
    if not side.words.tables.get("subject_first") or not side.key(at + 1) or len(side.key(at)) < PREFIX:
        return False
    return is_adjective(side, at) or (not is_common(side, side.key(at)) and is_subject_at_head(side, at + 1))


def is_common(side: Side, key: str) -> bool:
    """Whether a word is a plural or has the ending of an abstract noun, as few names have."""
    words = side.words
    return words.has_ending(key, "plural_endings", "common_endings") or key in words.words("common_openers")


def is_subject_at_head(side: Side, after: int) -> bool:
    """Whether a finite verb, a relative behind a comma or another name of a list follows a sentence's first word."""
    if is_finite(side, side.tokens[after]):
        return True
    if side.key(after) == "," and side.key(after + 1) in side.words.words("veil_links"):
        return True
    return side.key(after) in side.words.words("list_links") and side.capital(after + 1)


def is_finite(side: Side, token: Token) -> bool:
    """Whether a word is a verb that has a subject: an auxiliary, a modal, or a plain past."""
    words = side.words
    if token.capital or not token.key.isalpha():
        return False
    return token.key in words.union("finite_verbs", "auxiliaries") or words.has_ending(token.key, "past_endings")


def is_adjective(side: Side, at: int) -> bool:
    """Whether a capitalised word is the adjective of a name before its noun: "Sarvian missiles"."""
    key, words, after = side.key(at), side.words, side.key(at + 1)
    if not words.has_ending(key, "demonym_endings") or key in words.words("common_openers") or len(key) <= PREFIX:
        return False
    return after.isalpha() and not side.capital(at + 1) and after not in words.words("stop")


def veils(side: Side) -> list[Hit]:
    """Allusions to an actor in changed wording: "a certain country", "some larger powers", "the relevant parties"."""
    nouns = side.words.words("actor_nouns")
    places = [at for at, token in enumerate(side.tokens if nouns else ()) if token.key in nouns]
    return list(filter(None, (veil_at(side, at) for at in places)))


def veil_at(side: Side, at: int) -> Hit | None:
    """The allusion that ends at a noun, where wording of it changed."""
    start, end = opening(side, at), side.tokens[at].end
    if start is None or not side.touched(start, end):
        return None
    return Hit("veil", None, start, end, side.quote(start, end), "an actor who is not named")


def opening(side: Side, at: int) -> int | None:
    """Where the allusion that ends at a noun begins, in code points; None where nothing veils it."""
    tokens, words = side.tokens, side.words
    led = side.key(at + 1) in words.words("veil_links")
    if led and side.key(at - 1) in ("", ".", ";"):
        return tokens[at].start
    openers = words.union("veil_determiners", "articles_before_names")
    for first in range(at - 1, max(-1, at - VEIL - 1), -1):
        if tokens[first].key in openers:
            return tokens[first].start if veils_noun(side, tokens[first:at], led) else None
        if ends_veil(side, tokens[first]):
            return None
    return None


def veils_noun(side: Side, tokens: Sequence[Token], led: bool) -> bool:
    """Whether a determiner leaves a noun unnamed, or an article with an adjective: "the relevant parties"."""
    words, opener = side.words, tokens[0].key
    if opener in words.words("veil_determiners"):
        return opener not in words.words("universals")
    return led or any(token.key in words.words("veil_adjectives") for token in tokens[1:])


def ends_veil(side: Side, token: Token) -> bool:
    """Whether no allusion holds a word: one with a capital, a mark, or a function word but "of"."""
    if token.capital or (token.key != HYPHEN and not token.key[0].isalpha()):
        return True
    return token.key in side.words.words("stop") and token.key != "of"


def may_name(pair: Edited) -> bool:
    """Whether a name may have changed: a capital is in changed wording, or the script has none."""
    return not pair.old.words.spaced or any(t.capital for side in (pair.old, pair.new) for t in side.changed_tokens)


def longest_part(name: Name) -> str:
    """The longest word of a name, in small letters."""
    return max(name.key.split(" "), key=len)


def whole_name(side: Side, name: Name) -> str:
    """A name with the words that belong to it: "Socialist Republic of Orvane" for "Socialist Republic"."""
    said = side.quote(name.start, name.end)
    for sentence in side.parsed:
        phrase = sentence.phrase_of(name.start, name.end)
        whole = side.quote(name.start, phrase.end) if phrase and phrase.head.upos == "PROPN" else ""
        said = whole if whole and is_all_name(side, whole.split()) else said
    return said.strip(' ,;:()“”"').removesuffix("'s").removesuffix("’s")


def is_all_name(side: Side, words: Sequence[str]) -> bool:
    """Whether words are one name of readable length: capitals, and what links them."""
    links = side.words.words("name_links")
    return len(words) <= LONGEST and all(word[:1].isupper() or word in links for word in words)
