"""What measures two language versions: each measure is tried on inputs of which the answer is known."""

from random import Random

import pytest
from benchmarks import aligners

from diple import read
from diple.align.links import Link
from diple.model import Span
from evaluation import corpora
from evaluation.comparing import Comparer
from evaluation.evaluate import Evaluation
from evaluation.figures import Figure, Part
from evaluation.translation import alignment, divergences, faithful, parallel, planting, shuffling, texts
from evaluation.translation.paragraphing import OF_ARTICLES, OF_SENTENCES, laid
from evaluation.translation.texts import Pair, Unit

ENGLISH = tuple(Unit(f"n{at}", f"The harbour of Velm has {at} piers.") for at in range(20))
FRENCH = tuple(Unit(f"n{at}", f"Le port de Velm a {at} quais.") for at in range(20))
PAIR = Pair("sentences", "invented en-fr", ("en", "fr"), (ENGLISH, FRENCH))

shared = pytest.mark.skipif(not corpora.is_here("translations"), reason="the texts do not lie beside the project")


def test_a_part_pins_nothing_that_is_taken_over_all_parts():
    found = Evaluation(parts=[Part("parallel", "", {"a": Figure(1, 2)}), Part("labels", "", {"b": Figure(1, 2)})])
    found.sampled = {"a (sample)": Figure(1, 1)}
    found.overall = {"c": Figure(1, 1)}
    assert set(found.pinned) == {"a", "b", "c", "a (sample)"}
    assert set(found.pinned_of_corpora) == {"a", "a (sample)"}


# ---- texts and paragraphs --------------------------------------------------------------------------


@pytest.mark.shared
@shared
def test_halves_have_no_unit_in_common():
    for pairs, length in ((texts.sentence_pairs, (100,)), (texts.declaration_pairs, ()), (texts.treaty_pairs, ())):
        halves = [
            {
                (pair.name.split()[0] if not length else "", unit.id)
                for pair in pairs(*length, sealed=sealed)
                for unit in pair.units[0]
            }
            for sealed in (False, True)
        ]
        assert all(halves)
        assert not halves[0] & halves[1]


def test_a_break_one_sentence_late():
    paragraphings = {each.name: each for each in OF_SENTENCES}
    late = paragraphings["each break one sentence late"]
    units = [Unit(str(at), letter) for at, letter in enumerate("abcd")]
    assert laid(units, "en", late.old, frozenset({2})).text == "a b\n\nc d"
    assert laid(units, "en", late.new, frozenset({2})).text == "a b c\n\nd"
    assert laid(units, "zh", late.new, frozenset({1})).text == "ab\n\ncd"


def test_an_article_is_one_paragraph():
    units = [Unit("1 0", "Article 1"), Unit("1 1", "The port is open."), Unit("2 0", "Article 2")]
    by_article = OF_ARTICLES[1].new
    found = laid(units, "en", by_article, frozenset())
    assert found.text == "Article 1 The port is open.\n\nArticle 2"
    assert [found.text[start:end] for _, start, end in found.places] == [unit.text for unit in units]


# ---- links -----------------------------------------------------------------------------------------


def aligned(links, old, new):
    return alignment.Aligned(links, [frozenset(names) for names in old], [frozenset(names) for names in new])


def test_links_join_units():
    links = [Link((0,), (0,), "aligned"), Link((1, 2), (1, 2), "aligned"), Link((3,), (), "unaligned")]
    found = aligned(links, ["a", "b", "c", "d"], ["a", "b", "c"])
    assert alignment.linked(found) == {("a", "a"), ("b", "b"), ("c", "c"), ("b", "c"), ("c", "b")}


def test_units_of_one_sentence_are_not_told_apart():
    links = [Link((0,), (0, 1), "aligned")]
    assert alignment.linked(aligned(links, ["ab"], ["a", "b"])) == {("a", "a"), ("b", "b")}
    assert alignment.linked(aligned(links, ["ab"], ["x", "y"])) == {("a", "x"), ("a", "y")}


def test_found_as_such():
    found = aligned(
        [Link((0,), (), "unaligned"), Link((1, 2), (0,), "aligned"), Link((3,), (1,), "aligned")],
        ["a", "b", "b", "c"],
        ["b", "d"],
    )
    assert alignment.is_found("removed", "a", found)
    assert not alignment.is_found("removed", "c", found)
    assert alignment.is_found("merged", "b", found)
    assert not alignment.is_found("moved", "c", found)
    wider = aligned([Link((0, 1, 2), (0,), "aligned")], ["a", "b", "b"], ["b"])
    assert not alignment.is_found("merged", "b", wider)


@pytest.mark.parametrize("kind", alignment.SHUFFLES)
def test_a_perfect_aligner_finds_what_was_shuffled(kind, monkeypatch):
    monkeypatch.setattr(shuffling, "_words", lambda language: frozenset({"le"}))
    shuffled = alignment.SHUFFLES[kind](PAIR, Random(3))
    assert shuffled.touched
    old, new = alignment.laid_pair(shuffled.pair, OF_SENTENCES[0], frozenset())
    first, second = read(old.text, language="en"), read(new.text, language="fr")
    sides = [alignment.units_of_sentences(*each) for each in ((first, old), (second, new))]
    by_unit = [
        Link(
            tuple(at for at, names in enumerate(sides[0]) if name in names),
            tuple(at for at, names in enumerate(sides[1]) if name in names),
            "aligned",
        )
        for name in dict.fromkeys(unit.id for unit in shuffled.pair.units[0])
    ]
    found = alignment.Aligned(by_unit, *sides)
    assert alignment.counted(found, shuffled.pair).f1.share == 1
    assert all(alignment.is_found(kind, name, found) for name in shuffled.touched)


def test_neighbouring_pairs_that_share_a_sentence_are_one_link():
    links = list(aligners.joined([(0, 0), (1, 1), (2, 1), (3, 2), (3, 3)]))
    assert [(link.old, link.new) for link in links] == [((0,), (0,)), ((1, 2), (1,)), ((3,), (2, 3))]


# ---- planted divergences ---------------------------------------------------------------------------


def planted(text, language):
    return {(each.kind, each.made(text)) for each in planting.exchanges(Unit("invented", text), language, Random(1))}


@pytest.mark.parametrize(
    ("language", "text", "kind", "changed"),
    [
        ("en", "The Parties shall meet.", "modal", "The Parties may meet."),
        ("en", "No Party shall act.", "modal", None),
        ("en", "It shall be open.", "negation", "It shall not be open."),
        ("en", "It will not be open.", "negation", "It will be open."),
        ("fr", "La Chine a signé.", "country", "La France a signé."),
        ("fr", "Chacun a droit au repos.", "negation", "Chacun n’a pas droit au repos."),
        ("es", "La Parte deberá informar.", "modal", "La Parte podrá informar."),
        ("es", "La Parte no deberá informar.", "modal", None),
        ("ru", "Все люди рождаются свободными.", "scope", "Все граждане рождаются свободными."),
        ("ru", "Стороны должны встретиться.", "modal", "Стороны могут встретиться."),
        ("zh", "人人有權享有生命。", "negation", "人人無權享有生命。"),
        ("zh", "人人有权享有生命。", "scope", "公民有权享有生命。"),
        ("ar", "لا يجوز القبض على أي إنسان.", "negation", "يجوز القبض على أي إنسان."),
    ],
)
def test_what_the_tables_exchange(language, text, kind, changed):
    made = {new for of_kind, new in planted(text, language) if of_kind == kind}
    assert changed in made if changed else not made


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("It has 60 members.", ["60"]),
        ("1. It has 15,000 crowns.", []),
        ("12 000 crowns, 3.5 %", []),
        ("in 2014", ["2014"]),
    ],
)
def test_numbers_that_are_exchanged(text, places):
    label = planting.LABEL.match(text)
    found = [match[0] for match in planting.DIGITS.finditer(text, label.end() if label else 0)]
    assert found == places
    assert all(planting.other_number(digits, Random(1)) != digits for digits in found)


def test_a_planted_change_is_found_at_its_place():
    old = "The Parties shall close 12 plants. The Ministers met in Velm."
    new = "Les Parties fermeront 12 usines. Les ministres se sont réunis à Velm."
    pair = Pair("treaties", "invented", ("en", "fr"), ((Unit("1", old),), (Unit("1", new),)))
    exchange = planting.Exchange("number", Span(new.index("12"), new.index("12") + 2), "73")
    found = divergences.verdict(Comparer(), planting.Planted(pair, 1, 0, exchange))
    assert found.loud
    assert found.kind
    nothing = planting.Exchange("number", exchange.place, "12")
    assert not divergences.verdict(Comparer(), planting.Planted(pair, 1, 0, nothing)).loud


@pytest.mark.shared
@shared
def test_planted_changes_are_spread_and_once_each():
    for kind, plants in planting.planted(sealed=False, most=60).items():
        places = {(plant.unit.text, plant.exchange.place, plant.pair.languages[plant.side]) for plant in plants}
        assert len(places) == len(plants) == 60, kind
        assert len({plant.pair.languages[plant.side] for plant in plants}) >= 5
        assert all(plant.unit.text != plant.exchange.made(plant.unit.text) for plant in plants)
        assert all(planting.around(plant).unit == plant.unit for plant in plants)


# ---- faithful versions and parallel edits ----------------------------------------------------------


def test_markers_for_a_thousand_words():
    assert str(faithful.rate(3, 1500)) == "2"
    assert faithful.words(PAIR) == 20 * 7


def test_an_edit_is_drawn():
    made = parallel.edit("The [shall|may] meet[ at once|].")
    assert (made.old, made.new) == ("The shall meet at once.", "The may meet.")
    assert [made.old[place.start : place.stop] for place in made.old_places] == ["shall", " at once"]
    assert [made.new[place.start : place.stop] for place in made.new_places] == ["may", ""]


def test_parallel_cases_are_whole():
    cases = corpora.cases(corpora.CORPORA["parallel"] / "edits.jsonl")
    assert len(cases) >= 60
    for case in cases:
        assert tuple(sorted(case["texts"])) == tuple(sorted(texts.LANGUAGES)), case["id"]
        assert all(made.old != made.new for made in map(parallel.edit, case["texts"].values())), case["id"]
        assert case["expect"], case["id"]
    quiet = corpora.cases(corpora.CORPORA["parallel"] / "quiet.jsonl")
    assert {language: sum(case["lang"] == language for case in quiet) for language in texts.LANGUAGES} == dict.fromkeys(
        texts.LANGUAGES, 30
    )
    for half in (cases, quiet):
        assert 0.4 < sum(case["sealed"] for case in half) / len(half) < 0.6


def test_claims_are_of_the_weightiest_marker():
    made = parallel.edit("The Ministers of Orm [shall|may] close the harbour at Velm.")
    markers = parallel.at_place(Comparer().markers(made.old, made.new, "a pair"), made)
    assert parallel.claim(markers) == ("M1", "softened")
    assert parallel.is_right(markers, [{"code": "M1", "direction": "softened"}])
    assert not parallel.is_right(markers, [{"code": "M1", "direction": "strengthened"}])
    assert parallel.claim([]) == ("", "")
