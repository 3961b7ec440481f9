"""Whether a sentence says otherwise what an earlier one says in nearly the same words: by a denial, or a number."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from diple.diff.edits import edits
from diple.facts.figures import Number
from diple.facts.numbers import YEARS, numbers
from diple.lexicon import Lexicon
from diple.lexicon.vocabulary import Hit, Token
from diple.mark.kinds.commitment.deed import deeds_of
from diple.mark.kinds.commitment.polarity import PHRASE, denying_prefixes
from diple.mark.places.stretch import Places
from diple.mark.sentence.frames import Side
from diple.mark.sentence.hits import unmatched, within_any
from diple.model import Span, Statement
from diple.segment.tokens import Edit

APPROVING, DISAPPROVING = frozenset({"endorsement"}), frozenset({"tone_negative", "opposition"})
COURSE = "course."
"""The families of deeds that are opposites (`deeds.toml`)."""
BESIDE_MONTH = 4
"""Code points between a month and its day: "3 May", "May 3rd", "3 de mayo"."""


class Contrasts:
    """The sentences of a new statement beside earlier ones; each two wordings are compared once."""

    def __init__(self, statement: Statement, lexicon: Lexicon) -> None:
        self._statement, self._lexicon = statement, lexicon
        self._known: dict[tuple[Span, str], str] = {}

    def between(self, new: Span, earlier: Statement, old: Span) -> str:
        """What the new sentence differs in: "an opposite", "a denial", "a modal", "a number"; "" for none of these."""
        key = new, earlier.text[slice(*old)]
        if key not in self._known:
            sides = (Side(text, (span,), (), self._lexicon) for text, span in ((earlier, old), (self._statement, new)))
            self._known[key] = contrast(*sides)
        return self._known[key]


def contrast(old: Side, new: Side) -> str:
    """What two sentences differ in, where their wording differs: the first of those that an analyst would name."""
    found = edits([token.key for token in old.tokens], [token.key for token in new.tokens])[0]
    small = [edit for edit in found if is_small(edit, old, new)]
    if not small:
        return ""
    before = Changed(old, [(edit.old_start, edit.old_end, edit.new_start < edit.new_end) for edit in small])
    after = Changed(new, [(edit.new_start, edit.new_end, edit.old_start < edit.old_end) for edit in small])
    differing = (
        ("an opposite", are_opposite),
        ("a denial", denies_otherwise),
        ("a modal", obliges_otherwise),
        ("a number", are_other_numbers),
    )
    return next((name for name, differs in differing if differs(before, after)), "")


def is_small(edit: Edit, old: Side, new: Side) -> bool:
    """Whether an edit is no statement of its own on either side."""
    sides = ((old, edit.old_start, edit.old_end), (new, edit.new_start, edit.new_end))
    return all(sum(is_content(side, token) for token in side.tokens[a:b]) <= PHRASE for side, a, b in sides)


def is_content(side: Side, token: Token) -> bool:
    """Whether a token carries content."""
    return token.key[0].isalnum() and token.key not in side.words.words("stop")


class Changed:
    """A side with the wording that differs; of each stretch, given as places of tokens, whether it replaces another."""

    def __init__(self, side: Side, stretches: Sequence[tuple[int, int, bool]]) -> None:
        tokens = side.tokens
        places = [(Span(tokens[a].start, tokens[b - 1].end), replaces) for a, b, replaces in stretches if a < b]
        self.side = Side(side.statement, side.spans, [span for span, _ in places], side.lexicon)
        self._alone = Places(span for span, replaces in places if not replaces)

    def of(self, kinds: Collection[str], other: Changed) -> list[Hit]:
        """The changed phrases of some kinds that the other side lacks, where they bear on words that it has."""
        found = unmatched(self.side, self.side.of(kinds), other.side.of(kinds))
        return [hit for hit in found if self.side.touched(hit.start, hit.end) and self.bears(hit)]

    def bears(self, hit: Hit) -> bool:
        """Whether the word of content behind a phrase is more than inserted: "and no gates" denies nothing said."""
        governed = next((token for token in self.side.content_tokens if token.start >= hit.end), None)
        return governed is None or not self._alone.hold(governed.start, governed.end)

    def denials(self, other: Changed) -> int:
        """How many changed words deny, also by a beginning: "unlawful" where the other side has "lawful"."""
        known = [hit for hit in self.side.of(["negation"]) if self.side.touched(hit.start, hit.end)]
        prefixed = [hit for hit in denying_prefixes(self.side, other.side) if not within_any(hit, known)]
        return sum(map(self.bears, known)) + len(prefixed)

    def courses(self) -> Iterator[tuple[str, float | None]]:
        """The changed deeds that have an opposite, with their direction."""
        for kind, hits in deeds_of(self.side).items():
            if kind.startswith(COURSE):
                yield from ((kind, hit.rank) for hit in hits if self.side.touched(hit.start, hit.end))

    @cached_property
    def values(self) -> set[frozenset[Fraction]]:
        """The values of the changed numbers; days, months and years are none: they change with each statement."""
        side = self.side
        found = numbers(side.text, side.start, side.end, side.words.language)
        months = [number for number in found if number.month]
        changed = (number for number in found if side.touched(number.start, number.end))
        return {number.values for number in changed if not is_of_date(number, months)}


def is_of_date(number: Number, months: Sequence[Number]) -> bool:
    """Whether a number is a month, a year, or the day beside a month."""
    is_year = any(YEARS[0] <= value < YEARS[1] for value in number.values)
    return number.month or is_year or any(gap(number, month) <= BESIDE_MONTH for month in months)


def gap(one: Number, other: Number) -> int:
    """How many code points are between two numbers."""
    return max(one.start, other.start) - min(one.end, other.end)


def are_opposite(old: Changed, new: Changed) -> bool:
    """Whether approval gives way to disapproval or the reverse, or a deed to its opposite: open, close."""
    praised, praises = bool(old.of(APPROVING, new)), bool(new.of(APPROVING, old))
    blamed, blames = bool(old.of(DISAPPROVING, new)), bool(new.of(DISAPPROVING, old))
    if praised != blamed and praises not in (blames, praised):
        return True
    before, after = dict(old.courses()), dict(new.courses())
    return any(before[kind] != after[kind] for kind in before.keys() & after.keys())


def denies_otherwise(old: Changed, new: Changed) -> bool:
    """Whether the count of denials changes from even to odd: two of them cancel out."""
    return old.denials(new) % 2 != new.denials(old) % 2


def obliges_otherwise(old: Changed, new: Changed) -> bool:
    """Whether a modal came, went or gave way to one of another strength."""
    return bool(old.of(["modality"], new) or new.of(["modality"], old))


def are_other_numbers(old: Changed, new: Changed) -> bool:
    """Whether both sides have a number that differs, and no value is the same."""
    return bool(old.values and new.values) and all(a.isdisjoint(b) for a in old.values for b in new.values)
