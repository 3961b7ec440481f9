"""Who may embed a comparison, and what an oEmbed consumer is reported."""

import json
import re
from urllib.parse import quote

import pytest

from diple.errors import OptionError
from diple.render.pages.html import asset
from diple.web import create_app
from diple.web.routes.palettes import tokens_of

DESK = "https://desk.example"
FRAME = "/embed/samples/shall-to-should"


def client(listed=""):
    return create_app({"DIPLE_EMBED_ANCESTORS": listed}).test_client()


def policy(answer):
    return dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("", "'none'"),
        (DESK, DESK),
        (f"{DESK}, 'self' https://*.wire.example:8443", f"{DESK} 'self' https://*.wire.example:8443"),
    ],
)
def test_only_listed_origins_may_show_it_in_a_frame(listed, told):
    answer = client(listed).get(FRAME)
    assert answer.status_code == 200
    assert policy(answer)["frame-ancestors"] == told
    assert policy(answer)["script-src"] == policy(answer)["style-src"] == "'self'"
    assert policy(client(listed).get("/samples/shall-to-should"))["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("wrong", ["*", "https:", "desk.example", "https://a.example; script-src *", "javascript:x"])
def test_what_is_no_origin_is_refused_at_the_start(wrong):
    with pytest.raises(OptionError, match="DIPLE_EMBED_ANCESTORS") as caught:
        client(wrong)
    assert caught.value.code == "INVALID_SETTING"


@pytest.mark.parametrize(
    ("listed", "origin", "allowed"),
    [
        (DESK, DESK, True),
        (DESK, "https://other.example", False),
        ("https://*.desk.example", "https://one.desk.example", True),
        ("https://*.desk.example", "https://desk.example.evil.example", False),
        ("https://*.desk.example", "http://one.desk.example", False),
        ("", DESK, False),
    ],
)
def test_scripts_of_listed_origins_alone_may_read_the_json(listed, origin, allowed):
    answer = client(listed).get(f"{FRAME}.json", headers={"Origin": origin})
    assert answer.json["schema"] == "diple.comparison/1"
    assert answer.headers.get("Access-Control-Allow-Origin") == (origin if allowed else None)
    assert "Origin" in answer.headers["Vary"]


def test_the_module_is_public_and_carries_the_words_of_all_languages():
    answer = client().get("/static/diple-diff.js")
    assert (answer.mimetype, answer.headers["Access-Control-Allow-Origin"]) == ("text/javascript", "*")
    for said in ("Рядом", "并排显示", "Côte à côte"):
        assert said in answer.text
    assert client().get("/static/diple-diff.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    imported = client().get("/static/diple-reading.js")
    assert (imported.mimetype, imported.headers["Access-Control-Allow-Origin"]) == ("text/javascript", "*")


def test_the_module_has_the_colours_and_lines_of_the_page():
    css = """:root { --ink: #111; --zh: serif; --wash: #eee }
@media (prefers-color-scheme: dark) {
  :root { --ink: #fff; --wash: #222 }
}
:root { --ins-line: underline solid 1px }
[data-palette="legal"] {
  --ink: #222; --wash: transparent;
  @media (prefers-color-scheme: dark) { --ink: #ddd }
}
"""
    assert tokens_of(css) == {
        "default": {
            "ink": "light-dark(#111, #fff)",
            "wash": "light-dark(#eee, #222)",
            "ins-line": "underline solid 1px",
        },
        "legal": {"ink": "light-dark(#222, #ddd)", "wash": "transparent"},
    }
    served = json.loads(re.search(r"const TOKENS = (.*);", client().get("/static/diple-diff.js").text)[1])
    assert served == tokens_of(asset("diple.css"))
    assert {len(tokens) for tokens in served.values()} == {9, 19}


def test_text_in_the_page_of_a_frame_cannot_end_its_script():
    assert client(DESK).get(FRAME).text.count("</script>") == 3


def oembed(asked, listed=DESK, more=""):
    return client(listed).get(f"/oembed?format=json&url={quote(asked, safe='')}{more}")


@pytest.mark.parametrize("asked", ["http://localhost/samples/shall-to-should", f"http://localhost{FRAME}?view=inline"])
def test_oembed_answers_with_the_frame(asked):
    told = oembed(asked, more="&maxwidth=500").json
    assert (told["version"], told["type"], told["width"], told["height"]) == ("1.0", "rich", 500, 600)
    address = f"{FRAME}?view=inline" if "view" in asked else FRAME
    assert f'src="http://localhost{address}"' in told["html"]


def test_a_frame_of_oembed_takes_along_what_the_address_says_of_its_view():
    told = oembed(
        "http://localhost/samples/shall-to-should?view=inline&level=high&level=minor&noise=1&list=1&palette=x"
    )
    assert f'src="http://localhost{FRAME}?view=inline&amp;level=minor&amp;noise="' in told.json["html"]


@pytest.mark.parametrize("listed", [DESK, ""])
@pytest.mark.parametrize("size", ["0", "-1", "wide", "", "1.5", "٣"])
def test_oembed_refuses_sizes_that_are_none(listed, size):
    for name in ("maxwidth", "maxheight"):
        answer = oembed("http://localhost/samples/shall-to-should", listed, f"&{name}={quote(size)}")
        assert (answer.status_code, answer.json["code"]) == (422, "INVALID_REQUEST")
        assert f"`{name}`" in answer.json["detail"]


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [("*/*", "application/problem+json"), ("application/json", "application/problem+json"), (BROWSER, "text/html")],
)
@pytest.mark.parametrize("path", ["/oembed?url=x", "/embed/none.json", "/embed/samples/none.json"])
def test_where_json_is_given_a_problem_is_json_unless_html_is_preferred(path, accept, media_type):
    answer = client().get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (404, media_type)


def test_a_frame_without_javascript_says_where_the_comparison_is():
    told = client(DESK).get(f"{FRAME}?lang=fr").text
    beside = told.partition("<noscript>")[2]
    assert beside.startswith("<p>Sans JavaScript")
    assert '<a href="/samples/shall-to-should?lang=fr"' in beside


def test_the_types_are_text_in_utf_8_for_anyone():
    answer = client().get("/static/diple-diff.d.ts")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "interface DipleDiff" in answer.text


def test_oembed_answers_with_a_link_where_nobody_may_embed():
    told = oembed("http://localhost/samples/shall-to-should", listed="").json
    assert (told["type"], "html" in told) == ("link", False)


@pytest.mark.parametrize(
    "asked",
    ["http://localhost/", "http://elsewhere.example/samples/shall-to-should", "http://localhost/samples/none", "x"],
)
def test_oembed_knows_no_other_addresses(asked):
    answer = oembed(asked)
    assert (answer.status_code, answer.json["code"]) == (404, "NOT_FOUND")
    assert asked in answer.json["detail"]


def test_oembed_says_that_the_address_is_missing():
    for answer in (client().get("/oembed"), oembed("")):
        assert (answer.status_code, answer.json["code"]) == (422, "INVALID_REQUEST")
        assert "`url` is missing" in answer.json["detail"]


def test_oembed_speaks_json_alone():
    answer = client().get("/oembed?format=xml&url=http://localhost/samples/shall-to-should")
    assert (answer.status_code, answer.json["code"]) == (501, "NOT_IMPLEMENTED")


def test_a_page_names_its_oembed_address():
    text = client().get("/samples/shall-to-should").text
    assert (
        'type="application/json+oembed" href="http://localhost/oembed?url=http://localhost/samples/shall-to-should&amp;format=json"'
        in text
    )


@pytest.mark.parametrize(
    ("query", "accepted", "said"),
    [("?lang=ru", "fr", "Сравнить"), ("", "fr-CH, de;q=0.5", "Comparer"), ("", "zh-CN", "比对"), ("", "de", "Compare")],
)
def test_pages_speak_as_asked_or_as_the_browser_prefers(query, accepted, said):
    answer = client().get(f"/{query}", headers={"Accept-Language": accepted})
    assert f'<button class="primary">{said}</button>' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.fixture
def kept(tmp_path):
    """A service that keeps results, and what it answers when it keeps one."""
    service = create_app({"DIPLE_EMBED_ANCESTORS": DESK, "DIPLE_DATA": str(tmp_path)}).test_client()
    told = {"old": "The Parties shall meet.", "new": "The Parties should meet.", "store": True}
    return service, service.post("/api/v1/comparisons", json=told)


def test_a_kept_comparison_is_embedded_by_its_id(kept):
    service, answer = kept
    name = answer.headers["Location"].rpartition("/")[2]
    frame = service.get(f"/embed/{name}?lang=fr&view=inline&noise=")
    assert policy(frame)["frame-ancestors"] == DESK
    assert '<diple-diff view="inline" noise="" lang="fr">' in frame.text
    assert frame.headers["X-Robots-Tag"] == "noindex"
    for path in (f"/comparisons/{name}", f"/embed/{name}"):
        told = service.get(f"/oembed?url=http://localhost{path}").json
        assert f'src="http://localhost/embed/{name}"' in told["html"]
    for path in (f"/embed/{name}.json", f"/api/v1/comparisons/{name}"):
        found = service.get(path, headers={"Origin": DESK})
        assert (found.json["schema"], found.headers["Access-Control-Allow-Origin"]) == ("diple.comparison/1", DESK)


@pytest.mark.parametrize(("tongue", "title"), [("en", "Two texts compared"), ("fr", "Deux textes comparés")])
def test_texts_without_a_title_are_called_what_they_are(kept, tongue, title):
    service, answer = kept
    path = answer.headers["Location"].rpartition("/")[2]
    frame = service.get(f"/embed/{path}?lang={tongue}").text
    assert f"<title>{title} · Diple</title>" in frame
    assert f'<h1 dir="auto">{title}</h1>' in frame
    told = service.get(f"/oembed?lang={tongue}&url=http://localhost/embed/{path}").json
    assert told["title"] == title


def test_a_title_in_another_language_says_so(kept):
    service, _ = kept
    text = "# Совместное заявление\n\nСтороны встречаются каждый год."
    asked = {"old": {"text": text, "format": "markdown"}, "new": {"text": text, "format": "markdown"}, "store": True}
    path = service.post("/api/v1/comparisons", json=asked).headers["Location"].rpartition("/")[2]
    assert '<h1 lang="ru" dir="auto">Совместное заявление</h1>' in service.get(f"/embed/{path}?lang=en").text


def test_what_is_not_kept_is_not_embedded():
    for path in ("/embed/0123456789abcdef", "/oembed?url=http://localhost/comparisons/0123456789abcdef"):
        answer = client(DESK).get(path, headers={"Origin": DESK})
        assert (answer.status_code, answer.headers.get("Access-Control-Allow-Origin")) == (404, DESK)
