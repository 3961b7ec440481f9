"""Requests that are answered later: which may be, which shall be, and how they are taken in with 202.

A pair above the size of a direct answer becomes a job, and so does what asks for it (`Prefer: respond-async`, RFC
7240). The answer of a job is the answer that its request would have had.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, Response, current_app, g, redirect, request, url_for

from diple.schemas.reply import JobSchema
from diple.web import storage
from diple.web.answers.replies import answered
from diple.web.requests.language import carried
from diple.web.work import envelope, seeds
from diple.web.work.asking import asker, body, essence
from diple.web.work.children.child import plain
from diple.web.work.jobs import webhooks

if TYPE_CHECKING:
    from diple.archive.jobs import Job, Jobs

RUNNER = "diple.runner"
DEFERRABLE = ("api.compare", "api.compare_series", "api.compare_versions", "pages.compare", "versions.compare")
HOOK = "Diple-Webhook"
_ASYNC = re.compile(r"(?:^|[,;])\s*respond-async\s*(?:$|[,;])", re.I)
NEXT_LOOK = 2
"""Seconds after which it is worth asking again."""


def register(app: Flask) -> None:
    """Has `app` refuse hooks that cannot be called."""
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
    headers = {"Location": url_for("jobs.job", id_=job.id), "Retry-After": str(NEXT_LOOK)}
    return answered(JobSchema(), state_of(job), 202, headers | {"Preference-Applied": "respond-async"})


def _of_others() -> dict[str, Any]:
    """What others have noted of the request, but for what is counted within one request."""
    return {name: value for name, value in vars(g).items() if name not in ("made", "shows_kept", "seed")}


def state_of(job: Job) -> dict[str, Any]:
    """How far a job is, and the addresses of it and of its answer."""
    return {
        **{name: getattr(job, name) for name in ("id", "state", "created", "expires", "status")},
        "progress": {"done": job.done, "of": job.of, "step": job.step},
        "url": url_for("jobs.job", id_=job.id),
        "answer": url_for("jobs.answer", id_=job.id) if job.finished else None,
    }
