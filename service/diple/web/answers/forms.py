"""What an answer is written as, and under which name it is saved: one place for the API and the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.util import find_spec

from flask import Response, request
from werkzeug.datastructures import MIMEAccept

from diple.errors import RequestError
from diple.parallel import ParallelText
from diple.render import FORMS, MEDIA_TYPES, PLAIN, VERSIONS_FORMS, render, render_versions
from diple.render.forms import file_name, nearest
from diple.render.language.interface import chosen
from diple.render.paper import SHEETS
from diple.render.verdicts import CARRIED_BY, verdicts_of
from diple.result import Comparison
from diple.web.answers.headers import policy_for

VERSIONS_TYPES = {name: form.media_type for name, form in VERSIONS_FORMS.items()}
"""The forms of a table of language versions, and their media types."""


def offered() -> dict[str, str]:
    """The forms that can be made here, and their media types: a PDF needs a package that not everybody installs."""
    made = dict(MEDIA_TYPES)
    if find_spec("weasyprint") is None:
        made = {form: media_type for form, media_type in made.items() if media_type != MEDIA_TYPES["pdf"]}
    return made


def wanted_form(types: Mapping[str, str] = MEDIA_TYPES) -> str:
    """The output format: as the query says, or else Accept, whose parameters (a charset, a profile) choose nothing.

    `types` are the forms that can be given and their media types; the first where nothing is asked.
    Raises RequestError, NOT_ACCEPTABLE, which suggests the forms that may be meant.
    """
    asked = request.args.get("format")
    if asked is not None:
        return known_form(asked, types)
    by_type: dict[str, str] = {media_type: form for form, media_type in reversed(list(types.items()))}
    accepted = MIMEAccept([(wanted.partition(";")[0], quality) for wanted, quality in request.accept_mimetypes])
    best = accepted.best_match(types.values()) if accepted else next(iter(types.values()))
    if best is not None:
        return by_type[str(best)]
    raise _not_acceptable(f"None of {request.headers['Accept']} can be given.", types)


def known_form(asked: str, types: Mapping[str, str] = MEDIA_TYPES) -> str:
    """The form of this name. Raises RequestError, NOT_ACCEPTABLE."""
    if asked in types:
        return asked
    meant = [form for form in nearest(asked) if form in types]
    suggested = f" Is it {' or '.join(meant)} that you mean?" if meant else ""
    raise _not_acceptable(f"The format {asked!r} cannot be given.{suggested}", types, asked, meant)


def wanted_sheet(otherwise: str = SHEETS[0]) -> str:
    """The sheet of a Word file that the query asks for. Raises RequestError, INVALID_REQUEST."""
    asked = request.args.get("paper", otherwise)
    if asked not in SHEETS:
        known = ", ".join(SHEETS)
        raise RequestError(
            "INVALID_REQUEST", f"There is no sheet {asked!r}.", f"Ask for one of {known}.", field="paper"
        )
    return asked


def _not_acceptable(
    what: str, types: Mapping[str, str], asked: str | None = None, meant: Sequence[str] = ()
) -> RequestError:
    can = ", ".join(f"{form} ({media_type})" for form, media_type in types.items())
    return RequestError("NOT_ACCEPTABLE", what, f"Ask for one of {can}.", format=asked, nearest=list(meant))


def written(
    comparison: Comparison,
    form: str,
    verdicts: bytes | None = None,
    *,
    saved: bool = False,
    paper: str = SHEETS[0],
    language: str = "",
) -> Response:
    """A comparison in a form, perhaps with an analyst's verdicts as they were sent.

    A form that no browser shows is saved as a file; with `saved` every form is. `paper` is the sheet of a Word
    file where the query asks for none, `language` that of a form's own words.
    Raises OptionError: BAD_VERDICTS, OTHER_VERDICTS; RequestError, NOT_ACCEPTABLE, for a form without a place for them.
    """
    look = replace(PLAIN, language=language or chosen(request.args.get("lang"), ()), paper=wanted_sheet(paper))
    if verdicts is not None:
        check_carried(form)
        look = replace(look, verdicts=verdicts_of(verdicts, comparison))
    body = render(comparison, form, look)
    response = Response(body, mimetype=MEDIA_TYPES[form])
    if FORMS[form].profile:
        response.content_type = FORMS[form].content_type
    # A page also bears the names of its files, which are no part of the comparison.
    plain = form == "json" and verdicts is None
    response.set_etag(comparison.id if plain else f"{sha256(body).hexdigest()[:32]}-{form}")
    name = file_name(comparison.id, form, judged=verdicts is not None)
    how = "attachment" if saved or FORMS[form].binary else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    if FORMS[form].media_type == "text/html":
        response.headers["Content-Security-Policy"] = policy_for(body.decode())
    return response


def written_versions(table: ParallelText, form: str, *, saved: bool = False) -> Response:
    """A table of language versions in a form; with `saved` as a file."""
    body = render_versions(table, form)
    response = Response(body, mimetype=VERSIONS_TYPES[form])
    response.set_etag(table.id if form == "json" else f"{sha256(body).hexdigest()[:32]}-{form}")
    name = f"diple-versions-{table.id[:12]}{VERSIONS_FORMS[form].ending}"
    response.headers["Content-Disposition"] = f'{"attachment" if saved else "inline"}; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response


def check_carried(form: str) -> None:
    """Raises RequestError, NOT_ACCEPTABLE, where a form has no place for verdicts."""
    if form not in CARRIED_BY:
        places = ", ".join(CARRIED_BY)
        raise RequestError("NOT_ACCEPTABLE", f"{form} has no place for verdicts.", f"Ask for {places}.", format=form)
