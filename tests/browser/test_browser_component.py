"""The component in other people's pages: a site of its own shows comparisons of the service, in a real Chromium."""

import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe

import diple
from drawings import ROOT

OLD = "😀𝒜 The Parties shall meet every year. 🕊️ Their friendship has no limits. A line stays."
NEW = "😀𝒜 The Parties should meet every year. A line stays."


@contextmanager
def desk(pages):
    """A site that serves these pages, at an origin of its own."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header(
                "Content-Type", "application/json" if self.path.endswith(".json") else "text/html; charset=utf-8"
            )
            self.end_headers()
            self.wfile.write(body or b"{}")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def pages():
    """What the site serves; a test puts its page there."""
    return {}


@pytest.fixture(scope="module")
def site(pages):
    with desk(pages) as origin:
        yield origin


@pytest.fixture(scope="module")
def service(site, tmp_path_factory):
    """The service, which lets the site embed its comparisons."""
    command = [sys.executable, "-m", "diple.cli", "serve", "--port", "0", "--workers", "1"]
    settings = {**os.environ, "DIPLE_EMBED_ANCESTORS": site, "DIPLE_DATA": str(tmp_path_factory.mktemp("kept"))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=settings) as child:
        yield re.search(r"http://\S+:\d+", child.stdout.readline())[0]
        child.terminate()
        child.wait(30)


@pytest.fixture
def shown(chromium, pages, site, service):
    """Opens a page of the site, in which `SERVICE` is the service's address, and waits for the component."""
    contexts = []

    def open_page(body, wait="diple-load", **look):
        listen = "window.told = []; for (const name of ['diple-load', 'diple-error', 'diple-select'])"
        listen += "document.addEventListener(name, (event) => told.push([name, event.detail]))"
        page_ = f"<!doctype html><html lang=en><meta charset=utf-8><title>A desk</title><script>{listen}</script>"
        pages["/"] = (page_ + f"<main><h1>A desk</h1>{body}</main>").replace("SERVICE", service)
        context = chromium.new_context(**{"viewport": {"width": 1200, "height": 800}, **look})
        contexts.append(context)
        page = context.new_page()
        page.goto(site + "/")
        if wait:
            page.wait_for_function("(name) => told.some(([one]) => one === name)", arg=wait)
        return page

    yield open_page
    for context in contexts:
        context.close()


MODULE = '<script type="module" src="SERVICE/static/diple-diff.js"></script>'


def inline(comparison, attributes=""):
    told = comparison.to_json().replace("<", "\\u003c")
    return f'{MODULE}<diple-diff {attributes}><script type="application/json">{told}</script></diple-diff>'


@pytest.fixture(scope="module")
def astral():
    return diple.compare(OLD, NEW)


def words(locator):
    """What a reader sees in an element, without what is said to screen readers alone."""
    return locator.evaluate(
        "it => { const seen = it.cloneNode(true); for (const one of seen.querySelectorAll('.vh, .aside, .was')) one.remove(); return seen.textContent }"
    )


def middle(locator):
    """The middle of the wording that is seen in a change."""
    script = "it => { const range = document.createRange(); range.selectNode(it.childNodes[1]); const at = range.getBoundingClientRect(); return [at.x + at.width / 2, at.y + at.height / 2] }"
    return locator.evaluate(script)


def test_offsets_count_code_points_however_many_units_stand_before(shown, astral):
    page = shown(inline(astral))
    assert [words(page.locator("diple-diff ins"))] == ["should"]
    sides = {
        side: "".join(words(one) for one in page.locator(f"diple-diff .row > .{side}").all()) for side in ("old", "new")
    }
    assert sides["old"] == OLD
    assert (
        re.sub(
            "shall(?=should)| 🕊️ Their friendship has no limits.|🕊️ Their friendship has no limits. ", "", sides["new"]
        )
        == NEW
    )


@pytest.mark.parametrize(
    "name", ["without-limits", "shall-to-should", "chinese-formula-dropped", "russian-declaration"]
)
def test_both_texts_stand_in_the_component_whole(shown, samples, name):
    folder = samples / name
    comparison = diple.compare(folder / "old.txt", folder / "new.txt")
    page = shown(inline(comparison, 'noise=""'))
    seen = page.evaluate("""() => {
      const rows = [...document.querySelector("diple-diff").shadowRoot.querySelectorAll(".row > .new")].map((cell) => cell.cloneNode(true));
      rows.forEach((cell) => cell.querySelectorAll(".vh, .aside, .way, .whole, .was, del").forEach((one) => one.remove()));
      return rows.map((cell) => cell.textContent).join("");
    }""")
    text = comparison.new.text  # in the order of the segments: a clause that moved into another stands after it
    assert seen == "".join(text[span.start : span.end] for segment in comparison.segments for span in segment.new)
    for change in comparison.counting:
        kept = page.locator(f"diple-diff #{change.id}")
        if change.new:
            assert words(kept.locator("ins")) == change.new.quote
        if change.old:
            assert words(kept.locator("del")) == change.old.quote


def test_it_loads_a_comparison_from_its_address_on_another_origin(shown):
    page = shown(f'{MODULE}<diple-diff src="SERVICE/embed/samples/without-limits.json"></diple-diff>')
    name, detail = page.evaluate("told[0]")
    assert (name, detail["mode"]) == ("diple-load", "revision")
    assert page.locator("diple-diff .marker").count() == detail["markers"] > 0
    assert page.locator("diple-diff .row.moved .way").count() >= 2


def test_it_loads_a_kept_comparison_from_the_api(shown, service):
    asked = Request(
        f"{service}/api/v1/comparisons",
        json.dumps({"old": OLD, "new": NEW, "store": True}).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(asked, timeout=30) as answer:
        address = answer.headers["Location"]
    page = shown(f'{MODULE}<diple-diff src="SERVICE{urlsplit(address).path}"></diple-diff>')
    assert words(page.locator("diple-diff ins").first) == "should"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<diple-diff src="SERVICE/embed/samples/nowhere.json"></diple-diff>', ""),
        ('<diple-diff><script type="application/json">{"schema": "other/1"}</script></diple-diff>', "other/1"),
        ('<diple-diff><script type="application/json">{"schema"</script></diple-diff>', "JSON"),
    ],
)
def test_what_cannot_be_shown_is_told_to_reader_and_page(shown, body, message):
    page = shown(MODULE + body, wait="diple-error")
    assert page.locator("diple-diff").get_by_role("alert").inner_text().startswith("The comparison cannot be shown.")
    assert message in page.evaluate("told[0][1].message")


def test_offsets_that_do_not_fit_the_text_are_an_error_and_no_wrong_mark(shown, astral):
    told = astral.to_dict()
    told["old"]["characters"] += 1
    body = f'{MODULE}<diple-diff><script type="application/json">{json.dumps(told)}</script></diple-diff>'
    page = shown(body, wait="diple-error")
    assert "code points" in page.evaluate("told[0][1].message")


def test_text_is_never_markup(shown):
    hostile = diple.compare("A <b>bold</b> line stays.", 'A <img src=x onerror="told.push(1)"> line \u202estays.')
    page = shown(inline(hostile))
    assert page.locator("diple-diff img, diple-diff b:not(.marker b)").count() == 0
    assert page.locator("diple-diff .control").first.inner_text() == "U+202E"
    assert page.evaluate("told.length") == 1


def test_choosing_a_change_or_a_marker_tells_the_page(shown, astral):
    page = shown(inline(astral))
    page.mouse.click(*middle(page.locator("diple-diff ins").first))
    marker = astral.markers[0]
    page.locator(f"diple-diff #{marker.id} summary").click()
    chosen = [detail for name, detail in page.evaluate("told") if name == "diple-select"]
    change = next(one for one in astral.counting if one.new)
    assert (chosen[0]["kind"], chosen[0]["id"], chosen[0]["new"]) == ("change", change.id, [change.new.quote])
    assert (chosen[1]["kind"], chosen[1]["id"]) == ("marker", marker.id)
    assert chosen[1]["old"] == [selector.exact for selector in marker.old]
    assert chosen[1]["changes"] == list(marker.changes)


def test_the_keyboard_alone_goes_from_change_to_change_and_to_markers(shown, astral):
    page = shown(inline(astral))
    page.locator("diple-diff .c").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.keyboard.press("i")
    chosen = [detail["id"] for name, detail in page.evaluate("told") if name == "diple-select"]
    assert chosen == [astral.counting[0].id, astral.counting[1].id, astral.markers[0].id]
    assert page.locator("diple-diff").get_attribute("view") == "inline"
    assert page.evaluate("document.querySelector('diple-diff').shadowRoot.activeElement.tagName") == "SUMMARY"


def test_the_level_is_the_least_that_is_shown(shown, astral):
    page = shown(inline(astral, 'level="critical"'))
    critical = sum(marker.level == "critical" for marker in astral.markers)
    assert 0 < critical < len(astral.markers)
    assert page.locator("diple-diff .marker").count() == page.locator("diple-diff .sign").count() == critical
    page.locator("diple-diff").get_by_role("combobox").select_option("noise")
    assert page.locator("diple-diff .marker").count() == len(astral.markers)


def test_inline_shows_old_and_new_in_one_column(shown, astral):
    page = shown(inline(astral, 'view="inline"'))
    assert not page.locator("diple-diff .row > .old").first.is_visible()
    assert page.locator("diple-diff .new del").first.is_visible()


def test_parts_and_custom_properties_change_its_look(shown, astral):
    style = "<style>diple-diff { --diple-insert: rgb(0, 100, 0); --diple-font: monospace } diple-diff::part(delete) { text-decoration-style: wavy }</style>"
    page = shown(style + inline(astral))
    look = "(it, name) => getComputedStyle(it)[name]"
    assert page.locator("diple-diff ins").first.evaluate(look, "color") == "rgb(0, 100, 0)"
    assert page.locator("diple-diff .text").evaluate(look, "fontFamily") == "monospace"
    assert page.locator("diple-diff .old del").first.evaluate(look, "textDecorationStyle") == "wavy"


def test_palettes_differ(shown, astral):
    page = shown(inline(astral))
    seen = set()
    for palette in ("default", "legal", "contrast"):
        page.locator("diple-diff").evaluate("(it, palette) => it.setAttribute('palette', palette)", palette)
        seen.add(page.locator("diple-diff ins").first.evaluate("it => getComputedStyle(it).color"))
    assert len(seen) == 3


def test_arabic_stands_from_right_to_left(shown, arabic):
    page = shown(inline(arabic))
    for side in ("old", "new"):
        assert (
            page.locator(f"diple-diff .row > .{side}").first.evaluate("it => getComputedStyle(it).direction") == "rtl"
        )
    assert words(page.locator("diple-diff .old del").first).strip() == arabic.counting[0].old.quote.strip()


@pytest.mark.parametrize(
    ("tongue", "said"), [("en", "Side by side"), ("ru", "Рядом"), ("zh", "并排显示"), ("fr", "Côte à côte")]
)
def test_it_speaks_four_languages(shown, astral, tongue, said):
    page = shown(inline(astral, f'lang="{tongue}"'))
    assert page.locator("diple-diff").get_by_role("button", name=said).count() == 1
    assert page.locator("diple-diff .rationale").first.get_attribute("lang") == "en"


def test_screen_readers_hear_where_a_change_begins_and_ends(shown, astral):
    page = shown(inline(astral))
    assert page.locator("diple-diff .new ins").first.evaluate("it => it.textContent") == "inserted: should end"


@pytest.mark.parametrize(
    ("attributes", "scheme"),
    [
        ("", "light"),
        ('view="inline" lang="ru"', "dark"),
        ('palette="legal"', "dark"),
        ('palette="contrast" noise=""', "light"),
    ],
)
def test_axe_finds_nothing(shown, samples, attributes, scheme):
    comparison = diple.compare(samples / "without-limits/old.txt", samples / "without-limits/new.txt")
    page = shown(inline(comparison, attributes), color_scheme=scheme)
    page.evaluate(
        "for (const it of document.querySelector('diple-diff').shadowRoot.querySelectorAll('details')) it.open = true"
    )
    found = Axe().run(page).response["violations"]
    assert [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"][:2]
    ] == []


@pytest.mark.parametrize(
    "path", ["/samples/without-limits?lang=ru&noise=1", "/?lang=fr", "/embed/samples/shall-to-should?lang=zh"]
)
def test_axe_finds_nothing_in_pages_of_other_languages(opened, path):
    page = opened(path, bypass_csp=True)
    page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []


def test_a_frame_tells_its_height(shown):
    listen = "addEventListener('message', (event) => { if (event.data.type === 'diple-height') window.height = event.data.height })"
    page = shown(
        f'<script>{listen}</script><iframe src="SERVICE/embed/samples/shall-to-should" title="A comparison"></iframe>',
        wait=None,
    )
    page.wait_for_function("() => window.height > 200")
    assert page.frames[1].locator("diple-diff .row").count() > 0


def test_no_other_site_may_show_it_in_a_frame(shown, pages, service, chromium):
    with desk(pages) as stranger:
        pages["/"] = f'<iframe src="{service}/embed/samples/shall-to-should"></iframe>'
        context = chromium.new_context()
        page, said = context.new_page(), []
        page.on("console", lambda told: said.append(told.text))
        page.goto(stranger + "/")
        page.wait_for_timeout(0)
        assert page.frames[1].locator("diple-diff").count() == 0
        context.close()


def test_the_example_in_the_readme_shows_a_comparison(shown):
    for document in ("README.md", "docs/component.md"):
        (example,) = re.findall(
            r"```html\n(<script type=\"module\".*?)```", (ROOT / document).read_text(encoding="utf-8"), re.DOTALL
        )
        assert len(example.strip().splitlines()) == 5
        page = shown(example.replace("http://127.0.0.1:8000", "SERVICE"))
        assert page.locator("diple-diff .marker").count() > 0
