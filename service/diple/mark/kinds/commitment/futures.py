"""Futures told by the verb's own form, which bind as "will" does (M1): créeront, crearán, создадут.

Where such a form gives way to a modal before the same verb ("pourront créer"), or the reverse, the duty is another. Of
which verb a form is, its beginning and the endings of the language tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from diple.lexicon.vocabulary import Hit, Token, Vocabulary
from diple.lexicon.vocabulary.glosses import with_meaning
from diple.mark.kinds.asking import needs
from diple.mark.kinds.finding import Finding
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pair import Edited, Pair
from diple.mark.sentence.phrases.cutting import clause
from diple.mark.sentence.phrases.referents import complement, duty
from diple.mark.sentence.renamed import same_verb
from diple.mark.text.context import Context
from diple.model import Direction, Span

FIRM = 8.0  # rank of a future among the modals, as of "will"
MEANS = "a firm announcement"
NEXT = 4  # tokens behind a modal among which its verb stands: "podrán, si procede, crear"
ASIDE = 10  # the same where a phrase stands between commas


@needs(kinds=("modality",))
def future(pair: Edited, context: Context) -> Iterator[Finding]:
    """M1: a duty in the future tense becomes a permission or less, or the reverse, before the same verb."""
    if pair.doubtful or not context.same_clause(pair):
        return
    for side, other in ((pair.old, pair.new), (pair.new, pair.old)):
        for told in futures(side):
            hit = answer(told, side, other)
            if hit is not None:
                yield finding(pair, side, told, hit)


def futures(side: Side) -> Iterator[Token]:
    """The verbs in the future tense in changed wording, but for those that are themselves modals."""
    endings = tuple(side.words.words("future_endings"))
    if not endings:
        return
    modals = side.of(["modality"])
    for token in side.changed_tokens:
        future_form = token.key.endswith(endings) and not token.capital
        if future_form and not any(hit.start <= token.start < hit.end for hit in modals):
            yield token


def answer(told: Token, side: Side, other: Side) -> Hit | None:
    """The modal of the other side, in changed wording and weaker than a future, that governs the same verb."""
    for hit in other.of(["modality"]):
        if hit.rank is None or hit.rank >= FIRM or not other.touched(hit.start, hit.end):
            continue
        verb = governed(other, hit, told, side.words)
        if verb is not None and verb.key not in side.keys:
            return hit
    return None


def governed(side: Side, hit: Hit, told: Token, words: Vocabulary) -> Token | None:
    """The form of a verb that stands soon behind a modal."""
    after = [t for t in side.tokens if t.start >= hit.end][:ASIDE]
    reach = ASIDE if any(t.key == "," for t in after[:2]) else NEXT
    return next((t for t in after[:reach] if same_verb(words, t.key, told.key)), None)


def finding(pair: Pair, side: Side, told: Token, hit: Hit) -> Finding:
    """A finding of M1: the future on one side, the modal on the other, named by the verb that the modal governs."""
    other = pair.new if side is pair.old else pair.old
    assert other
    form = side.quote(told.start, told.end)
    here, there = Span(told.start, told.end), Span(hit.start, hit.end)
    words = with_meaning(form, MEANS), with_meaning(hit.form, hit.means)
    gone = side is pair.old
    direction: Direction = "softened" if gone else "strengthened"
    spans = ((here,), (there,)) if gone else ((there,), (here,))
    before, after = words if gone else reversed(words)
    now = pair.new or other
    at = spans[1][0]
    return Finding(
        "M1",
        "modality.modal",
        direction,
        duty(other, hit, complement(other, hit.end)),
        f"{before} becomes {after} in “{clause(now, at.start, at.end)}”.",
        *spans,
        pair.touching(*spans),
    )


RULES = (future,)
