"""The archive of statements: what was said before, and so what is new, dropped or back.

archive = open_statements(place_from(os.environ))
list(archive.add(import_of(["folder"])))
archive.mentions("extended period", Scope(series="fomc"))

`contract.StatementArchive` says what the archive promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diple.archive.scopes import DEFAULT_TENANT, HOW_TENANTS, TENANT

if TYPE_CHECKING:
    from diple.archive.place import Place
    from diple.archive.statements.contract import StatementArchive
    from diple.lexicon import Lexicon


def open_statements(place: Place, tenant: str = DEFAULT_TENANT, lexicon: Lexicon | None = None) -> StatementArchive:
    """The statements of a tenant. Nothing is made or connected to before something is asked or kept.

    `lexicon` has the packs by which concepts are known, by default those that come with Diple.
    Raises ArchiveError: ARCHIVE_UNAVAILABLE where the place names no database that can be reached, WRONG_DETAILS where
    a tenant cannot be called so: no key could ever read what is kept for it.
    """
    from diple.archive.statements.archive import Statements
    from diple.archive.statements.connecting import Database
    from diple.archive.statements.shelf import Shelf
    from diple.archive.statements.trouble import wrong
    from diple.lexicon import Lexicon

    if not TENANT.fullmatch(tenant):
        raise wrong(f"{tenant!r} is no name of a tenant.", HOW_TENANTS, tenant=tenant)
    return Statements(Shelf(Database(place), tenant, lexicon or Lexicon.default()))
