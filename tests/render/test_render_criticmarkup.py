r"""CriticMarkup: taking every change gives the new text, refusing every change the old one, whatever the texts hold."""

import re

import pytest
from hypothesis import given, settings
from tests.engine.statements import pairs
from tests.render.hostile import hostile_pairs
from tests.render.marked import marker

from campaign import count
from diple import compare
from diple.model import Selector
from diple.render import render
from drawings import drawn
from sampled import SAMPLES, compared

MARK = re.compile(r"\{(\+\+|--|~~|>>)(.*?)(?:\+\+|--|~~|<<)\}", re.DOTALL)


def written(comparison):
    return render(comparison, "criticmarkup").decode()


def taken(text, side):
    """The text with all changes taken (1) or refused (0), as a tool does it that knows nothing of backslashes."""

    def choose(found):
        sign, inside = found.groups()
        if sign == "~~":
            return inside.split("~>", 1)[side]
        return inside if sign == ("--", "++")[side] else ""

    return re.sub(r"\\(.)", r"\1", MARK.sub(choose, text), flags=re.DOTALL)


def assert_exact(comparison):
    text = written(comparison)
    assert (taken(text, 0), taken(text, 1)) == (comparison.old.text, comparison.new.text)


@settings(max_examples=count(50, 1_200), deadline=None)
@given(pairs())
def test_taking_or_refusing_every_change_gives_the_texts(pair):
    assert_exact(compare(*pair, mode="revision", markers=False))


@settings(max_examples=count(100, 3_000), deadline=None)
@given(hostile_pairs())
def test_marks_in_a_text_are_none(pair):
    assert_exact(compare(*pair, mode="revision", markers=False))


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_a_sample_with_its_comments_gives_its_texts(folder):
    assert_exact(compared(folder))


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("One.\n\nThe port is closed.\n\nFour.", "One.\n\nFour.", "One.\n\n{--The port is closed.--}{--\n\n--}Four."),
        ("One.\n\nFour.", "One.\n\nTwo is new.\n\nFour.", "One.\n\n{++Two is new.++}{++\n\n++}Four."),
        (
            "One.\n\nThe port is closed.\n\nFour.",
            "One.\n\nGrain and timber pass freely.\n\nFour.",
            "One.\n\n{--The port is closed.--}{++Grain and timber pass freely.++}\n\nFour.",
        ),
    ],
)
def test_paragraphs_end_behind_the_marks_of_their_words(old, new, text):
    comparison = compare(old, new, mode="revision", markers=False)
    assert re.sub(r"\{>>.*?<<\}", "", written(comparison)) == text
    assert_exact(comparison)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("  One [two|twi].", "One {~~two~>twi~~}. "),
        ("  One[, two|].", "One{--, two--}. "),
        ("  One[|, two].", "One{++, two++}. "),
        ("  The [Centre|Center~spelling].", "The {~~Centre~>Center~~}. "),
        ("  {++ and ~> and --} and \\", r"{\++ and ~\> and -\-} and \\ "),
        ("  [~|}] and [>|+].", "{~~~~>}~~} and {~~>~>+~~}. "),
    ],
)
def test_a_line(line, text):
    assert written(drawn(line)) == text


def test_a_marker_is_a_comment_after_its_change():
    assert written(drawn("  One [two|twi] three.", markers=[marker()])) == (
        "One {~~two~>twi~~}{>>m1 F1 Formula dropped, softened: the tie (critical, 85). It is gone.<<} three. "
    )


def test_a_marker_of_no_change_stands_at_the_end():
    assert written(drawn("  One.", markers=[marker(changes=())])).endswith("It is gone.<<}")


def test_a_move_is_told_at_both_places():
    assert written(drawn("a< Went.", "  One.", "  Two.", "a> Went.")) == (
        "{-- Went. --}{>>moved from here<<}One. Two. {++ Went. ++}{>>moved to here<<}"
    )


def test_a_marker_of_no_change_stands_where_its_evidence_differs():
    evidence = (Selector(5, 8, "two", "One ", ""),)
    text = written(drawn("  One [two|twi] three.", markers=[marker(changes=(), old=evidence)]))
    assert re.fullmatch(r"One \{~~two~>twi~~\}\{>>.*<<\} three\. ", text)


def test_between_languages_each_rendering_is_followed_by_what_diverges_in_it():
    (folder,) = (folder for folder in SAMPLES if folder.name == "two-languages")
    text = written(compared(folder))
    assert re.search(r"citizens [^{}]*~>[^{}]* лиц[^{}]*~~\}\{>>m1 ", text)


def test_a_lone_surrogate_is_told_from_the_words_that_name_it():
    assert written(drawn("  One \ud800 two \\ud800.")) == r"One \ud800 two \\ud800. "
