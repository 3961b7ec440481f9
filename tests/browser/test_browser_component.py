"""The component in other people's pages: a site of its own shows comparisons of the service, in a real Chromium."""

import json
import os
import re
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import get_args
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
import short
from axe import violations

import campaign
import diple
import forking
import patience
from diple.model import Sureness
from diple.render import PLAIN, render
from diple.render.verdicts import verdicts_of
from drawings import ROOT
from sampled import sample

OLD = "😀𝒜 The Parties shall meet every year. 🕊️ Their friendship has no limits. A line stays."
NEW = "😀𝒜 The Parties should meet every year. A line stays."


@contextmanager
def desk(pages):
    """A site that serves these pages, at an origin of its own: a text, a status with one, or an event to wait for."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            found = pages.get(self.path, (404, "{}"))
            if isinstance(found, threading.Event):
                found = found.wait(patience.SECONDS) and "{}"
            status, body = found if isinstance(found, tuple) else (200, found)
            self.send_response(status)
            self.send_header(
                "Content-Type", "application/json" if self.path.endswith(".json") else "text/html; charset=utf-8"
            )
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(body.encode())

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
    settings = {
        **os.environ,
        **patience.OF_A_SERVICE,
        "DIPLE_EMBED_ANCESTORS": site,
        "DIPLE_DATA": str(tmp_path_factory.mktemp("kept")),
    }
    with forking.Service("--port", "0", "--workers", "1", env=settings) as child:
        yield re.search(r"http://\S+:\d+", child.stdout.readline())[0]
        child.terminate()
        child.wait(patience.SECONDS)


@pytest.fixture
def shown(context_of, pages, site, service):
    """Opens a page of the site, in which `SERVICE` is the service's address, and waits for the component."""

    def open_page(body, wait="diple-load", head="", **look):
        listen = "window.told = []; for (const name of ['diple-load', 'diple-error', 'diple-select'])"
        listen += "document.addEventListener(name, (event) => told.push([name, event.detail]))"
        page_ = f"<!doctype html><html lang=en><meta charset=utf-8><title>A desk</title><script>{listen}</script>{head}"
        pages["/"] = (page_ + f"<main><h1>A desk</h1>{body}</main>").replace("SERVICE", service)
        page = context_of(**{"viewport": {"width": 1200, "height": 800}, **look}).new_page()
        page.goto(site + "/")
        if wait:
            page.wait_for_function("(name) => told.some(([one]) => one === name)", arg=wait)
        return page

    return open_page


MODULE = '<script type="module" src="SERVICE/static/diple-diff.js"></script>'


def inline(comparison, attributes=""):
    return inline_json(comparison.to_json(), attributes)


def inline_json(told, attributes=""):
    told = told.replace("<", "\\u003c")
    return f'{MODULE}<diple-diff {attributes}><script type="application/json">{told}</script></diple-diff>'


@pytest.fixture(scope="module")
def astral():
    return diple.compare(OLD, NEW)


@pytest.fixture(scope="module")
def versions():
    """A short pair with markers of all kinds: its component is drawn in half the time of that of a sample."""
    return diple.compare(*short.VERSIONS)


def words(locator):
    """What a reader sees in an element, without what is said to screen readers alone."""
    return locator.evaluate(
        "it => { const seen = it.cloneNode(true); for (const one of seen.querySelectorAll('.vh, .cited, .aside, .was, .joint')) one.remove(); return seen.textContent }"
    )


def middle(locator):
    """The middle of the wording that is seen in a change."""
    script = "it => { const at = it.querySelector('[part=insert]').getBoundingClientRect(); return [at.x + at.width / 2, at.y + at.height / 2] }"
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


WHOLE = ("shall-to-should", "chinese-formula-dropped")


@pytest.mark.campaign
@pytest.mark.parametrize("name", campaign.cases(WHOLE, (*WHOLE, "without-limits", "russian-declaration")))
def test_both_texts_stand_in_the_component_whole(shown, name):
    comparison = sample(name)
    page = shown(inline(comparison, 'noise=""'))
    seen = page.evaluate("""() => {
      const rows = [...document.querySelector("diple-diff").shadowRoot.querySelectorAll(".row > .new")].map((cell) => cell.cloneNode(true));
      rows.forEach((cell) => cell.querySelectorAll(".vh, .cited, .aside, .way, .whole, .was, .joint, del").forEach((one) => one.remove()));
      return rows.map((cell) => cell.textContent).join("");
    }""")
    text = comparison.new.text  # in the order of the segments: a clause that moved into another is after it
    assert seen == "".join(text[span.start : span.end] for segment in comparison.segments for span in segment.new)
    drawn = page.evaluate("""() => {
      const root = document.querySelector("diple-diff").shadowRoot;
      root.querySelectorAll(".c .vh, .c .cited, .c .joint").forEach((one) => one.remove());
      const text = (change, name) => change.querySelector(name)?.textContent ?? null;
      return Object.fromEntries([...root.querySelectorAll(".c")].map((one) => [one.id, [text(one, "del"), text(one, "ins")]]));
    }""")
    quotes = {one.id: [side.quote if side else None for side in (one.old, one.new)] for one in comparison.counting}
    assert drawn == quotes


def test_json_from_before_it_had_rows_is_shown_whole(shown):
    comparison = sample("without-limits")
    told = json.loads(comparison.to_json())
    del told["rows"]
    page = shown(inline_json(json.dumps(told)))
    rows = page.locator("diple-diff .row:not(.away)")
    assert rows.count() == len(comparison.segments)
    assert page.locator("diple-diff .c").count() == len(comparison.counting)
    signs = page.locator("diple-diff .sign").evaluate_all("all => all.map((one) => one.id.replace('at-', ''))")
    assert sorted(signs) == sorted(marker.id for marker in comparison.markers if marker.changes)
    way = page.locator("diple-diff .row.moved:not(.away) .way").first
    way.click()
    assert page.evaluate("document.querySelector('diple-diff').shadowRoot.activeElement.closest('.row').id").endswith(
        "-from"
    )


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
    with urlopen(asked, timeout=patience.SECONDS) as answer:
        address = answer.headers["Location"]
    page = shown(f'{MODULE}<diple-diff src="SERVICE{urlsplit(address).path}"></diple-diff>')
    assert words(page.locator("diple-diff ins").first) == "should"


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ('src="SERVICE/embed/samples/nowhere.json"', "NOT_FOUND", "nothing is kept at this address, or no longer"),
        ('src="/410.json" lang="fr"', "KEPT_UNREADABLE", "une autre version de Diple l’a écrite"),
        ('src="/422.json" lang="zh"', "INVALID_REQUEST", "该服务返回了 422|422"),
        ('src="/html.json" lang="ru"', "NO_JSON", "это не JSON"),
        ('src="http://127.0.0.1:9/x.json"', "UNREACHABLE", "http://127.0.0.1:9 does not answer"),
        ('><script type="application/json">{"schema": "other/1"}</script', "NO_COMPARISON", "no comparison of Diple"),
        ('><script type="application/json">{"schema"</script', "NO_JSON", "this is no JSON"),
        ('><script type="application/json">null</script', "NO_COMPARISON", "no comparison of Diple"),
        ('src="http://["', "BAD_ADDRESS", "http://[ is no address"),
        ('src="javascript:told.push(1)"', "BAD_ADDRESS", "addresses that begin with javascript: are not read"),
        ('src="data:application/json,{}"', "BAD_ADDRESS", "addresses that begin with data: are not read"),
    ],
)
def test_what_cannot_be_shown_is_told_to_reader_and_page(shown, pages, body, code, said):
    for status, name in ((410, "KEPT_UNREADABLE"), (422, "INVALID_REQUEST")):
        problem = {"code": name, "detail": "What exactly.", "remedy": "What to do."}
        pages[f"/{status}.json"] = (status, json.dumps(problem))
    pages["/html.json"] = "<p>No JSON"
    page = shown(f"{MODULE}<style>diple-diff:state(error)::part(error) {{ color: rgb(1, 2, 3) }}</style><diple-diff {body}></diple-diff>", wait="diple-error")  # fmt: skip
    alert = page.locator("diple-diff").get_by_role("alert")
    assert any(words in alert.inner_text() for words in said.split("|"))
    assert alert.evaluate("it => getComputedStyle(it).color") == "rgb(1, 2, 3)"
    told = page.evaluate("told[0][1]")
    assert told["code"] == code
    assert any(words in told["message"] for words in said.split("|"))
    assert ("What to do." in alert.inner_text()) is (told["status"] in (410, 422))


def test_after_an_error_it_can_be_tried_again(shown, pages, astral):
    pages["/later.json"] = (503, "{}")
    page = shown(f'{MODULE}<diple-diff src="/later.json"></diple-diff>', wait="diple-error")
    pages["/later.json"] = astral.to_json()
    page.locator("diple-diff").get_by_role("button", name="Try again").click()
    page.wait_for_function("() => told.at(-1)[0] === 'diple-load'")
    assert page.locator("diple-diff .row").count() == len(astral.segments)


def test_of_two_addresses_the_last_one_counts(shown, pages, astral):
    pages["/slow.json"], pages["/fast.json"] = threading.Event(), astral.to_json()
    page = shown(f'{MODULE}<diple-diff src="/slow.json">Wait.</diple-diff>', wait=None)
    page.wait_for_function("() => document.querySelector('diple-diff').matches(':state(loading)')")
    assert page.locator("diple-diff").get_by_role("status").inner_text() == "Loading the comparison"
    assert page.get_by_text("Wait.").is_visible()
    page.locator("diple-diff").evaluate("it => { it.src = '/fast.json' }")
    page.wait_for_function("() => told.length")
    pages["/slow.json"].set()
    page.evaluate("() => fetch('/fast.json').then(() => new Promise(requestAnimationFrame))")
    assert [name for name, _ in page.evaluate("told")] == ["diple-load"]
    assert page.locator("diple-diff").evaluate("it => it.matches(':state(loaded)')")


def test_offsets_that_do_not_fit_the_text_are_an_error_and_no_wrong_mark(shown, astral):
    told = astral.to_dict()
    told["old"]["characters"] += 1
    body = f'{MODULE}<diple-diff><script type="application/json">{json.dumps(told)}</script></diple-diff>'
    page = shown(body, wait="diple-error")
    error = page.evaluate("told[0][1]")
    assert error["code"] == "TEXT_DIFFERS"
    assert "code points" in error["detail"]


@pytest.mark.parametrize(
    "body",
    [
        "<diple-diff></diple-diff><script>{set}</script>{module}",
        "{module}<diple-diff></diple-diff><script>{set}</script>",
        '<diple-diff></diple-diff><script>{set}</script><script async type="module" src="SERVICE/static/diple-diff.js"></script>',
        "<diple-diff></diple-diff><script>{set}</script>{module}"
        '<script type="module" src="SERVICE/static/diple-diff.js?again"></script>',
        "{module}<script>document.querySelector('main').append(document.createElement('diple-diff'));{set}</script>",
    ],
)
def test_the_module_may_come_early_late_or_twice_and_the_comparison_by_a_property(shown, astral, body):
    told = astral.to_json().replace("<", "\\u003c")
    page = shown(
        body.replace("{module}", MODULE).replace("{set}", f"document.querySelector('diple-diff').comparison = {told}")
    )
    assert page.locator("diple-diff .row").count() == len(astral.segments)
    assert page.evaluate("document.querySelector('diple-diff').comparison.id") == astral.id
    page.evaluate("document.querySelector('diple-diff').comparison = null")
    assert page.locator("diple-diff .row").count() == 0


def test_another_child_is_another_comparison(shown, astral, arabic):
    page = shown(inline(astral))
    page.evaluate("told => { document.querySelector('diple-diff script').textContent = told }", arabic.to_json())
    page.wait_for_function("(id) => told.at(-1)[1].comparison === id", arg=arabic.id)


def test_null_goes_back_to_its_address(shown, pages, astral, arabic):
    pages["/mine.json"] = astral.to_json()
    page = shown(f'{MODULE}<diple-diff src="/mine.json"></diple-diff>')
    page.evaluate("told => { document.querySelector('diple-diff').comparison = JSON.parse(told) }", arabic.to_json())
    page.wait_for_function("(id) => told.at(-1)[1].comparison === id", arg=arabic.id)
    page.evaluate("document.querySelector('diple-diff').comparison = null")
    page.wait_for_function("(id) => told.at(-1)[1].comparison === id", arg=astral.id)


def judged(comparison, note="Not <b>so</b>."):
    """The comparison beside verdicts on its first two markers, as it is written with them."""
    said = [("accept", note), ("reject", ""), (None, "A question.")]
    layer = {
        "schema": "diple.verdicts/1", "comparison": comparison.id, "analyst": "Ana Orre", "date": "2034-02-04",
        "verdicts": [
            {"marker": marker.id, "verdict": verdict, "note": words}
            for marker, (verdict, words) in zip(comparison.markers, said, strict=False)
        ],
    }  # fmt: skip
    look = replace(PLAIN, verdicts=verdicts_of(json.dumps(layer).encode(), comparison))
    return render(comparison, "json", look).decode()


def test_verdicts_stand_beside_their_markers_signed(shown, pages, versions):
    pages["/judged.json"] = judged(versions)
    page = shown(f'{MODULE}<diple-diff src="/judged.json"></diple-diff>')
    entries = page.locator("diple-diff .entry [part=verdict]")
    assert entries.all_inner_texts() == ["accepted", "rejected", "Note"]
    page.locator("diple-diff .entry").first.click()
    opened = page.locator("diple-diff .marker:not([hidden])").inner_text()
    assert "accepted Not <b>so</b>. Signed by Ana Orre on 2034-02-04." in opened
    assert page.evaluate("document.querySelector('diple-diff').verdicts.analyst") == "Ana Orre"
    assert page.locator("diple-diff .marker :is(input, textarea)").count() == 0


def test_own_markers_are_told_with_who_marked_them(shown, pages, versions):
    both = json.loads(judged(versions))
    own = {"kind": "F1", "direction": "softened", "level": "high", "note": "Not <b>so</b>.", "old": []}
    quote = {"start": 2, "exact": versions.new.text[2:7]}
    both["verdicts"]["own_markers"] = [
        {**own, "id": "o1", "new": [quote]},
        {**own, "id": "o2", "new": [quote], "kind": "Tone", "analyst": "Bo Kell", "date": "2034-01-30"},
    ]
    pages["/judged.json"] = json.dumps(both)
    page = shown(f'{MODULE}<diple-diff src="/judged.json"></diple-diff>')
    assert page.locator("diple-diff [part=own]").all_text_contents() == [
        f"◆ Formula dropped high, softened, marked by Ana Orre, 2034-02-04 {quote['exact']} Not <b>so</b>.",
        f"◆ Tone high, softened, marked by Bo Kell, 2034-01-30 {quote['exact']} Not <b>so</b>.",
    ]
    assert page.locator("diple-diff .entry").count() == len(versions.markers)


def test_a_verdict_of_another_than_the_signer_bears_the_others_name(shown, pages, versions):
    both = json.loads(judged(versions))
    both["verdicts"]["verdicts"][0] |= {"analyst": "Bo Kell", "date": "2034-01-30"}
    pages["/judged.json"] = json.dumps(both)
    page = shown(f'{MODULE}<diple-diff src="/judged.json"></diple-diff>')
    for entry, signature in ((0, "Signed by Bo Kell on 2034-01-30."), (1, "Signed by Ana Orre on 2034-02-04.")):
        page.locator("diple-diff .entry").nth(entry).click()
        page.locator("diple-diff .marker:not([hidden])").get_by_text(signature).wait_for()
        page.keyboard.press("Escape")


def test_verdicts_on_another_comparison_are_refused(shown, pages, astral, versions):
    both = json.loads(judged(versions))
    pages["/judged.json"] = json.dumps({**both, "comparison": astral.to_dict()})
    page = shown(f'{MODULE}<diple-diff src="/judged.json"></diple-diff>', wait="diple-error")
    assert page.evaluate("told[0][1].code") == "OTHER_VERDICTS"


def test_a_form_feed_is_named_like_other_controls(shown):
    page = shown(inline(diple.compare("One is here.\fTwo stays.", "One was here.\fTwo stays.")))
    assert page.locator("diple-diff .control").first.inner_text() == "U+000C"


def test_text_is_never_markup(shown):
    hostile = diple.compare("A <b>bold</b> line stays.", 'A <img src=x onerror="told.push(1)"> line \u202estays.')
    page = shown(inline(hostile))
    assert page.locator("diple-diff img, diple-diff b:not(.marker b, .register b)").count() == 0
    assert page.locator("diple-diff .control").first.inner_text() == "U+202E"
    assert page.evaluate("told.length") == 1


def test_choosing_a_change_or_a_marker_tells_the_page(shown, astral):
    page = shown(inline(astral))
    page.mouse.click(*middle(page.locator("diple-diff ins").first))
    marker = astral.markers[0]
    page.locator("diple-diff .entry").first.click()
    chosen = [detail for name, detail in page.evaluate("told") if name == "diple-select"]
    change = next(one for one in astral.counting if one.new)
    assert (chosen[0]["kind"], chosen[0]["id"], chosen[0]["new"]) == ("change", change.id, [change.new.quote])
    assert (chosen[1]["kind"], chosen[1]["id"]) == ("marker", marker.id)
    assert chosen[1]["old"] == [selector.exact for selector in marker.old]
    assert chosen[1]["changes"] == list(marker.changes)
    home = next(segment for segment in astral.segments if set(segment.changes) & set(marker.changes))
    assert chosen[1]["segment"] == home.id


def test_the_types_name_what_the_events_tell(shown, service, astral):
    with urlopen(f"{service}/static/diple-diff.d.ts", timeout=patience.SECONDS) as answer:
        types = answer.read().decode()
    page = shown(inline(astral))
    page.locator("diple-diff").evaluate("it => { it.select('m1'); it.comparison = {} }")
    told = dict(page.evaluate("told"))
    for name, event in (("Loaded", "diple-load"), ("Selected", "diple-select"), ("Failed", "diple-error")):
        body = re.search(rf"interface {name} {{(.*?)\n}}", types, re.DOTALL)[1]
        assert set(re.findall(r"^  (\w+):", body, re.MULTILINE)) == set(told[event]), name


def test_a_marker_without_a_change_opens_at_the_line_it_quotes(shown):
    comparison = sample("without-limits")
    kept = next(marker for marker in comparison.markers if not marker.changes and marker.new)
    home = next(s for s in comparison.segments if any(x.start <= kept.new[0].start < x.end for x in s.new))
    page = shown(inline(comparison))
    assert page.locator("diple-diff").evaluate("(it, id) => it.select(id)", kept.id)
    assert page.evaluate("told.at(-1)[1].segment") == home.id
    assert page.locator(f"diple-diff #{home.id} + #{kept.id}").is_visible()


def test_the_keyboard_alone_goes_from_change_to_change_and_to_markers(shown, astral):
    page = shown(inline(astral))
    page.locator("diple-diff .c").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.keyboard.press("i")
    chosen = [detail["id"] for name, detail in page.evaluate("told") if name == "diple-select"]
    first, second = astral.counting[:2]
    marked = [
        marker.id for marker in astral.markers if second.id not in marker.changes and first.id not in marker.changes
    ]
    assert chosen[:2] == [first.id, second.id]
    assert chosen[2] in {marker.id for marker in astral.markers} - set(marked)
    assert page.locator("diple-diff").get_attribute("view") == "inline"
    assert not page.locator(f"diple-diff #{chosen[2]}").is_visible()
    page.keyboard.press("Enter")
    assert page.locator(f"diple-diff #{chosen[2]}").is_visible()
    assert page.locator(f"diple-diff #at-{chosen[2]}").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not page.locator("diple-diff .marker:visible").count()


def test_enter_on_a_change_opens_its_marker_and_one_change_alone_is_a_stop_of_the_tab_key(shown, astral):
    page = shown(inline(astral))
    change = next(one for one in astral.counting if one.markers)
    page.locator(f"diple-diff #{change.id}").focus()
    page.keyboard.press("Enter")
    assert page.locator(f"diple-diff #{change.markers[0]}").is_visible()
    assert page.locator("diple-diff .c[tabindex='0']").count() == 1


def test_the_level_is_the_least_that_is_shown(shown, versions):
    page = shown(inline(versions, 'level="critical"'))
    critical = sum(marker.level == "critical" for marker in versions.markers)
    assert 0 < critical < len(versions.markers)
    assert page.locator("diple-diff .marker").count() == page.locator("diple-diff .sign").count() == critical
    page.locator("diple-diff").get_by_role("combobox").select_option("noise")
    assert page.locator("diple-diff .marker").count() == len(versions.markers)


def test_inline_shows_old_and_new_in_one_column(shown, astral):
    page = shown(inline(astral, 'view="inline"'))
    assert not page.locator("diple-diff .row > .old").first.is_visible()
    assert page.locator("diple-diff .new del").first.is_visible()


def test_a_narrow_place_has_one_column_by_itself(shown):
    page = shown(f'<div style="width: 320px">{inline(sample("without-limits"))}</div>')
    changed = page.locator("diple-diff .row.changed").first
    assert not changed.locator(".old").is_visible()
    assert changed.locator(".new del").first.is_visible()
    assert page.locator("diple-diff .view").first.is_hidden()
    assert page.locator("diple-diff").evaluate("it => it.scrollWidth <= 320")
    page.evaluate("document.querySelector('div').style.width = '60rem'")
    assert changed.locator(".old").is_visible()


def test_white_space_at_the_ends_belongs_to_a_change_and_is_not_drawn(shown):
    comparison = diple.compare(
        "A line stays.\n\nThe end comes.", "A line stays.\n\nA body is set up.\n\nThe end comes."
    )
    page = shown(inline(comparison))
    (change,) = comparison.counting
    assert change.new.quote.endswith("\n\n")
    assert words(page.locator("diple-diff ins")) == change.new.quote
    assert page.locator("diple-diff [part=insert]").evaluate("it => it.textContent") == change.new.quote.strip()
    line = "it => getComputedStyle(it).textDecorationLine"
    assert page.locator("diple-diff ins").evaluate(line) == "none"


def test_in_one_column_a_deletion_keeps_the_space_before_it(shown):
    comparison = diple.compare(
        "They will consult without delay if need be.", "They will consult, as appropriate, if need be."
    )
    assert [change.noise for change in comparison.changes] == ["whitespace", None]
    page = shown(inline(comparison, 'view="inline"'))
    space = page.locator("diple-diff .noise .space")
    assert space.evaluate("it => [it.textContent, getComputedStyle(it).display]") == [" ", "inline"]


def test_what_does_not_count_is_quiet_until_it_is_asked_for(shown):
    comparison = diple.compare("The colour of the line stays.", "The color of the line stays.")
    page = shown(inline(comparison, 'view="inline"'))
    noise = page.locator("diple-diff .new .noise")
    line = "it => getComputedStyle(it).borderBottomStyle"
    assert (noise.evaluate(line), noise.inner_text()) == ("none", "color")
    page.locator("diple-diff").evaluate("it => it.toggleAttribute('noise')")
    assert noise.evaluate(line) == "dotted"
    assert page.locator("diple-diff .was").inner_text() == "colour"


def test_quotes_in_a_marker_begin_and_end_with_whole_words(shown):
    comparison = sample("without-limits")
    page = shown(inline(comparison))
    page.locator("diple-diff .sign").first.click()
    quote = page.locator("diple-diff .marker:visible blockquote").first.inner_text()
    words = quote.removeprefix("old").replace("…", " ").split()
    assert words and set(words) <= set(comparison.old.text.split())


def test_a_long_pair_is_folded_where_nothing_changed_and_walked_to_its_end(shown, pages):
    old = "\n\n".join(f"Article {n} of the Charter binds committee {n}." for n in range(1, 1001))
    comparison = diple.compare(old, old.replace("Article 500 of", "Article 500 and the Annex of") + " They shall meet.")
    pages["/long.json"] = comparison.to_json()
    page = shown(f'{MODULE}<diple-diff src="/long.json"></diple-diff>')
    assert page.locator("diple-diff .fold").count() == 2
    assert page.locator("diple-diff .row:visible").count() < 12
    assert page.locator("diple-diff .chunk").last.evaluate("it => getComputedStyle(it).contentVisibility") == "auto"
    page.locator("diple-diff .c").first.focus()
    page.keyboard.press("k")
    last = comparison.counting[-1].id
    assert page.evaluate("told.at(-1)[1].id") == last
    sight = "(id) => { const { top, bottom } = document.querySelector('diple-diff').shadowRoot.getElementById(id).getBoundingClientRect(); return top > 0 && bottom < innerHeight }"
    page.wait_for_function(sight, arg=last)


def test_both_ends_of_a_move_lead_to_each_other(shown):
    comparison = sample("without-limits")
    moved = next(segment for segment in comparison.segments if segment.moved)
    for view in ("side", "inline"):
        page = shown(inline(comparison, f'view="{view}"'))
        page.locator(f"diple-diff #{moved.id}-from .way:visible").click()
        assert (
            page.evaluate("document.querySelector('diple-diff').shadowRoot.activeElement.closest('.row').id")
            == moved.id
        )
        page.keyboard.press("Enter")
        assert page.locator(f"diple-diff #{moved.id}-from.current").count() == 1


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("The sun sets over the lake.", "No rule found anything here"),
        ("Солнце садится за озером.", "within one language"),
    ],
)
def test_where_there_is_no_marker_it_says_so(shown, new, said):
    page = shown(inline(diple.compare("The sun sets over the lake.", new)))
    assert said in page.locator("diple-diff").get_by_text(said).inner_text()
    assert page.locator("diple-diff details.register").count() == 0


def test_sentences_that_were_split_say_so(shown):
    old = "The Parties shall meet every year in the spring and shall report on the work of the commission to the Heads of State."
    comparison = diple.compare(old, old.replace(" and shall", ". They shall"))
    page = shown(inline(comparison))
    assert page.locator("diple-diff .shape").inner_text() == "split into 2"


def test_another_language_level_or_view_is_taken_on_at_once_and_what_was_open_stays_open(shown, astral):
    page = shown(inline(astral))
    page.locator("diple-diff .sign").first.click()
    marker = page.locator("diple-diff .marker:visible").get_attribute("id")
    page.locator("diple-diff").evaluate("it => { it.lang = 'fr'; it.level = 'minor'; it.view = 'inline' }")
    assert page.locator("diple-diff").get_by_role("button", name="Côte à côte").get_attribute("aria-pressed") == "false"
    assert page.locator(f"diple-diff #{marker}").is_visible()
    assert page.evaluate("document.querySelector('diple-diff').shadowRoot.activeElement.id") == f"at-{marker}"


def test_on_paper_markers_stand_open_and_controls_are_gone(shown, astral):
    page = shown(inline(astral), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("diple-diff .bar").is_hidden()
    assert page.locator("diple-diff .marker").last.is_visible()
    assert page.locator("diple-diff .base").evaluate("it => getComputedStyle(it).color") == "rgb(32, 29, 25)"


def test_a_page_with_a_strict_policy_needs_to_name_the_service_alone(shown):
    policy = "default-src 'none'; script-src SERVICE; connect-src SERVICE; require-trusted-types-for 'script'"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    page = shown(f'{MODULE}<diple-diff src="SERVICE/embed/samples/without-limits.json"></diple-diff>', head=head)
    assert page.locator("diple-diff [part=insert]").first.evaluate("it => getComputedStyle(it).textDecorationLine") == "underline"  # fmt: skip


DOCUMENT = (ROOT / "docs/component.md").read_text(encoding="utf-8")


def test_every_part_that_is_documented_can_be_styled(shown):
    listed = re.search(r"Parts: (.*?)\n\n", DOCUMENT, re.DOTALL)[1]
    parts = [name for name in re.findall(r"`([\w-]+)`", listed) if name.islower()]
    absent = {"error", "loading", "notices", "verdict", "joint", "shape", "fold", "nearest"}
    style = "".join(f"diple-diff::part({name}) {{ --{name}: yes }}" for name in parts)
    comparison = sample("without-limits")
    page = shown(f"<style>{style}</style>{inline(comparison, 'level=noise')}")
    for name in parts:
        if name not in absent:
            got = page.locator(f"diple-diff [part~='{name}']").first.evaluate(
                "(it, name) => getComputedStyle(it).getPropertyValue(name)", f"--{name}"
            )
            assert got == "yes", name
    drawn = page.evaluate(
        "[...new Set([...document.querySelector('diple-diff').shadowRoot.querySelectorAll('[part]')].flatMap((it) => [...it.part]))]"
    )
    families = ("marker-", "row-", "change-", "nearest-")
    assert {name for name in drawn if not name.startswith(families)} <= set(parts)


PROPERTIES = {
    "ink": (".base", "color", "rgb(1, 2, 3)"),
    "paper": (".base", "backgroundColor", "rgb(1, 2, 3)"),
    "quiet": (".signs", "color", "rgb(1, 2, 3)"),
    "rule": (".bar", "borderBottomColor", "rgb(1, 2, 3)"),
    "insert": ("[part=insert]", "color", "rgb(1, 2, 3)"),
    "insert-wash": ("[part=insert]", "backgroundColor", "rgb(1, 2, 3)"),
    "delete": ("[part=delete]", "color", "rgb(1, 2, 3)"),
    "delete-wash": ("[part=delete]", "backgroundColor", "rgb(1, 2, 3)"),
    "move": (".way", "color", "rgb(1, 2, 3)"),
    "mark": (".sign", "color", "rgb(1, 2, 3)"),
    "focus": (".c", "outlineColor", "rgb(1, 2, 3)"),
    "font": (".text", "fontFamily", "fantasy"),
    "size": (".text", "fontSize", "21px"),
}


@pytest.mark.parametrize("palette", ["default", "contrast"])
def test_every_custom_property_changes_what_it_says(shown, palette):
    listed = re.search(r"Custom properties(.*?)\n```", DOCUMENT, re.DOTALL)[1]
    assert set(re.findall(r"`--diple-([\w-]+)`", listed)) == set(PROPERTIES)
    style = "".join(f"--diple-{name}: {value};" for name, (_, _, value) in PROPERTIES.items())
    comparison = sample("without-limits")
    page = shown(f"<style>body {{ {style} }}</style>{inline(comparison, f'palette={palette}')}")
    page.locator("diple-diff .c").first.focus()
    page.keyboard.press("Enter")
    page.locator("diple-diff .c").first.evaluate("it => it.classList.add('current')")
    for name, (selector, looks, value) in PROPERTIES.items():
        got = page.locator(f"diple-diff {selector}").first.evaluate("(it, looks) => getComputedStyle(it)[looks]", looks)
        assert got == value, name


@pytest.mark.parametrize("palette", ["default", "legal"])
def test_a_palette_has_the_colours_and_lines_of_the_pages(shown, opened, palette):
    drawn = "it => { const own = getComputedStyle(it); return [own.color, own.textDecorationLine, own.textDecorationStyle] }"
    moved = "it => { const own = getComputedStyle(it); return [own.textDecorationColor, own.textDecorationStyle] }"
    page = opened(f"/samples/without-limits?palette={palette}")
    sample = f'<diple-diff src="SERVICE/embed/samples/without-limits.json" palette="{palette}"></diple-diff>'
    other = shown(MODULE + sample)
    for goal, look in (
        (".row.changed .new ins", drawn),
        (".row.changed .old del", drawn),
        (".row.moved:not(.away) > .new", moved),
    ):
        own = other.locator(f"diple-diff {goal.replace(' ins', ' .inserted').replace(' del', ' .deleted')}").first
        assert own.evaluate(look) == page.locator(f"main {goal}").first.evaluate(look), goal


def test_high_contrast_differs(shown, astral):
    page = shown(inline(astral))
    seen = set()
    for palette in ("default", "contrast"):
        page.locator("diple-diff").evaluate("(it, palette) => it.setAttribute('palette', palette)", palette)
        seen.add(page.locator("diple-diff ins").first.evaluate("it => getComputedStyle(it).color"))
    assert len(seen) == 2


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
    colon = {"fr": "\u202f: ", "zh": "：", "ru": ": ", "en": ": "}[tongue]
    assert colon in page.locator("diple-diff .entry").first.inner_text()


def test_screen_readers_hear_where_a_change_begins_and_ends(shown, astral):
    page = shown(inline(astral))
    assert page.locator("diple-diff .new ins").first.evaluate("it => it.textContent") == "inserted: {++should++} end"


# In the suite a look of each colours and each view.
LOOKS = (('palette="contrast" noise=""', "light"), ('view="inline" lang="ru"', "dark"))
MORE_LOOKS = (("", "light"), ('palette="legal"', "dark"), ('style="width: 320px" lang="zh"', "dark"))


@pytest.mark.campaign
@pytest.mark.parametrize(("attributes", "scheme"), campaign.cases(LOOKS, (*LOOKS, *MORE_LOOKS)))
def test_axe_finds_nothing(shown, attributes, scheme):
    page = shown(inline(sample("agent-deleted"), attributes), color_scheme=scheme)
    page.evaluate(
        "for (const it of document.querySelector('diple-diff').shadowRoot.querySelectorAll('details, .sign')) it.matches('.sign') ? it.click() : it.open = true"
    )
    assert violations(page) == []


def test_axe_finds_nothing_in_two_on_one_page(shown, astral):
    one = inline(astral)
    page = shown(one + one.replace(MODULE, ""), wait=None)
    page.wait_for_function("() => told.filter(([one]) => one === 'diple-load').length === 2")
    assert violations(page) == []


def test_it_has_a_legend_with_the_colours_of_levels_and_a_link_to_the_page(shown, astral):
    page = shown(inline(sample("without-limits"), 'page="SERVICE/samples/without-limits"'))
    legend = page.locator("diple-diff .legend")
    assert "A score says “look here”, not “this means”." in legend.text_content()
    assert legend.get_by_role("link").get_attribute("href").endswith("/samples/without-limits")
    colour = "it => getComputedStyle(it).color"
    levels = ("critical", "high", "notable", "minor")
    colours = [legend.locator(f".grade.{level}").evaluate(colour) for level in levels]
    assert len({*colours}) == 4
    signs = [page.locator(f"diple-diff .sign.{level}").first.evaluate(colour) for level in levels]
    assert signs == colours
    hostile = shown(inline(astral, 'page="javascript:alert(1)"'))
    assert hostile.locator("diple-diff .legend").get_by_role("link").count() == 0


@pytest.fixture(scope="module")
def series():
    """Two statements of a series, with nearest wordings of each sureness."""
    comparison = sample("word-to-deed")
    assert {near.sure for near in comparison.nearest} == set(get_args(Sureness))
    return comparison


@pytest.mark.campaign
@pytest.mark.parametrize("view", campaign.cases(["side"], ["side", "inline"]))
def test_the_nearest_wording_is_beside_a_sentence_that_nothing_answers(shown, series, view):
    page = shown(inline(series, f"view={view}"))
    told = {
        "likely": "likely the same subject",
        "perhaps": "perhaps the same subject",
        "doubtful": "perhaps another subject",
    }
    free = [each for each in series.segments if not (each.old and each.new)]
    for segment in free:
        own, text = ("old", series.new.text) if segment.old else ("new", series.old.text)
        start, end = getattr(segment, own)[0]
        near = [each for each in series.nearest if start <= getattr(each, own).start < end]
        row = page.locator(f"diple-diff #{segment.id}")
        assert row.locator(".nearest").count() == len(near), segment
        for each in near:
            wording = text[slice(*(each.new if own == "old" else each.old))].strip()
            line = row.locator(f".nearest.{each.sure}").filter(has_text=wording[:30])
            assert line.is_visible()
            assert f"nearest wording, {told[each.sure]}: ¶" in line.inner_text()


def test_how_sure_a_nearest_wording_is_shows_in_its_line(shown, series):
    page = shown(inline(series))
    style = "it => getComputedStyle(it).borderInlineStartStyle"
    lines = {sure: page.locator(f"diple-diff .nearest.{sure}").first.evaluate(style) for sure in get_args(Sureness)}
    assert lines == {"likely": "solid", "perhaps": "dashed", "doubtful": "dotted"}


def segment_at(comparison, side, place):
    """The segment that holds a place of one text."""
    return next(each for each in comparison.segments for start, end in getattr(each, side) if start <= place < end)


def test_a_nearest_wording_leads_to_its_place(shown, series):
    free = ((near, segment_at(series, "new", near.new.start)) for near in series.nearest if near.sure == "likely")
    near, row = next((near, segment) for near, segment in free if not segment.old)
    goal = segment_at(series, "old", near.old.start).id
    page = shown(inline(series))
    page.locator(f"diple-diff #{row.id} .nearest.likely button").first.click()
    place = page.locator(f"diple-diff #{goal}")
    assert "current" in place.get_attribute("class").split()
    assert place.evaluate("it => it.getRootNode().activeElement === it")


def test_a_nearest_wording_is_in_the_column_of_its_text(shown, series):
    page = shown(inline(series))
    left = "(it, name) => Math.round(it.closest('.row').querySelector(name).getBoundingClientRect().left)"
    for kind, column in ((".added", ".old"), (".dropped", ".new")):
        lines = page.locator(f"diple-diff {kind} > .nearests")
        for at in (0, lines.count() - 1):
            assert lines.nth(at).evaluate(left, ".nearests") == lines.nth(at).evaluate(left, column)
            assert lines.nth(at).evaluate(left, ".old") < lines.nth(at).evaluate(left, ".new")


def test_json_from_before_it_had_nearest_is_shown(shown, series):
    told = series.to_dict()
    del told["nearest"]
    page = shown(inline_json(json.dumps(told)))
    assert page.locator("diple-diff .nearest").count() == 0
    assert page.locator("diple-diff .row").count() > 5


@pytest.mark.campaign
@pytest.mark.parametrize("scheme", campaign.cases(["light"], ["light", "dark"]))
def test_axe_finds_nothing_in_nearest_wordings_two_on_one_page(shown, series, scheme):
    one = inline(series)
    page = shown(
        one + one.replace(MODULE, "").replace("<diple-diff ", '<diple-diff view="inline" '),
        wait=None,
        color_scheme=scheme,
    )
    page.wait_for_function("() => told.filter(([one]) => one === 'diple-load').length === 2")
    assert page.locator("diple-diff .nearest").count() > 2
    assert violations(page) == []


def test_a_key_goes_to_the_marker_before(shown, versions):
    page = shown(inline(versions))
    page.locator("diple-diff .c").first.focus()
    for key in ("m", "m", "Shift+M"):
        page.keyboard.press(key)
    assert page.locator("diple-diff [role=status]").text_content().startswith("marker 1 of ")


def test_in_forced_colours_the_chosen_view_alone_is_underlined(shown, astral):
    page = shown(inline(astral), forced_colors="active")
    line = "it => getComputedStyle(it).borderBottomColor === getComputedStyle(it.closest('.base')).backgroundColor"
    assert not page.locator("diple-diff #view-side").evaluate(line)
    assert page.locator("diple-diff #view-inline").evaluate(line)


FOREIGN = ["versions?lang=ru&noise=1", "/?lang=fr", "/embed/samples/shall-to-should?lang=zh"]


@pytest.mark.campaign
@pytest.mark.parametrize("path", campaign.cases(FOREIGN[:1], FOREIGN))
def test_axe_finds_nothing_in_pages_of_other_languages(opened, short_pages, path):
    name, mark, query = path.partition("?")
    page = opened(short_pages.get(name, name) + mark + query, bypass_csp=True)
    page.evaluate("for (const it of document.querySelectorAll('details')) it.open = true")
    assert violations(page, contrast_in=".languages") == []


def test_the_example_of_a_frame_makes_it_as_high_as_what_it_shows(shown):
    (example,) = re.findall(r"```html\n(<iframe.*?)```", DOCUMENT, re.DOTALL)
    page = shown(example.replace("http://127.0.0.1:8000", "SERVICE"), wait=None)
    page.wait_for_function("() => document.querySelector('iframe').height > 200")
    frame = page.frames[1]
    frame.wait_for_function("() => document.documentElement.scrollHeight <= innerHeight + 1")
    assert frame.locator("diple-diff .row").count() > 0
    before = page.locator("iframe").get_attribute("height")
    frame.locator("diple-diff .sign").first.click()
    page.wait_for_function("(before) => Number(document.querySelector('iframe').height) > Number(before)", arg=before)


def test_no_other_site_may_show_it_in_a_frame(context_of, pages, service):
    with desk(pages) as stranger:
        pages["/"] = f'<iframe src="{service}/embed/samples/shall-to-should"></iframe>'
        page = context_of().new_page()
        with page.expect_console_message(lambda told: "frame-ancestors" in told.text):
            page.goto(stranger + "/")
        assert page.frames[1].locator("diple-diff").count() == 0


def test_the_example_in_the_readme_shows_a_comparison(shown):
    for document in ("README.md", "docs/component.md"):
        (example,) = re.findall(
            r"```html\n(<script type=\"module\".*?)```", (ROOT / document).read_text(encoding="utf-8"), re.DOTALL
        )
        assert len(example.strip().splitlines()) == 5
        page = shown(example.replace("http://127.0.0.1:8000", "SERVICE"))
        assert page.locator("diple-diff .marker").count() > 0


def picked(page, first, last):
    """What is selected, and so copied, from the head of one element to the foot of another, drawn with the mouse."""
    start, end = (page.locator(f"diple-diff {goal}").first.bounding_box() for goal in (first, last))
    page.mouse.move(start["x"] + 2, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 2, end["y"] + end["height"] - 6, steps=6)
    page.mouse.up()
    return " ".join(page.evaluate("getSelection().toString()").split())


def test_what_is_copied_tells_old_from_new(shown):
    pair = diple.compare(
        "The Parties shall meet every year in May. Trade grows.",
        "The Parties should meet every year in May. Trade grows.",
    )
    page = shown(inline(pair, 'view="inline"'))
    told = "The Parties {--shall--}{++should++} meet every year in May. Trade grows."
    assert picked(page, ".row .new", ".row:last-child .new") == told
    page.locator("diple-diff").evaluate("it => it.setAttribute('view', 'side')")
    assert picked(page, ".row .old", ".row:last-child .old") == pair.old.text
