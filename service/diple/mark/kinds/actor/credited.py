"""One party takes up what another proposed (T1), where the text says whose it is: "the Plan put forward by X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from diple.lexicon.vocabulary import vocabulary
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.matter import unlisted_terms
from diple.mark.sentence.pair import Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.text.context import Context
from diple.mark.text.parties import NAME, name_key, words_of
from diple.model import Span

QUOTED = r"[“«\"](?P<quoted>[^”»\"]{2,40})[”»\"]"
TITLE = r"(?P<title>(?:[A-Z][\w'’-]*\s+){1,6}(?:(?:of|for|on)\s+(?:[A-Z][\w'’-]*\s+?){1,3})?)"
HAN_NAME = 2, 6  # characters of a name in Chinese
OWN = ("modality", "commitment", "intention")  # what one does oneself
GAINSAID = ("opposition", "negation", "negated_stance")
STANDS_BY = 5  # rung of the ladder of endorsements from which a thing is backed, not noted


def credited(pair: Pair, context: Context) -> Iterator[Finding]:
    """T1 on a named proposal of another party's that the old text did not know and the new one acts on or backs."""
    if pair.new is None or not names_a_proposer(pair.new):
        return
    for match in pattern(pair.new.words.language).finditer(pair.new.text, pair.new.start, pair.new.end):
        group = "quoted" if match.group("quoted") else "title"
        start, words = match.start(group), match.group(group).rstrip()
        span, owner = Span(start, start + len(words)), owner_in(pair.new, match)
        known = words.lower() in context.old.text.lower()
        if not owner or known or not pair.new.touched(*span) or is_subject(pair.new, owner, match.start()):
            continue
        if takes_up(pair.new, match.start()):
            yield taken_up(pair, span, owner)


def names_a_proposer(side: Side) -> bool:
    """Whether a word that credits somebody with a proposal stands there at all."""
    return any(credit in side.text[side.start : side.end] for credit in words_of(side.words.language, "credits"))


def owner_in(side: Side, match: re.Match[str]) -> str:
    """Whose proposal it is; in Chinese what stands between the phrase before and the credit, "" if no name."""
    if side.words.spaced:
        return match.group("owner")
    start = max((hit.end for hit in side.hits if hit.end <= match.start()), default=side.start)
    name = side.text[start : match.start()]
    return name if HAN_NAME[0] <= len(name) <= HAN_NAME[1] and name.isalpha() else ""


@cache
def pattern(language: str) -> re.Pattern[str]:
    """Finds a proposal by its title or in quotation marks, with whose it is; nothing where no words are known."""
    credits = "|".join(sorted(words_of(language, "credits"), key=lambda word: (-len(word), word)))
    if not credits:
        return re.compile(r"(?!)(?P<quoted>)(?P<title>)(?P<owner>)")
    if not vocabulary(language).spaced:
        return re.compile(f"(?:{credits})(?P<title>(?!))?{QUOTED}")
    title = rf"(?:{QUOTED}|{TITLE})"
    return re.compile(rf"{title}\s*,?\s*(?:{credits})\s+(?P<owner>{NAME})")


def takes_up(side: Side, at: int) -> bool:
    """Whether a sentence backs what stands at `at`, or says what its speaker will do, and denies nothing."""
    if any(kind in side.by_kind for kind in GAINSAID):
        return False
    stances = [hit for hit in side.of(("endorsement",)) if hit.end <= at]
    if stances:
        return (stances[-1].rank or 0) >= STANDS_BY
    return any(kind in side.by_kind for kind in OWN)


def is_subject(side: Side, owner: str, end: int) -> bool:
    """Whether the party whose proposal it is speaks itself, before it in the sentence."""
    return name_key(owner) in side.text[side.start : end].lower()


def taken_up(pair: Pair, span: Span, owner: str) -> Finding:
    """A finding on another party's proposal that is taken up."""
    assert pair.new
    words = pair.new.quote(*span)
    return Finding(
        "T1",
        "convergence.credited",
        "strengthened",
        f"alignment with {owner} on “{words}”",
        f"“{words}” is a proposal of {owner} by the text's own words, and stands nowhere in the old text: "
        f"“{clause(pair.new, *span)}”.",
        (),
        (span,),
        pair.touching((), (span,)),
        terms=tuple(unlisted_terms(pair.new, span.start)),
        favours=owner,
    )


RULES = (credited,)
