"""A table of language versions: which sentences answer one another, and which version says otherwise."""

import itertools
import json
from random import Random

import pytest

import diple
from diple.errors import OptionError
from diple.schemas.versions import ParallelTextSchema

ENGLISH = (
    "The Parties shall inspect the dam of Orlen every year. The inspection shall last 12 days. "
    "Engineers of both countries shall take part. The report shall be sent to the commission within 30 days. "
    "The commission shall publish it."
)
RUSSIAN = (
    "Стороны ежегодно проводят осмотр плотины Орлен. Осмотр продолжается 12 дней. "
    "В нём участвуют инженеры обеих стран. Доклад направляется в комиссию в течение 30 дней. Комиссия публикует его."
)
FRENCH = (
    "Les Parties inspectent chaque année le barrage d’Orlen. L’inspection dure 12 jours. "
    "Des ingénieurs des deux pays y participent. Le rapport est transmis à la commission dans un délai de 30 jours. "
    "La commission le publie."
)
SPANISH = (
    "Las Partes inspeccionarán cada año la presa de Orlen. La inspección durará 12 días. "
    "Participarán en ella ingenieros de ambos países. El informe se enviará a la comisión en un plazo de 30 días. "
    "La comisión lo publicará."
)
TAGS = ("en", "ru", "fr", "es")


def table(*texts, **options):
    return diple.compare_versions(list(texts), **options)


def rows(found):
    """The numbers of the sentences of each version, row by row."""
    return [{cell.version: cell.sentences for cell in row.cells} for row in found.rows]


def odd(found, kind):
    return [(each.odd, each.decided) for each in found.divergences if each.kind == kind]


def test_each_sentence_of_the_pivot_is_a_row_with_what_renders_it():
    assert rows(table(ENGLISH, RUSSIAN, FRENCH)) == [{"en": (at,), "ru": (at,), "fr": (at,)} for at in range(5)]


def test_faithful_versions_have_no_divergence_above_minor():
    assert [each for each in table(ENGLISH, RUSSIAN, FRENCH).divergences if each.level != "minor"] == []


def test_links_are_confirmed_by_the_comparisons_of_the_others():
    found = table(ENGLISH, RUSSIAN, FRENCH, SPANISH)
    cells = [cell for row in found.rows for cell in row.cells if cell.version != "en"]
    assert {(cell.confirmed, cell.asked) for cell in cells} == {(2, 2)}


@pytest.mark.parametrize("at", range(3))
def test_the_version_against_which_two_agree_is_named(at):
    texts = [ENGLISH, RUSSIAN, FRENCH]
    texts[at] = texts[at].replace("12", "15")
    assert odd(table(*texts), "divergence.figures") == [((("en", "ru", "fr")[at],), True)]


def test_of_two_versions_that_differ_both_are_named():
    assert odd(table(ENGLISH, RUSSIAN.replace("12", "15")), "divergence.figures") == [(("en", "ru"), False)]


def test_of_three_that_all_differ_all_are_named():
    found = table(ENGLISH, RUSSIAN.replace("12", "15"), FRENCH.replace("12", "18"))
    assert odd(found, "divergence.figures") == [(("en", "ru", "fr"), False)]


def test_two_against_two_is_not_decided():
    found = table(ENGLISH, RUSSIAN, FRENCH.replace("12", "15"), SPANISH.replace("12", "15"))
    assert odd(found, "divergence.figures") == [(("en", "ru", "fr", "es"), False)]


def test_what_each_version_says_is_quoted():
    found = table(ENGLISH, RUSSIAN.replace("12", "15"), FRENCH)
    quotes = {quote.version: [each.exact for each in quote.selectors] for quote in found.divergences[0].quotes}
    assert quotes == {"en": ["12"], "ru": ["15"], "fr": ["12"]}


def test_a_sentence_that_the_pivot_lacks_is_one_row_in_its_place():
    found = table(ENGLISH.replace("Engineers of both countries shall take part. ", ""), RUSSIAN, FRENCH)
    assert rows(found)[1:4] == [
        {"en": (1,), "ru": (1,), "fr": (1,)},
        {"ru": (2,), "fr": (2,)},
        {"en": (2,), "ru": (3,), "fr": (3,)},
    ]
    assert odd(found, "divergence.absent") == [(("en",), True)]


def test_a_sentence_that_another_version_lacks_leaves_its_cell_empty():
    found = table(ENGLISH, RUSSIAN.replace("В нём участвуют инженеры обеих стран. ", ""), FRENCH)
    assert rows(found)[2] == {"en": (2,), "fr": (2,)}
    assert odd(found, "divergence.absent") == [(("ru",), True)]


def test_a_sentence_that_renders_two_is_in_both_rows():
    joined = RUSSIAN.replace("плотины Орлен. Осмотр продолжается", "плотины Орлен; осмотр продолжается")
    found = table(ENGLISH, joined, FRENCH)
    assert [row.cell("ru").sentences for row in found.rows[:2]] == [(0,), (0,)]
    assert [row.cell("ru").rows for row in found.rows[:2]] == [("r2",), ("r1",)]
    assert [[row.id for row in unit] for unit in found.units][:2] == [["r1", "r2"], ["r3"]]


def test_the_pivot_may_be_any_version():
    texts = (ENGLISH, RUSSIAN.replace("В нём участвуют инженеры обеих стран. ", ""), FRENCH)
    found = table(*texts, pivot="ru")
    assert found.pivot == "ru"
    assert [version.key for version in found.versions] == ["en", "ru", "fr"]
    assert rows(found)[2] == {"en": (2,), "fr": (2,)}


def test_a_further_version_of_a_language_has_a_number():
    assert [version.key for version in table(ENGLISH, RUSSIAN, ENGLISH).versions] == ["en", "ru", "en-2"]


@pytest.mark.parametrize("texts", [(ENGLISH, RUSSIAN, FRENCH), (ENGLISH[90:], RUSSIAN, FRENCH[:120], SPANISH)])
def test_all_texts_are_rebuilt_from_the_wire(texts):
    wire = json.loads(table(*texts).to_json())
    for version, text in zip(wire["versions"], texts, strict=True):
        cells = [cell for row in wire["rows"] for cell in row["cells"] if cell["version"] == version["key"]]
        spans = sorted({(span["start"], span["end"]) for cell in cells for span in cell["spans"]})
        assert "".join(version["text"][start:end] for start, end in spans) == text == version["text"]
        assert all(one[1] == other[0] for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize("seed", range(6))
def test_each_sentence_of_each_version_is_in_a_row_whatever_is_left_out_or_moved(seed):
    chance = Random(seed)
    texts = []
    for text in (ENGLISH, RUSSIAN, FRENCH, SPANISH):
        sentences = [text[start:end] for start, end in diple.read(text).sentences]
        kept = [each for each in sentences if chance.random() > 0.3] or sentences
        texts.append(" ".join(chance.sample(kept, len(kept)) if chance.random() > 0.5 else kept))
    found = diple.compare_versions([diple.read(text, language=tag) for text, tag in zip(texts, TAGS, strict=True)])
    for version in found.versions:
        held = {number for row in found.rows for cell in row.cells if cell.version == version.key for number in cell[1]}
        assert held == set(range(len(version.statement.sentences)))
        spans = {span for row in found.rows for cell in row.cells if cell.version == version.key for span in cell.spans}
        assert "".join(version.statement.text[start:end] for start, end in sorted(spans)) == version.statement.text
    units = [row.id for unit in found.units for row in unit]
    assert sorted(units) == sorted(row.id for row in found.rows)


def test_same_texts_same_bytes():
    assert table(ENGLISH, RUSSIAN, FRENCH).to_json() == table(ENGLISH, RUSSIAN, FRENCH).to_json()


def test_the_wire_keeps_to_its_schema():
    wire = json.loads(table(ENGLISH, RUSSIAN.replace("12", "15"), FRENCH).to_json())
    assert ParallelTextSchema().validate(wire) == {}


def test_what_was_left_out_is_reported_with_its_version():
    page = f"<html><body><nav>Home News Contact</nav><main><p>{RUSSIAN}</p></main></body></html>".encode()
    found = table(ENGLISH, diple.read(page, name="ru.html"), FRENCH)
    assert {notice.data.get("version") for notice in found.warnings if notice.code == "dropped_furniture"} == {"ru"}


def test_notes_on_versions_that_are_not_judged_name_their_languages():
    portuguese = "As Partes condenam a ocupação das ilhas de Lyss. As Partes devem reunir-se todos os anos.\n"
    ukrainian = "Сторони засуджують захоплення островів Лісс. Сторони зустрічаються щороку.\n"
    found = table(ENGLISH, portuguese, ukrainian, "Lyss 12, Orlen 15.\n")
    begun = [notice.message.split(":")[0] for notice in found.warnings if notice.code == "unknown_language"]
    assert begun == ["Portuguese", "Ukrainian 2", "Language unknown 3"]


@pytest.mark.parametrize(
    ("texts", "options", "code"),
    [
        ([ENGLISH], {}, "FEW_VERSIONS"),
        ([ENGLISH] * 9, {}, "MANY_VERSIONS"),
        ([ENGLISH, RUSSIAN], {"pivot": "fr"}, "UNKNOWN_PIVOT"),
    ],
)
def test_what_cannot_be_asked_is_refused(texts, options, code):
    with pytest.raises(OptionError) as refused:
        table(*texts, **options)
    assert refused.value.code == code


def test_a_table_says_how_much_of_a_version_is_not_compared():
    english = diple.read(
        "The council met in spring. It rained on the harbour. The mayor spoke of herring. The fishermen sang.",
        language="en",
    )
    french = diple.read("Le maire a parlé du hareng.", language="fr")
    warnings = [one for one in diple.compare_versions([english, french]).warnings if one.code == "unaligned_sentences"]
    assert warnings and all(one.message.startswith("English (old) and French (new): For ") for one in warnings)
