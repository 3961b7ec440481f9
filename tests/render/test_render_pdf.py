"""The PDF: the markers with their reasons, the text with its changes, the same bytes each time, nothing fetched."""

import html
import re
import subprocess
import sys
from collections import Counter

import pytest

import diple
from diple.render import Look, render
from diple.render.language.interface import say
from diple.render.printed.pdf import page
from sampled import SAMPLES, compared, sample

OLD = "The Parties shall meet each year. Their friendship has no limits."
NEW = "The Parties should meet each year."


@pytest.fixture(scope="module")
def comparison():
    return diple.compare(OLD, NEW)


@pytest.fixture(scope="module")
def arabic():
    return diple.compare("يجب على الطرفين الاجتماع.", "ينبغي للطرفين الاجتماع.", mode="revision")


PORT = "The two countries share the port of Orlen and its waters."


@pytest.fixture(scope="module")
def moved():
    return diple.compare(f"{PORT} Trade grows every year. They agree.", f"Trade grows every year. They agree. {PORT}")


def told(body, tmp_path):
    """What a reader finds in the file, read back with pypdf."""
    from io import BytesIO

    from pypdf import PdfReader

    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


def test_the_file_tells_markers_and_text(comparison, tmp_path):
    text = told(render(comparison, "pdf"), tmp_path)
    marker = comparison.markers[0]
    assert str(marker.score) in text
    assert " ".join(marker.referent.split()) in text
    assert "The Parties ⟦shall⟧⸢should⸣ meet each year." in text


def test_old_and_new_wording_are_told_apart_where_no_blank_parts_them(tmp_path):
    chinese = diple.compare("双方友好没有止境。双方应当会晤。", "双方友好没有止境。双方可以会晤。", mode="revision")
    text = told(render(chinese, "pdf"), tmp_path)
    assert "⟦应当⟧⸢可以⸣" in text


def test_arabic_is_copied_in_its_order_letter_by_letter(arabic, tmp_path):
    text = told(render(arabic, "pdf"), tmp_path)
    assert "يجب على الطرفين الاجتماع⟧⸢" in text and "ينبغي للطرفين الاجتماع⸣" in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_heading_of_texts_without_a_title_is_in_the_words_of_the_edition(arabic, language):
    assert f"<h1>{say(language, 'Two texts compared')}</h1>" in page(arabic, Look(language=language))


def test_a_heading_is_in_the_language_of_the_text_whose_title_it_is():
    old = diple.read("# بيان مشترك\n\nيجب على الطرفين الاجتماع.", format="markdown")
    titled = diple.compare(old, "ينبغي للطرفين الاجتماع.", mode="revision")
    assert '<h1 lang="ar" dir="rtl">بيان مشترك</h1>' in page(titled, Look())


@pytest.mark.parametrize("folder", [each for each in SAMPLES if "two-languages" not in each.name], ids=lambda f: f.name)
def test_without_what_is_in_signs_the_text_is_the_new_one(folder):
    comparison = compared(folder)
    whole = page(comparison, Look(noise=True)).partition("class=key")[2].partition("</p>")[2]
    whole = whole.replace(" ¦ ", "")
    plain = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</p>", "\n", re.sub(r"<small.*?</small> ?", "", whole))))
    new = re.sub("⟦[^⟧]*⟧", "", plain)
    assert Counter("".join(re.sub("[⸢⸣]", "", new).split())) == Counter("".join(comparison.new.text.split()))
    gone = "".join(change.old.quote for change in comparison.changes if change.old)
    assert Counter("".join("".join(re.findall("⟦([^⟧]*)⟧", plain)).split())) == Counter("".join(gone.split()))


def test_a_sentence_that_goes_on_after_another_says_so():
    comparison = sample("chinese-formula-dropped")
    written = re.sub("<[^>]+>", "", page(comparison, Look()).partition("class=key")[2])
    assert "一、应 ¦ ⸢尔邀请，⸣" in written
    assert written.count("¦") == 2, "once in the key, once in the text"


LAID_OUT = """JOINT STATEMENT

The Parties shall meet in Orlen every year and report to their
parliaments. They reaffirm the Treaty on the shared waters of
the two countries.

President of Astria
A. Tell
"""


def test_sentences_of_a_paragraph_run_on_and_the_lines_of_an_address_do_not():
    comparison = diple.compare(LAID_OUT, LAID_OUT.replace("shall", "should"), mode="revision")
    written = page(comparison, Look()).partition("class=key")[2].partition("</p>")[2]
    paragraphs = re.findall(r"<p class=(\w+)>(.*?)</p>", written, re.S)
    assert [(kind, re.sub("<[^>]+>", "", text)) for kind, text in paragraphs] == [
        ("heading", "JOINT STATEMENT"),
        (
            "paragraph",
            "The Parties ⟦shall⟧⸢should⸣ meet in Orlen every year and report to their parliaments."
            " They reaffirm the Treaty on the shared waters of the two countries.",
        ),
        ("heading", "President of Astria"),
        ("heading", "A. Tell"),
    ]


def test_a_dropped_paragraph_stands_alone_and_a_dropped_sentence_in_its_paragraph():
    old = "One is here. Two is gone. Three stays.\n\nFour is gone as well.\n\nFive stays here."
    comparison = diple.compare(old, "One is here. Three stays.\n\nFive stays here.", mode="revision")
    written = page(comparison, Look()).partition("class=key")[2].partition("</p>")[2]
    paragraphs = [re.sub("<[^>]+>", "", text) for text in re.findall(r"<p class=\w+>(.*?)</p>", written, re.S)]
    assert paragraphs == ["One is here. ⟦Two is gone.⟧ Three stays.", "⟦Four is gone as well.⟧", "Five stays here."]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "[moved up"), ("ru", "[перенесено выше"), ("zh", "[已上移"), ("fr", "[remonté")],
)
def test_the_file_speaks_the_language_of_the_look(moved, language, words):
    written = page(moved, Look(language=language))
    assert written.startswith(f"<!doctype html><html lang={language}>")
    assert words in written
    assert (">Changes that count<" in written) is (language == "en")


def test_the_same_comparison_gives_the_same_bytes(comparison):
    assert render(comparison, "pdf") == render(comparison, "pdf")


def test_what_does_not_count_is_shown_when_asked(tmp_path):
    comparison = diple.compare("The colour of the flag is red.", "The color of the flag is red.")
    assert "colour" not in told(render(comparison, "pdf"), tmp_path)
    assert "colour" in told(render(comparison, "pdf", Look(noise=True)), tmp_path)


def test_a_text_that_asks_for_a_picture_gets_none(tmp_path):
    comparison = diple.compare('One <img src="http://example.org/a.png"> two.', "One two.")
    assert "img src" in told(render(comparison, "pdf"), tmp_path)


def test_it_is_written_to_a_file_and_not_to_a_terminal(tmp_path):
    old, new, out = tmp_path / "old.txt", tmp_path / "new.txt", tmp_path / "out.pdf"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "diple.cli", "compare", old, new, "-f", "pdf", "-o", out], check=False)
    assert done.returncode == 1
    assert out.read_bytes().startswith(b"%PDF-")
