"""How long keeping and asking takes: `python -m benchmarks.archive --count 10000 [--url postgresql://…]`.

Times are of the processor, of this process and of those of the database: on a machine that does other things as well,
they hold. A question is asked once before it is measured, so that what it reads is in memory.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from benchmarks.archive import texts
from benchmarks.archive.workers import JOBS, shared
from diple.archive.place import Place
from diple.archive.statements import open_statements
from diple.archive.statements.contract import Details, Incoming, Scope, StatementArchive
from diple.lexicon import Lexicon
from diple.statement import read

TIMES = 7
TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Keeps, asks, and prints a line for each bar."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--url", help="a database of PostgreSQL; without it, a file of SQLite")
    parser.add_argument("--folder", type=Path, help="where the file is kept, to be asked again")
    parser.add_argument("--only", default="", help="only the questions that have this in their names")
    parser.add_argument("--ask", action="store_true", help="only ask what is there")
    parser.add_argument(
        "--first", type=int, default=0, help="the number of the first statement, to add to what is there"
    )
    parser.add_argument("--reindex", type=int, metavar="N", help="only index what is there anew, in N processes")
    parser.add_argument("--novelties", type=int, metavar="N", help="only ask what of each is new, in N processes")
    arguments = parser.parse_args()
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="diple-archive-"))
    clock = Clock(arguments.url)
    archive = open_statements(Place(folder, arguments.url))
    for job in JOBS:
        if processes := getattr(arguments, job):
            shared(archive, job, processes, lambda: clock() + of_children(os.getpid()))
            return
    if not arguments.ask:
        Lexicon.default()
        gc.freeze()  # as `diple archive import` does
        imported(archive, range(arguments.first, arguments.first + arguments.count), clock)
    asked(archive, arguments.count, clock, arguments.only)
    archive.close()
    if not arguments.folder:
        shutil.rmtree(folder)


def incoming(numbers: range, spent: list[float]) -> Iterator[Incoming]:
    """The statements, each read from its bytes; the time in which they are made is noted, to be taken off."""
    began = time.process_time()
    for number in numbers:
        content = texts.text(number).encode()
        spent[0] += time.process_time() - began
        statement = read(content, name=f"{number}.txt", language="en")
        details = Details(f"Statement {number}", texts.day(number), (f"Party {number % 7}",), language="en")
        series = (f"series-{number % texts.SERIES}",)
        yield Incoming(sha256(content).hexdigest(), statement, details, str(number), series)
        began = time.process_time()


def imported(archive: StatementArchive, numbers: range, clock: Clock) -> None:
    """Imports, and prints how many a second."""
    spent = [0.0]
    began, server = clock(), clock.server()
    kept = sum(each.outcome == "added" for each in archive.add(incoming(numbers, spent)))
    taken, server = clock() - began - spent[0], clock.server() - server
    print(f"import: {kept:,} kept, {kept / taken:.0f} a second of processor time", end=" ")
    print(f"({taken:.1f} s, of which {server:.1f} s in PostgreSQL)", flush=True)


class Clock:
    """Seconds of processor time of this process, and of the processes of a PostgreSQL on this machine."""

    def __init__(self, url: str | None) -> None:
        self._server = server_of(url) if url else 0

    def __call__(self) -> float:
        """The seconds of both."""
        return time.process_time() + self.server()

    def server(self) -> float:
        """Those of the server."""
        return of_children(self._server) if self._server else 0.0


def of_children(process: int) -> float:
    """The seconds of processor time of the processes that another began, those that have ended with them."""
    ended = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[13:15]
    return sum(taken for parent, taken in stats() if parent == process) + sum(map(int, ended)) / TICKS


def server_of(url: str) -> int:
    """The process of the server, which began the one that answers a connection."""
    import psycopg

    with psycopg.connect(url) as connection:
        return parent_of(connection.info.backend_pid)


def parent_of(process: int) -> int:
    """The process that began another."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def stats() -> Iterator[tuple[int, float]]:
    """The parent of each process, and the seconds of processor time that it has taken."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield int(fields[1]), sum(map(int, fields[11:13])) / TICKS


def asked(archive: StatementArchive, count: int, clock: Clock, only: str) -> None:
    """Asks, and prints how long each question takes."""
    known = texts.text(count // 2).split()
    words = [word.strip(".").lower() for word in known if len(word) > len("bastavori")]
    rare = f"{words[3]} {words[4]}"
    sentence = texts.pool(3)[5].rstrip(".").split()
    recurring = " ".join(sentence[4:7])
    concept = next(
        c for c in Lexicon.default().concepts if archive.mentions(c, Scope(series="series-3")).statements > 3
    )
    new = read(f"{texts.text(count + 1, 3_000)}\n\n{texts.text(3, 3_000)}", language="en")
    scope = Scope(series="series-3")
    questions: dict[str, Callable[[], object]] = {
        "mentions of a concept": lambda: archive.mentions(concept),
        "mentions of a concept in a series": lambda: archive.mentions(concept, scope),
        "mentions of a phrase": lambda: archive.mentions(recurring),
        "mentions of a phrase in a series": lambda: archive.mentions(recurring, scope),
        "history of a concept": lambda: archive.history(concept),
        "history of a phrase": lambda: archive.history(recurring),
        "history by party": lambda: archive.history(recurring, by="party"),
        "novelty of 6,000 words": lambda: archive.novelty(new),
        "novelty of 6,000 words in a series": lambda: archive.novelty(new, scope),
        "search for a phrase": lambda: archive.search(f'"{recurring}"'),
        "search for two words": lambda: archive.search(rare),
        "search for a word of many": lambda: archive.search(words[0]),
        "coverage": archive.coverage,
    }
    for name, ask in questions.items():
        if only in name:
            ask()
            print(f"{name:<36} {1000 * taken(ask, clock):8.1f} ms", flush=True)


def taken(ask: Callable[[], object], clock: Clock) -> float:
    """Seconds of processor time that a question takes, the mean of several."""
    began = clock()
    for _ in range(TIMES):
        ask()
    return (clock() - began) / TIMES


if __name__ == "__main__":
    main()
