"""The service as it runs, and a real Chromium that reads its pages."""

import json
import os
import re
from urllib.request import Request, urlopen

import pytest
import short
from playwright.sync_api import expect, sync_playwright

import diple
import forking
import patience
import programs
from diple.render import render

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--in-process-gpu",
]  # fmt: skip
REFUSED = re.compile("Failed to load resource: the server responded with a status of 4")


def pytest_itemcollected(item):
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """Where `diple serve` answers: a process of its own on a free port."""
    environment = {**os.environ, **patience.OF_A_SERVICE, "DIPLE_DATA": str(tmp_path_factory.mktemp("kept"))}
    with forking.Service("--port", "0", "--workers", "1", env=environment) as child:
        yield re.search(r"http://\S+:\d+", child.stdout.readline())[0]
        child.terminate()
        assert child.wait(patience.SECONDS) == 0


@pytest.fixture(scope="session")
def short_pages(address):
    """The paths of the short pairs, which the service keeps: of `versions`, and of a `series`."""
    return {
        "versions": kept(address, short.VERSIONS, "revision"),
        "series": kept(address, short.SERIES, "succession"),
    }


def kept(address, pair, mode):
    """The path of a pair that the service was asked to keep."""
    old, new = ({"text": text, "format": "markdown"} for text in pair)
    asked = json.dumps({"old": old, "new": new, "mode": mode, "store": True}).encode()
    request = Request(f"{address}/api/v1/comparisons", asked, {"Content-Type": "application/json"})
    with urlopen(request, timeout=patience.SECONDS) as answer:
        return json.load(answer)["page"]


@pytest.fixture(scope="session")
def chromium():
    place = programs.chromium()
    assert place, "Chromium is missing: make programs"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=FLAGS, timeout=patience.MILLISECONDS)
        expect.set_options(timeout=patience.MILLISECONDS)
        yield browser
        browser.close()


@pytest.fixture
def context_of(chromium):
    """Makes contexts of the browser that look so, in which every wait has the same ceiling."""
    contexts = []

    def make(**look):
        contexts.append(chromium.new_context(**look))
        contexts[-1].set_default_timeout(patience.MILLISECONDS)
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


def is_trouble(told):
    """Whether a console's word is against the page; that a page itself is refused, as it should be, is none."""
    refused = REFUSED.match(told.text) and told.location["url"].partition("?")[0].endswith(("/compare", "/nowhere"))
    return told.type in ("error", "warning") and not refused


def listen(page, said):
    """Notes in `said` what is against the page: words of its console, errors of its scripts, dialogs."""
    page.on("console", lambda told: said.append(told.text) if is_trouble(told) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"a dialog: {dialog.message}"))


@pytest.fixture
def opened(context_of, address):
    """Opens a page of the service, or a comparison as a file; whatever its console says against it fails the test."""
    said = []

    def open_page(path, **look):
        page = context_of(**{"viewport": {"width": 1400, "height": 900}, **look}).new_page()
        listen(page, said)
        page.goto(path if path.startswith("file:") else address + path)
        return page

    yield open_page
    assert said == []


FOUND = "[location.href, ...['[open]', ':checked'].map(goal => document.querySelectorAll(goal).length)]"


@pytest.fixture(scope="module")
def shared(chromium):
    """The pages that the tests of a module share, each with what its console said and how it was found."""
    pages = {}
    yield pages
    for page, *_ in pages.values():
        page.context.close()


@pytest.fixture
def seen(shared, chromium, address):
    """A page of the service that a test leaves as it finds it: it is opened once for all tests of a module."""
    used = []

    def open_page(path, **look):
        asked = f"{path} {look}"
        if asked not in shared:
            context = chromium.new_context(**{"viewport": {"width": 1400, "height": 900}, **look})
            context.set_default_timeout(patience.MILLISECONDS)
            page, said = context.new_page(), []
            listen(page, said)
            page.goto(address + path)
            shared[asked] = page, said, page.evaluate(FOUND)
        used.append(shared[asked])
        return shared[asked][0]

    yield open_page
    for page, said, found in used:
        assert said == []
        assert page.evaluate(FOUND) == found, "the test must leave the page as it finds it, or open one of its own"


@pytest.fixture
def file_of(tmp_path):
    """The address of a file that holds a comparison's page."""

    def written(comparison):
        place = tmp_path / "comparison.html"
        place.write_bytes(render(comparison, "html"))
        return place.as_uri()

    return written


@pytest.fixture(scope="session")
def arabic():
    return diple.compare(
        "يؤكد الطرفان دعمهما الثابت للمفاوضات. ويعربان عن ارتياحهما لنتائج الاجتماع.",
        "يؤكد الطرفان دعمهما للمفاوضات. ويعربان عن ارتياحهما لنتائج الاجتماع.",
    )
