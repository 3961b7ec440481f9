"""The interface's languages: every catalogue says the same things, and says what pages and component ask for."""

import re
import string
from typing import get_args

import pytest

import diple
from diple.model import ChangeKind, Direction, Level, Mode, NoiseReason
from diple.render import notes
from diple.render.filters import PALETTES
from diple.render.html import Frame, framed
from diple.render.interface import LANGUAGES, call, catalogue, chosen, say
from drawings import ROOT

WEB = ROOT / "service" / "diple" / "web"
OTHERS = [language for language in LANGUAGES if language != "en"]
ASKED_BY_NAME = {
    *notes._TOWARDS.values(),
    *PALETTES.values(),
    *("whole text", "split into {n}", "{n} merged", "{n} into {m}", "over 99", "under 1"),
    *("old", "deleted:", "inserted:", "end"),
}


def asked():
    """The phrases that templates and the component ask for."""
    found = set(ASKED_BY_NAME)
    for path in (WEB / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'\b_\("([^"]+)"', text))
        for values in re.findall(r"for value, words in (\(\(.*?\)\)) %", text):
            found |= {words for _, words in re.findall(r'\("(\w+)", "([^"]+)"\)', values)}
    scripts = "".join(path.read_text(encoding="utf-8") for path in (WEB / "static").glob("*.js"))
    return found | set(re.findall(r'\bsay\("([^"]+)"', scripts))


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_what_is_asked_for_and_nothing_else(language):
    assert set(catalogue(language).phrases) == asked()


@pytest.mark.parametrize("language", OTHERS)
def test_levels_directions_and_reasons_have_names(language):
    names = {name for literal in (Level, Direction, NoiseReason, ChangeKind, Mode) for name in get_args(literal)}
    assert set(catalogue(language).names) == names


@pytest.mark.parametrize("language", OTHERS)
def test_the_kinds_of_markers_have_titles(language):
    assert list(catalogue(language).titles) == list(catalogue("en").titles)


@pytest.mark.parametrize("language", OTHERS)
def test_phrases_keep_their_places_and_are_translated(language):
    def places(text):
        return {place for _, place, _, _ in string.Formatter().parse(text) if place}

    for phrase, said in catalogue(language).phrases.items():
        assert places(said) == places(phrase), phrase
        assert said.strip() == said != "", phrase
    same = [phrase for phrase, said in catalogue(language).phrases.items() if phrase == said]
    assert set(same) <= {"Date", "Note", "Source"}


def test_a_phrase_is_said_and_what_is_unknown_is_english():
    assert say("fr", "Show all {n}", n=12) == "Afficher les 12"
    assert say("fr", "Nobody wrote this") == "Nobody wrote this"
    assert (call("ru", "rolling_date"), call("en", "rolling_date")) == ("переходящая дата", "rolling date")


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("ru", [], "ru"),
        ("ZH-Hans", ["fr"], "zh"),
        ("tlh", ["fr-CA", "en"], "fr"),
        (None, ["de", "zh-CN"], "zh"),
        (None, ["de"], "en"),
        (None, [], "en"),
    ],
)
def test_the_query_goes_before_what_the_browser_prefers(query, accepted, language):
    assert chosen(query, accepted) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_speaks_its_language_and_the_statements_theirs(language, samples):
    folder = samples / "without-limits"
    comparison = diple.compare(folder / "old.txt", folder / "new.txt")
    page = framed(comparison, Frame(language=language, noise=True))
    assert f'<html lang="{language}"' in page
    assert say(language, "Changes that count") in page
    assert f"{call(language, comparison.markers[0].level)} {comparison.markers[0].score}" in page
    assert ('lang="en"' in page) is (language != "en") or language == "en"
    english = [
        phrase
        for phrase in ("Side by side", "Show what does not count", "deleted: ", "not in the new text")
        if phrase in page
    ]
    assert (len(english) > 2) is (language == "en")
