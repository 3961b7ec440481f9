"""What one version denies and the other, where it renders the same word, does not.

A denial belongs to the word behind it. One that no denial of the other version renders is a contradiction where the
denied word is rendered and nothing near its rendering may deny it: no word that denies by its meaning, no prefix, no
denial of what it is coordinated with. A denied word without a rendering of its own is sought between the words around
it. So is a denial of what denies by its meaning, where the other version has that alone: not be inviolable, 不得侵犯.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.facts.forms import folded
from diple.facts.mention import Mention
from diple.mark.text.versions.denials.half import BESIDE, Half
from diple.mark.text.versions.denials.matching import match
from diple.mark.text.versions.denials.reading import Denial
from diple.mark.text.versions.denials.sensed import by_sense
from diple.mark.text.versions.passages import Passage
from diple.model import Span

RENDERED, SHARE = 3, 0.6  # words around a denied word that are rendered, at least, and their share
FEW = (2, 0.4)  # the same where the other version denies nothing
QUOTED = 4  # letters of a denial that is no quotation in the other language


def lone_denials(passage: Passage) -> Iterator[tuple[int, Mention, Span]]:
    """The denials of one version alone: its side, the denial, and the stretch of the other with the word undenied."""
    if not any(one.firm for facts in passage.facts for one in facts.of("negation")) or not passage.wording.links[0]:
        return
    one, other = by_sense(passage)
    halves = (Half(passage, 0, one), Half(passage, 1, other))
    match(halves)
    for here, there in (halves, halves[::-1]):
        for at in here.sure:
            found = undenied(here, there, here.denials[at]) or denied_once(here, there, at)
            if found:
                yield here.side, here.denials[at].mention, found


def denied_once(here: Half, there: Half, at: int) -> Span | None:
    """Where the other version has what denies by its meaning, and that is denied here alone."""
    inner = at + 1
    to = here.partners.get(inner)
    if to is None or not here.is_of(at, inner) or there.denials[to].kind != "lexical":
        return None
    place = there.denials[to].mention
    others = [one.mention.start for one in there.denials if one.mention != place and one.kind != "weak"]
    is_denied = any(there.clauses.is_one_sentence(other, place.start) for other in others)
    return None if is_denied else Span(place.start, place.end)


def undenied(here: Half, there: Half, denial: Denial) -> Span | None:
    """Where the other version has what is denied and denies it in no way; None where it may."""
    if not denial.targets or is_quoted(here, there, denial.mention) or is_meant(here, there, denial):
        return None
    word = denial.targets[0]
    return affirmed(here, there, denial) if here.is_rendered(word) else unrendered(here, there, denial)


def is_meant(here: Half, there: Half, denial: Denial) -> bool:
    """Whether the other version has a word that may deny the same, beside its own of that: warn not to, warn against.

    So have "not yet" and "still to", where "yet" renders "still", and "not until" and "delayed until".
    """
    lasts = bool(there.ends) and here.is_ended(denial.mention.start) and not here.bars(denial.mention)
    only = all(half.facts.of("exclusive") for half in (here, there))  # not, except; only
    return lasts or only or any(shares(one, denial) for one in here.weak_beside(there))


def shares(weak: Denial, denial: Denial) -> bool:
    """Whether a word that denies in part is before a denial of the same word."""
    return weak.mention.start < denial.mention.start and denial.targets[0] in weak.targets


def unrendered(here: Half, there: Half, denial: Denial) -> Span | None:
    """The same of what has no rendering of its own: it is sought by the words around it."""
    bars = here.bars(denial.mention)
    if there.is_silent and (bars or here.is_plain(denial.mention)):
        return beside(here, there, denial, FEW)
    if bars:
        return beside(here, there, denial, (RENDERED, SHARE))
    return inside(here, there, denial) if there.is_answered and here.is_plain(denial.mention) else None


def inside(here: Half, there: Half, denial: Denial) -> Span | None:
    """The same of a word between others of its clause, most of which are rendered."""
    word = denial.targets[0]
    low, high = here.clauses.window(word, BESIDE)
    place = here.words[word].start
    clause = [at for at in range(low, high + 1) if here.clauses.is_one_clause(here.words[at].start, place)]
    around = [at for at in clause if here.is_rendered(at)]
    if len(around) < max(RENDERED, SHARE * len(clause)) or not around[0] < word < around[-1]:
        return None
    return among(here, there, denial, around)


def affirmed(here: Half, there: Half, denial: Denial) -> Span | None:
    """The same of what is rendered by a word: where that is, if nothing there may deny it."""
    answer = here.answers[denial.targets[0]]
    coordinated = here.denies_beside(denial.mention.start, 1) and there.denies_before(there.words[answer].start)
    is_inner = denial.twice or here.is_inner(denial.targets[0])
    may_deny = there.denies(answer) or coordinated or there.may_deny(answer, is_inner=is_inner, denied=denial.words)
    return None if may_deny else there.clauses.shown(answer)


def is_quoted(here: Half, there: Half, denial: Mention) -> bool:
    """Whether the other version has a denial in the same letters, as a quotation has."""
    quote = folded(here.version.statement.text[denial.start : denial.end], "en")
    return len(quote) >= QUOTED and quote in folded(there.version.text, "en")


def beside(here: Half, there: Half, denial: Denial, least: tuple[int, float]) -> Span | None:
    """Where what is denied has no rendering of its own: from what renders the words around it on, all undenied."""
    return among(here, there, denial, here.rendered_beside(denial.targets[0], least))


def among(here: Half, there: Half, denial: Denial, around: Sequence[int]) -> Span | None:
    """Where the other version has what is beside what is denied, if nothing there may be denied."""
    word = denial.targets[0]
    answers = sorted(here.rendered(around))
    if not answers or there.denies_within(answers[0], answers[-1], denial.words):
        return None
    nearest = [*[at for at in around if at < word][-1:], *[at for at in around if at > word][:1]]
    quoted = sorted(here.rendered(nearest))
    return Span(there.words[quoted[0]].start, there.words[quoted[-1]].end)
