"""Where a phrase begins and ends: whole, never torn, short enough to be read at a glance.

A phrase ends at a mark, before a finite verb, or, where it is long, at the last noun phrase or joint that leaves it
short enough. It begins with no word that only joins it to what precedes. Every referent passes `presentable` last.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import chain, dropwhile

from diple.grammar import Clause
from diple.lexicon.vocabulary import Token, Vocabulary
from diple.mark.sentence.frames import VERBS, Side

LONGEST = 12  # words of a referent; ideographs count half
OVER = 4  # words by which a phrase may be longer where it would be torn inside "the end of the year"
SHORTEST = 2  # words that a phrase keeps where it is cut at a joint
ASIDE = 8  # tokens from one comma to the other between a verb and its object
LIST = 3  # words between the commas of a list that belongs to one noun: "a comprehensive, just and lasting peace"
LABELLED = 6  # code points of a label before the first word of a sentence
CLAUSE = 28  # words of a clause that is quoted
CLOSERS = {"(": ")", "[": "]", "“": "”", "«": "»", "《": "》", "「": "」"}
# “ closes what „ opens.
LOW_QUOTES = {opening: closing for opening, closing in CLOSERS.items() if opening != "“"} | {"„": "“"}
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
    return cut_quote(side, tokens, first, first + most)


def cut_quote(side: Side, tokens: Sequence[Token], first: int, stop: int) -> str:
    """Tokens `[first, stop)` on one line; an ellipsis, and no mark, is where others are cut off."""
    words = [token for token in tokens[first:stop] if not is_break(token)] or tokens
    start = words[0].start if first else tokens[0].start
    end = words[-1].end if stop < len(tokens) else tokens[-1].end
    return f"{'… ' * bool(first)}{side.quote(start, end)}{' …' * (stop < len(tokens))}"


def sentence_phrase(side: Side, tokens: Sequence[Token]) -> str:
    """A clause with its verb, cut where a phrase ends."""
    run = clause_run(side.words, tokens)
    return opening_lowered(side, run[: end_of_phrase(side, run, CLAUSE // 2)]) if run else ""


def tokens_after(side: Side, at: int) -> list[Token]:
    """The tokens from a position on, up to the end of its sentence."""
    return [t for t in sentence_tokens(side, at) if t.start >= at]


def tokens_before(side: Side, at: int) -> list[Token]:
    """The tokens of the sentence at a position that end before it."""
    return [t for t in sentence_tokens(side, at) if t.end <= at]


def sentence_tokens(side: Side, at: int) -> list[Token]:
    """The tokens of the sentence of `side` in which a position lies."""
    span = next((span for span in side.spans if span.start <= at <= span.end), None) if len(side.spans) > 1 else None
    return side.tokens if span is None else side.between(*span)


def phrase(side: Side, tokens: Sequence[Token], most: int, *, read: bool = True) -> str:
    """The phrase at the head of `tokens`, as one line: whole, of about `most` words, "" where there is none.

    A sentence that is only named is not `read` for its verbs: its phrase ends at a mark.
    """
    words, openers = side.words, side.words.words("openers_only")
    run = clause_run(words, list(dropwhile(lambda t: is_break(t) or t.key in openers, tokens)))
    kept = before_verb(side, run) if read else run
    kept = kept[: end_of_phrase(side, kept, most if words.spaced else most * 2)]
    loose = loose_ends(words) | (words.words("universal_words") if len(kept) < len(run) else frozenset())
    kept = without_loose_end(words, kept, loose)
    return opening_lowered(side, kept) if kept else ""


def without_loose_end(words: Vocabulary, tokens: list[Token], loose: frozenset[str]) -> list[Token]:
    """Tokens without what hangs loose at their end; the first stays."""
    while (off := loose_words(words, [t.key for t in tokens], loose)) and len(tokens) > off:
        tokens = tokens[:-off]
    return tokens


def end_of_phrase(side: Side, tokens: Sequence[Token], limit: int) -> int:
    """How many of some tokens make a phrase: all where they are few, else up to the last end of a phrase in `limit`.

    By the grammar a phrase ends where a noun phrase does; in a language without one, before a preposition or joint.
    """
    if len(tokens) <= limit + (OVER if side.words.spaced else OVER * 2):
        return len(tokens)
    ends = ends_of_phrases(side)
    joints = side.words.union("joints", "object_ends", "relatives", "complementisers", "dangling", "loose_ends")
    places = reversed(range(SHORTEST, limit + 1))
    return next((at for at in places if (tokens[at - 1].end in ends if ends else tokens[at].key in joints)), limit)


def ends_of_phrases(side: Side) -> set[int]:
    """Where noun phrases and their bases end, by the grammar."""
    return {end for sentence in side.parsed for phrase in sentence.phrases for end in (phrase.base_end, phrase.end)}


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
        if at < max(past, 1) or not ends_run(words, tokens, at, token):
            continue
        past = parenthesis(words, tokens, at)
        if not past:
            return list(tokens[:at])
    return list(tokens)


def ends_run(words: Vocabulary, tokens: Sequence[Token], at: int, token: Token) -> bool:
    """Whether a token opens a bracket or dash, or is a mark of a clause and of no list."""
    return token.key in "([—–" or (ends_here(tokens, at) and not in_a_list(words, tokens, at))


def ends_here(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark ends a clause at a token: not the stop inside "U.S." or after an initial."""
    token = tokens[at]
    if token.key != ".":
        return is_break(token)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or at == 0:
        return True
    before = tokens[at - 1]
    return after.start != token.end and not (before.capital and before.end - before.start == 1)


def parenthesis(words: Vocabulary, tokens: Sequence[Token], at: int) -> int:
    """Where an aside between commas behind a verb ends: "establish, within ninety days, a Commission"; else 0."""
    closing = closing_comma(tokens, at) if at == 1 and tokens[at].key == "," else 0
    if not closing:
        return 0
    opens = tokens[at + 1].key in words.words("object_ends") - words.words("list_links")
    return closing + 1 if opens or tokens[closing + 1].key in words.words("stop") - words.words("list_links") else 0


def closing_comma(tokens: Sequence[Token], at: int) -> int:
    """The first break near behind a comma, where it is a comma and something follows; else 0."""
    near = enumerate(tokens[at + 2 : at + ASIDE], at + 2)
    closing = next((i for i, token in near if is_break(token)), len(tokens) - 1)
    return closing if closing < len(tokens) - 1 and tokens[closing].key == "," else 0


def in_a_list(words: Vocabulary, tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma joins words of one noun phrase: few words before it, a joint soon after."""
    if tokens[at].key != "," or at > LIST or any(t.key in words.words("object_ends") for t in tokens[:at]):
        return False
    return any(t.key in words.words("joints") - {","} for t in tokens[at + 1 : at + 2 + LIST])


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
    """Where the grammar shows finite verbs that end a phrase."""
    return {one.verb.start for sentence in side.parsed for one in sentence.clauses if ends_phrase(one)}


def ends_phrase(one: Clause) -> bool:
    """Whether a phrase ends before the verb of a clause; not of one within it, nor of a list: "protect and keep"."""
    if one.verb.form != "finite" or one.kind in ("relative", "complement"):
        return False
    return one.kind != "coordinate" or bool(one.verb.tense or one.verb.modal)


def denied_clause(side: Side, tokens: Sequence[Token]) -> str:
    """The clause whose subject is a denied noun, which alone names nothing: "no State shall build"; else ""."""
    if not tokens or tokens[0].key not in side.words.words("denying_determiners"):
        return ""
    run = clause_run(side.words, tokens)
    return sentence_phrase(side, run) if len(before_verb(side, run)) < len(run) else ""


def after_verb(side: Side, tokens: Sequence[Token]) -> list[Token]:
    """The tokens after the last verb among them that is known; all where none is."""
    if not tokens:
        return []
    ends = (end for end in verb_ends(side, tokens[0]) if end <= tokens[-1].end)
    last = max(ends, default=0)
    return [t for t in tokens if t.start >= last]


def verb_ends(side: Side, first: Token) -> Iterator[int]:
    """Where verbs end from a token on, by closed classes, known phrases and the grammar."""
    verbs = side.words.union("finite", "finite_only", "complementisers")
    yield from (t.end for t in side.after(first.start) if t.key in verbs)
    yield from (hit.end for hit in side.of(VERBS) if hit.start >= first.start)
    clauses = chain.from_iterable(sentence.clauses for sentence in side.parsed)
    yield from (one.verb.end for one in clauses if one.verb.end >= first.end)


def without_label(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words of a sentence without the number at its head: "17. The Parties"."""
    labelled = len(tokens) > 1 and tokens[0].key.isdigit() and is_break(tokens[1])
    return tokens[2:] if labelled else tokens


def opening_lowered(side: Side, tokens: Sequence[Token]) -> str:
    """The words of some tokens; a word that is capital only because a sentence begins there gets a small letter."""
    said = side.quote(tokens[0].start, tokens[-1].end)
    if not begins_sentence(side, tokens[0]) or said[:2].isupper() or not is_plain(side, tokens):
        return said
    return said[0].lower() + said[1:]


def begins_sentence(side: Side, token: Token) -> bool:
    """Whether a capitalised word is at the head of a sentence, perhaps behind a label."""
    return token.capital and any(span.start <= token.start <= span.start + LABELLED for span in side.spans)


def is_plain(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether the first word is a function word, is in small letters elsewhere, or is a plain noun."""
    first = tokens[0].key
    return first in side.words.words("stop") or f" {first} " in side.text or is_plain_noun(side, tokens)


def is_plain_noun(side: Side, tokens: Sequence[Token]) -> bool:
    """Whether a phrase begins with a plural or abstract noun before a preposition that is no name elsewhere."""
    if len(tokens) < 2 or not side.words.words("plural_endings"):
        return False
    first, after = tokens[0].key, tokens[1].key
    if after not in side.words.words("object_ends") or side.text.count(first.capitalize()) > 1:
        return False
    return side.words.has_ending(first, "plural_endings", "noun_endings")


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
    parts = without_loose_words(parts, words)
    openers = words.words("openers_only")
    parts = [*dropwhile(lambda part: part.casefold() in openers, parts[:-1]), parts[-1]]
    if len(parts) == 1 and parts[0].casefold() in words.words("dangling"):
        return ""
    return " ".join(parts).strip(EDGES)


def without_loose_words(parts: list[str], words: Vocabulary) -> list[str]:
    """Words without those that hang loose at their end, up to a name or an initial; the first stays."""
    loose = loose_ends(words)
    while not (parts[-1] in words.cased or is_initial(parts[-1])):
        off = loose_words(words, [part.casefold() for part in parts[-2:]], loose)
        if not 0 < off < len(parts):
            break
        parts = parts[:-off]
    return parts


def is_initial(word: str) -> bool:
    """Whether a word is the initial of a person: "Hallam J. C"."""
    return word.isupper() and len(word) == 1


def closed(said: str) -> str:
    """Words up to the first bracket or quotation mark that has no partner."""
    if BRACKETS.isdisjoint(said):
        return said
    for opening, closing in (LOW_QUOTES if "„" in said else CLOSERS).items():
        if said.count(opening) > said.count(closing):
            said = said[: said.rindex(opening)] or said[len(opening) :]
        elif opening not in said:
            said = said.replace(closing, "", 1)
    return said
