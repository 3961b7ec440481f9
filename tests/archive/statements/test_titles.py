"""What a statement calls itself and who makes it: proposed from its title, head and opening."""

from pathlib import Path

import pytest

from diple.archive.statements.contract import LEVELS
from diple.archive.statements.importing.makers import makers_in
from diple.archive.statements.importing.proposals import makers_of, proposed
from diple.archive.statements.importing.titles import NOBODY, kind_in, level_in
from diple.lexicon.tables import language_table
from diple.statement import LANGUAGES, read

EXAMPLES = [(language, each) for language in LANGUAGES for each in language_table(language, "titles")["example"]]
HEADS = [
    line.split("\t")
    for line in Path(__file__).with_name("heads.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("language", "example"), EXAMPLES, ids=lambda each: str(each)[:60])
def test_an_example_of_the_table_is_read_so(language, example):
    text = example["text"]
    assert (kind_in([text], language), level_in([text], language)) == (example["kind"], example["level"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_examples_for_and_against_and_the_same_names(language):
    table, english = language_table(language, "titles"), language_table("en", "titles")
    assert {bool(each["level"]) for each in table["example"]} == {True, False}
    assert set(table["levels"]) == {*LEVELS, NOBODY}
    assert set(table["kinds"]) <= set(english["kinds"])


@pytest.mark.parametrize(("language", "text", "kind", "level"), HEADS, ids=[each[1][:50] for each in HEADS])
def test_a_head_proposes_kind_and_level(language, text, kind, level):
    found = proposed(read(text.replace("\\n", "\n"), language=language), "a.txt")
    assert (found.kind, found.level) == (kind, level)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Statement of Orrin\n\nI. Introduction\n\nThe Foreign Ministers met in Kalden. They agreed.", "minister"),
        ("Statement of Orrin\n\nThe council met. It was chaired by Secretary of State Ansel Iver.", "minister"),
        ("Statement of Orrin\n\nThe council met. It agreed. The President of Marl sent a greeting.", ""),
    ],
)
def test_the_first_sentences_say_who_speaks_where_no_title_does(text, level):
    assert proposed(read(text), "a.txt").level == level


def test_the_name_of_a_file_and_a_given_title_propose_as_well():
    text = read("1. We have convened to reaffirm our commitment to the basin.")
    named = proposed(text, "2031-03-12-joint-leaders-statement-of-the-basin.txt")
    assert (named.kind, named.level) == ("joint statement", "head_of_state")
    given = proposed(text, "a.txt", "Agreed Minutes of the Meeting of Senior Officials")
    assert (given.kind, given.level) == ("minutes", "official")


def test_no_line_that_says_only_when_and_where_is_proposed_as_title():
    text = read("Orra, 12 March 2031\n\n1. We have convened to reaffirm our commitment to the basin.")
    assert (proposed(text, "basin.txt").title, proposed(text, "basin.txt").place) == ("basin", "Orra")


MAKERS = [
    (language, each)
    for language in LANGUAGES
    for name in ("makers", "makers_before")
    for each in language_table(language, "titles").get(name, {}).get("example", ())
]


@pytest.mark.parametrize(("language", "example"), MAKERS, ids=lambda each: str(each)[:60])
def test_an_example_names_these_makers(language, example):
    assert makers_of([example["text"]], language) == tuple(example["parties"])


@pytest.mark.parametrize(
    ("language", "title", "parties"),
    [
        ("fr", "Déclaration commune de la France et de l’Allemagne", ("France", "Allemagne")),
        (
            "fr",
            "Déclaration conjointe des Émirats arabes unis, du Royaume-Uni et de la Côte d'Ivoire, 3 mai 2031",
            ("Émirats arabes unis", "Royaume-Uni", "Côte d'Ivoire"),
        ),
        ("fr", "Communiqué de presse conjoint de l'Union de Kalo à l'occasion du sommet de Marle", ("Union de Kalo",)),
        ("fr", "Déclaration conjointe des deux ministres", ()),
        ("es", "Declaración conjunta de los Presidentes de Velmora y de Tarsend", ("Velmora", "Tarsend")),
        (
            "es",
            "Comunicado conjunto entre la República Dominicana, Costa Rica y los Estados Unidos",
            ("República Dominicana", "Costa Rica", "Estados Unidos"),
        ),
        ("es", "Declaración conjunta emitida en Marle por Velmora", ()),
        ("ar", "البيان المشترك الصادر عن وزراء خارجية كل من فلمورا وتارسند وكالو", ("فلمورا", "تارسند", "كالو")),
        ("ar", "بيان مشترك للمملكة المتحدة وفرنسا", ("المملكة المتحدة", "فرنسا")),
        ("ar", "بيان مشترك صادر عن اجتماع وزراء خارجية فلمورا وتارسند", ()),
        (
            "en",
            "Joint Statement by Velmora, Orrin, and the Kingdom of Tarsend on the ports",
            ("Velmora", "Orrin", "Tarsend"),
        ),
        ("en", "Joint Foreign Ministers’ Statement of Velmora and the United Shires", ("Velmora", "United Shires")),
        (
            "en",
            "Joint Statement from the Secretary-General of the Iren League and the King of Marl",
            ("Iren League", "Marl"),
        ),
        ("en", "Joint Statement of the Iren Council Summit", ()),
        ("ru", "Совместное заявление Велморы и Тарсенда", ("Велморы", "Тарсенда")),
        ("ru", "Заявление Велморы и Тарсенда", ()),
    ],
)
def test_a_joint_title_names_its_makers(language, title, parties):
    assert makers_in([title], language) == parties


@pytest.mark.parametrize(
    ("language", "title", "parties"),
    [
        ("es", "Declaración conjunta de Velmora y Tarsend", ("Velmora", "Tarsend")),
        ("en", "Joint Statement of the President of Velmora and the President of Tarsend", ("Velmora", "Tarsend")),
        ("en", "Joint Statement of the Ministers", ()),
        ("zh", "维尔莫拉总统和塔尔森德总统联合声明", ("维尔莫拉", "塔尔森德")),
        ("zh", "维尔莫拉政府声明", ("维尔莫拉",)),
        ("en", "Statement of the Government of Velmora", ("Velmora",)),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "2031-05-01-joint-statement-of-the-two-sides.txt"])
def test_the_parties_of_a_joint_title_are_proposed(language, title, parties, name):
    assert proposed(read(f"{title}\n\nKalden, 2031\n\n1. 345.\n", language=language), name).parties == parties
