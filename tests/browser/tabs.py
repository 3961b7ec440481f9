"""Pages of the browser that go from test to test, because the first page of a process costs more than the next ones.

Measured, in processor time: the page of a short pair in a context of its own takes 0.81 s, and 0.57 s in a page that
showed another one before, with all that is done here to empty it.
"""

from collections import defaultdict
from dataclasses import dataclass

from playwright.sync_api import Page

import patience

WINDOW = {"width": 1400, "height": 900}
USUAL = {"viewport": WINDOW, "color_scheme": "light", "forced_colors": "none"}
EMPTY = "localStorage.clear(); sessionStorage.clear()"
KEPT = "Object.entries(localStorage)"
KEEP = "kept => { for (const [key, value] of kept) localStorage.setItem(key, value) }"


@dataclass
class Tab:
    """A page of a context that looks so, and what was said against it since it was taken."""

    page: Page
    look: dict
    said: list


class Tabs:
    """Takes pages of a look, and has them back; `quiet` is an address of the service at which nothing is shown."""

    def __init__(self, chromium, quiet, listen):
        self._chromium, self._quiet, self._listen = chromium, quiet, listen
        self._resting = defaultdict(list)

    def take(self, kept=(), **look):
        """An empty page that looks so, in the usual window where no other is named; `kept` is what its browser keeps."""
        look = USUAL | look
        resting = self._resting[repr(sorted(look.items()))]
        tab = resting.pop() if resting else self._made(look)
        if kept:
            tab.page.goto(self._quiet)
            tab.page.evaluate(KEEP, kept)
        return tab

    def have_back(self, tab):
        """Empties a page for its next test; one that something was said against, or that was closed, is given up."""
        if tab.said or tab.page.is_closed():
            tab.page.context.close()
            return
        self._empty(tab)
        self._resting[repr(sorted(tab.look.items()))].append(tab)

    def _made(self, look):
        context = self._chromium.new_context(**look)
        context.set_default_timeout(patience.MILLISECONDS)
        tab = Tab(context.new_page(), look, [])
        self._listen(tab.page, tab.said)
        return tab

    def _empty(self, tab):
        page, context = tab.page, tab.page.context
        for other in context.pages:
            if other != page:
                other.close()
        page.unroute_all()
        if page.url.startswith("file:"):
            page.evaluate(EMPTY)  # what one file keeps, all find
        page.goto(self._quiet)
        page.evaluate(EMPTY)
        context.clear_cookies()
        page.set_viewport_size(tab.look["viewport"])
        page.emulate_media(media="null", **{name: tab.look[name] for name in ("color_scheme", "forced_colors")})

    def close(self):
        """Closes all that rest."""
        for tab in (tab for resting in self._resting.values() for tab in resting):
            tab.page.context.close()
