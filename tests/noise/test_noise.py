"""The noise rules against their cases, and the contract of their answer on generated pairs."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from pictures import edits_between, labelled, tokens_of, verdicts

import diple
from campaign import count
from diple.lexicon import Lexicon
from diple.lexicon.tables import language_table
from diple.model import Span
from diple.noise import gap_noise, label_edits, sentence_noise
from diple.noise.sentences import near
from diple.segment.tokens import Edit, tokenise

_CASES = Path(__file__).parent / "cases"
_REASONS = sorted(path.stem for path in _CASES.glob("*.jsonl") if path.stem != "sentences")
_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def _rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (_CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_sentence_far_away_in_the_text_is_not_beside_an_edit():
    text = f"They thanked the hosts. {'The harbour is open. ' * 100}They shall meet again."
    tokens = tokenise(text, [Span(0, 23), Span(len(text) - 22, len(text))], "en")
    assert near(tokens, 5, 7) == (5, len(tokens))
    assert near(tokens, 1, 2) == (0, 5)


@pytest.mark.parametrize("name", _REASONS)
def test_what_counts_and_what_does_not(name):
    found = [(row, verdicts(row["old"], row["new"], row["language"])) for row in _rows(name)]
    assert [(row, said) for row, said in found if said != [tuple(each) for each in row["expect"]]] == []


VELDANY, ORSK = "Republic of Veldany, H.E. Ms Ira Soltan", "Kingdom of Orsk, H.E. Mr Pavel Dorn"
IRA, PAVEL = "Республики Веданья И. С. Солтан", "Королевства Орск П. А. Дорн"


@pytest.mark.parametrize(
    ("old", "new", "noise"),
    [
        (
            f"The Foreign Minister of the {VELDANY}, and the Foreign Minister of the {ORSK}, met in Ellam.",
            f"The Foreign Minister of the {ORSK}, and the Foreign Minister of the {VELDANY}, met in Ellam.",
            ["alternat"],
        ),
        (
            f"Министр иностранных дел {IRA} и Министр иностранных дел {PAVEL} провели встречу.",
            f"Министр иностранных дел {PAVEL} и Министр иностранных дел {IRA} провели встречу.",
            ["alternat"],
        ),
        (
            "Заявление подписали И. С. Солтан и П. А. Дорн.",
            "Заявление подписали П. А. Дорн и И. С. Солтан.",
            ["alternat"],
        ),
        (
            "Заявление подписали И. С. Солтан и П. А. Дорн.",
            "Заявление подписали П. А. Дорн и И. В. Солтан.",
            [None, None],
        ),
        (
            f"The Foreign Minister of the {VELDANY}, and the Foreign Minister of the {ORSK}, met in Ellam.",
            f"The Foreign Minister of the {ORSK.replace('Pavel', 'Ivan')}, and the Foreign Minister of the {VELDANY}, "
            "met in Ellam.",
            [None] * 6,
        ),
    ],
)
def test_persons_who_change_places_are_the_same_persons(old, new, noise):
    assert [change.noise for change in diple.compare(old, new, mode="revision").changes] == noise


@pytest.mark.parametrize("row", [pytest.param(row, id=str(row["new"] or row["old"])) for row in _rows("sentences")])
def test_sentences_of_nothing_else(row):
    assert sentence_noise(row["old"], row["new"], row["language"]) == row["expect"]


@pytest.mark.parametrize("reason", _REASONS)
def test_each_reason_has_cases_for_and_against(reason):
    said = [{edit[2] for edit in row["expect"]} for row in _rows(reason)]
    assert sum(reason in reasons for reasons in said) >= 5
    assert sum(None in reasons for reasons in said) >= 5


def test_white_space_is_white_space():
    assert gap_noise() == "whitespace"


def test_a_list_label_is_split_from_the_text_that_follows():
    old, new = tokens_of("12. Parties shall report.", "en"), tokens_of("14. States shall report.", "en")
    first = [Edit(0, 3, 0, 3)]
    assert label_edits(old, new, first, "en", old_label_end=2, new_label_end=2) == [
        (0, 2, 0, 2, "renumbering"),
        (2, 3, 2, 3, None),
    ]


def test_a_known_party_needs_no_capital():
    old, new = "the isles and the coast agreed", "the coast and the isles agreed"
    left, right = tokens_of(old, "en"), tokens_of(new, "en")
    edits = edits_between(left, right)
    assert {edit.noise for edit in label_edits(left, right, edits, "en")} == {None}
    swapped = label_edits(left, right, edits, "en", parties=("the isles", "the coast"))
    assert [edit.noise for edit in swapped] == ["alternat"]


def test_a_language_without_tables_sees_typography_only():
    assert verdicts("A “b” c", 'A "b" d', "und")[-1] == ("c", "d", None)
    assert verdicts("the sides met", "the Parties met", "und") == [("sides", "Parties", None)]


def _ranks(lexicon: Lexicon, text: str, language: str) -> dict[str, set[float]]:
    """The ranks that a whole phrase has, by ladder."""
    ranks: dict[str, set[float]] = {}
    for match in lexicon.matches(text, language):
        concept = lexicon.concepts[match.concept]
        if (match.start, match.end) == (0, len(text)) and concept.ladder and concept.rank is not None:
            ranks.setdefault(concept.ladder, set()).add(concept.rank)
    return ranks


@pytest.mark.parametrize("language", [language for language in _LANGUAGES if language != "ar"])
def test_no_group_of_synonyms_holds_two_ranks_of_one_ladder(language):
    lexicon = Lexicon.default()
    raw = language_table(language, "noise")
    for group in raw["synonyms"]:
        held = [_ranks(lexicon, text, language) for text in group]
        for ladder in sorted({ladder for ranks in held for ladder in ranks}):
            on_ladder = [ranks[ladder] for ranks in held if ladder in ranks]
            assert set.intersection(*on_ladder), (group, ladder, on_ladder)


def _texts(seed: int) -> tuple[str, str]:
    """Two texts over the words that the rules look for, the second a shuffled and mangled copy of the first."""
    random = Random(seed)
    words = [
        "Arvenia",
        "and",
        "Delvia",
        ",",
        "the",
        "Republic",
        "of",
        "Belmora",
        "1.",
        "(",
        "a",
        ")",
        "Article",
        "5",
        "above",
        "met",
        "in",
        "May",
        "2024",
        "first",
        "round",
        "of",
        "consultations",
        "President",
        "A.",
        "Moll",
        "thanked",
        "him",
        "for",
        "his",
        "warm",
        "hospitality",
        "stress",
        '"',
        ";",
        "shall",
        "not",
        "by",
        "UN",
        "-",
        "U.S.",
    ]
    old = [random.choice(words) for _ in range(random.randint(0, 40))]
    new = [random.choice(words) if random.random() < 0.2 else word for word in old if random.random() > 0.1]
    if len(new) > 4 and random.random() < 0.5:
        at = random.randrange(len(new) - 2)
        new[at], new[at + 2] = new[at + 2], new[at]
    return " ".join(old), " ".join(new)


@pytest.mark.campaign
@pytest.mark.parametrize("language", _LANGUAGES)
def test_edits_stay_in_order_apart_and_between_them_the_keys_agree(language):
    for seed in range(count(100, 400)):
        old_text, new_text = _texts(seed)
        old, new, edits = labelled(old_text, new_text, language)
        old_at = new_at = 0
        for edit in edits:
            assert (edit.old_start, edit.new_start) >= (old_at, new_at), (seed, edits)
            assert old.keys[old_at : edit.old_start] == new.keys[new_at : edit.new_start], (seed, edits)
            assert edit.old_end > edit.old_start or edit.new_end > edit.new_start, (seed, edits)
            old_at, new_at = edit.old_end, edit.new_end
        assert old.keys[old_at:] == new.keys[new_at:], (seed, edits)
        assert labelled(old_text, new_text, language)[2] == edits


def test_many_edits_in_one_endless_paragraph_are_labelled_in_little_work():
    text = "The Parties shall report and the States may visit " * 2500
    old, new = tokens_of(text, "en"), tokens_of(text.replace("report", "comply"), "en")
    edits = [Edit(i, i + 1, i, i + 1) for i, key in enumerate(old.keys) if key == "report"]
    assert [edit.noise for edit in label_edits(old, new, edits, "en")] == [None] * 2500


@pytest.mark.parametrize(
    "text",
    [
        "They thanked " + "The " * 3000,
        "thanked " + "A" * 5000,
        "For " + "Ab" * 3000 + "!",
        "his " * 3000 + "hospitality",
        "At the invitation of " + "The President of Arvenia, " * 400 + "no one came.",
        "On 3 May 2024 " * 500,
    ],
    ids=["articles", "one word", "signature", "warmth", "invitation", "dates"],
)
@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_pattern_runs_away(text, language):
    assert sentence_noise(text, None, language) is None
    old, new = tokens_of(text, language), tokens_of(text + " warm hospitality", language)
    added = Edit(len(old), len(old), len(old), len(new))
    assert len(label_edits(old, new, [added], language)) == 1


@pytest.mark.shared
def test_real_pages_edited_after_publication():
    versions = Path(__file__).parents[3] / "shared" / "data" / "versions"
    if not versions.is_dir():
        pytest.skip("the real texts do not lie beside the project")
    for entry in json.loads((versions / "EDITS.json").read_text(encoding="utf-8")):
        pages = versions / entry["dir"]
        changes = diple.compare(pages / "v1.txt", pages / "v2.txt", markers=False).changes
        counts = any(change.noise is None for change in changes)
        assert counts == (entry["label"] != "noise"), entry["dir"]


def test_capitals_make_another_word_only_where_not_all_words_are_in_capitals():
    shouted = diple.compare("HELP US KEEP THE STRAIT OPEN", "Help us keep the strait open", markers=False)
    assert {change.noise for change in shouted.changes} == {"typography"}
    called = diple.compare("They help us in the strait.", "They help US in the strait.", markers=False)
    assert [(change.new.quote, change.noise) for change in called.changes] == [("US", None)]
