"""What holds for every marker: evidence, referent, score, order; and what the series and the mode change."""

import pytest

import diple
import sampled
from sampled import SAMPLES


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda folder: folder.name)
def compared(request):
    return sampled.compared(request.param)


def test_terms_add_up_to_a_score_in_range(compared):
    for marker in compared.markers:
        assert sum(term.value for term in marker.terms) == marker.score
        assert 0 <= marker.score <= 100
        assert all(term.reason for term in marker.terms)


def test_evidence_stands_where_it_says(compared):
    for marker in compared.markers:
        assert marker.old or marker.new
        for text, selectors in ((compared.old.text, marker.old), (compared.new.text, marker.new)):
            for s in selectors:
                assert text[s.start : s.end] == s.exact != ""
                assert text[: s.start].endswith(s.prefix)
                assert text[s.end :].startswith(s.suffix)


def test_every_marker_has_a_referent_and_a_rationale(compared):
    assert all(m.referent.strip() and m.rationale.endswith((".", "!", "”", "…")) for m in compared.markers)


def test_a_rationale_that_ends_in_a_quotation_has_one_full_stop():
    found = diple.compare("The Parties met. Their friendship has no limits.", "The Parties met.").markers[0]
    assert "It was there in “Their friendship has no limits.” It bears on" in found.rationale


def test_noise_has_no_marker(compared):
    noise = {change.id for change in compared.changes if change.noise}
    assert not [m.id for m in compared.markers if noise & set(m.changes)]


def test_markers_are_numbered_by_falling_score(compared):
    assert [m.id for m in compared.markers] == [f"m{n}" for n in range(1, len(compared.markers) + 1)]
    assert [m.score for m in compared.markers] == sorted((m.score for m in compared.markers), reverse=True)


OLD, NEW = "They oppose hegemonism in the region. Grain is sold.", "They trade in the region. Grain is sold."


def marker(code, old, new, **options):
    return next(m for m in diple.compare(old, new, mode="revision", **options).markers if m.code == code)


def term_names(found):
    return [term.name for term in found.terms]


def kind(code, old, new, **options):
    markers = diple.compare(old, new, mode="revision", **options).markers
    return next(kind for marker in markers for kind in marker.kinds if kind.code == code)


def test_a_formula_that_is_gone_says_in_how_many_texts_in_a_row_it_was():
    found = kind("F1", OLD, NEW, earlier=[f"Note 1. {OLD}", f"Note 2. {OLD}"])
    assert "It was there in 3 texts in a row" in found.rationale
    assert "in 3 texts" not in kind("F1", OLD, NEW, earlier=[NEW, OLD]).rationale


def test_first_mention_is_claimed_only_of_the_texts_held():
    found = kind("F2", NEW, OLD, earlier=[f"Note 1. {NEW}", f"Note 2. {NEW}"])
    assert "First in the 3 texts held" in found.rationale
    assert "First in" not in kind("F2", NEW, OLD).rationale


def test_a_formula_that_an_earlier_text_had_is_restored():
    assert kind("F4", NEW, OLD, earlier=[OLD]).direction == "strengthened"


def test_a_formula_that_survives_elsewhere_is_not_dropped():
    kept = NEW + " Nobody here accepts hegemonism."
    assert not [m for m in diple.compare(OLD, kept, mode="revision").markers if m.code == "F1"]


def test_an_excerpt_weighs_less():
    import dataclasses

    excerpt = dataclasses.replace(diple.read(NEW), status="excerpt")
    markers = diple.compare(OLD, excerpt, mode="revision").markers
    assert markers and all("excerpt_or_unofficial" in term_names(each) for each in markers)


def test_two_languages_get_no_markers_of_rank():
    found = diple.compare("The Parties shall meet.", "Стороны могут встретиться.", mode="translation").markers
    assert [(marker.code, marker.direction) for marker in found] == [("L1", "neutral")]


def test_a_language_without_word_lists_gets_no_markers_of_rank():
    old, new = (diple.read(text, language="und") for text in ("Osapuolet tapaavat.", "Osapuolet eivät tapaa."))
    assert {m.code for m in diple.compare(old, new, mode="revision").markers} <= {"G1", "G2", "G3"}


def test_a_formula_dropped_in_two_neighbouring_sentences_has_one_marker():
    twice = "They oppose hegemonism at sea. They oppose hegemonism on land. Grain is sold."
    found = [m for m in diple.compare(twice, "Grain is sold.", mode="revision").markers if m.code == "F1"]
    assert [[selector.exact for selector in m.old] for m in found] == [[twice.removesuffix(" Grain is sold.")]]


def test_a_referent_names_no_country_of_which_the_clause_is_silent():
    old = "They deplore the invasion of Ilvania. Grain is sold."
    found = marker("F1", old, "Grain is sold.")
    assert "Russia" not in found.referent + found.rationale


def test_a_censure_written_afresh_is_compared_with_the_one_it_replaces():
    old = "The Council condemns the raid by Ostmark on the lighthouse of Nerin. Grain is sold. Salt is bought."
    new = "Grain is sold. Salt is bought. The Council notes what happened near Nerin in the spring of that year."
    assert kind("V1", old, new).direction == "softened"


def test_levels_follow_the_thresholds_of_the_pack(tmp_path):
    pack = tmp_path / "strict.toml"
    pack.write_text(
        '[pack]\nname = "strict"\nversion = "1"\nlicense = "CC0-1.0"\nsource = "a test"\n[weights.level]\ncritical = 99\nhigh = 98\nnotable = 97\n',
        encoding="utf-8",
    )
    texts = "The Parties shall disarm their troops.", "The Parties may disarm their troops."
    assert (marker("M1", *texts).level, marker("M1", *texts, packs=[pack]).level) != ("minor", "minor")
    assert marker("M1", *texts, packs=[pack]).level == "minor"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The Parties shall cut tariffs by 5 %", "The Parties shall cut tariffs by 6 %"),
        ("Both sides met. Growth: 5 %", "Both sides met. Growth: 6 %"),
        ("They gave 10² tonnes.", "They gave 10³ tonnes."),
    ],
)
def test_figures_at_the_end_of_a_text_and_raised_digits_are_read(old, new):
    assert diple.compare(old, new).counting


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The two banks are determined to reopen the ferry.", "The two banks hope to reopen the ferry."),
        ("Lorien undertakes to ratify the fisheries treaty.", "Lorien wishes to ratify the fisheries treaty."),
        ("Стороны обязуются вновь открыть мост у Вельда.", "Стороны надеются вновь открыть мост у Вельда."),
    ],
)
def test_a_hope_in_the_place_of_a_promise_names_the_marker(old, new):
    """The promise that is gone is evidence too: the hope alone says less than half of what changed."""
    (marker,) = diple.compare(old, new).markers
    assert (marker.code, marker.direction) == ("M2", "softened")
    assert "takes the place of" in marker.rationale
    assert marker.old and marker.new
