"""PDFs whose fonts say that they draw other letters than they do: refused, or the fonts are named; others are read."""

from __future__ import annotations

import pytest
from printing import pdf
from reading import notices

from diple.errors import ReadError
from diple.readers import read_document
from evaluation.documents.false_maps import mapped, misread, shifted, with_false_map
from evaluation.documents.statements import statement, statements
from evaluation.documents.unreadable import FALSE, READABLE, printed, set_in_print, with_headings_of_another_font


@pytest.mark.parametrize("case", FALSE)
def test_letters_that_are_not_those_drawn_are_refused_with_their_fonts(case):
    name, false = FALSE[case]
    with pytest.raises(ReadError) as caught:
        read_document(with_false_map(set_in_print(statement(name)), false))
    error = caught.value
    fonts = error.data["fonts"]
    assert error.code == "OCR_REQUIRED"
    assert sum(font["share"] for font in fonts) > 0.8
    assert all(font["name"] in str(error) and font["fault"] in str(error) for font in fonts)


def test_one_font_of_two_is_named_in_a_notice():
    document = read_document(
        with_false_map(with_headings_of_another_font("border"), shifted(0xC0 - 0x0410, "А", "я"), "Sans")
    )
    told = notices(document).get("unreadable_characters")
    assert told is None  # six words are no evidence
    mixed = with_false_map(
        printed(f"<style>li {{ font-family: 'DejaVu Sans' }}</style>{statement('border').html}", "ru"),
        shifted(0xC0 - 0x0410, "А", "я"),
        "DejaVu-Sans",
    )
    (font,) = notices(read_document(mixed))["unreadable_characters"]["fonts"]
    assert (font["name"], font["fault"]) == ("DejaVu-Sans", "accents side by side")
    assert 0.1 < font["share"] < 0.3


OTHERS = {
    "German": (
        "<p>Die Vertragsstaaten erklären, die Übungen an der Küste künftig früher anzukündigen, die Gespräche über die "
        "Grenzübergänge fortzuführen, Änderungen gegenüber früheren Erklärungen zu begründen und natürlich zu prüfen.</p>"
    ),
    "Portuguese": (
        "<p>As delegações reafirmaram a posição comum sobre a navegação, a proteção das águas e a cooperação técnica, e "
        "decidiram que a próxima reunião será realizada em março, após a conclusão das negociações em curso.</p>"
    ),
}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("codecs", [("cp1252", "mac_roman"), ("mac_roman", "cp1252"), ("utf-8", "cp1252")])
def test_letters_in_the_encoding_of_another_system_are_refused_in_any_language(language, codecs):
    content = printed(OTHERS[language])
    assert "unreadable_characters" not in notices(read_document(content))
    with pytest.raises(ReadError, match=r"capitals inside words|signs inside words"):
        read_document(with_false_map(content, misread(*codecs)))


@pytest.mark.parametrize(
    "text",
    [
        "<p>Las delegaciones del año pasado reafirmaron su compañía con los señores, y el español se enseña a los niños.</p>",
        OTHERS["Portuguese"],
    ],
)
def test_letters_in_the_encoding_of_central_europe_are_refused(text):
    content = printed(text * 2)
    assert "unreadable_characters" not in notices(read_document(content))
    with pytest.raises(ReadError, match="letters of another language"):
        read_document(with_false_map(content, misread("cp1252", "cp1250")))


def test_a_text_in_two_languages_or_with_foreign_names_is_read():
    french = (
        "Les délégations réaffirment la liberté de navigation et décident que la prochaine réunion sera publique; M. Dvořák, "
        "M. Wałęsa, Mme Němcová et M. Čapek, venus de Gdańsk, de Plzeň et de Třebíč, ont signé le texte."
    )
    czech = "Delegace potvrdily svobodu plavby a rozhodly, že příští schůzka bude veřejná, protože řeka patří všem."
    polish = "Strony potwierdziły swobodę żeglugi i zdecydowały, że następne posiedzenie będzie jawne."
    for body in (french, f"{french}</p><p>{czech}", f"{french}</p><p>{polish}", f"{czech}</p><p>{polish}"):
        assert "unreadable_characters" not in notices(read_document(printed(f"<p>{body}</p>")))


HEADS = {
    "en": (
        "Protection of the Marshes · Navigation and Fisheries · Settlement of Disputes · Entry into Force · "
        "Exchange of Hydrological Records · Languages of the Agreement",
        "az",
    ),
    "fr": (
        "Protection des marais · Navigation et pêche · Règlement pacifique des différends · Entrée en vigueur du traité · "
        "Échange de données hydrologiques · Langues officielles",
        "az",
    ),
    "ru": (
        "Охрана болот и озёр · Судоходство, рыболовство · Разрешение споров · Вступление договора в силу · "
        "Обмен сведениями о паводках · Языки соглашения",
        "ая",
    ),
}


@pytest.mark.parametrize("language", HEADS)
def test_a_font_of_a_few_words_with_exchanged_letters_is_named(language):
    heads, (first, last) = HEADS[language]
    body = "".join(f"<h2 style=\"font-family: 'DejaVu Sans'\">{head}</h2><p>{head}.</p>" for head in heads.split(" · "))
    content = printed(f"{body}{statement('dam').html}", language)
    assert "unreadable_characters" not in notices(read_document(content))

    def false(said: str) -> str:
        span = ord(last) - ord(first) + 1
        return "".join(chr(ord(first) + (ord(c) - ord(first) + 9) % span) if first <= c <= last else c for c in said)

    (font,) = notices(read_document(with_false_map(content, false, "Sans-Bold")))["unreadable_characters"]["fonts"]
    assert font["name"].startswith("DejaVu-Sans-Bold")


@pytest.mark.parametrize("case", READABLE)
def test_what_looks_a_little_like_it_is_read(case):
    assert "unreadable_characters" not in notices(read_document(printed(READABLE[case])))


@pytest.mark.parametrize("name", [each.name for each in statements()])
def test_statements_in_six_languages_are_read(name):
    assert "unreadable_characters" not in notices(read_document(set_in_print(statement(name))))


def test_a_vowel_sign_that_no_letter_follows_is_read():
    content = with_false_map(printed("<p>The sign is the last!"), mapped("!", "\u064e"))
    assert read_document(content).text == "The sign is the last\u064e"


def test_a_letter_that_its_font_names_a_control_character_is_reported():
    content = with_false_map(printed("<p>The quay and the quarry are in the text."), mapped("q", "\0"))
    document = read_document(content)
    assert document.text == "The \ufffduay and the \ufffduarry are in the text."
    assert notices(document)["unreadable_characters"]["characters"] == 2


def test_letters_that_a_font_names_by_their_shapes_are_read_as_themselves():
    content = printed("<p>人民见证增长，青年开门。 The quay is old.", "zh")
    false = mapped("人见长青门qa", "⼈⻅⻓⻘⻔𝐪𝑎")
    assert read_document(with_false_map(content, false)).text == "人民见证增长，青年开门。 The quay is old."


MARKED = {
    "letters that the file names": (
        "/Span << /ActualText <FEFF00610079> >> BDC (12) Tj EMC ( is old.) Tj",
        "The quay is old.",
    ),
    "a content that never ends": ("/Span << /ActualText <FEFF00610079> >> BDC (12) Tj", "The quay"),
    "a content inside another": (
        "/P << /MCID 0 >> BDC /Span << /ActualText <FEFF00610079> >> BDC (1) Tj (2) Tj EMC EMC (s) Tj",
        "The quays",
    ),
    "a whole line": (
        "(ay) Tj /Span << /ActualText (The other quay is new) >> BDC ( is old.) Tj EMC",
        "The quay is old.",
    ),
    "no letters": ("/Span << /ActualText <FEFF> >> BDC (1) Tj EMC (ay) Tj", "The qu1ay"),
    "an end without a beginning": ("EMC (ay) Tj", "The quay"),
}


@pytest.mark.parametrize(("drawing", "text"), MARKED.values(), ids=MARKED.keys())
def test_letters_that_a_marked_content_names_are_read_in_place_of_those_shown(drawing, text):
    assert read_document(pdf(f"BT /F 12 Tf 72 700 Td (The qu) Tj {drawing} ET".encode())).text == text
