"""What the grammar reads in a sentence, drawn line by line; and honest results for what is hardly a sentence."""

import sys
from pathlib import Path

import pytest
from grammar_pictures import clause_picture, phrases_picture

from diple.grammar import languages, read_sentence

CASES = Path(__file__).parent / "cases"


def lines(name):
    return [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def read(text, language="en"):
    return read_sentence(text, 0, len(text), language)


@pytest.mark.parametrize("picture", lines("clauses.en.txt"))
def test_clauses_are_read_as_drawn(picture):
    assert clause_picture(picture) == picture


@pytest.mark.parametrize(
    ("language", "picture"),
    [(language, picture) for language in ("es", "fr", "ru") for picture in lines(f"clauses.{language}.txt")],
)
def test_plain_clauses_of_other_languages_are_read_as_drawn(language, picture):
    assert clause_picture(picture, language) == picture


@pytest.mark.parametrize("picture", lines("phrases.en.txt"))
def test_whole_noun_phrases_are_read_as_drawn(picture):
    assert phrases_picture(picture) == picture


@pytest.mark.parametrize(
    ("text", "word", "verb"),
    [
        ("States shall not use force by any means.", "means", False),
        ("This means that the treaty remains valid.", "means", True),
        ("The Council condemns the attack.", "condemns", True),
        ("They condemn attempts to silence dissent.", "silence", True),
        ("They met in silence.", "silence", False),
    ],
)
def test_a_word_is_a_verb_or_a_noun_by_its_place(text, word, verb):
    start = text.index(word)
    sentence = read(text)
    assert sentence.is_verb(start, start + len(word)) is verb
    assert sentence.is_noun(start, start + len(word)) is not verb


def test_the_smallest_whole_phrase_around_a_span():
    text = "They underlined the importance of freedom of navigation in the Strait."
    sentence = read(text)
    start = text.index("navigation")
    phrase = sentence.phrase_of(start, start + 10)
    assert text[phrase.start : phrase.end].startswith("navigation")
    wider = sentence.phrase_of(text.index("importance"), start + 10)
    assert text[wider.start : wider.end].startswith("the importance of freedom of navigation")


def test_a_condition_is_an_adjunct_of_the_clause_it_limits():
    text = "The Parties shall meet if the Council agrees."
    clause = read(text).main_clause()
    assert [(each.kind, text[each.start : each.end]) for each in clause.adjuncts] == [
        ("condition", "if the Council agrees")
    ]


def test_an_infinitive_knows_the_verb_that_governs_it():
    sentence = read("The parties agreed to establish a joint commission.")
    deed = sentence.clauses[1]
    assert (deed.kind, deed.verb.main.lemma) == ("infinitive", "establish")
    assert sentence.clauses[deed.governor].verb.main.lemma == "agree"


@pytest.mark.parametrize("text", ["", " ", "\f", "No agreement", "1", "¹", "—", "\u200b", "2231 (2015)"])
def test_a_text_without_a_verb_has_no_clause(text):
    sentence = read(text)
    assert sentence.clauses == ()
    assert sentence.main_clause() is None
    assert sentence.clause_at(0) is None


def test_a_sentence_is_read_the_same_after_others():
    text = "They plan support."
    alone = read(text)
    for other in ("The sides will support the plan.", "The plan will support the sides."):
        read(other)
    assert read(text) == alone


def test_an_empty_span_holds_nothing():
    sentence = read_sentence("The sides met.", 4, 4, "en")
    assert sentence.words == () and sentence.phrase_of(4, 4) is None


def test_page_breaks_and_footnote_marks_do_not_part_a_phrase():
    text = "The Parties¹ reaffirmed their\f\n commitment² to peace."
    clause = read(text).main_clause()
    assert text[clause.subject.start : clause.subject.end] == "The Parties¹"
    assert clause.object.head.lemma == "commitment"


def test_spans_point_into_the_whole_text():
    text = "First. The sides met in Norburg. Last."
    sentence = read_sentence(text, 7, 32, "en")
    assert text[sentence.words[0].start : sentence.words[-1].end] == "The sides met in Norburg."


def test_scripts_may_be_mixed():
    sentence = read("The Стороны signed 联合声明 in Genève.")
    assert [word.form for word in sentence.words][:2] == ["The", "Стороны"]


def test_a_language_without_a_model_says_so():
    assert "ar" not in languages()
    assert read("الطرفان", "ar").words == ()
    assert read("x", "../en").words == ()


def lines_run(function, *arguments):
    """How many lines of Python a call runs: a measure of its work that no load of the machine changes."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


def test_work_grows_with_the_length_and_no_faster():
    unit = "the Parties, which signed the treaty of peace, reaffirmed their support and "
    read(unit)
    assert lines_run(read, unit * 200) < 11 * lines_run(read, unit * 20)


@pytest.mark.parametrize(
    "unit", ["of the ", "peaceful, ", "very ", "the treaty that ", "and ", "( ", "if ", "to ", "has ", "the State's "]
)
def test_two_thousand_words_of_one_kind_are_read(unit):
    sentence = read("The Parties " + unit * 1000 + "agreed.")
    assert sentence.words[-2].form == "agreed"


def test_every_word_is_read_once_and_phrases_do_not_overlap():
    text = "The two sides, recalling their talks, agreed to meet again and condemned the attack on the port. " * 20
    sentence = read(text)
    assert all(left.end <= right.start for left, right in zip(sentence.words, sentence.words[1:], strict=False))
    assert all(left.last < right.first for left, right in zip(sentence.phrases, sentence.phrases[1:], strict=False))
