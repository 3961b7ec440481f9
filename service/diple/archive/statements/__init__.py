"""The archive of statements: what was said before, and so what is new, dropped or back.

archive = open_statements(place_from(os.environ))
list(archive.add(import_of(["folder"])))
archive.mentions("extended period", Scope(series="fomc"))

`contract.StatementArchive` says what the archive promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diple.archive.scopes import DEFAULT_TENANT

if TYPE_CHECKING:
    from diple.archive.place import Place
    from diple.archive.statements.contract import StatementArchive
    from diple.lexicon import Lexicon


def open_statements(place: Place, tenant: str = DEFAULT_TENANT, lexicon: Lexicon | None = None) -> StatementArchive:
    """The statements of a tenant. Nothing is made or connected to before something is asked or kept.

    `lexicon` has the packs by which concepts are known, by default those that come with Diple.
    Raises ArchiveError, ARCHIVE_UNAVAILABLE, where the place names no database that can be reached.
    """
    from diple.archive.statements.archive import Statements
    from diple.archive.statements.connecting import Database
    from diple.archive.statements.shelf import Shelf
    from diple.lexicon import Lexicon

    return Statements(Shelf(Database(place), tenant, lexicon or Lexicon.default()))
