"""What the noise rules say of two sentences, with edits made by a plain differ on the tokens' keys."""

from __future__ import annotations

from difflib import SequenceMatcher

from diple.model import Span
from diple.noise import LabelledEdit, label_edits, surface_noise
from diple.segment import tokenise
from diple.segment.tokens import Edit, Tokens


def tokens_of(text: str, language: str) -> Tokens:
    """The whole text in tokens."""
    return tokenise(text, [Span(0, len(text))], language)


def edits_between(old: Tokens, new: Tokens) -> list[Edit]:
    """The edits between the keys of two token lists."""
    matcher = SequenceMatcher(None, old.keys, new.keys, autojunk=False)
    return [Edit(*bounds) for tag, *bounds in matcher.get_opcodes() if tag != "equal"]


def labelled(old_text: str, new_text: str, language: str) -> tuple[Tokens, Tokens, list[LabelledEdit]]:
    """Both texts in tokens and the verdicts on their edits."""
    old, new = tokens_of(old_text, language), tokens_of(new_text, language)
    return old, new, label_edits(old, new, edits_between(old, new), language)


def verdicts(old_text: str, new_text: str, language: str) -> list[tuple[str, str, str | None]]:
    """Everything that differs but white space, in order: the old words, the new ones, why they do not count.

    Words with one key and two surfaces are among them, as the page shows them.
    """
    old, new, edits = labelled(old_text, new_text, language)
    found: list[tuple[str, str, str | None]] = []
    old_at = new_at = 0
    for edit in [*edits, LabelledEdit(len(old), len(old), len(new), len(new), None)]:
        equal = zip(range(old_at, edit.old_start), range(new_at, edit.new_start), strict=True)
        for left, right in equal:
            assert old.keys[left] == new.keys[right], "between edits the keys are equal"
            before, after = old.surface(left, left + 1), new.surface(right, right + 1)
            if before != after:
                found.append((before, after, surface_noise(before, after, language)))
        pieces = old.surface(edit.old_start, edit.old_end), new.surface(edit.new_start, edit.new_end)
        if any(pieces):
            found.append((*pieces, edit.noise))
        old_at, new_at = edit.old_end, edit.new_end
    return found
