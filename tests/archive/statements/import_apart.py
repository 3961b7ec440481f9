"""An importer in a process of its own, that tells before each command what the database is about to get."""

import multiprocessing
import os
import signal

from invented_statements import incoming
from sqlalchemy import event

from diple.archive import place_from
from diple.archive.statements import keeping, open_statements, prints
from diple.lexicon import Lexicon

Lexicon.default()
SUBJECTS = ("harbour", "strait", "fishery", "pipeline", "border", "school", "railway", "reef", "forest", "market")
# A server without threads forks the importers: one that has threads may fork a lock that is held.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["import_apart"])


def statements(count=24):
    """So many statements, a year each."""
    return [
        incoming(
            f"The Parties of Vantor and Bramont met. They spoke of the {SUBJECTS[at % 10]} in talks {at}.",
            f"{1900 + at}",
        )
        for at in range(count)
    ]


def importer(settings, count, batch, backwards, told):
    """Imports so many statements, in batches."""
    keeping.BATCH = batch
    archive = open_statements(place_from(settings))
    engine = archive._shelf.database.engine
    event.listen(engine, "before_cursor_execute", lambda *_: told.send_bytes(b"."))
    event.listen(engine, "commit", lambda *_: told.send_bytes(b"."))
    rows = statements(count)
    list(archive.add(rows[::-1] if backwards else rows))


def mover(settings, count, command):
    """Imports so many statements, three in a batch, and is killed behind the first command so begun that moves a print.

    Each statement moves a slice.
    """
    keeping.BATCH, prints.STEP = 3, 1

    def kill(_connection, cursor, statement, *_):
        if statement.startswith(command) and cursor.rowcount > 0:
            os.kill(os.getpid(), signal.SIGKILL)

    archive = open_statements(place_from(settings))
    event.listen(archive._shelf.database.engine, "after_cursor_execute", kill)
    list(archive.add(statements(count)))


def begun(settings, count, batch=3, backwards=False):
    """An importer, and where it tells what it does."""
    hears, tells = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=importer, args=(settings, count, batch, backwards, tells))
    process.start()
    tells.close()
    return process, hears


def heard(hears, most=1_000_000):
    """How much was told, up to so much, or until the end."""
    count = 0
    try:
        while count < most:
            hears.recv_bytes()
            count += 1
    except EOFError:
        pass
    return count
