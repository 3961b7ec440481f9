"""The same request, or another form of the same pair, without comparing again.

A page is asked for first, then its DOCX, its brief and its JSON: each carries the texts along, and would be compared
again. A worker remembers both: the answer to a request, under a digest of all of it, and the comparison, under a
digest of the statements and options, which a child asks for when it has read the texts. What is kept is not remembered,
and no answer with verdicts. A sample is compared for all who ask: its texts are no secret.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import Flask, Response, current_app, g, has_app_context

import diple
from diple.lexicon import Lexicon
from diple.model import Mode, Statement
from diple.parallel import ParallelText
from diple.result import Comparison
from diple.web import access
from diple.web.operations.exchange import current
from diple.web.work.asking import asker, body, environment
from diple.web.work.children.child import RECALL, Recall, Reply
from diple.web.work.memory.entries import Memory

MEMORY = "diple.memory"
"""In the extensions of a worker: what it remembers, where it does."""
_OK = 200
_VARY = ("REMOTE_PORT", "HTTP_X_REQUEST_ID", "HTTP_USER_AGENT")
"""What of a head may differ between requests that have the same answer. All else is part of the name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as a child gave it, and what of it was done more coarsely."""

    headers: tuple[tuple[str, str], ...]
    content: bytes
    degraded: tuple[str, ...]


def memory_of(app: Flask) -> Memory | None:
    """What this process remembers, where it does."""
    found: Memory | None = app.extensions.get(MEMORY)
    return found


def name_of_request() -> bytes:
    """A digest of all of a request that its answer may follow from, and of who asks."""
    who = access.caller()
    head = sorted((name, value) for name, value in environment().items() if name not in _VARY)
    told = repr((asker(), who.key, who.tenant, sorted(who.scopes), head))
    return sha256(told.encode("utf-8", "surrogatepass") + b"\0" + body()).digest()


def known_answer(memory: Memory, name: bytes) -> Response | None:
    """The answer that is remembered under a name."""
    found = memory.get(name, "answer")
    if not isinstance(found, Answer):
        return None
    if exchange := current():
        exchange.degraded = list(found.degraded)
    return current_app.response_class(found.content, _OK, headers=list(found.headers))


def note(memory: Memory, name: bytes, reply: Reply, content: bytes) -> None:
    """Remembers the answer of a child, where it may be, and the comparison that it made."""
    who = access.caller().key
    if reply.made:
        memory.put(*reply.made, len(reply.made[1]), who)
    told = reply.carried
    if reply.status == _OK and told.get("may_be_remembered") and not told.get("shows_kept"):
        exchange = current()
        degraded = tuple(exchange.degraded if exchange else ())
        memory.put(name, Answer(reply.headers, content, degraded), len(content), who)


def allow(*, stored: bool = False, verdicts: bool = False) -> None:
    """Says that the answer may be remembered, unless it shows what is stored, or verdicts."""
    g.may_be_remembered = not stored and not verdicts


def compared(
    old: Statement,
    new: Statement,
    *,
    mode: str,
    earlier: Sequence[Statement],
    stored: bool,
    markers: bool = True,
    semantic: bool = False,
    packs: Sequence[object] = (),
    lexicon: Callable[[], Lexicon | None] = lambda: None,
) -> Comparison:
    """The comparison of two statements, made now or a while ago. `lexicon` gives that of the `packs` of the request."""

    def made() -> Comparison:
        return diple.compare(
            old,
            new,
            mode=cast(Mode, mode),
            earlier=earlier,
            packs=lexicon(),
            markers=markers,
            semantic=semantic,
        )

    recall: Recall | None = current_app.extensions.get(RECALL)
    if recall is None or not recall.largest or g.get("shows_kept"):
        return made()
    name = _digest(asker(), old, new, tuple(earlier), mode, markers, semantic, packs)
    if (known := _recalled(recall, name)) is not None:
        return known
    found = made()
    if not stored and len(old.text) + len(new.text) <= recall.largest:  # twice to four times as many bytes
        _hand_over(name, found)
    return found


def compared_for_all(old: Path, new: Path, version: Sequence[int]) -> Comparison:
    """The comparison of two files that anybody may see, made now or a while ago, whoever asked; `version` is theirs."""
    recall: Recall | None = current_app.extensions.get(RECALL) if has_app_context() else None
    if recall is None or not recall.largest:
        return diple.compare(old, new)
    name = _digest("for all", old, new, tuple(version))
    if (known := _recalled(recall, name)) is not None:
        return known
    found = diple.compare(old, new)
    _hand_over(name, found)
    return found


def versions_for_all(texts: Sequence[Path], version: Sequence[int]) -> ParallelText:
    """The table of language versions in files that anybody may see, made now or a while ago; `version` is theirs."""
    name = _digest("for all", tuple(texts), tuple(version))
    return _table(name, lambda: diple.compare_versions(texts))


def side_by_side(
    texts: Sequence[Statement],
    *,
    pivot: str | int,
    markers: bool,
    semantic: bool,
    packs: Sequence[object],
    lexicon: Callable[[], Lexicon | None],
) -> ParallelText:
    """The table of language versions, made now or a while ago. `lexicon` gives that of the `packs` of the request."""

    def made() -> ParallelText:
        return diple.compare_versions(texts, pivot=pivot, packs=lexicon(), markers=markers, semantic=semantic)

    return _table(_digest(asker(), tuple(texts), pivot, markers, semantic, packs), made)


def _table(name: bytes, make: Callable[[], ParallelText]) -> ParallelText:
    """The table that is remembered under a name, or else the one that is made; large ones are not remembered."""
    recall: Recall | None = current_app.extensions.get(RECALL) if has_app_context() else None
    if recall is None or not recall.largest:
        return make()
    known = recall.of(name)
    if known is not None:
        return cast(ParallelText, pickle.loads(known))
    found = make()
    if sum(len(version.statement.text) for version in found.versions) <= recall.largest:
        pairs = tuple(pair._replace(comparison=_portable(pair.comparison)) for pair in found.pairs)
        g.comparison_made = name, pickle.dumps(replace(found, pairs=pairs))
    return found


def _digest(*asked: object) -> bytes:
    return sha256(repr(asked).encode("utf-8", "surrogatepass")).digest()


def _recalled(recall: Recall, name: bytes) -> Comparison | None:
    known = recall.of(name)
    return None if known is None else cast(Comparison, pickle.loads(known))


def _hand_over(name: bytes, found: Comparison) -> None:
    """Has the worker remember a comparison, when the reply is with it."""
    g.comparison_made = name, pickle.dumps(_portable(found))


def _portable(found: Comparison) -> Comparison:
    """A comparison without its lexicon, with all that the lexicon says of it."""
    return replace(found, told=found.glossary, lexicon=None)
