"""Requests that are answered later: taken in with 202, looked at while they run, cancelled, and their answers.

A pair above the size of a direct answer becomes a job, and so does what asks for it (`Prefer: respond-async`, RFC
7240). The answer of a job is the answer that its request would have had.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, Flask, Response, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from diple.schemas.reply import JobSchema, JobsSchema
from diple.web import storage
from diple.web.requests.language import carried
from diple.web.requests.parsing import known_query, single
from diple.web.work import envelope, seeds, webhooks
from diple.web.work.asking import asker, body, essence, known_caller
from diple.web.work.child import plain

if TYPE_CHECKING:
    from diple.archive.jobs import Job, Jobs

RUNNER = "diple.runner"
DEFERRABLE = ("api.compare", "api.compare_series", "api.compare_versions", "pages.compare", "versions.compare")
HOOK = "Diple-Webhook"
_ASYNC = re.compile(r"(?:^|[,;])\s*respond-async\s*(?:$|[,;])", re.I)
_NEXT_LOOK = 2  # seconds after which it is worth asking again

api = Blueprint("jobs", __name__, url_prefix="/api/v1/jobs")
pages = Blueprint("job_pages", __name__, url_prefix="/jobs")


def register(app: Flask) -> None:
    """Gives `app` the addresses of jobs."""
    app.register_blueprint(api)
    app.register_blueprint(pages)
    app.before_request(_hook_is_known)


def _hook_is_known() -> None:
    """Raises RequestError where a hook cannot be called, also where the request will be answered at once."""
    if request.method == "POST" and request.endpoint in DEFERRABLE:
        webhooks.checked(current_app, request.headers.get(HOOK))


def jobs_of(app: Flask) -> Jobs:
    """The jobs in the archive of `app`."""
    from diple.archive.jobs import JobLimits, Jobs

    names = ("DIPLE_MAX_JOBS", "DIPLE_MAX_JOBS_EACH", "DIPLE_JOB_HOURS", "DIPLE_JOB_SILENCE")
    return Jobs(storage.archive_of(app).shared, JobLimits(*(app.config[name] for name in names)))


def possible() -> bool:
    """Whether the request may become a job: somebody is there who runs it, and its answer can wait."""
    return RUNNER in current_app.extensions and request.method == "POST" and request.endpoint in DEFERRABLE


def most_bytes() -> int:
    """Bytes of the body that the request may have."""
    direct = int(current_app.config["DIPLE_MAX_BYTES"])
    return max(direct, int(current_app.config["DIPLE_MAX_JOB_BYTES"])) if possible() else direct


def asked_for() -> bool:
    """Whether the request shall become a job: it says so, or is too large for a direct answer."""
    wanted, size = bool(_ASYNC.search(request.headers.get("Prefer", ""))), len(body())
    in_chunks_too = size <= most_bytes()  # one byte more is taken in of a body whose length nobody told
    return possible() and in_chunks_too and (wanted or size > current_app.config["DIPLE_MAX_BYTES"])


def submit() -> Response:
    """Takes the request in. Raises ArchiveError, TOO_MANY_JOBS and others; RequestError of webhooks."""
    g.shows_kept = True
    hook = webhooks.checked(current_app, request.headers.get(HOOK))
    head = {"environ": essence(), "carried": plain({"seed": g.seed} | _of_others())}
    job = jobs_of(current_app).submit(seeds.next_id(), envelope.sealed(head, body()), asker(), hook)
    current_app.extensions[RUNNER].wake()
    if request.blueprint == "pages":
        return cast(Response, redirect(url_for("job_pages.page", id_=job.id, **carried()), 303))
    headers = {"Location": url_for("jobs.job", id_=job.id), "Retry-After": str(_NEXT_LOOK)}
    return _json(JobSchema().dump(_told(job)), 202, headers | {"Preference-Applied": "respond-async"})


def _of_others() -> dict[str, Any]:
    """What others have noted of the request, but for what is counted within one request."""
    return {name: value for name, value in vars(g).items() if name not in ("made", "shows_kept", "seed")}


@api.before_request
def _understood() -> None:
    single(request.args)
    known_query(request.args, ())


@api.get("")
def jobs() -> Response:
    """The jobs of who asks. Who is known by an address alone may share it: it is not told their ids."""
    found = [_told(job) for job in jobs_of(current_app).listed(asker())]
    if not known_caller():
        found = [{**job, "id": None, "url": None, "answer": None} for job in found]
    g.shows_kept = True
    return _json(JobsSchema().dump({"jobs": found}))


@api.get("/<id_>")
def job(id_: str) -> Response:
    """How far a job is, and where its answer will be."""
    found = _mine(id_)
    return _json(JobSchema().dump(_told(found)), headers={} if found.finished else {"Retry-After": str(_NEXT_LOOK)})


@api.get("/<id_>/answer")
def answer(id_: str) -> Response:
    """The answer of a job, with the status that it has."""
    _mine(id_)
    return _answer(id_)


@api.delete("/<id_>")
def cancel(id_: str) -> Response:
    """Cancels a job, and deletes its texts and its answer."""
    jobs_of(current_app).delete(_mine(id_).id)
    return Response(status=204)


@pages.get("/<id_>")
def page(id_: str) -> Response:
    """How far a job is, for a reader, asked again by the browser itself; its answer, once there is one."""
    found = _mine(id_)
    if found.finished:
        return _answer(id_)
    share = round(100 * found.done / found.of) if found.of else 0
    content = render_template("job.html", job=found, share=share, again=_NEXT_LOOK)
    return Response(content, mimetype="text/html")


@pages.post("/<id_>/cancel")
def cancel_page(id_: str) -> BaseResponse:
    """Cancels a job, and deletes its texts."""
    jobs_of(current_app).delete(_mine(id_).id)
    told: dict[str, Any] = {"from": "deleted", **carried()}
    return redirect(url_for("pages.start", **told), 303)


def _mine(id_: str) -> Job:
    """The job of an id. Raises ArchiveError, UNKNOWN_JOB, also where it is another's who is known by a key."""
    g.shows_kept = True
    from diple.archive.beside import digest
    from diple.archive.jobs import no_job

    found = jobs_of(current_app).get(id_)
    caller = known_caller()
    if caller and found.asker != digest(caller):
        raise no_job()
    return found


def _answer(id_: str) -> Response:
    status, kept = jobs_of(current_app).answer(id_)
    head, content = envelope.opened(kept)
    return Response(content, status, [tuple(pair) for pair in head["headers"]])


def _told(job: Job) -> dict[str, Any]:
    return {
        **{name: getattr(job, name) for name in ("id", "state", "created", "expires", "status")},
        "progress": {"done": job.done, "of": job.of, "step": job.step},
        "url": url_for("jobs.job", id_=job.id),
        "answer": url_for("jobs.answer", id_=job.id) if job.finished else None,
    }


def _json(found: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    body = json.dumps(found, indent=1) + "\n"
    return Response(body, status, headers, mimetype="application/json")
