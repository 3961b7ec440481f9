"""Kept comparisons: each under an id that cannot be guessed, for a stated time, and then gone.

Nothing is kept unless somebody asks. SQLite in the data directory is where they are, or another database.

archive = open_archive(place_from(os.environ))
kept = archive.keep(comparison, days=7)
archive.get(kept.id).comparison
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diple.archive.place import Limits, Place, place_from

if TYPE_CHECKING:
    from diple.archive.archive import Archive

__all__ = ["Limits", "Place", "open_archive", "place_from"]


def open_archive(place: Place) -> Archive:
    """The archive of a place. Nothing is made or connected to before something is to be kept."""
    from diple.archive.archive import Archive

    return Archive(place)
