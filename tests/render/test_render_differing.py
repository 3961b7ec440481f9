"""The words of a marker's quotes that differ: those its changes touch, or those a diff of two rewritten quotes finds."""

from dataclasses import replace

import pytest
from marked import marker

import diple
from diple.model import Change, Further, Quote, RuleRef, Selector, Term
from diple.render.markers.naming import further, headline, label, short_sum
from diple.render.redline.differing import LONGEST, quotes_of, shortened


def picture(quotes):
    """Each quote with its differing words in brackets, where they are set off."""
    return [
        "".join(f"[{part.text}]" if part.differs and quote.set_off else part.text for part in quote.parts)
        for quote in quotes
    ]


def quoted(old, new):
    """The pictures of the quotes of the highest marker."""
    comparison = diple.compare(old, new, mode="revision")
    return tuple(map(picture, quotes_of(comparison.markers[0], comparison)))


def test_the_words_of_a_change_are_set_off():
    assert quoted("The Parties shall meet every year.", "The Parties should meet every year.") == (
        ["The Parties [shall] meet every year."],
        ["The Parties [should] meet every year."],
    )


def test_noise_is_not_set_off():
    old, new = quoted("The Parties shall organise a centre.", "The Parties should organize a center.")
    assert (old, new) == (["The Parties [shall] organise a centre."], ["The Parties [should] organize a center."])


def test_a_quote_without_a_counterpart_is_not_set_off():
    old, new = quoted("They sell grain. The ferry carries timber.", "They sell grain.")
    assert (old, new) == (["The ferry carries timber."], [])


def rewritten(old, new):
    """The pictures of the quotes of a marker on two texts of which one went and the other came."""
    changes = (
        Change("c1", "delete", Quote(0, len(old), old), None, "s1"),
        Change("c2", "insert", None, Quote(0, len(new), new), "s1"),
    )
    comparison = replace(diple.compare(old, new, mode="revision", markers=False), changes=changes)
    event = marker(
        old=(Selector(0, len(old), old, "", ""),), new=(Selector(0, len(new), new, "", ""),), changes=("c1", "c2")
    )
    return tuple(map(picture, quotes_of(event, comparison)))


def test_a_rewritten_sentence_is_compared_word_by_word():
    assert rewritten(
        "Condemns the shelling of the towns of the northern plain.",
        "Deplores the loss of life in the towns of the northern plain.",
    ) == (
        ["[Condemns the shelling of] the towns of the northern plain."],
        ["[Deplores the loss of life in] the towns of the northern plain."],
    )


def test_a_rewritten_sentence_with_few_words_in_common_is_not_set_off():
    old, new = "Condemns the shelling of the towns.", "Deplores a loss of life in the war."
    assert rewritten(old, new) == ([old], [new])


def test_without_a_change_in_it_a_quote_differs_as_a_whole():
    comparison = diple.compare("One. Two.", "One. Three.", mode="revision")
    whole = marker(old=(Selector(0, 4, "One.", "", " Two."),), changes=())
    (quote,), _ = quotes_of(whole, comparison)
    assert [part.differs for part in quote.parts] == [True]
    assert not quote.set_off


def test_a_long_quote_is_shortened_around_what_differs():
    words = " ".join(f"word{number}" for number in range(80))
    comparison = diple.compare(f"The Parties shall {words}.", f"The Parties should {words}.", mode="revision")
    (quote,), _ = quotes_of(comparison.markers[0], comparison)
    shown = "".join(part.text for part in shortened(quote))
    assert shown.startswith("The Parties shall word0 ")
    assert len(shown) < LONGEST
    assert shown.endswith("…")


@pytest.mark.parametrize(
    ("direction", "said"),
    [
        ("softened", "Formula dropped, softened: the tie"),
        ("strengthened", "Formula dropped, strengthened: the tie"),
        ("neutral", "Formula dropped: the tie"),
        ("mixed", "Formula dropped: the tie"),
    ],
)
def test_the_headline_has_a_direction_only_where_there_is_one(direction, said):
    assert headline(marker(direction=direction)) == said


def test_further_kinds_are_said_once_each():
    kind = Further(
        "V1", "verb_ladder_tone", "softened", "the strikes", "It fell.", RuleRef("verbs.tone", "markers", "1")
    )
    assert further(marker(also=(kind, replace(kind, rationale="Otherwise.")))) == [
        "Verb of censure, softened: the strikes (V1)"
    ]


def test_a_marker_without_a_label_is_called_by_its_kind():
    assert label(marker(label="")) == "Formula dropped"


def test_a_long_sum_shows_its_largest_terms_and_the_rest_as_one():
    terms = tuple(Term(f"t{n}", value, f"r{n}") for n, value in enumerate((40, 1, -20, 3, 30, 2, 15)))
    assert short_sum(marker(terms=terms, score=71)) == (
        "71 = 40 (r0) − 20 (r2) + 30 (r4) + 15 (r6) + 6 (3 smaller terms)"
    )
