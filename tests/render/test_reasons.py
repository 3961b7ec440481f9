"""Why there is a marker, in every language of the interface: nothing that an opened marker says stays English."""

import re
import tomllib

import lxml.html
import pytest

from diple.lexicon import Lexicon
from diple.mark.resolve.markers import UNOFFICIAL
from diple.mark.weigh.terms import AVERAGE, SCALE
from diple.render.language import reasons
from diple.render.language.interface import LANGUAGES
from diple.render.pages.html import Frame, framed
from drawings import ROOT
from sampled import SAMPLES, compared, sample

TABLE = tomllib.loads((ROOT / "service/diple/render/language/reasons.toml").read_text(encoding="utf-8"))
OTHERS = [language for language in LANGUAGES if language != "en"]
ENTRIES = [(f"{part}.{name}", entry) for part, entries in TABLE.items() for name, entry in entries.items()]
ALIKE = {"quotes.open", "quotes.stop", "quotes.close", "names.date", "sentences.bears_on"}
LEFT_OUT = {"many", "many_old", "bond", "owner_again", "gloss"}  # places that another language has no need of


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[name for name, _ in ENTRIES])
def test_an_entry_has_its_places_in_each_language_and_is_translated(name, entry):
    assert list(entry) == list(LANGUAGES)
    places = {language: set(re.findall(r"\{(\w+)\}", said)) for language, said in entry.items()}
    for language in OTHERS:
        assert places[language] == places["en"] - LEFT_OUT
        assert entry[language] != entry["en"] or name in ALIKE


@pytest.mark.parametrize("language", OTHERS)
def test_what_the_packs_say_of_kinds_and_readings_is_translated(language):
    lexicon = Lexicon.default()
    for code, kind in lexicon.markers.items():
        assert reasons.meaning(language, code, kind.definition) != kind.definition, code
        assert not kind.guard or reasons.guard(language, code, kind.guard) != kind.guard, code
    for concept in lexicon.concepts.values():
        said = concept.counter_reading
        assert not said or reasons.reading(language, said) != said, concept.id


@pytest.mark.parametrize("language", OTHERS)
def test_the_terms_of_scores_are_translated(language):
    terms = tomllib.loads((ROOT / "service/diple/mark/weigh/terms.toml").read_text(encoding="utf-8"))
    said = {entry["reason"] for entry in terms.values() if isinstance(entry, dict)} | {AVERAGE[1], SCALE[1], UNOFFICIAL}
    said |= {term.reason for folder in SAMPLES for marker in compared(folder).markers for term in marker.terms}
    assert [reason for reason in (*said, "5 smaller terms") if reasons.term(language, reason) == reason] == []


def test_what_rules_say_of_the_samples_is_known():
    said = {kind.rationale for folder in SAMPLES for marker in compared(folder).markers for kind in marker.kinds}
    whole = [rationale for rationale in sorted(said) if rationale.count("“") == rationale.count("”")]
    assert [rationale for rationale in whole if not reasons.knows(rationale)] == []
    assert len(said) - len(whole) < 3


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("“shall” (a duty) becomes “may” in “They may meet.”", "Вместо «shall» теперь «may»: «They may meet.»"),
        ("The old text has no counterpart to this passage on salt.", "В прежнем тексте этому фрагменту ничто не соответствует; о чём он: salt."),
        ("“no limits” occurs nowhere in the new text. It was there in 3 texts in a row, since 2031-03-02. It bears on: ties.",
         "«no limits» нет нигде в новом тексте. Она стояла в нескольких текстах подряд (всего 3), начиная с: 2031-03-02."),
        ("The figure “5” is added in “He said “no” to 5.”", "Добавлено «5» (число): «He said “no” to 5.»"),
        ("A rule of another pack says this.", "Формулировки прежнего текста нет."),
    ],
)  # fmt: skip
def test_a_rationale_is_told_sentence_by_sentence_or_by_what_its_kind_means(said, told, monkeypatch):
    known = {**reasons._table()["means"], "F1": {"en": "", "ru": "Формулировки прежнего текста нет"}}
    monkeypatch.setitem(reasons._table(), "means", known)
    assert reasons.rationale("ru", "F1", said) == told


def test_a_pack_that_says_a_kind_otherwise_is_quoted():
    assert reasons.meaning("fr", "F1", "A formula of ours went") == "A formula of ours went"
    assert reasons.rationale("fr", "OWN", "This is ours.") == "This is ours."


@pytest.mark.parametrize("language", OTHERS)
def test_an_opened_marker_has_no_words_of_ours_in_english(language):
    comparison = sample("without-limits")
    page = lxml.html.fromstring(framed(comparison, Frame(language=language)))
    opened = page.xpath("//details[starts-with(@class, 'marker ')]")
    english = [each for each in page.xpath("//details[starts-with(@class, 'marker ')]//*[@lang='en']")
               if each.getparent().tag != "blockquote"]  # fmt: skip
    words = " ".join(" ".join(text.split()) for text in (comparison.old.text, comparison.new.text)).casefold()
    assert opened
    assert [
        said for each in english if (said := each.text_content()).casefold().removeprefix("the ") not in words
    ] == []
