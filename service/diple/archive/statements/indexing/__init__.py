"""What of a statement is indexed: its words, the concepts it mentions, the fingerprints of its sentences.

`index_of` makes all rows of one statement in one pass. They follow from the text, the language, the packs and the rules
of this folder alone; `version_of` names the last two. Sentences that tell who dissented are no words of a statement's
own: its concepts are not mentioned there, and the words are found by a search alone.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from diple.archive.statements.indexing.fingerprints import Print, fingerprints
from diple.archive.statements.indexing.mentions import Mention, mentions_of
from diple.archive.statements.indexing.words import bodies, of_dissent, tongue_of
from diple.lexicon import Lexicon
from diple.mark.sentence.dissent import dissents
from diple.model import Statement

RULES = "5"
"""Raised with every change of what is indexed of a text."""


class Indexed(NamedTuple):
    """The index rows of one statement: bodies of its parts, mentions of concepts, fingerprints."""

    bodies: tuple[str, ...]
    mentions: tuple[Mention, ...]
    prints: tuple[Print, ...]


def index_of(statement: Statement, lexicon: Lexicon) -> Indexed:
    """All index rows of a statement."""
    tongue, apart = tongue_of(statement.language), set(dissents(statement))
    lines = tongue.sequences(statement.text, statement.sentences)
    own = [of_dissent(line) if span in apart else line for span, line in zip(statement.sentences, lines, strict=True)]
    sentences = [statement.text[start:end] for start, end in statement.sentences]
    return Indexed(bodies(own), mentions_of(statement, lexicon, apart), fingerprints(lines, tongue, sentences))


def version_of(lexicon: Lexicon) -> str:
    """Names the packs and rules with which rows are made, in 16 digits."""
    named = "\n".join((RULES, *(pack.sha256 for pack in lexicon.packs)))
    return sha256(named.encode()).hexdigest()[:16]
