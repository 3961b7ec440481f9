"""Languages: a sentence each, in those that Diple knows and in their neighbours."""

import json
from pathlib import Path

import pytest

import diple
from diple.segment import detect_language
from diple.segment.language import identified

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "languages.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['lang']}-{row['text'][:30]}" for row in ROWS])
def test_language(row):
    assert detect_language(row["text"]) == row["lang"]


LINES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "lines.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
DECLARATIONS = Path(__file__).parents[3] / "shared" / "data" / "udhr"


def test_short_lines_are_read_in_their_language_or_in_none():
    found = [(language, identified(line), line) for language, line in LINES]
    wrong = [line for language, each, line in found if each.language not in (language, "und")]
    named = sum(each.named == language for language, each, _ in found)
    assert wrong == ["Joint communique of defence ministers"]
    assert named >= 0.97 * len(LINES)


@pytest.mark.skipif(not DECLARATIONS.is_dir(), reason="the declarations lie beside the project")
@pytest.mark.parametrize(("language", "name"), [("en", "eng"), ("es", "spa"), ("fr", "fra"), ("ru", "rus")])
def test_pieces_of_the_declaration_are_read_in_its_language(language, name):
    words = (DECLARATIONS / f"{name}.txt").read_text(encoding="utf-8").split()
    pieces = [" ".join(words[at : at + 6]) for at in range(0, len(words) - 6, 6)]
    found = [identified(piece) for piece in pieces]
    assert sum(each.language == language for each in found) >= 0.97 * len(found)
    assert sum(each.is_sure and each.language not in (language, "und") for each in found) <= 0.005 * len(found)


def test_the_whole_text_counts_not_its_head():
    head = "Les deux Parties sont convenues de se revoir. " * 5
    assert detect_language(head + "The two sides agreed to meet again. " * 200) == "en"
    assert detect_language("The two sides agreed to meet again. " * 5 + head * 40) == "fr"


def test_a_name_in_another_script_does_not_decide():
    assert detect_language("The two sides met in Москва and agreed to meet again in 北京.") == "en"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Os países aprofundam a cooperação em defesa.", "pt"),
        ("Ми вимагаємо негайного припинення вогню.", "uk"),
        ("Искаме незабавно прекратяване на огъня.", "bg"),
        ("Il trattato entra in vigore alla data della firma.", "it"),
        ("Wir fordern eine sofortige Waffenruhe.", "de"),
        ("双方は再び会談することで合意した。", "ja"),
        ("양측은 다시 만나기로 합의했다.", "ko"),
        ("Τα δύο μέρη συμφώνησαν να συναντηθούν ξανά.", "el"),
        ("دونوں فریقوں نے دوبارہ ملاقات پر اتفاق کیا ہے۔", "ur"),
    ],
)
def test_a_language_that_is_not_judged_is_named(text, named):
    assert identified(text)[:3] == ("und", named, True)
    (notice,) = [each for each in diple.read(text).warnings if each.code == "unknown_language"]
    assert notice.data == {"language": named}


def read_as_declared(text: str, declared: str) -> diple.Statement:
    return diple.read(f"<html lang={declared}><body><p>{text}</p></body></html>".encode(), format="html")


@pytest.mark.parametrize("declared", ["en", "fr", "ru", "zh", "ar"])
@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("双方は再び会談することで合意した。会議は春に開かれる。", "ja"),
        ("양측은 다시 만나기로 합의했다. 회의는 봄에 열린다.", "ko"),
        ("Τα δύο μέρη συμφώνησαν να συναντηθούν ξανά.", "el"),
        ("दोनों पक्ष फिर से मिलने पर सहमत हुए।", None),
        ("ᏏᏀᏈᏃ ᏀᏍ ᏎᏅᏅᏈᏂᏈᏀᏋ ᏕᏈᏒᏈᏓ", None),
        ("Ми вимагаємо негайного припинення вогню.", "uk"),
        ("دونوں فریقوں نے دوبارہ ملاقات پر اتفاق کیا ہے۔", "ur"),
        ("Os países aprofundam a cooperação em defesa.", "pt"),
    ],
)
def test_a_declared_language_that_the_letters_contradict_is_not_believed(text, named, declared):
    read = read_as_declared(text, declared)
    assert read.language == "und"
    (notice,) = [each for each in read.warnings if each.code == "unknown_language"]
    assert notice.data == ({"language": named} if named else {})


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("Norlund regrets Velmora.", "en"),
        ("12 / 34", "fr"),
        ("नई दिल्ली: Norlund regrets Velmora, Tarvia, Sarvia and Callow.", "en"),
        ("А. Орлен, В. Тарн", "ru"),
        ("Chair: Giovanni Rossi. Members: Marco Bianchi, Luca Esposito, Chiara Ricci, Paolo Conti, Elena Greco.", "en"),
        ("Chair: Hans Müller. Vice-chairs: Jürgen Schmidt and Günter Weiß. Rapporteur: Käthe Schröder.", "en"),
    ],
)
def test_a_declared_language_that_may_be_true_is_believed(text, declared):
    read = read_as_declared(text, declared)
    assert read.language == declared
    assert not [each for each in read.warnings if each.code == "unknown_language"]


def test_many_words_without_a_function_word_of_the_declared_language_are_in_no_language():
    words = "The two sides agreed to meet again in the autumn and to keep the border of the valley open for all. " * 8
    exchanged = words.translate(str.maketrans("aeioubcdfghjklmnpqrstvwxyz", "eiouacbfdhgkjmlpnrqtsvxwzy"))
    assert read_as_declared(words, "en").language == "en"
    assert read_as_declared(exchanged, "en").language == "und"


@pytest.mark.parametrize(
    "text", ["Norlund regrets Velmora.", "Nos téléphones portables", "рада, Callow Tarn", "Josef Dornand, officier"]
)
def test_a_language_that_few_words_leave_in_doubt_is_reported(text):
    codes = {each.code for each in diple.read(text).warnings}
    assert not identified(text).is_sure
    assert codes & {"unsure_language", "unknown_language"}


def test_a_language_that_was_given_is_not_in_doubt():
    assert not diple.read("Norlund regrets Velmora.", language="en").warnings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Norlund regrets the ban in Velmora.", "Norlund regretta the ban in Velmora."),
        ("Sarvia condena la decisión de Norlund.", "Sarvia lamenta la decisión de Norlund."),
        ("Delegation Sarvia: Callow, Tarn, Orrin.", "Delegación Sarvia: Callow, Tarn, Orrin."),
    ],
)
def test_texts_that_share_most_words_are_in_one_language(old, new):
    found = diple.compare(old, new)
    assert found.old.language == found.new.language
    assert found.mode != "translation"


def test_a_short_text_in_a_neighbouring_language_is_not_read_in_that_of_the_other():
    found = diple.compare(
        "Las partes reafirmaron su voluntad de negociar.", "As partes reafirmaram a vontade de negociar."
    )
    assert (found.old.language, found.new.language) == ("es", "und")


def test_paragraphs_in_a_language_that_is_not_judged_are_named():
    english = "The two sides agreed to meet again in the autumn and to keep the border open. " * 3
    german = "Beide Seiten vereinbarten, sich im Herbst wieder zu treffen und die Grenze offen zu halten, wie der Minister sagte, und zwar bald."
    found = diple.compare(f"{english}\n\n{german}", f"{english}\n\n{german}")
    assert [each.data["languages"] for each in found.warnings if each.code == "mixed_languages"] == [{"de": 1}] * 2


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("اتفق الجانبان علی ما یلی من البنود الواردة فی الاتفاق المشترک بین الدولتین.", "ar"),
        ("یؤکد الطرفان أن المفاوضات ستستأنف فی الشہر القادم وفقا لأحکام المعاہدة.", "ar"),
        ("طرفین توافق کردند که همکاری‌های اقتصادی را در چارچوب سازمان‌های بین‌المللی گسترش دهند.", "fa"),
        ("دونوں فریقوں نے بین الاقوامی قانون اور اقوام متحدہ کے چارٹر پر اتفاق کیا۔", "ur"),
    ],
)
def test_arabic_from_a_persian_keyboard_is_arabic(text, language):
    assert identified(text).named == language


def test_letters_of_wide_and_mathematical_form_are_of_a_language():
    assert identified("Ｔｈｅ ｔｗｏ ｓｉｄｅｓ ａｇｒｅｅｄ ｔｏ ｍｅｅｔ ａｇａｉｎ．").language == "en"
    assert identified("𝐋𝐞𝐬 𝐝𝐞𝐮𝐱 𝐏𝐚𝐫𝐭𝐢𝐞𝐬 𝐬𝐞 𝐫𝐞𝐯𝐞𝐫𝐫𝐨𝐧𝐭.").language == "fr"


def test_paragraphs_in_another_script_are_named():
    english = "The two sides agreed to meet again in the autumn and to keep the border open. " * 3
    found = diple.compare(f"{english}\n\nΤα δύο μέρη συμφώνησαν να συναντηθούν ξανά την άνοιξη.", english)
    assert [each.data["languages"] for each in found.warnings if each.code == "mixed_languages"] == [{"el": 1}]
