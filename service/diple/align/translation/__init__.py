"""Two language versions: which sentence renders which, however either of them is cut into paragraphs.

Sentences are aligned over the whole of both texts. The cheapest sequence of one to one, one to several, several to one
and lone sentences is sought (`path`). What a pair costs follows from what both mean, how long they are, which numbers
and names they keep and how they are numbered (`costs`). What is left over is tried with one another out of order
(`crossing`). It is an alignment, not a diff: nothing is claimed about the wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from diple.align.links import Link
from diple.align.translation.confidence import confidence_of
from diple.align.translation.costs import Costs
from diple.align.translation.crossing import crossed
from diple.align.translation.joined import of_sentences, places_of_pieces, span_of_pieces
from diple.align.translation.meaning import Encoder, by_words
from diple.align.translation.path import MOST_JOINED, Step, cheapest
from diple.align.translation.pieces import pieces_of
from diple.align.translation.sentences import by_sentences
from diple.model import Notice, Statement

__all__ = ["align_translation", "by_sentences", "by_words", "unrendered"]

# From which share of its sentences that nothing renders a version is reported as rendered in part.
MUCH = 0.1
# Up to so many sentences a rough search finds what an exact one does.
MOST_ALIKE = 200
# How many pairs are kept with their links, and up to how many code points of a text.
KEPT, LONGEST = 8, 100_000
# The confidence, in per cent, below which two sentences are not linked.
LEAST_SURE = 10


def align_translation(
    old: Statement, new: Statement, encoder: Encoder = by_words
) -> tuple[list[Link], tuple[Notice, ...]]:
    """Links of kind aligned, and unaligned for sentences that nothing renders, in the order of the new text.

    Each link has its confidence. With them a notice where a text was too long to be searched whole
    (`coarse_alignment`). The pair is worked on in one order whichever way it is asked, so that exchanging the texts
    mirrors the links.
    """
    if old.text == new.text:  # neither order is the first one
        return [Link((at,), (at,), "aligned", confidence=100) for at in range(len(old.sentences))], ()
    swapped = (new.language, new.text) < (old.language, old.text)
    first, second = map(_bare, (new, old) if swapped else (old, new))
    is_short = max(len(old.text), len(new.text)) <= LONGEST
    found = (_remembered if is_short else _aligned)(first, second, encoder)
    links = [link.mirrored for link in found.links] if swapped else found.links
    return _lone_old_first(links), found.notices


class _Found(NamedTuple):
    """The links of two texts, and where the search was rough."""

    links: tuple[Link, ...]
    notices: tuple[Notice, ...]


def _bare(statement: Statement) -> Statement:
    """What links depend on of a statement."""
    return Statement(statement.text, statement.language, statement.blocks, statement.sentences)


def _aligned(old: Statement, new: Statement, encoder: Encoder) -> _Found:
    costs = Costs(pieces_of(old, new, encoder))
    found, joined = cheapest(costs)
    steps = of_sentences(found, costs.pieces.sentences)
    links = _sure(_links(steps, crossed(costs, steps)), costs)
    return _Found(tuple(links), _coarse(*map(len, costs.sides), joined=joined))


# A pair is compared again with other packs or options, and in the other order.
_remembered = lru_cache(maxsize=KEPT)(_aligned)


def _links(steps: Sequence[Step], moved: Sequence[Step]) -> list[Link]:
    """The steps as links, those out of order where their new piece is."""
    olds, news = {step.old for step in moved}, {step.new: step for step in moved}
    links = []
    for step in steps:
        if not step.taken and step.new in news:
            links.append(_link(news[step.new])._replace(moved=True))
        elif step.given or step.old not in olds:
            links.append(_link(step))
    return links


def _link(step: Step) -> Link:
    kind = "aligned" if step.taken and step.given else "unaligned"
    old, new = range(step.old, step.old + step.taken), range(step.new, step.new + step.given)
    return Link(tuple(old), tuple(new), kind)  # type: ignore[arg-type]


def _sure(links: Sequence[Link], costs: Costs) -> list[Link]:
    """The links with their confidence; below LEAST_SURE there is no link, and its sentences are alone."""
    places = [places_of_pieces(side) for side in costs.pieces.sentences]
    sure: list[Link] = []
    for link in links:
        if link.kind == "unaligned":
            sure.append(link)
            continue
        place = (*span_of_pieces(places[0], link.old), *span_of_pieces(places[1], link.new))
        confidence = confidence_of(costs, place)
        if confidence is None or confidence >= LEAST_SURE:
            sure.append(link._replace(confidence=confidence))
        else:
            sure += [Link((at,), (), "unaligned") for at in link.old]
            sure += [Link((), (at,), "unaligned") for at in link.new]
    return sure


def _lone_old_first(links: Sequence[Link]) -> list[Link]:
    """The links in the order of the new text, lone old sentences behind the one before them, before lone new ones."""
    ordered: list[Link] = []
    waiting: list[Link] = []
    for link in links:
        if link.kind == "unaligned" and link.new:
            waiting.append(link)
            continue
        if link.kind != "unaligned":
            ordered += waiting
            waiting = []
        ordered.append(link)
    return ordered + waiting


def _coarse(*sizes: int, joined: int) -> tuple[Notice, ...]:
    """That texts were too long to be searched whole; sentences cut in two count as two."""
    longest = max(sizes)
    if longest <= MOST_ALIKE:
        return ()
    message = (
        f"Texts of more than {MOST_ALIKE} sentences are aligned roughly first, and then exactly near the links that "
        f"were found: the longer one has {longest:,}."
    )
    told = {"longest": longest, "limit": MOST_ALIKE}
    if joined < MOST_JOINED:
        message += f" One sentence may render no more than {joined} others, instead of {MOST_JOINED}."
        told["joined"] = joined
    return (Notice("coarse_alignment", message, {**told}),)


def unrendered(links: Sequence[Link]) -> tuple[Notice, ...]:
    """A notice for each version of which more than a tenth of the sentences have no rendering."""
    notices = []
    for side, sides in (("old", [link.old for link in links]), ("new", [link.new for link in links])):
        total = sum(map(len, sides))
        alone = sum(len(numbers) for numbers, link in zip(sides, links, strict=True) if link.kind == "unaligned")
        if alone > MUCH * total:
            message = (
                f"For {alone:,} of the {total:,} sentences of the {side} text no rendering was found: "
                "what they say is not compared."
            )
            notices.append(Notice("unaligned_sentences", message, {"side": side, "sentences": alone, "of": total}))
    return tuple(notices)
