"""Which requests go to a child, and how: their view runs there, all that comes before and after it in the worker.

What needs no comparison is answered by the worker itself, and so whatever the children do: health, capabilities, the
start page, files. All else goes to a child, however small: a small text may take long, and the way there and back
costs a twentieth of a comparison of 300 words. Without a pool (in tests, under another worker of gunicorn) every view
runs in the process that was asked.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue

from diple import timing
from diple.errors import RequestError
from diple.web.work import seeds
from diple.web.work.asking import asker, body, environment, has_body
from diple.web.work.children.child import Call, Reply, plain
from diple.web.work.children.pool import Pool
from diple.web.work.jobs import deferral
from diple.web.work.memory import remembering
from diple.web.work.memory.refused import REFUSED, Asked, digest_of_environ

POOL = "diple.pool"
COMPUTING = frozenset(
    (
        *("api.compare", "api.kept", "api.judged", "api.compare_series", "api.kept_series"),
        *("pages.compare", "pages.kept", "pages.judged", "pages.sample", "pages.judged_sample"),
        *("api.compare_versions", "versions.compare", "versions.sample"),
        *(f"archive.{name}" for name in ("list", "statement", "series", "wording", "compared")),
        *(f"archive.{name}" for name in ("series_file", "wording_file", "series_feed", "search_feed")),
        *(f"archive_api.{name}" for name in ("keep", "correct", "import_", "export", "compare_with")),
        *(f"archive_api.{name}" for name in ("statements", "statement", "search", "mentions", "history", "baseline")),
        *(f"archive_api.{name}" for name in ("novelty", "novelty_of_text", "lives")),
        *("component.embed", "component.oembed", "sharing.shared", "sharing.shared_judged"),
    )
)
"""The endpoints whose view reads, compares or renders texts, or asks what takes longer the more the archive holds."""


NOTED = ("diple.exchange",)
"""Objects of the environment, dataclasses, in which what becomes of a request is noted."""


def pool_of(app: Flask) -> Pool | None:
    """The children of this process, where it has any."""
    found: Pool | None = app.extensions.get(POOL)
    return found


def dispatch(app: Flask) -> ResponseReturnValue:
    """What the view of the request answers, wherever it runs; or that it will be answered later."""
    pool = pool_of(app)
    if pool is None or request.endpoint not in COMPUTING or not has_body():
        return Flask.dispatch_request(app)
    if len(body()) > deferral.most_bytes():  # of a body in chunks as much was read as shows that it is too large
        return Flask.dispatch_request(app)
    seeds.plant()
    if deferral.asked_for():
        return deferral.submit()
    return _remembered(app, pool)


def _remembered(app: Flask, pool: Pool) -> ResponseReturnValue:
    """What was answered to the same request a while ago, or else what a child answers now."""
    memory = remembering.memory_of(app)
    if memory is None:
        return _answered(app, pool, _call(app))[1]
    name = remembering.name_of_request()
    known = remembering.known_answer(memory, name)
    if known is not None:
        return known
    (reply, content), response = _answered(app, pool, replace(_call(app), remembered=memory.largest))
    remembering.note(memory, name, reply, content)
    return response


def _answered(app: Flask, pool: Pool, call: Call) -> tuple[tuple[Reply, bytes], ResponseReturnValue]:
    """What a child answers, and the answer that it becomes: its own, or that it comes later."""
    try:
        reply, content = pool.answer(call, body(), asker())
    except RequestError as error:
        if error.code == "BUSY" and (refused := app.extensions.get(REFUSED)):
            refused.note(digest_of_environ(request.environ), Asked(asker(), len(body())))
        raise
    deferred = reply.outcome == "deferred"
    return (reply, content), deferral.submit() if deferred else _response(app, reply, content)


def _call(app: Flask) -> Call:
    seconds, words = app.config["DIPLE_MAX_SECONDS"], app.config["DIPLE_MAX_JOB_WORDS"]
    most_words = words if deferral.possible() else 0
    return Call(environment(), plain(vars(g)), float(seconds), most_words=most_words, noted=_noted())


def _noted() -> dict[str, Any]:
    return {name: request.environ[name] for name in NOTED if name in request.environ}


def _response(app: Flask, reply: Reply, content: bytes) -> Response:
    """The answer of a child, as if its view had run here."""
    vars(g).update(reply.carried)
    for name, told in reply.noted.items():
        for each in fields(told):
            setattr(request.environ[name], each.name, getattr(told, each.name))
    for step, seconds in reply.steps:
        timing.told(step, seconds)
    return app.response_class(content, reply.status, headers=list(reply.headers))
