"""Where a phrase begins and ends: whole, never torn, short enough to be read at a glance.

A phrase ends at a mark, before a finite verb, or, where it is long, at the last noun phrase or joint that leaves it
short enough. It begins with no word that only joins it to what precedes. Every referent passes `presentable` last.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from diple.grammar import Clause
from diple.lexicon.vocabulary import Token, Vocabulary
from diple.mark.sentence.frames import VERBS, Side

LONGEST = 12  # words of a referent; ideographs count half
OVER = 4  # words by which a phrase may be longer where it would be torn inside "the end of the year"
SHORTEST = 2  # words that a phrase keeps where it is cut at a joint
ASIDE = 8  # tokens from one comma to the other between a verb and its object
LIST = 3  # words between the commas of a list that belongs to one noun: "a comprehensive, just and lasting peace"
CLAUSE = 28  # words of a clause that is quoted
CLOSERS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“", "《": "》", "「": "」"}
BRACKETS = frozenset(CLOSERS) | frozenset(CLOSERS.values())
LABEL = re.compile(r"^\(?(?:\d{1,3}|[ivxl]{1,4}|[a-z])[.)]\s+")
EDGES = " \t\n,;:.，。；：、،؛…"


def clause(side: Side, start: int, end: int) -> str:
    """The sentence around `[start, end)`, shortened to the words nearest to it; no mark at either end of a cut."""
    tokens = sentence_tokens(side, start)
    most = CLAUSE if side.words.spaced else CLAUSE * 2
    if len(tokens) <= most:
        return side.quote(tokens[0].start, tokens[-1].end) if tokens else side.quote(start, end)
    at = next((i for i, t in enumerate(tokens) if t.end > start), 0)
    first = max(0, min(at - most // 2, len(tokens) - most))
    part = tokens[first : first + most]
    cut_before, cut_after = first > 0, first + most < len(tokens)
    while cut_before and len(part) > 1 and is_break(part[0]):
        part = part[1:]
    while cut_after and len(part) > 1 and is_break(part[-1]):
        part = part[:-1]
    return ("… " if cut_before else "") + side.quote(part[0].start, part[-1].end) + (" …" if cut_after else "")


def sentence_phrase(side: Side, tokens: Sequence[Token]) -> str:
    """A clause with its verb, cut where a phrase ends."""
    run = clause_run(side.words, tokens)
    return opening_lowered(side, run[: end_of_phrase(side, run, CLAUSE // 2)]) if run else ""


def sentence_tokens(side: Side, at: int) -> list[Token]:
    """The tokens of the sentence of `side` in which a position lies."""
    if len(side.spans) == 1:
        return side.tokens
    for span in side.spans:
        if span.start <= at <= span.end:
            return [t for t in side.tokens if span.start <= t.start < span.end]
    return side.tokens


def phrase(side: Side, tokens: Sequence[Token], most: int, *, read: bool = True) -> str:
    """The phrase at the head of `tokens`, as one line: whole, of about `most` words, "" where there is none.

    A sentence that is only named is not `read` for its verbs: its phrase ends at a mark.
    """
    words = side.words
    openers = words.words("openers_only")
    first = next((i for i, t in enumerate(tokens) if not is_break(t) and t.key not in openers), len(tokens))
    run = clause_run(words, tokens[first:])
    kept = before_verb(side, run) if read else run
    kept = kept[: end_of_phrase(side, kept, most if words.spaced else most * 2)]
    loose = loose_ends(words) | (words.words("universal_words") if len(kept) < len(run) else frozenset())
    while (off := loose_words(words, [t.key for t in kept], loose)) and len(kept) > off:
        kept = kept[:-off]
    return opening_lowered(side, kept) if kept else ""


def end_of_phrase(side: Side, tokens: Sequence[Token], limit: int) -> int:
    """How many of some tokens make a phrase: all where they are few, else up to the last end of a phrase in `limit`.

    By the grammar a phrase ends where a noun phrase does; in a language without one, before a preposition or joint.
    """
    if len(tokens) <= limit + (OVER if side.words.spaced else OVER * 2):
        return len(tokens)
    ends = {end for sentence in side.parsed for p in sentence.phrases for end in (p.base_end, p.end)}
    joints = side.words.union("joints", "object_ends", "relatives", "complementisers") | loose_ends(side.words)
    cuts = [
        at for at in range(SHORTEST, limit + 1) if (tokens[at - 1].end in ends if ends else tokens[at].key in joints)
    ]
    return cuts[-1] if cuts else limit


def loose_words(words: Vocabulary, keys: Sequence[str], loose: Container[str]) -> int:
    """How many words at the end of a phrase hang loose: one of `loose`, or both of "in accordance", "в пределах"."""
    if not keys:
        return 0
    if keys[-1] in loose:
        return 1
    return 2 if " ".join(keys[-2:]) in words.words("loose_pairs") else 0


def clause_run(words: Vocabulary, tokens: Sequence[Token]) -> list[Token]:
    """The tokens up to a mark that ends the phrase."""
    past = 0
    for at, token in enumerate(tokens):
        if at < past:
            continue
        if at and (token.key in "([—–" or (ends_here(tokens, at) and not in_a_list(words, tokens, at))):
            past = parenthesis(words, tokens, at)
            if not past:
                return list(tokens[:at])
    return list(tokens)


def ends_here(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark ends a clause at a token: not the stop inside "U.S." or after an initial."""
    token = tokens[at]
    if not is_break(token):
        return False
    if token.key != ".":
        return True
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    initial = before is not None and before.end == token.start and before.end - before.start == 1 and before.capital
    return not (after is not None and (after.start == token.end or initial))


def parenthesis(words: Vocabulary, tokens: Sequence[Token], at: int) -> int:
    """Where an aside between commas behind a verb ends: "establish, within ninety days, a Commission"; else 0."""
    if tokens[at].key != "," or at > 1 or at + 1 >= len(tokens):
        return 0
    closing = next((i for i in range(at + 2, min(len(tokens), at + ASIDE)) if is_break(tokens[i])), 0)
    if not closing or tokens[closing].key != "," or closing + 1 >= len(tokens):
        return 0
    first, on = tokens[at + 1].key, tokens[closing + 1].key
    links = words.words("list_links")
    opens = first in words.words("object_ends") - links or on in words.words("stop")
    return closing + 1 if opens and first not in links and on not in links else 0


def in_a_list(words: Vocabulary, tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma joins words of one noun phrase: few words before it, a joint soon after."""
    joints = words.words("joints") - {","}
    if tokens[at].key != "," or at > LIST or any(t.key in words.words("object_ends") for t in tokens[:at]):
        return False
    near = tokens[at + 1 : at + 2 + LIST]
    joint = next((i for i, t in enumerate(near) if t.key in joints), None)
    return joint is not None and not any(is_break(t) and t.key != "," for t in near[:joint])


def before_verb(side: Side, tokens: list[Token]) -> list[Token]:
    """The tokens before a verb of the clause itself, which ends a noun phrase; one of a relative clause does not."""
    opening = side.words.union("relatives", "complementisers")
    verbs = finite_verbs(side)
    for at, token in enumerate(tokens):
        if token.key in opening:
            return tokens
        if at and token.start in verbs:
            return tokens[:at]
    return tokens


def finite_verbs(side: Side) -> set[int]:
    """Where finite verbs begin that no list of verbs holds: by the grammar, else by closed classes and endings."""
    if any(sentence.words for sentence in side.parsed):
        return {one.verb.start for sentence in side.parsed for one in sentence.clauses if ends_phrase(one)}
    finite, futures = side.words.union("finite", "finite_only"), tuple(side.words.words("future_endings")) or ("\0",)
    return {t.start for t in side.tokens if t.key in finite or t.key.endswith(futures)}


def ends_phrase(one: Clause) -> bool:
    """Whether a phrase ends before the verb of a clause; not of one within it, nor of a list: "protect and keep"."""
    if one.verb.form != "finite" or one.kind in ("relative", "complement"):
        return False
    return one.kind != "coordinate" or bool(one.verb.tense or one.verb.modal)


def denied_clause(side: Side, tokens: Sequence[Token]) -> str:
    """The clause whose subject is a denied noun, which alone names nothing: "no State shall build"; else ""."""
    run = clause_run(side.words, tokens)
    if not run or run[0].key not in side.words.words("denying_determiners"):
        return ""
    return sentence_phrase(side, run) if len(before_verb(side, run)) < len(run) else ""


def after_verb(side: Side, tokens: Sequence[Token]) -> list[Token]:
    """The tokens after the last verb among them that is known; all where none is."""
    if not tokens:
        return []
    read = [one.verb.end for sentence in side.parsed for one in sentence.clauses]
    ends = [t.end for t in tokens if t.key in side.words.union("finite", "finite_only", "complementisers")]
    ends += [end for end in read if tokens[0].end <= end <= tokens[-1].end]
    ends += [h.end for h in side.of(VERBS) if tokens[0].start <= h.start and h.end <= tokens[-1].end]
    return [t for t in tokens if t.start >= max(ends, default=0)]


def without_label(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of a sentence without the number at its head: "17. The Parties"."""
    labelled = len(tokens) > 1 and tokens[0].key.isdigit() and is_break(tokens[1])
    return tokens[2:] if labelled else tokens


def opening_lowered(side: Side, tokens: Sequence[Token]) -> str:
    """The words of some tokens; a word that is capital only because a sentence begins there gets a small letter."""
    first, said = tokens[0], side.quote(tokens[0].start, tokens[-1].end)
    begins = any(span.start <= first.start <= span.start + 6 for span in side.spans)
    if not (first.capital and begins) or said[:2].isupper():
        return said
    plain = first.key in side.words.words("stop") or f" {first.key} " in side.text or is_plain_noun(side, tokens)
    return said[0].lower() + said[1:] if plain else said


def is_plain_noun(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a phrase begins with a plural or abstract noun before a preposition that is no name elsewhere."""
    first, after = tokens[0], tokens[1] if len(tokens) > 1 else None
    plurals = tuple(side.words.words("plural_endings"))
    endings = (*plurals, *side.words.words("noun_endings"))
    if not plurals or after is None or after.key not in side.words.words("object_ends"):
        return False
    return first.key.endswith(endings) and side.text.count(first.key.capitalize()) < 2


def is_break(token: Token) -> bool:
    """Whether a token ends a clause: a stop, comma, colon or semicolon of any script."""
    return token.key in ",;:.!?，。；：、！？،؛۔"


def loose_ends(words: Vocabulary) -> frozenset[str]:
    """The words at which no phrase ends."""
    return words.union("dangling", "loose_ends")


def presentable(referent: str, words: Vocabulary) -> str:
    """A referent as a person reads it: no label or joint at its head, no loose end, no mark without its partner."""
    name, colon, said = referent.rpartition(": ")
    said = whole(said, words)
    if not colon or not said:
        return whole(name, words) if colon else said
    return f"{name}: {said}"


def whole(said: str, words: Vocabulary) -> str:
    """Words without what hangs loose at either end."""
    parts = LABEL.sub("", closed(" ".join(said.split()).strip(EDGES)).strip(EDGES)).split(" ")
    loose, openers = loose_ends(words), words.words("openers_only")
    while (off := loose_words(words, [part.casefold() for part in parts[-2:]], loose)) and len(parts) > off:
        if parts[-1] in words.cased or initialled(parts):
            break
        del parts[-off:]
    while len(parts) > 1 and parts[0].casefold() in openers:
        parts.pop(0)
    if len(parts) == 1 and parts[0].casefold() in words.words("dangling"):
        return ""
    return " ".join(parts).strip(EDGES)


def initialled(parts: Sequence[str]) -> bool:
    """Whether the last word is the last initial of a person: "Hallam J. C"."""
    return parts[-1].isupper() and len(parts[-1]) == 1 and parts[-2].endswith(".")


def is_closer(mark: str, said: str) -> bool:
    """Whether a mark that may open closes here, as “ does after „."""
    return any(closing == mark and opening in said for opening, closing in CLOSERS.items())


def is_opener(mark: str, said: str) -> bool:
    """Whether a mark that may close opens here, as “ does before ”."""
    return mark in CLOSERS and CLOSERS[mark] in said


def closed(said: str) -> str:
    """Words up to the first bracket or quotation mark that has no partner."""
    if BRACKETS.isdisjoint(said):
        return said
    closers = {opening: closing for opening, closing in CLOSERS.items() if not is_closer(opening, said)}
    for opening, closing in closers.items():
        if said.count(opening) > said.count(closing):
            said = said[: said.rindex(opening)] if said.rindex(opening) else said[len(opening) :]
        elif opening not in said and closing in said and not is_opener(closing, said):
            said = said.replace(closing, "", 1)
    return said
