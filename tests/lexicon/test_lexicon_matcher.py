"""What the matcher finds: pictures on the shipped packs and on small ones, and generated texts against a naive search."""

import random
import re
from itertools import pairwise

import pytest
from lexicon_pictures import concept, lexicon_of, read_picture

from diple.lexicon import Lexicon
from diple.lexicon.fold import fold
from diple.lexicon.index import build_index, starts_of, words_of
from diple.lexicon.load import read_pack, shipped_paths

TRIAL = "".join(
    [
        '[[ladder]]\nname = "tone"\nhigher_means = "harsher"\ndirection = "strengthened"\n',
        concept("condemn", "tone", 8, en=["condemn", "condemns"], zh=["谴责"], ru=["осуждает"], fr=["condamne"]),
        concept("condemn_strongly", "tone", 9, en=["strongly condemn", "strongly condemns"], zh=["强烈谴责"]),
        concept("strongly", en=["strongly"], zh=["强烈"]),
        concept("two_state", en=["two-State solution"], es=["solución de dos Estados"]),
        concept("forbidden", en=["no 'forbidden' areas", "no forbidden areas"]),
        concept("sovereignty", en=["sovereignty, security and development interests"]),
        concept("operation", en=["SMO"], ru=["СВО"]),
        concept("may", en=["may"], not_in_en=["# may", "may #", "in may"]),
        concept("notes", en=["notes"], not_in_en=["bank notes"]),
        concept("article5", en=["Article 5"], near_en={"Article 5": ["alliance"]}),
        concept("condition", zh=["以…为条件"], en=["subject … to review"]),
        concept("all_around", ru=["всё"], fr=["s'engage à"], zh=["可", "AUKUS"]),
        concept("deadline", en=["by # at the latest"]),
    ]
)

PICTURES = [
    # whole words, any case, the longest of one ladder, other ladders beside it
    ("en", "We [condemn|condemn] it."),
    ("en", "[CONDEMN|condemn]"),
    ("en", "They [strongly condemn|condemn_strongly] it"),
    ("en", "condemned, condemnation, uncondemn"),
    ("en", "[Condemns|condemn] and [strongly  condemns|condemn_strongly]"),
    # white space, hyphens, quotes
    ("en", "they [strongly{nl}condemn|condemn_strongly] and [strongly{nbsp}condemn|condemn_strongly]"),
    ("en", "they [strong{shy}ly con{shy}demn|condemn_strongly]{shy}!"),
    ("en", "a [two-State solution|two_state], a [two‑state solution|two_state], a [two State solution|two_state]"),
    ("en", "[no ‘forbidden’ areas|forbidden] and [no “forbidden” areas|forbidden] and [no forbidden areas|forbidden]"),
    ("en", "strongly. [Condemn|condemn]"),
    ("en", "[sovereignty, security and development interests|sovereignty]"),
    ("en", "sovereignty. Security and development interests"),
    # decomposed accents, apostrophes, ё
    ("es", "la [solucio{acute}n de dos Estados|two_state]"),
    ("fr", "il [s’engage à|all_around] cela; il [condamne|condemn]"),
    ("ru", "[все|all_around] и [всё|all_around], совсем"),
    # capitals
    ("en", "the [SMO|operation] and the smo"),
    ("ru", "[СВО|operation], сво"),
    # gaps and numbers
    ("en", "subject, he said. To review"),
    ("en", "[subject in each case to review|condition]"),
    ("en", "[by 2030 at the latest|deadline], by then at the latest"),
    # longer phrases that stop a match; words that must be near
    ("en", "it [may|may], 3 May, May 2024, in May"),
    ("en", "she [notes|notes] the bank notes"),
    ("en", "[Article 5|article5] binds the alliance"),
    ("en", "Article 5 of the club rules"),
    # Chinese
    ("zh", "双方[强烈谴责|condemn_strongly]。双方[谴责|condemn]"),
    ("zh", "双方強烈譴責"),
    ("zh", "[以遵守协议为条件|condition]。以此。为条件"),
    ("zh", "[可|all_around]与[AUKUS|all_around]，AUKUSX"),
    ("zh", "𠀀𠀀[谴责|condemn]𠀀"),
    # languages that no form knows
    ("ar", "condemn"),
    ("und", "condemn"),
]


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    letters = '[letters]\nru = ["ёе"]\n'
    return lexicon_of(tmp_path_factory.mktemp("trial"), TRIAL + letters)


@pytest.mark.parametrize(("language", "picture"), PICTURES)
def test_picture(trial, language, picture):
    text, drawn = read_picture(picture)
    found = trial.matches(text, language)
    seen = {(text[m.start : m.end], m.concept, m.start) for m in found if m.concept != "strongly"}
    assert seen == drawn


def test_matches_of_other_ladders_stand_beside_longer_ones(trial):
    found = trial.matches("they strongly condemn it", "en")
    assert [(m.concept, m.start, m.end) for m in found] == [("condemn_strongly", 5, 21), ("strongly", 5, 13)]


def test_occurrences_count_shorter_forms_inside_longer_ones(trial):
    text = "they strongly condemn it"
    assert [text[s.start : s.end] for s in trial.occurrences("condemn", text, "en")] == ["condemn"]
    assert trial.occurrences("notes", "the bank notes", "en") == []


def test_a_stretch_gives_positions_in_the_whole_text(trial):
    text = "We condemn it. They condemn that. You condemn all."
    found = trial.matches(text, "en", 15, 33)
    assert [(m.start, text[m.start : m.end]) for m in found] == [(20, "condemn")]


def test_near_words_count_outside_the_stretch(trial):
    text = "The alliance met. Article 5 binds."
    assert [m.concept for m in trial.matches(text, "en", 18)] == ["article5"]


def test_a_text_of_several_pieces_is_searched_whole(trial):
    paragraph = "They spoke of the weather, and of ships. " * 50 + "They condemn it.\n\n"
    text = paragraph * 300
    found = trial.matches(text, "en")
    assert len(found) == 300
    assert all(text[m.start : m.end] == "condemn" for m in found)


def test_region_and_script_of_a_tag_do_not_count(trial):
    assert trial.matches("we condemn", "en-GB") == trial.matches("we condemn", "en") != []


def test_folding_keeps_every_character_but_those_without_width():
    """Offsets rely on it: no character's lower case may be longer than itself."""
    every = "".join(chr(i) for i in range(0x80, 0x30000) if not 0xD800 <= i < 0xE000)
    for start in range(0, len(every), 997):
        text = every[start : start + 997]
        folded = fold(text)
        assert len(folded.text) == len(folded.starts or text)
        spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
        assert all(0 <= first < last <= len(text) for first, last in spans)
        assert all(here[0] <= there[0] for here, there in pairwise(spans))


def naive_spaced(phrases, text):
    """Each phrase on its own, by a regular expression."""
    for number, phrase in enumerate(phrases):
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        for found in re.finditer(rf"(?<!\w)(?=({pattern})(?!\w))", text):
            yield number, found.start(), found.start() + len(found[1])


def naive_chinese(phrases, text):
    for number, phrase in enumerate(phrases):
        for found in re.finditer(f"(?={phrase})", text):
            yield number, found.start(), found.start() + len(phrase)


@pytest.mark.parametrize("seed", range(60))
def test_spaced_index_finds_what_a_naive_search_finds(seed):
    dice = random.Random(seed)
    words = ["ba", "be", "bo", "ba1", "да", "до", "été", "x"][: dice.randint(2, 8)]
    phrases = sorted({" ".join(dice.choices(words, k=dice.randint(1, 4))) for _ in range(40)})
    text = "".join(dice.choice(words) + dice.choice([" ", " ", " ", "\n", "  ", ", ", ". "]) for _ in range(300))
    assert sorted(build_index(phrases, "en").hits(text)) == sorted(naive_spaced(phrases, text))


@pytest.mark.parametrize("seed", range(60))
def test_chinese_index_finds_what_a_naive_search_finds(seed):
    dice = random.Random(seed)
    characters = "甲乙丙丁𠀀。戊"[: dice.randint(2, 7)]
    phrases = sorted({"".join(dice.choices(characters.replace("𠀀", "己"), k=dice.randint(1, 5))) for _ in range(40)})
    text = "".join(dice.choices(characters, k=dice.randint(0, 400)))
    assert sorted(build_index(phrases, "zh").hits(text)) == sorted(naive_chinese(phrases, text))


def test_the_default_lexicon_reads_no_forms_before_a_search(monkeypatch):
    """`import diple` and a comparison in one language must not pay for the others."""
    read = []
    monkeypatch.setattr("diple.lexicon.wordings.read_companion", lambda path: read.append(path) or {})
    lexicon = Lexicon(map(read_pack, shipped_paths()))
    assert read == []
    lexicon.matches("осуждает", "ru")
    assert read
    assert {path.parent.parent.name for path in read} == {"ru"}


@pytest.mark.parametrize(
    "folded",
    ["", "...", "the parties", " 'a_b', 12,000 -- (c)\n\nd.", "x", "the “parties” d’été_2, мир", "\x00a\x7fb\t"],
)
def test_words_begin_where_the_pattern_finds_them(folded):
    found = [(match.group(), match.start()) for match in re.finditer(r"\w+", folded)]
    assert list(zip(words_of(folded), starts_of(folded), strict=True)) == found
