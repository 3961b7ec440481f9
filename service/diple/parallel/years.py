"""Statements of two years in two languages: a change that both languages have, and one that only one of them has.

The pair of the other language is compared by itself; the two texts of each year are aligned as language versions. So
each marker has sentences of the other language beside its own. Where these have a marker of the same kind, the change
is confirmed and weighs more. Where they are the same in both years, the change is in one language only: a marker of its
own, L1, with what both versions say in both years.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from diple.comparison import Packs, compare
from diple.errors import OptionError
from diple.lexicon import Lexicon
from diple.model import Change, Marker, Notice, Quote, RuleRef, Selector, Term
from diple.parallel.linking import Links
from diple.result import Comparison
from diple.segment.language import LANGUAGE_NAMES
from diple.statement import Source

CONFIRMED = 0.25
"""Of the points that are missing to the highest score, what a change gets that another language confirms.

Set by hand: there are no briefs of statements in two languages to fit it to.
"""
HIGHEST = 100
ONE_LANGUAGE = "across.one_language"
"""The rule of a change that one language has and the other has not."""
_WEIGHTY = ("critical", "high", "notable")
_LONGEST = 160  # characters of a quote in a reason
_OPPOSITE = {"strengthened": "softened", "softened": "strengthened"}

Sentences = frozenset[int]
_NONE: Sentences = frozenset()


class Evidence(NamedTuple):
    """The sentences of the old and of the new text of one language."""

    old: Sentences
    new: Sentences


@dataclass(frozen=True)
class Language:
    """The comparison of one language and the starts of its sentences."""

    comparison: Comparison
    starts: tuple[list[int], list[int]]

    @property
    def called(self) -> str:
        """What its texts are called: "the Russian version"."""
        language = self.comparison.new.language
        return f"the {LANGUAGE_NAMES[language]} version" if language != "und" else "the other version"

    def evidence(self, marker: Marker) -> Evidence:
        """The sentences that a marker quotes."""
        return Evidence(self._numbers(0, marker.old), self._numbers(1, marker.new))

    def changed(self, change: Change) -> Evidence:
        """The sentences that a change is in."""
        old, new = ([quote] if quote else [] for quote in (change.old, change.new))
        return Evidence(self._numbers(0, old), self._numbers(1, new))

    @cached_property
    def touched(self) -> Evidence:
        """All sentences in which something that counts changed, or that a marker quotes."""
        found = [self.changed(change) for change in self.comparison.counting]
        found += [self.evidence(marker) for marker in self.comparison.markers]
        old, new = (frozenset(chain.from_iterable(side)) for side in zip(Evidence(_NONE, _NONE), *found, strict=True))
        return Evidence(old, new)

    def meeting(self, place: Evidence) -> list[Marker]:
        """The markers that quote a sentence of `place`, in their order, where no text says that they are elsewhere."""
        near = {
            at for side, numbers in enumerate(place) for number in numbers for at in self._quoting[side].get(number, ())
        }
        return [marker for marker, found in (self._quoted[at] for at in sorted(near)) if _meets(place, found)]

    @cached_property
    def _quoted(self) -> list[tuple[Marker, Evidence]]:
        return [(marker, self.evidence(marker)) for marker in self.comparison.markers]

    @cached_property
    def _quoting(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """For each sentence of either text the places of the markers that quote it."""
        sides: tuple[dict[int, list[int]], dict[int, list[int]]] = (defaultdict(list), defaultdict(list))
        for at, (_, found) in enumerate(self._quoted):
            for side, numbers in zip(sides, found, strict=True):
                for number in numbers:
                    side[number].append(at)
        return sides

    def _numbers(self, side: int, found: Iterable[Quote | Selector]) -> Sentences:
        return frozenset(max(0, bisect_right(self.starts[side], each.start) - 1) for each in found)

    def sentences(self, found: Evidence) -> tuple[tuple[Selector, ...], tuple[Selector, ...]]:
        """Some sentences of both texts, quoted."""
        from diple.mark.resolve.markers import selector

        texts = (self.comparison.old, self.comparison.new)
        old, new = (
            tuple(selector(text, text.sentences[number]) for number in sorted(numbers))
            for text, numbers in zip(texts, found, strict=True)
        )
        return old, new


def compare_across(comparison: Comparison, old: Source, new: Source, *, packs: Packs = None) -> Comparison:
    """The comparison, its markers held against the same two statements in another language.

    `old` and `new` are those of the other language. Raises what `diple.compare` raises, and OptionError: TWO_LANGUAGES
    where the two texts of a pair are in two, ONE_LANGUAGE where both pairs are in one, NO_MARKERS where the comparison
    was made without markers.
    """
    lexicon = _lexicon(comparison, packs)
    other = compare(old, new, mode=comparison.mode, packs=lexicon)
    for pair, which in ((comparison, "first"), (other, "second")):
        _check_language(pair, which)
    if other.new.language == comparison.new.language:
        raise OptionError("ONE_LANGUAGE", "Both pairs are in one language.", "Give the second pair in another one.")
    first, second = _language(comparison), _language(other)
    years = tuple(
        compare(getattr(comparison, side), getattr(other, side), mode="translation", packs=lexicon, markers=False)
        for side in ("old", "new")
    )
    beside = _Beside(first, second, [Links([year.old, year.new], {(0, 1): year}) for year in years])
    markers = [beside.judged(marker, lexicon, comparison) for marker in comparison.markers]
    markers += beside.events(lexicon, comparison)
    return replace(
        comparison,
        markers=_in_order(markers),
        engine=replace(comparison.engine, options=(*comparison.engine.options, *_options(other))),
        degraded=(*comparison.degraded, *(each for year in years for each in year.degraded)),
        warnings=(*comparison.warnings, *_warnings(other, second.called)),
        lexicon=lexicon,
        told=None,
    )


def _check_language(pair: Comparison, which: str) -> None:
    """Raises OptionError where the two texts of a pair are in two languages; one that is not judged may be any."""
    found = [text.language for text in (pair.old, pair.new) if text.language != "und"]
    if len(set(found)) > 1:
        named = " and ".join(LANGUAGE_NAMES[each] for each in found)
        message = f"The texts of the {which} pair are in two languages, {named}."
        raise OptionError("TWO_LANGUAGES", message, "Give the old and the new text of one language, then of the other.")


def _lexicon(comparison: Comparison, packs: Packs) -> Lexicon:
    if ("markers", "False") in comparison.engine.options:
        raise OptionError("NO_MARKERS", "The comparison has no markers.", "Make it with markers.")
    if packs is None:
        return comparison.lexicon or Lexicon.default()
    return packs if isinstance(packs, Lexicon) else Lexicon.load(packs)


def _language(comparison: Comparison) -> Language:
    starts = [[span.start for span in text.sentences] for text in (comparison.old, comparison.new)]
    return Language(comparison, (starts[0], starts[1]))


def _options(other: Comparison) -> Iterator[tuple[str, str]]:
    yield from (("also", text.sha256) for text in (other.old, other.new))


def _warnings(other: Comparison, called: str) -> Iterator[Notice]:
    """What was met when the texts of the other language were read."""
    for notice in other.warnings:
        yield Notice(notice.code, f"{called[:1].upper()}{called[1:]}: {notice.message}", {**notice.data, "also": True})


def _in_order(markers: Sequence[Marker]) -> tuple[Marker, ...]:
    """By falling score; a marker that is new has the next free id, the others keep theirs."""
    taken = len([marker for marker in markers if marker.id])
    named = []
    for marker in markers:
        taken += not marker.id
        named.append(marker if marker.id else replace(marker, id=f"m{taken}"))
    return tuple(sorted(named, key=lambda marker: -marker.score))


class _Beside:
    """Two languages beside one another, with the links between their texts of either year."""

    def __init__(self, first: Language, second: Language, links: Sequence[Links]) -> None:
        self.first, self.second = first, second
        self._links = links

    def there(self, found: Evidence, *, back: bool = False) -> Evidence | None:
        """The sentences of the other language that render these; None where a sentence is not rendered."""
        here, other = (1, 0) if back else (0, 1)
        sides = []
        for links, numbers in zip(self._links, found, strict=True):
            linked = [links.of((here, number), other) for number in numbers]
            if any(link is None for link in linked):
                return None
            sides.append(frozenset(number for link in linked if link for number in link.there))
        return Evidence(sides[0], sides[1])

    def judged(self, marker: Marker, lexicon: Lexicon, comparison: Comparison) -> Marker:
        """The marker, with more weight where the other language has a marker of its kind in the same place."""
        from diple.mark.resolve.level import level_of

        place = self.there(self.first.evidence(marker))
        near = self.second.meeting(place) if place else ()
        same = next((other for other in near if _same_kind(marker, other)), None)
        if not same:
            return marker
        points = round((HIGHEST - marker.score) * CONFIRMED)
        term = Term("confirmed", points, f"also in {self.second.called}: {_news(same)}")
        score = marker.score + points
        return replace(
            marker, terms=(*marker.terms, term), score=score, level=level_of(score, lexicon, comparison.mode)
        )

    def events(self, lexicon: Lexicon, comparison: Comparison) -> Iterator[Marker]:
        """A marker for each weighty change that one language has, where the other has the same words in both years."""
        for here, there, back in ((self.first, self.second, False), (self.second, self.first, True)):
            for marker in here.comparison.markers:
                found = here.evidence(marker)
                place = self.there(found, back=back)
                if marker.level in _WEIGHTY and place and any(place) and not _is_changed(there, place):
                    yield self._event(marker, here, there, place, back=back, lexicon=lexicon, mode=comparison)

    def _event(
        self,
        marker: Marker,
        here: Language,
        there: Language,
        place: Evidence,
        *,
        back: bool,
        lexicon: Lexicon,
        mode: Comparison,
    ) -> Marker:
        """The marker of a change that only `here` has; `place` are the sentences of `there`."""
        from diple.mark.resolve.level import level_of

        others = there.sentences(place)
        old, new = others if back else (marker.old, marker.new)
        kind = lexicon.markers["L1"]
        pack = next((each for each in lexicon.packs if each.name == kind.pack), None)
        rationale = f"Only {here.called} changes: {_news(marker)}. {_as_before(there.called, *others)}"
        term = Term("one_language", marker.score, f"a change of this weight, in {here.called} only")
        return Marker(
            id="",
            code=kind.code,
            name=kind.name,
            direction="neutral",
            referent=f"{marker.referent}, in {here.called} only",
            score=marker.score,
            level=level_of(marker.score, lexicon, mode.mode),
            terms=(term,),
            rationale=rationale,
            rule=RuleRef(ONE_LANGUAGE, pack.name if pack else "", pack.version if pack else ""),
            old=old,
            new=new,
            changes=() if back else marker.changes,
            label=f"in {here.called} only: {_news(marker)}",
        )


def _same_kind(one: Marker, other: Marker) -> bool:
    """Whether markers have a kind in common, and no opposite directions."""
    codes = {kind.code for kind in one.kinds} & {kind.code for kind in other.kinds}
    return bool(codes) and _OPPOSITE.get(one.direction) != other.direction


def _meets(place: Evidence, found: Evidence) -> bool:
    """Whether sentences are common to both, and none of the two texts says that they are elsewhere."""
    sides = [(mine, theirs) for mine, theirs in zip(place, found, strict=True) if mine and theirs]
    return bool(sides) and all(mine & theirs for mine, theirs in sides)


def _is_changed(language: Language, place: Evidence) -> bool:
    """Whether something that counts changed in some sentences, or a marker quotes them."""
    return any(mine & theirs for mine, theirs in zip(place, language.touched, strict=True))


def _as_before(called: str, old: Sequence[Selector], new: Sequence[Selector]) -> str:
    """What the version that does not change says in both years."""
    before, after = (" ".join(_short(one.exact) for one in side) for side in (old, new))
    said = f"“{before}”" if before == after else f"“{before}” before, “{after}” after" if before and after else ""
    said = said or f"“{before or after}”"
    return f"{called[:1].upper()}{called[1:]} says in both years: {said}"


def _news(marker: Marker) -> str:
    """What a marker reports, in the words of its texts."""
    quotes = [" ".join(_short(one.exact) for one in side) for side in (marker.old, marker.new)]
    return marker.label or " → ".join(f"“{quote}”" for quote in quotes if quote)


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
