"""Whole sentences that are courtesy, protocol or calendar and nothing else."""

from __future__ import annotations

from diple.model import NoiseReason


def sentence_noise(old_text: str | None, new_text: str | None, language: str) -> NoiseReason | None:
    """Why a sentence that stands alone, or a pair of sentences, does not count; None where it counts."""
    return None
