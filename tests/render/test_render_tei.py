"""TEI: each witness reads exactly as its text, and the file is valid."""

import pytest
from hypothesis import given, settings
from lxml import etree
from tests.engine.statements import pairs
from tests.render.hostile import hostile_pairs
from tests.render.marked import marker

from campaign import count
from diple import compare
from diple.render import render
from drawings import drawn
from sampled import SAMPLES, compared, sample
from valid_tei import SCHEMA, assert_valid

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def tei(comparison):
    return etree.fromstring(render(comparison, "tei"))


def body(comparison):
    """The body as it is written, without what repeats on each element."""
    found = [etree.tostring(each, encoding="unicode").strip() for each in tei(comparison).find(f".//{TEI}body")]
    return "".join(found).replace(' xmlns="http://www.tei-c.org/ns/1.0"', "").replace(' xml:space="preserve"', "")


def witness(root, side):
    """The text of one witness: of each apparatus entry its reading, and every `g` as its character."""

    def read(element):
        made = element.text or ""
        for child in element:
            if child.tag == f"{TEI}app":
                made += read(next(each for each in child if each.get("wit") == f"#{side}"))
            elif child.tag == f"{TEI}g":
                made += chr(int(child.get("n").removeprefix("U+"), 16))
            made += child.tail or ""
        return made

    return "".join(map(read, root.find(f".//{TEI}body")))


def assert_exact(comparison):
    root = tei(comparison)
    assert (witness(root, "old"), witness(root, "new")) == (comparison.old.text, comparison.new.text)


@settings(max_examples=count(50, 1_200), deadline=None)
@given(pairs())
def test_the_readings_of_each_witness_are_its_text(pair):
    assert_exact(compare(*pair, mode="revision", markers=False))


@settings(max_examples=count(50, 1_200), deadline=None)
@given(hostile_pairs())
def test_nothing_in_a_text_is_taken_for_markup(pair):
    assert_exact(compare(*pair, mode="revision", markers=False))


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_the_readings_of_each_sample_are_its_texts(folder):
    assert_exact(compared(folder))


def test_a_change_is_an_entry_of_the_apparatus_with_both_readings():
    assert '<app type="replace"><rdg wit="#old">two</rdg><rdg wit="#new">twi</rdg></app>' in body(
        drawn("  One [two|twi].")
    ).replace(' xml:id="c1"', "")


def test_what_does_not_count_has_its_reason():
    assert '<rdg wit="#new" cause="spelling">Center</rdg>' in body(drawn("  The [Centre|Center~spelling]."))


def test_the_two_places_of_a_move_point_to_one_another():
    entries = tei(drawn("a< Went.", "  One.", "  Two.", "a> Went.")).findall(f".//{TEI}app")
    places = [(entry.get(f"{XML}id"), entry.get("corresp"), entry.get("type")) for entry in entries]
    assert places == [("s3.1-old", "#s3.1-new", "move"), ("s3.1-new", "#s3.1-old", "move")]


def test_paragraphs_of_compared_are_paragraphs_also_where_one_is_dropped():
    comparison = compare("One stays.\n\nTwo goes.\n\nThree stays.", "One stays.\n\nThree stays.")
    assert body(comparison) == (
        "<p>One stays.\n\n</p>"
        '<p><app xml:id="c1" type="delete"><rdg wit="#old">Two goes.\n\n</rdg><rdg wit="#new"/></app></p>'
        "<p>Three stays.</p>"
    )


def test_a_paragraph_that_only_one_text_begins_is_a_milestone():
    comparison = compare("One stays. Two stays, too.", "One stays.\n\nTwo stays, too.")
    assert '<milestone unit="paragraph" edRef="#new"/>Two' in body(comparison)


def test_a_heading_is_named_as_one():
    comparison = compare("# Trade\n\nThe trade of both States grows.", "# Trade\n\nThe trade of both States falls.")
    kinds = [(element.tag.removeprefix(TEI), element.get("type")) for element in tei(comparison).find(f".//{TEI}body")]
    assert kinds == [("ab", "heading"), ("p", None)]


def test_a_marker_is_a_note_that_points_to_its_changes():
    drawing = drawn("  One [two|twi] three.", markers=[marker()])
    (note,) = tei(drawing).findall(f".//{TEI}back//{TEI}note")
    assert (note.get("target"), note.get("n"), note.get("subtype")) == ("#c1", "85", "F1")
    assert note.findtext(f"{TEI}quote") == "two"
    assert [item.get("n") for item in note.iter(f"{TEI}item")] == ["100", "-15"]


def test_a_marker_of_two_languages_points_to_the_renderings_that_diverge():
    root = tei(sample("two-languages"))
    note = root.find(f".//{TEI}note")
    (entry,) = root.xpath("//*[@xml:id = $name]", name=note.get("target").removeprefix("#"))
    quotes = [quote.text for quote in note.iter(f"{TEI}quote")]
    assert entry.get("type") == "rendering"
    assert all(quote in reading.text for quote, reading in zip(quotes, entry, strict=True))


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_every_target_is_there_and_no_id_is_given_twice(folder):
    root = tei(compared(folder))
    ids = [element.get(f"{XML}id") for element in root.iter() if element.get(f"{XML}id")]
    assert len(ids) == len(set(ids))
    pointers = root.xpath("//@target | //@corresp | //@wit | //@edRef | //@source")
    assert {each.removeprefix("#") for pointer in pointers for each in pointer.split()} <= set(ids)


@pytest.mark.campaign
@pytest.mark.shared
@pytest.mark.skipif(not SCHEMA.exists(), reason="the TEI schema is not beside the project")
def test_what_is_written_is_valid_tei():
    """One test, because in a campaign reading the schema takes longer than all that it is used for."""
    told = marker(contested=True, counter_reading="a & b \x07", favours="<Ostmark>", changes=())
    old, new = "a \x0c b. It went.\n\n1. One.\n\n(a) Two < 3.", "a b.\n\n1. One & two.\n\n(a) Two < 4. It came."
    moved = drawn("  One [two|twi].", "a< Went.", "  Stays.", "a> Went.", markers=[told])

    @settings(max_examples=60, deadline=None)
    @given(pairs())
    def assert_pairs_are_valid(pair):
        assert_valid(tei(compare(*pair, mode="revision", markers=False)))

    for comparison in (moved, compare(old, new), *map(compared, SAMPLES)):
        assert_valid(tei(comparison))
    assert_pairs_are_valid()


@pytest.mark.shared
@pytest.mark.skipif(not SCHEMA.exists(), reason="the TEI schema is not beside the project")
@pytest.mark.parametrize("maimed", ["<rdg", "</listWit>", ' wit="#old"'])
def test_what_is_no_valid_tei_is_seen(maimed):
    written = render(drawn("  One [two|twi].", markers=[marker()]), "tei").decode()
    otherwise = {"<rdg": '<rdg foo="bar"', "</listWit>": "<p>No witness.</p></listWit>", ' wit="#old"': ' wit=""'}
    assert maimed in written
    with pytest.raises(AssertionError):
        assert_valid(etree.fromstring(written.replace(maimed, otherwise[maimed]).encode()))
