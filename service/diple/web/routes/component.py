"""The web component as one module, and the page that shows it in a frame of another site.

Who may frame a comparison, or read its JSON from a page elsewhere, is listed in `DIPLE_EMBED_ANCESTORS`; nobody is by
default.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from flask import Blueprint, Flask, Response, abort, current_app, render_template, request, url_for

from diple.errors import RequestError
from diple.render import render
from diple.render.language.interface import LANGUAGES, catalogue, chosen, say
from diple.render.pages.html import asset, title_of
from diple.result import Comparison
from diple.web import keeping
from diple.web.answers import location
from diple.web.answers.headers import framed_by
from diple.web.answers.pages import as_page
from diple.web.answers.replies import as_json
from diple.web.comparing.samples import compared, of_service
from diple.web.requests.language import carried, language
from diple.web.routes.palettes import tokens_of

blueprint = Blueprint("component", __name__)

_SAID = re.compile(r'\bsay\("([^"]+)"')
_SIZE = (800, 600)
UNTITLED = "Two texts compared"
"""What a comparison is called whose texts have neither a title nor a file's name."""
_CHOICES = {
    "view": ("side", "inline"),
    "level": ("critical", "high", "notable", "minor", "noise"),
    "palette": ("default", "legal", "contrast"),
}
"""What of the address of a page its frame takes along, where the component knows it; levels, the least of them."""
_READABLE = ("/embed/", "/oembed", "/api/v1/comparisons/")


class Shown(NamedTuple):
    """A comparison that may be embedded: what it is called and in which language, its path as a page and as a frame."""

    comparison: Comparison
    title: str
    language: str
    page: str
    frame: str


@cache
def module() -> str:
    """The component as it is served: its source with the catalogues of all languages of the interface, and colours."""
    source = asset("diple-diff.js")
    words = {tag: _words(tag, frozenset(_SAID.findall(source))) for tag in LANGUAGES}
    written = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    tokens = json.dumps(tokens_of(asset("diple.css")), separators=(",", ":"))
    return source.replace("const WORDS = {};", f"const WORDS = {written};", 1).replace(
        "const TOKENS = {};", f"const TOKENS = {tokens};", 1
    )


def _words(language: str, said: frozenset[str]) -> dict[str, object]:
    """What the component says in a language, of all that its catalogue has."""
    known = catalogue(language)
    every = {**known.joiners, **known.phrases}
    phrases = {phrase: every[phrase] for phrase in sorted(said) if phrase in every}
    told = {code: words for code, words in known.told.items() if code.islower()}  # of notices; problems are in capitals
    return {"phrases": phrases, "names": known.names, "titles": known.titles, "told": told}


@blueprint.get("/static/diple-diff.js")
def source() -> Response:
    """The module, for pages of any site."""
    return _public(module())


@blueprint.get("/static/diple-reading.js")
def reading() -> Response:
    """What the module imports."""
    return _public(asset("diple-reading.js"))


@blueprint.get("/static/diple-diff.d.ts")
def types() -> Response:
    """Its types, for programmes in TypeScript."""
    return _public(asset("diple-diff.d.ts"), "text/plain")


def _public(script: str, media_type: str = "text/javascript") -> Response:
    response = Response(script, mimetype=media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


def _found(path: str, along: Mapping[str, Any]) -> Shown | None:
    """What may be embedded under a path: a kept comparison by its id, or `samples/NAME`. Raises ArchiveError.

    `along` is what its addresses take along: the language, where one was asked for.
    """
    kind, _, name = path.rpartition("/")
    frame = url_for("component.embed", path=path, **along)
    tongue = along.get("lang") or language()
    if kind == "samples" and (sample := of_service(tongue).get(name)):
        comparison, page = compared(sample), url_for("pages.sample", name=name, **along)
        return Shown(comparison, sample.title, sample.language, page, frame)
    if kind:
        return None
    comparison = keeping.kept(name).comparison
    title = title_of(comparison.new, "") or title_of(comparison.old, "")
    spoken = comparison.new.language if title else tongue
    return Shown(comparison, title or say(spoken, UNTITLED), spoken, url_for("pages.kept", id_=name, **along), frame)


@blueprint.get("/embed/<path:path>")
def embed(path: str) -> Response:
    """A comparison in the component, for a frame: by id or `samples/NAME`; with `.json` at its end the JSON alone."""
    wanted = path.removesuffix(".json")
    found = _found(wanted, carried()) or abort(404)
    if wanted != path:
        return Response(render(found.comparison, "json"), mimetype="application/json")
    written = json.dumps(found.comparison.to_dict(), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    response = as_page(render_template("embed.html", shown=found, json=written, options=_options()))
    response.headers["Content-Security-Policy"] = framed_by(current_app.config["DIPLE_EMBED_ANCESTORS"])
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


def _options() -> dict[str, str]:
    """Attributes of the component that the query of a frame may give."""
    asked = {name: request.args[name] for name in ("view", "level", "palette", "noise") if name in request.args}
    return {**asked, "lang": language()}


def register(app: Flask) -> None:
    """The component, its frames and oEmbed, and who may read them."""
    app.register_blueprint(blueprint)
    app.after_request(_readable)


def _readable(response: Response) -> Response:
    """Lets the pages of listed origins read a kept comparison, a sample and oEmbed, and why there is none."""
    if request.method != "GET" or not request.path.startswith(_READABLE):
        return response
    origin = request.headers.get("Origin", "")
    if any(_matches(origin, one) for one in current_app.config["DIPLE_EMBED_ANCESTORS"]):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.vary.add("Origin")
    return response


def _matches(origin: str, listed: str) -> bool:
    scheme, star, host = listed.partition("*.")
    return origin.startswith(scheme) and origin.endswith(f".{host}") if star else origin == listed


@blueprint.get("/oembed")
def oembed() -> Response:
    """What an oEmbed consumer asks for: the frame of a page's comparison, or a link where nobody may frame it."""
    asked = request.args.get("format", "json")
    if asked != "json":
        raise RequestError("NOT_IMPLEMENTED", f"oEmbed is not given as {asked!r} here.", "Ask with format=json.")
    wanted = request.args.get("url", "")
    if not wanted:
        message, remedy = "The parameter `url` is missing.", "Give the address of a page of this service as url=."
        raise RequestError("INVALID_REQUEST", message, remedy, field="url")
    found = _page_of(wanted)
    if found is None:
        message = f"No comparison of this service is shown at {wanted!r}."
        raise RequestError("NOT_FOUND", message, "Give the address of a kept result's page, or of a sample's.")
    told: dict[str, object] = {"version": "1.0", "type": "link", "title": found.title, "provider_name": "Diple"}
    root = location.root()
    told |= {"provider_url": f"{root}/"} if root else {}
    width, height = (_at_most(name, size) for name, size in zip(("maxwidth", "maxheight"), _SIZE, strict=True))
    if root and current_app.config["DIPLE_EMBED_ANCESTORS"]:
        frame = location.outward(found.frame)
        html = render_template("frame.html", address=frame, title=found.title, width=width, height=height)
        told |= {"type": "rich", "html": html.strip(), "width": width, "height": height}
    return as_json(told)


def _page_of(wanted: str) -> Shown | None:
    """The comparison that a page of this service shows, or its frame."""
    parts = location.local(wanted)
    if parts is None:
        return None
    asked = parse_qs(parts.query, keep_blank_values=True)
    along = {"lang": chosen(asked["lang"][0], ())} if "lang" in asked else {}
    along |= {name: found[-1] for name, known in _CHOICES.items() if (found := _among(asked, name, known))}
    along |= {"noise": ""} if "noise" in asked and asked["noise"] != ["0"] else {}
    path = parts.path
    kept = path.removeprefix("comparisons/")
    return _found(kept if kept != path else path.removeprefix("embed/"), along) if "/" in path else None


def _among(asked: Mapping[str, list[str]], name: str, known: Sequence[str]) -> list[str]:
    """What is asked for of a choice, in the order of the choice."""
    return [value for value in known if value in asked.get(name, ())]


def _at_most(name: str, size: int) -> int:
    """The default size, or less where the consumer allows less. Raises RequestError, INVALID_REQUEST."""
    asked = request.args.get(name)
    if asked is None:
        return size
    if not (asked.isascii() and asked.isdigit() and int(asked[:9]) > 0):
        message = f"The parameter `{name}` is {asked!r}, which is no number of pixels."
        raise RequestError("INVALID_REQUEST", message, "Give a whole number above 0, or leave it out.", field=name)
    return min(size, int(asked[:9]))
