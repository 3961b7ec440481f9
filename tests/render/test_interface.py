"""The interface's languages: every catalogue says the same things, and says what pages and component ask for."""

import re
import string
from datetime import UTC, datetime
from typing import get_args

import pytest

from diple.archive.statements.contract import LEVELS, EventKind
from diple.model import ChangeKind, Direction, Level, Mode, NoiseReason
from diple.render.language.interface import LANGUAGES, call, catalogue, chosen, moment, say
from diple.render.markers.bearing import BEARINGS, Otherwise
from diple.render.pages.bytheme.table import SORTS
from diple.render.pages.filters import PALETTES
from diple.render.pages.html import Frame, framed
from diple.render.pages.order import ORDERS
from diple.render.pages.voice import filters
from diple.render.redline.nearest import SURE
from diple.schemas.published import openapi
from diple.statement import LANGUAGES as READ
from diple.web.routes.component import UNTITLED
from drawings import ROOT
from sampled import sample

WEB = ROOT / "service" / "diple" / "web"
JOINERS = {": ", ", ", ". ", "; ", " (", ")"}
OTHERS = [language for language in LANGUAGES if language != "en"]
ASKED_BY_NAME = {
    *PALETTES.values(),
    *BEARINGS,
    *filter(None, get_args(Otherwise)),
    *SORTS.values(),
    *SURE.values(),
    *("whole text", "split into {n}", "{n} merged", "{n} into {m}", "over 99", "under 1"),
    *("old", "deleted:", "inserted:", "end"),
    UNTITLED,
}


def forms(language):
    """The phrases of a catalogue with all that they are said as."""
    for phrase, said in catalogue(language).phrases.items():
        each = [said] if isinstance(said, str) else [words for name, words in said.items() if name != "by"]
        yield from ((phrase, words) for words in each)


def all_said(language):
    """All that a catalogue says, with what it is said for."""
    known = catalogue(language)
    return (*forms(language), *known.names.items(), *known.titles.items(), *known.told.items())


def asked():
    """The phrases that templates and the component ask for."""
    found = {*ASKED_BY_NAME, *ORDERS}
    render = WEB.parent / "render"
    written = (render / "printed" / "pdf.py", *(render / "brief").glob("*.py"), *(render / "word").glob("*.py"))
    written += (*(render / "archive").glob("*.py"), *(WEB / "routes" / "archive").glob("*.py"))
    for path in (*(WEB / "templates").glob("*.html"), *written):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'\b_\(\s*"([^"]+)"', text)) | set(re.findall(r'\bsay\(language, "([^"]+)"', text))
        for values in re.findall(r"for value, words in (\(\(.*?\)\)) %", text):
            found |= {words for _, words in re.findall(r'\("(\w+)", "([^"]+)"\)', values)}
    for path in WEB.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'\b(?:wrong|Wrong)\(\s*"([^"]+)"', text))
    scripts = "".join(path.read_text(encoding="utf-8") for path in (WEB / "static").glob("*.js"))
    return found | set(re.findall(r'\bsay\("([^"]+)"', scripts))


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_what_is_asked_for_and_nothing_else(language):
    assert set(catalogue(language).phrases) == asked() - JOINERS


@pytest.mark.parametrize("language", OTHERS)
def test_a_joiner_is_one_that_something_asks_for(language):
    assert set(catalogue(language).joiners) <= JOINERS & (asked() | {": "})


@pytest.mark.parametrize("language", OTHERS)
def test_levels_directions_reasons_and_events_have_names(language):
    literals = (Level, Direction, NoiseReason, ChangeKind, Mode, EventKind)
    names = {name for literal in literals for name in get_args(literal)}
    assert set(catalogue(language).names) == {*names, *LEVELS, *READ, "und"}


@pytest.mark.parametrize("language", OTHERS)
def test_the_kinds_of_markers_have_titles(language):
    assert list(catalogue(language).titles) == list(catalogue("en").titles)


def notices():
    """The codes of all notices that the source gives."""
    found = set()
    for path in (ROOT / "service" / "diple").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'\bNotice\(\s*"(\w+)"', text)) | set(re.findall(r'"(dropped_\w+)"', text))
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_what_every_notice_is_about_is_told_and_problems_as_everywhere(language):
    known = set(catalogue(language).told)
    assert notices() <= known
    assert {code for code in known if code.islower()} == notices()
    assert known == set(catalogue("fr").told)
    assert all(said.endswith((".", "。")) for said in catalogue(language).told.values())


@pytest.mark.parametrize("language", OTHERS)
def test_phrases_keep_their_places_and_are_translated(language):
    def places(text):
        return {place for _, place, _, _ in string.Formatter().parse(text) if place}

    for phrase, said in forms(language):
        assert places(said) == places(phrase), phrase
        assert said.strip() == said != "", phrase
    same = [phrase for phrase, said in catalogue(language).phrases.items() if phrase == said]
    assert set(same) <= {"Date", "Note", "Source"}


@pytest.mark.parametrize("language", OTHERS)
def test_a_phrase_that_counts_has_the_forms_of_its_language(language):
    needed = {*catalogue(language).plural, "other"}
    for phrase, said in catalogue(language).phrases.items():
        if not isinstance(said, str):
            assert {"other"} < set(said) - {"by"} <= needed, phrase
            assert said.get("by", "n") in phrase, phrase


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("en", "1 word, 2 words, 1,234 words"),
        ("ru", "1 слово, 3 слова, 5 слов, 11 слов, 12 слов, 21 слово, 1\u00a0234 слова"),
        ("zh", "1词, 1,234词"),
        ("fr", "0 mot, 1 mot, 2 mots, 1\u202f234 mots"),
    ],
)
def test_a_number_is_written_as_its_language_writes_it_and_chooses_the_form_of_the_word(language, counted):
    for written in counted.split(", "):
        number = int(re.sub(r"\D", "", written))
        assert say(language, "{n} words", n=number) == written


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "3 December 2026, 09:05 UTC"),
        ("ru", "3\u00a0декабря 2026\u00a0г., 09:05 UTC"),
        ("zh", "2026年12月3日09:05（UTC）"),
        ("fr", "3\u00a0décembre 2026 à 09\u00a0h\u00a005 UTC"),
    ],
)
def test_a_moment_is_told_in_the_words_of_its_language(language, words):
    assert moment(language, datetime(2026, 12, 3, 9, 5, tzinfo=UTC)) == words


def test_the_first_of_a_month_is_an_ordinal_in_french():
    assert moment("fr", datetime(2026, 8, 1, tzinfo=UTC)).startswith("1er\u00a0août")


def test_french_sets_a_narrow_space_before_high_marks_and_within_its_quotation_marks():
    for phrase, said in (*all_said("fr"), *catalogue("fr").joiners.items()):
        assert re.fullmatch(r"([^:;?!»«]|\u202f[:;?!»]|«\u202f)*", said), phrase


def test_chinese_is_set_with_its_own_punctuation():
    for phrase, said in all_said("zh"):
        assert not re.search(r"[一-鿿][,:;?!.]|[,:;?!][一-鿿]|[()'\"]", said), phrase


def test_the_colons_of_the_style_sheet_are_those_of_the_catalogues():
    css = (WEB / "static" / "diple.css").read_text(encoding="utf-8")
    told = {}
    for selector, colon in re.findall(r"^(\S.*?) \{ --colon: \"([^\"]+)\"", css, re.MULTILINE):
        told |= dict.fromkeys(re.findall(r":lang\((\w+)\)", selector), colon.replace("\\202f", "\u202f"))
    assert {language: told[language] for language in LANGUAGES} == {
        language: say(language, ": ") for language in LANGUAGES
    }


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("ru", "решающий:\u00a03, высокий:\u00a01"),
        ("zh", "关键：3、高：1"),
        ("fr", "critique\u202f:\u00a03, élevé\u202f:\u00a01"),
    ],
)
def test_counts_are_joined_as_the_language_joins_them(language, counts):
    assert filters(language)["level_counts"]({"critical": 3, "high": 1}) == counts


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
def test_a_page_speaks_its_language_and_the_statements_theirs(language):
    comparison = sample("without-limits")
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


def test_the_contract_offers_the_languages_of_the_interface():
    offered = [one for one in openapi()["paths"]["/comparisons"]["post"]["parameters"] if one["name"] == "lang"]
    assert [one["schema"]["enum"] for one in offered] == [list(LANGUAGES)]
