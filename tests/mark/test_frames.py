"""Frames: how a sentence is cut into clauses, what each says, and which clause answers which."""

import dataclasses

import pytest

import diple
from diple.lexicon import Lexicon
from diple.mark.sentence.clause_pairs import likeness
from diple.mark.sentence.frames import Side
from diple.model import Span


def frames(text, language="en"):
    statement = diple.read(text, language=language)
    sentences = [Span(sentence.start, sentence.end) for sentence in statement.sentences]
    return Side(statement, sentences, [], Lexicon.default()).frames


def clauses(text, language="en"):
    return [" ".join(token.key for token in frame.tokens if token.key[0].isalnum()) for frame in frames(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Parties shall repair the dyke and raise its crest.", 1),
        ("Ostria and Velmark will reopen the pass.", 1),
        ("The Council condemns the raid; the Fund will report.", 2),
        ("The Agency shall inspect the depots, and the Board may publish the findings.", 2),
        ("The Council demands a truce and calls upon both armies to honour it.", 2),
        ("The Fund notes that the dyke has failed.", 2),
        ("The Parties shall meet if the vote fails.", 2),
        ("They asked when to open the pass.", 1),
    ],
)
def test_a_sentence_is_cut_where_a_clause_has_its_own_verb(text, expected):
    assert len(frames(text)) == expected


def test_a_relative_clause_ends_at_its_comma_and_the_clause_around_it_goes_on():
    found = clauses("The Council condemns the raid, which struck a school, in the strongest terms.")
    assert found == ["the council condemns the raid in the strongest terms", "which struck a school"]


def test_every_word_belongs_to_one_clause():
    text = "If the vote fails, the Parties, who remain bound, shall meet, and the Fund will report that it has paid."
    found = frames(text)
    starts = sorted(token.start for frame in found for token in frame.tokens)
    assert starts == sorted(token.start for token in found[0].side.tokens)


def test_a_frame_holds_the_phrases_of_its_clause():
    first, second = frames("The Council strongly condemns the shelling of Oren, and the envoy may not return.")
    assert [hit.form for hit in first.of("tone_negative")] == ["strongly condemns"] and first.modality is None
    assert (second.modality.form, [hit.form for hit in second.negations]) == ("may", ["not"])


def test_a_frame_cannot_be_changed():
    (frame,) = frames("The Council met.")
    with pytest.raises(dataclasses.FrozenInstanceError):
        frame.opening = "that"


def test_clauses_answer_by_their_words():
    old, new = (
        frames("The Fund will lend to Corvane; the Board may publish the report."),
        frames("The Board shall publish the report; the Fund will lend to Corvane."),
    )
    assert likeness(old[0], new[1]) > 0.9 > 0.2 > likeness(old[0], new[0])


LONG = "Each State {a} report each year, the Agency {b} inspect the depots, and the Board {c} publish the findings."


@pytest.mark.parametrize(
    ("before", "after", "referent"),
    [("shall shall may", "shall may may", "inspect"), ("shall may may", "shall may shall", "publish")],
)
def test_in_a_sentence_with_several_modals_the_right_one_is_compared(before, after, referent):
    texts = [LONG.format(**dict(zip("abc", words.split(), strict=True))) for words in (before, after)]
    found = [m for m in diple.compare(*texts, mode="revision").markers if m.code == "M1"]
    assert [referent in marker.referent for marker in found] == [True]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ru", "Стороны должны встретиться; Совет может опубликовать доклад.", 2),
        ("fr", "Les Parties doivent se réunir ; le Conseil peut publier le rapport.", 2),
        ("zh", "双方应当会晤；委员会可以公布报告。", 2),
        ("und", "Ko te hui; ko te ripoata.", 2),
    ],
)
def test_other_languages_are_cut_at_their_marks(language, text, count):
    assert len(frames(text, language)) == count
