"""What a result says of its own bounds: mixed scripts, languages of which little is known, texts given twice."""

import pytest

import diple
from diple import sequences
from diple.align import anchors, joins, translation
from diple.align.translation import path
from diple.cli import main
from diple.mark.events import cohesion
from diple.mark.places import changed
from diple.readers import MAX_BYTES, markdown, package
from diple.readers.document import messages
from diple.readers.mail import reader as mail
from diple.readers.pdf import reader as pdf
from diple.web.answers import problems
from drawings import ROOT

MIXED = "The Parties 谴责 袭击 и требуют немедленного прекращения of all hostilities 并呼吁 диалог between the shores."
TURNED = (
    "The Parties 关切 袭击 и призывают скорейшему прекращению of most hostilities 并希望 диалог between the shores."
)
VERSIONS = {
    "en": "The Parties shall meet every year at the harbour. They recall the treaty of the two shores and its protocol.",
    "ru": "Стороны встречаются каждый год в гавани. Они напоминают о договоре двух берегов и протоколе к нему.",
    "zh": "双方每年在港口会晤。双方忆及两岸条约及其议定书。",
    "ar": "يجتمع الطرفان كل سنة في الميناء. ويذكران بمعاهدة الضفتين وبالبروتوكول الملحق بها.",
    "fr": "Les Parties se réunissent chaque année au port. Elles rappellent le traité des deux rives et son protocole.",
}
GLOSSED = (
    "The Parties recall the Treaty (Договор о гавани) and the Protocol (港口议定书) of the two shores of the lake."
)


@pytest.mark.parametrize("pair", [(MIXED, TURNED), (TURNED, MIXED), (MIXED, VERSIONS["en"]), (VERSIONS["zh"], MIXED)])
def test_several_scripts_in_a_sentence_are_no_translation(pair):
    comparison = diple.compare(*pair)
    assert comparison.mode != "translation"
    assert comparison.old.language == comparison.new.language
    assert comparison.counting


def test_mixed_texts_that_differ_exit_with_one(tmp_path, capsys):
    for name, text in (("old", MIXED), ("new", TURNED)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"{name}.txt") for name in ("old", "new")]
    assert main(["compare", *files]) == 1
    assert main(["compare", files[0], files[0]]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("old", VERSIONS)
@pytest.mark.parametrize("new", VERSIONS)
def test_two_languages_are_versions(old, new):
    assert (diple.compare(VERSIONS[old], VERSIONS[new]).mode == "translation") == (old != new)


def test_a_text_with_glosses_is_of_one_language():
    assert diple.compare(GLOSSED, VERSIONS["ru"]).mode == "translation"
    assert diple.compare(GLOSSED, GLOSSED.replace("recall", "note")).mode == "revision"


@pytest.mark.parametrize(("language", "thin"), [("en", 0), ("ru", 0), ("zh", 1), ("fr", 1), ("ar", 1)])
def test_a_language_of_which_little_is_known_is_told(language, thin):
    text = VERSIONS[language]
    told = [n for n in diple.compare(text, f"{text} {text}").warnings if n.code == "thin_coverage"]
    assert len(told) == thin
    assert not told or (told[0].data == {"language": language} and "no marker" in told[0].message)
    assert not diple.compare(text, text, markers=False).warnings


def test_each_language_of_two_versions_is_told():
    notices = diple.compare(VERSIONS["ar"], VERSIONS["fr"]).warnings
    assert [n.data["language"] for n in notices if n.code == "thin_coverage"] == ["ar", "fr"]


HELD = "The Members oppose hegemonism on the lake. Salt is sold."


@pytest.mark.parametrize(
    ("earlier", "again"),
    [([], 0), (["A.", "B."], 0), (["A.", "A."], 1), (["A.", "B.", "A.", "A."], 2), ([HELD], 0)],
)
def test_an_earlier_text_counts_once(earlier, again):
    notices = [
        n for n in diple.compare(HELD, "Salt is sold.", earlier=earlier).warnings if n.code == "earlier_given_twice"
    ]
    assert sum(n.data["texts"] for n in notices) == again


def test_a_text_given_three_times_is_no_row():
    markers = diple.compare(HELD, "Salt is sold.", earlier=["Rye. " + HELD] * 3, mode="revision").markers
    assert markers
    assert not any("3 texts" in marker.rationale or "4 texts" in marker.rationale for marker in markers)


ENGLISH = "The Salt League met in Tarn and welcomed the truce between Orvane and Kelmenia, which its members had long hoped for."
PORTS = ("Oren", "Velm", "Halden", "Mirrow")
OTHERS = {
    "ru": "Стороны подтвердили свою приверженность перемирию и открыли порт Халден для торговых судов.",
    "zh": "双方重申坚定维护各港口的航行自由，并强烈谴责袭击商船的行为。",
    "ar": "أكد الجانبان التزامهما الثابت بحرية الملاحة في جميع موانئ الخليج.",
    "fr": (
        "Les deux Parties ont réaffirmé leur attachement à la trêve et ont décidé d’ouvrir le port de Halden aux navires "
        "de commerce avant la fin de l’année, dans le respect du droit de la mer."
    ),
}


def mixed(text, side="old"):
    found = diple.compare(text, f"{text} ").warnings
    return [n for n in found if n.code == "mixed_languages" and n.data["side"] == side]


@pytest.mark.parametrize("language", OTHERS)
def test_paragraphs_in_another_language_are_told(language):
    text = "\n\n".join([ENGLISH, ENGLISH.replace("Tarn", "Oren"), OTHERS[language], ENGLISH.replace("Tarn", "Velm")])
    [notice] = mixed(text)
    assert notice.data == {"languages": {language: 1}, "read_as": "en", "side": "old"}
    assert len(mixed(text, "new")) == 1


def test_paragraphs_of_several_languages_are_counted():
    text = "\n\n".join(
        [*(ENGLISH.replace("Tarn", port) for port in PORTS), *OTHERS.values(), OTHERS["zh"].replace("商船", "渔船")]
    )
    [notice] = mixed(text)
    assert notice.data["languages"] == {"ru": 1, "zh": 2, "ar": 1, "fr": 1}
    assert "4 other languages (Russian 1, Chinese 2, Arabic 1, French 1)" in notice.message


@pytest.mark.parametrize(
    "words",
    [
        "They agreed on the principle of «одного порта» (“one port”; 一港).",
        "Москва",
        "S.E. M. le Président de la République d’Orvane",
        "pacta sunt servanda",
    ],
)
def test_words_of_another_language_in_a_text_are_no_paragraphs_of_it(words):
    assert not mixed("\n\n".join([ENGLISH, words, ENGLISH.replace("Tarn", "Velm")]))


def told(text, code):
    return [notice.data for notice in diple.read(text).warnings if notice.code == code]


def test_marks_that_turn_the_direction_unseen_are_told():
    [found] = told("The Parties \u202eteem llahs\u202c every year. It is \u2067a\u2069.", "hidden_direction")
    assert found["count"] == 4 and found["places"] == [12, 23, 43, 45]
    assert found["characters"] == ["U+202C", "U+202E", "U+2067", "U+2069"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Pаrties meet in Tarn.", ["Pаrties"]),
        ("The Раrties and the Cοuncil meet.", ["Раrties", "Cοuncil"]),
        ("Стороны встречаются в порту.", []),
        ("Стороны закупили VIPовый катер и Т-72B.", []),
        ("The Parties met (Договор, Τάρν).", []),
        ("Гaрант встретил Cтороны.", ["Гaрант", "Cтороны"]),
    ],
)
def test_words_in_letters_of_two_scripts_are_told(text, words):
    assert [word for found in told(text, "mixed_scripts") for word in found["words"]] == words


def test_what_cannot_be_seen_is_told_of_each_side():
    found = diple.compare("The Parties meet.", "The Pаrties \u202emeet.").warnings
    assert [(n.code, n.data["side"]) for n in found] == [("hidden_direction", "new"), ("mixed_scripts", "new")]


BOUNDS = {
    "bytes of a source": MAX_BYTES,
    "paragraphs, items and cells of a text": messages.MOST_BLOCKS,
    "pages of a PDF": pdf.MAX_PAGES,
    "bytes of a page of a PDF, unpacked": pdf.MAX_PAGE_BYTES,
    "bytes of the pages of a PDF, unpacked": pdf.MAX_TOTAL_BYTES,
    "bytes of the pages of a PDF, unpacked, of any file": pdf.FREE_BYTES,
    "and for each byte of the file": pdf.MAX_BYTES_FOR_EACH,
    "words and parts of words of a PDF, of any file": pdf.FREE_WORDS,
    "and for each byte": pdf.MAX_WORDS_FOR_EACH,
    "drawing operations of a PDF": pdf.MAX_OPERATIONS,
    "operations and letters that forms of a PDF draw again": pdf.MAX_DRAWN_AGAIN,
    "parts of a DOCX or ODT": package.MOST_ENTRIES,
    "bytes of a DOCX or ODT, unpacked": package.MOST_UNPACKED,
    "bytes of one XML part, unpacked": package.MOST_XML,
    "parts of a message": mail.MOST_PARTS,
    "quotations or lists of Markdown in one another": markdown._MAX_NESTING,
    "brackets of Markdown that are not closed": markdown._MAX_UNMATCHED,
    "pairs of words of a stretch without a common run that are diffed exactly": sequences.EXACT_AT_ALL,
    "sentences of two languages that are aligned at once": translation.MOST_ALIKE,
    "pairs of several sentences of two languages that are tried": path.MOST_PAIRS,
    "characters of a sentence or paragraph of two languages that are read for numbers and names": anchors.MOST_READ,
    "pairs of sentences that are tried between two equal ones": joins.PAIRS_IN_GAP,
    "characters that are exchanged at once and still read for markers": changed.UNREADABLE,
    "changes or headings with one word that are compared with another": cohesion.MOST_HAVING,
    "fields that an answer names of those that are wrong": problems.MOST_NAMED,
}


def test_the_table_of_bounds_is_that_of_the_code():
    part = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8").partition("## Bounds")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("|")][2:]
    assert {name: int(value.replace(",", "")) for name, value, _ in rows} == BOUNDS
