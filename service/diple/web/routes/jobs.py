"""The addresses of jobs: how far each is, and its answer, as JSON and as a page; who asked for a job may cancel it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from diple.schemas.reply import JobSchema, JobsSchema
from diple.web.answers.pages import as_page
from diple.web.answers.replies import answered
from diple.web.requests.language import carried
from diple.web.requests.parsing import known_query, single
from diple.web.work import envelope
from diple.web.work.asking import asker, known_caller
from diple.web.work.jobs.deferral import NEXT_LOOK, jobs_of, state_of

if TYPE_CHECKING:
    from diple.archive.jobs import Job

api = Blueprint("jobs", __name__, url_prefix="/api/v1/jobs")
pages = Blueprint("job_pages", __name__, url_prefix="/jobs")
BLUEPRINTS = (api, pages)


@api.before_request
def _understood() -> None:
    single(request.args)
    known_query(request.args, ())


@api.get("")
def jobs() -> Response:
    """The jobs of who asks. Who is known by an address alone may share it: it is not told their ids."""
    found = [state_of(job) for job in jobs_of(current_app).listed(asker())]
    if not known_caller():
        found = [{**job, "id": None, "url": None, "answer": None} for job in found]
    g.shows_kept = True
    return answered(JobsSchema(), {"jobs": found})


@api.get("/<id_>")
def job(id_: str) -> Response:
    """How far a job is, and where its answer will be."""
    found = _mine(id_)
    return answered(JobSchema(), state_of(found), headers={} if found.finished else {"Retry-After": str(NEXT_LOOK)})


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
    return as_page(render_template("job.html", job=found, share=share, again=NEXT_LOOK))


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
