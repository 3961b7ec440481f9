"""What a reader finds beside a sentence that is reported as gone or new: `python -m evaluation.free`.

Each pair of statements of `links.tsv` is compared with models that were fitted on the others. Of the sentences that
then are free it is counted how many have a partner, and what the nearest wording beside them is: the same matter, near
it, or another, by how sure it is said to be.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args
from unittest.mock import patch

from diple import Comparison, compare
from diple.align import agreement
from diple.align.agreement import Kind, Model
from diple.model import Sureness
from diple.themes.sentences import linked_sentences, sentences_of
from evaluation.corpora import BESIDE
from evaluation.links import Example, examples, fitted, labels


class Free(NamedTuple):
    """A free sentence that a reader was asked about: its partners, and what is beside it, as (verdict, sureness)."""

    partners: int
    beside: tuple[tuple[str, Sureness], ...]


def free_sentences() -> Iterator[Free]:
    """The free sentences of all pairs of statements."""
    given = examples()
    for (old, new), verdicts in asked().items():
        model = without(old + new, given)
        texts = [(BESIDE / "data" / name).read_text(encoding="utf-8") for name in (old, new)]
        with patch.object(agreement, "_model", lambda model=model: model):
            it = compare(*texts, mode="succession")
        yield from _free(it, verdicts)


def asked() -> dict[tuple[str, str], dict[tuple[int, int], dict[int, str]]]:
    """The verdicts on the candidates of each sentence by pair of statements, side and start, and by start across."""
    found: dict[tuple[str, str], dict[tuple[int, int], dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in labels():
        starts, side = (int(row["old_start"]), int(row["new_start"])), int(row["asked"] == "new")
        found[row["old_file"], row["new_file"]][side, starts[side]][starts[1 - side]] = row["verdict"]
    return found


def without(pair: str, given: Mapping[Kind, list[Example]]) -> Model:
    """The models fitted on all pairs of statements but one."""
    model: Model = {}
    for kind, found in given.items():
        intercept, *slopes = fitted([example for example in found if example.pair != pair])
        model[kind] = intercept, tuple(slopes)
    return model


def _free(it: Comparison, verdicts: Mapping[tuple[int, int], Mapping[int, str]]) -> Iterator[Free]:
    """The free sentences of one comparison; a nearest wording may begin after a list label, so ends are compared."""
    row = sentences_of(it.old, it.new)
    linked = {number for pair in linked_sentences(row, it.segments) for side in pair for number in side}
    begun = [[span.start for span in statement.sentences] for statement in (it.old, it.new)]
    starts = [{span.end: span.start for span in statement.sentences} for statement in (it.old, it.new)]
    near = [((starts[0][pair.old.end], starts[1][pair.new.end]), pair.sure) for pair in it.nearest]
    for (side, start), found in verdicts.items():
        if begun[side].index(start) + side * row.first_new not in linked:
            beside = ((pair[1 - side], sure) for pair, sure in near if pair[side] == start)
            said = tuple((found.get(across, "unread"), sure) for across, sure in beside)
            yield Free(list(found.values()).count("same"), said)


def main() -> None:
    """Prints the counts."""
    found = list(free_sentences())
    partner = [each for each in found if each.partners]
    write = sys.stdout.write
    write(f"{len(found)} free sentences, {len(partner)} with a partner\n")
    for sure in get_args(Sureness):
        counts = Counter(verdict for each in found for verdict, how in each.beside if how == sure)
        hit = sum(("same", sure) in each.beside for each in partner)
        said = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("same", "near", "other", "unread"))
        write(f"{sure}: the partner is beside {hit}; of the wordings beside {said}\n")


if __name__ == "__main__":
    main()
