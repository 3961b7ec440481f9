"""What all questions share: the database, whose statements are asked for, and the packs that index them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from diple.archive.statements.connecting import Database
from diple.archive.statements.indexing import version_of
from diple.archive.statements.indexing.mentions import number_of
from diple.archive.statements.lookups import Lookups, lookups_of
from diple.archive.statements.wordsearch import WordSearch, search_of
from diple.lexicon import Lexicon


@dataclass
class Shelf:
    """The statements of one tenant in one database."""

    database: Database
    tenant: str
    lexicon: Lexicon

    @cached_property
    def version(self) -> str:
        """The name of the packs and rules of now."""
        return version_of(self.lexicon)

    @property
    def words(self) -> WordSearch:
        """How the database is searched for words."""
        return search_of(self.database.dialect)

    @property
    def lookups(self) -> Lookups:
        """How many numbers are looked up in an index at once."""
        return lookups_of(self.database.dialect)

    @cached_property
    def concepts(self) -> dict[int, str]:
        """The ids of the concepts by their numbers."""
        return {number_of(concept): concept for concept in self.lexicon.concepts}
