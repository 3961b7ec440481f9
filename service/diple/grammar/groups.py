"""Verb groups: auxiliaries, adverbs and the main verb, read from tags in one pass."""

from __future__ import annotations

from collections.abc import Sequence

from diple.grammar.sentence import VerbGroup, Word
from diple.grammar.settings import Settings

_INSIDE = frozenset(("ADV", "ADV.neg", "PART.neg"))
# Which form of a main verb may follow an auxiliary.
_AFTER = frozenset(("VERB.part", "VERB.ing", "VERB.base", "VERB"))
# Words between a modal and its verb, commas included: "shall, subject to the provisions of Article 4, notify".
LONGEST_INSERTION = 15


def verb_groups(words: Sequence[Word], taken: Sequence[bool], settings: Settings) -> list[VerbGroup]:
    """The verb groups among the words that no noun phrase has `taken`, in order."""
    found: list[VerbGroup] = []
    at = 0
    while at < len(words):
        last = -1 if taken[at] else _last_of_group(words, taken, at, settings)
        if last < 0:
            at += 1
            continue
        found.append(_group(words, _with_adverbs(words, taken, at, found), at, last, settings))
        at = last + 1
    return found


def _last_of_group(words: Sequence[Word], taken: Sequence[bool], first: int, settings: Settings) -> int:
    """The last word of the verb group that opens at `first`; -1 where none does."""
    kind = words[first].upos
    if kind == "VERB":
        return first
    if not (kind == "AUX" or _is_marker(words[first], settings)):
        return -1
    last, at = first, first + 1
    while at < len(words) and not taken[at]:
        if words[at].form == "," and words[last].tag == "AUX.modal":
            at = _after_insertion(words, at)
        tag, kind = words[at].tag, words[at].upos
        if kind == "VERB":
            return at if tag in _AFTER else _settled(words, first, last)
        if kind == "AUX" or tag == "PART.neg":
            last = at
        elif tag not in _INSIDE and not _is_marker(words[at], settings):
            break
        at += 1
    return _settled(words, first, last)


def _after_insertion(words: Sequence[Word], comma: int) -> int:
    """The verb after an insertion between commas ("shall, where appropriate, consult"); the comma where none is."""
    for at in range(comma + 1, min(comma + LONGEST_INSERTION, len(words) - 1)):
        if words[at].upos in ("VERB", "AUX"):
            return comma
        if words[at].form == ",":
            return at + 1 if words[at + 1].tag in ("VERB.base", "AUX.base") else comma
    return comma


def _settled(words: Sequence[Word], first: int, last: int) -> int:
    """A group without a main verb: a copula; a mere "to" or "not" is none."""
    return last if any(word.upos == "AUX" for word in words[first : last + 1]) else -1


def _is_marker(word: Word, settings: Settings) -> bool:
    return word.upos == "PART" and word.lemma in settings.infinitive


def _with_adverbs(words: Sequence[Word], taken: Sequence[bool], first: int, before: Sequence[VerbGroup]) -> int:
    """Where the group begins if the adverbs right before it belong to it."""
    bound = before[-1].last + 1 if before else 0
    while first > bound and words[first - 1].tag in _INSIDE and not taken[first - 1]:
        first -= 1
    return first


def _group(words: Sequence[Word], first: int, opener: int, last: int, settings: Settings) -> VerbGroup:
    inside = words[first : last + 1]
    main = next(word for word in reversed(inside) if word.upos in ("VERB", "AUX"))
    helpers = [word for word in inside if word.upos == "AUX" and word is not main]
    return VerbGroup(
        start=inside[0].start,
        end=inside[-1].end,
        main=main,
        first=first,
        last=last,
        form=_form(words[opener], settings),
        modal=next((word.lemma for word in inside if word.tag == "AUX.modal" or word.lemma in settings.modals), ""),
        negated=any(word.tag.endswith(".neg") for word in inside),
        passive=main.tag == "VERB.part" and bool(helpers) and helpers[-1].lemma in settings.passive,
        copular=main.upos == "AUX",
        tense=_tense(words[opener], inside, settings),
        adverbs=tuple(word for word in inside if word.tag == "ADV"),
    )


def _form(opener: Word, settings: Settings) -> str:
    if _is_marker(opener, settings):
        return "infinitive"
    if settings.bare_infinitive and opener.tag.endswith(".base"):
        return "infinitive"
    return {"part": "participle", "ing": "ing"}.get(opener.tag.partition(".")[2], "finite")


def _tense(opener: Word, inside: Sequence[Word], settings: Settings) -> str:
    if opener.tag.endswith(".past"):
        return "past"
    if any(word.lemma in settings.future for word in inside):
        return "future"
    return "present" if opener.tag.endswith(".pres") else ""
