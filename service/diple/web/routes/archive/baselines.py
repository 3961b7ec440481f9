"""A new text beside the statements of a series, by the API: what it is compared with, and the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, request, url_for

from diple.model import Statement
from diple.result import count_words
from diple.schemas.archived import AgainstSchema, BaselineQuerySchema, BaselineSchema
from diple.web import access
from diple.web.answers.forms import wanted_form, written
from diple.web.answers.replies import answered
from diple.web.comparing.texts import bounded
from diple.web.operations.exchange import note_compared
from diple.web.requests.parsing import json_request, single
from diple.web.routes.archive import holding
from diple.web.routes.archive.api import blueprint, incoming_of
from diple.web.work.memory.remembering import compared

if TYPE_CHECKING:
    from diple.archive.statements.contract import Full


@blueprint.get("/series/<name>/baseline")
def baseline(name: str) -> Response:
    """What a text of a day and language would be compared with."""
    from diple.archive.statements.checking import check_day

    asked: dict[str, Any] = BaselineQuerySchema().load(single(request.args))
    check_day(asked["date"])
    text = Statement("", asked["language"], (), (), date=asked["date"] or None)
    return answered(BaselineSchema(), holding.of_caller().baseline(name, text, against=asked["against"]))


@blueprint.post("/series/<name>/comparisons")
def compare_with(name: str) -> Response:
    """Compares a text with the statement of a series before its day, and those before that as the earlier ones."""
    access.require("compare")
    single(request.args)
    form = wanted_form()
    asked = json_request(request, AgainstSchema())
    against = asked.pop("against")
    new = incoming_of(asked).statement
    found = holding.of_caller().baseline(name, new, against=against)
    words = count_words(new.text) + found.previous.words
    bounded("DIPLE_MAX_WORDS", "TOO_MANY_WORDS", words, "words")
    earlier = within_limits(found.earlier, words)
    comparison = compared(
        found.previous.statement,
        new,
        mode="auto",
        earlier=[full.statement for full in earlier],
        stored=False,
    )
    response = written(note_compared(comparison), form)
    previous = url_for("archive_api.statement", id_=found.previous.id)
    response.headers["Link"] = f'<{previous}>; rel="prev"'
    response.headers["Diple-Earlier"] = f"{len(earlier)} of {len(found.earlier)}"
    return response


def within_limits(earlier: Sequence[Full], words: int) -> list[Full]:
    """The latest of the earlier statements that fit beside two texts of so many words, oldest first."""
    most, room = current_app.config["DIPLE_MAX_EARLIER"], current_app.config["DIPLE_MAX_WORDS"] - words
    taken: list[Full] = []
    for full in reversed(earlier[-most:] if most else ()):
        room -= full.words
        if room < 0:
            break
        taken.append(full)
    return taken[::-1]
