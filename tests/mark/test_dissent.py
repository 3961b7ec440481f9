"""What those who voted against would have preferred is not what the text says."""

import pytest

import diple
from diple.mark.events.words import words_of
from diple.mark.kinds.general.answered import answer_to
from diple.mark.places.stretch import touches
from diple.mark.sentence.dissent import dissents, is_dissent
from diple.mark.text.absence import sentences_at
from diple.model import Span

PLEDGE = "The Committee keeps the rate low for an extended period."
DISSENT = "Voting against was Ms. Oru, who preferred to keep the rate low for an extended period."
OTHER = "The Committee will set the rate each month."


def codes(old, new):
    return {
        (k.code, k.rule.id.partition(".")[0])
        for marker in diple.compare(old, new, mode="revision").markers
        for k in marker.kinds
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(f"{PLEDGE} Salt is sold.", f"{OTHER} Salt is sold. {DISSENT}", id="it stands with a dissenter"),
        pytest.param(f"{PLEDGE} Salt is sold.", f"{OTHER} Salt is sold.", id="it stands nowhere"),
    ],
)
def test_a_formula_that_only_a_dissenter_keeps_is_dropped(old, new):
    assert ("F1", "dropped") in codes(old, new)


def test_a_formula_that_both_keep_is_kept():
    assert ("F1", "dropped") not in codes(f"{PLEDGE} {OTHER}", f"{OTHER} {PLEDGE} {DISSENT}")


def test_a_dissent_is_told_as_such_and_as_nothing_else():
    found = diple.compare(f"{OTHER} No one dissented.", f"{OTHER} {DISSENT}").markers
    assert "X3" in {kind.code for marker in found for kind in marker.kinds}
    assert {marker.code for marker in found} <= {"X3", "G1", "G2", "G3"}


def test_what_changes_between_two_dissents_has_no_special_kind():
    later = DISSENT.replace("preferred to keep the rate low for an extended period", "believed that tolls must end")
    assert {code for code, _ in codes(f"{OTHER} {DISSENT}", f"{OTHER} {later}")} <= {"G1", "G2", "G3"}


def test_a_vote_for_does_not_answer_a_dissent():
    against = diple.read("The Board met. Voting against the levy were Tomas Brak and Richard Fenwick.", language="en")
    voted = diple.read("The Board met. Voting for the levy were Tomas Brak and Richard Fenwick.", language="en")
    opposed = diple.read("The Board sat. Voting against the levy were Tomas Brak and Richard Fenwick.", language="en")
    words = words_of(against.text, *against.sentences[1], "en")
    assert answer_to(against, voted, [], words) is None
    assert answer_to(against, opposed, [], words) == opposed.sentences[1]


@pytest.mark.parametrize("text", [f"{OTHER} {DISSENT} {PLEDGE}", f"{OTHER} {PLEDGE}"])
def test_one_sentence_is_of_dissent_as_it_is_among_those_of_its_text(text):
    statement = diple.read(text, language="en")
    assert tuple(span for span in statement.sentences if is_dissent(statement, span)) == dissents(statement)


def test_sentences_at_a_stretch_are_those_that_share_a_character_with_it():
    statement = diple.read(f"  {OTHER}\n\n{DISSENT}  {PLEDGE}", language="en")
    stretches = [Span(start, end) for end in range(1, len(statement.text), 7) for start in range(0, end, 5)]
    for stretch in stretches:
        shared = [number for number, one in enumerate(statement.sentences) if touches(one, stretch)]
        assert list(sentences_at(statement, stretch)) == shared
