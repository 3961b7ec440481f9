"""From a text and its blocks to sentences and tokens, with exact offsets; the rules' words are data.

The TOML files beside these modules hold abbreviations, words that begin sentences and function words, each
language in a file of its own.
"""

from diple.segment.language import detect_language
from diple.segment.sentences import sentence_spans
from diple.segment.tokens import Edit, Tokens, tokenise

__all__ = ["Edit", "Tokens", "detect_language", "sentence_spans", "tokenise"]
