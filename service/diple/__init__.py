"""Diple compares two diplomatic statements and marks in the margin what each change of wording means.

import diple

comparison = diple.compare("The Parties shall meet.", "The Parties should meet.")
for marker in comparison.markers:
    print(marker.level, marker.code, marker.direction, marker.referent)
"""

from diple.comparison import compare
from diple.errors import DipleError, LexiconError, OptionError, ReadError
from diple.lexicon import Lexicon
from diple.model import Block, Change, Marker, Notice, Segment, Span, Statement
from diple.parallel import compare_across, compare_versions
from diple.result import Comparison
from diple.statement import read, versions_of
from diple.version import VERSION

__version__ = VERSION

__all__ = [
    "Block",
    "Change",
    "Comparison",
    "DipleError",
    "Lexicon",
    "LexiconError",
    "Marker",
    "Notice",
    "OptionError",
    "ReadError",
    "Segment",
    "Span",
    "Statement",
    "__version__",
    "compare",
    "compare_across",
    "compare_versions",
    "read",
    "versions_of",
]
