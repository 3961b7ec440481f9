"""What each route asks of a key: nothing, any key, or one of a scope."""

from __future__ import annotations

from flask import Request

OPEN = frozenset(
    {
        *("static", "component.source", "component.reading", "component.types"),
        *("api.health", "api.ready", "operations.ready"),
        *("sessions.form", "sessions.sign_in", "sessions.sign_out"),
        *("sharing.shared", "sharing.shared_judged"),
    }
)
"""Endpoints that need no key: assets, health and readiness, signing in and out, and what a share link shows."""
UNCOUNTED = frozenset({"api.health", "api.ready", "operations.ready"})
"""Endpoints that are asked without end by those who run the service: no rate counts them."""
_SCOPES = {
    **dict.fromkeys(("api.compare", "api.compare_series", "pages.compare"), "compare"),
    **dict.fromkeys(("api.compare_versions", "versions.compare"), "compare"),
    **dict.fromkeys(("jobs.jobs", "jobs.job", "jobs.answer", "jobs.cancel"), "compare"),
    **dict.fromkeys(("job_pages.page", "job_pages.cancel_page"), "compare"),
    **dict.fromkeys(("api.kept", "api.judged", "api.kept_series", "pages.kept", "pages.judged"), "read"),
    **dict.fromkeys((f"archive.{name}" for name in ("list", "statement", "wording", "series")), "read"),
    **dict.fromkeys((f"archive.{name}" for name in ("search_feed", "series_feed")), "read"),
    **dict.fromkeys((f"archive.{name}" for name in ("wording_file", "series_file", "compared")), "read"),
    **dict.fromkeys(("component.embed", "component.oembed", "pages.judged_sample", "sharing.links"), "read"),
    **dict.fromkeys((f"archive_api.{name}" for name in ("statements", "statement", "all_series", "series")), "read"),
    **dict.fromkeys((f"archive_api.{name}" for name in ("novelty", "novelty_of_text", "lives")), "read"),
    **dict.fromkeys((f"archive_api.{name}" for name in ("import_", "export", "baseline", "compare_with")), "read"),
    **dict.fromkeys((f"archive_api.{name}" for name in ("mentions", "history", "search")), "read"),
    **dict.fromkeys((f"archive_api.{name}" for name in ("keep", "correct", "remove")), "write"),
    **dict.fromkeys((f"archive_api.{name}" for name in ("describe", "dissolve")), "write"),
    **dict.fromkeys(("api.forget", "pages.forget"), "write"),
    **dict.fromkeys(("sharing.make", "sharing.withdraw", "sharing.make_here", "sharing.withdraw_here"), "write"),
}
_SAFE = ("GET", "HEAD", "OPTIONS")


def scope_of(request: Request) -> str | None:
    """The scope that a request needs; None where any key will do. What is not listed and may write needs `write`."""
    listed = _SCOPES.get(request.endpoint or "")
    return listed or (None if request.method in _SAFE else "write")
