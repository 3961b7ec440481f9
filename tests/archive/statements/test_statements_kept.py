"""Statements kept, listed, corrected, removed, and of one tenant alone: in SQLite and in PostgreSQL."""

from dataclasses import replace

import pytest
from invented_statements import incoming

from diple.archive.statements.contract import Incoming, Scope, Series
from diple.errors import ArchiveError

ONE = "The Parties of Vantor and Bramont reaffirm their friendship. They shall meet again next year."
TWO = "The Parties of Vantor and Bramont recall their friendship. They will meet when needed."


def refused(code, do, *arguments):
    with pytest.raises(ArchiveError) as caught:
        do(*arguments)
    assert caught.value.code == code


def test_what_was_never_written_to_is_empty_and_stays_so(open_, tmp_path):
    archive = open_()
    assert (archive.entries(), archive.all_series(), archive.mentions("friendship").statements) == ((), (), 0)
    assert not (tmp_path / "data").exists()


def test_a_statement_is_read_again_as_it_was_read(open_):
    archive, given = (
        open_(),
        incoming("1. One “quote”.\n\n- A\ud800 point; and\n- another.", "2001", title="T", parties=("V", "B")),
    )
    (kept,) = archive.add([given])
    full = archive.get(kept.id[:6])
    assert full.details == given.details
    expected = replace(given.statement, title="T", date="2001", parties=("V", "B"))
    assert full.statement == expected
    assert (full.words, full.series, full.indexed) == (9, ("accord",), True)


def test_the_same_bytes_are_kept_once_and_join_what_they_name(open_):
    archive = open_()
    outcomes = [
        kept.outcome for kept in archive.add([incoming(ONE, "2001"), incoming(ONE, "2001"), incoming(TWO, "2002")])
    ]
    assert outcomes == ["added", "held", "added"]
    assert [kept.outcome for kept in archive.add([incoming(ONE, "2001", ("other",))])] == ["held"]
    assert archive.entries()[0].series == ("accord", "other")


def test_details_are_corrected_where_that_is_asked(open_):
    archive, old = open_(), incoming(ONE, "2001", title="Old")
    list(archive.add([old]))
    new = replace(old, details=replace(old.details, title="New", date="1999", parties=("Vantor",)))
    assert [kept.outcome for kept in archive.add([new])] == ["held"]
    assert [kept.outcome for kept in archive.add([new], correct=True)] == ["corrected"]
    assert [kept.outcome for kept in archive.add([old], correct=True)] == ["corrected"]
    assert archive.correct(archive.entries()[0].id, new.details).details == new.details
    assert archive.mentions("friendship").first.date == "1999"
    assert len(archive.entries(Scope(party="vantor"))) == 1
    for wrong in ({"date": "1 May"}, {"date": "0001"}, {"date": "2031-02-30"}, {"language": "xx"}, {"status": "real"}):
        refused("WRONG_DETAILS", archive.correct, archive.entries()[0].id, replace(new.details, **wrong))


def test_a_party_is_kept_once_and_a_text_is_always_in_a_language(open_):
    archive = open_()
    list(archive.add([incoming(ONE, "2001", parties=("Vantor", " ", "Bramont", "VANTOR"), language="")]))
    (one,) = archive.entries()
    assert (one.details.parties, one.details.language) == (("Vantor", "Bramont"), "en")
    again = archive.correct(one.id, replace(one.details, parties=("Orrin", "Orrin"), language=""))
    assert (again.details.parties, again.details.language) == (("Orrin",), "en")


@pytest.mark.parametrize("tenant", ["", "Desk", "a b", "../b", "-", "x" * 64])
def test_nothing_is_kept_for_a_tenant_that_no_key_can_be_of(open_, tenant):
    refused("WRONG_DETAILS", open_, tenant)


def test_one_that_is_refused_keeps_no_other(open_):
    archive = open_()
    kept = list(archive.add([incoming(ONE, "soon"), incoming(TWO, "2002", level="king"), incoming(TWO, "2003")]))
    assert [each.outcome for each in kept] == ["refused", "refused", "added"]
    assert ("'soon' is no day" in kept[0].problem, kept[0].code) == (True, "WRONG_DETAILS")


def test_what_is_removed_is_found_no_more(held):
    archive = held(ONE, TWO)
    first, second = archive.entries()
    archive.remove(first.id)
    assert [each.id for each in archive.entries()] == [second.id]
    assert (archive.search("reaffirm").total, archive.mentions("reaffirm").statements) == (0, 0)
    assert archive.series("accord").statements == 1
    refused("UNKNOWN_STATEMENT", archive.remove, first.id)


@pytest.mark.parametrize("id_", ["", "x", "0" * 16, "'; DROP TABLE statements; --", "a\0b", "0" * 5000])
def test_ids_that_nobody_was_given(held, id_):
    refused("UNKNOWN_STATEMENT", held(ONE).get, id_)


def test_to_another_tenant_it_is_not_there(held, open_):
    (own,) = held(ONE).entries()
    other = open_("desk-b")
    assert (other.entries(), other.all_series(), other.search("friendship").total) == ((), (), 0)
    assert (other.mentions("friendship").statements, other.coverage().statements) == (0, 0)
    for do in (other.get, other.remove, other.versions):
        refused("UNKNOWN_STATEMENT", do, own.id)
    refused("UNKNOWN_SERIES", other.series, "accord")
    assert [kept.outcome for kept in other.add([incoming(ONE, "2001-05-01")])] == ["added"]
    other.remove(own.id)
    assert open_().get(own.id)


def test_language_versions_are_linked(held):
    archive = held((ONE, {"version_of": "accord-1"}), ("Стороны подтверждают дружбу.", {"version_of": "accord-1"}), TWO)
    one, other, _ = archive.entries()
    assert [each.id for each in archive.versions(one.id)] == [other.id]


def test_series_are_described_joined_left_and_dissolved(held):
    archive = held(ONE, TWO)
    described = Series("accord", "The accord", ("Vantor", "Bramont"), covers=("2001", "2009"), gaps=("2005",))
    assert archive.describe(described) == replace(described, statements=2)
    first = archive.entries()[0].id
    assert archive.leave("accord", [first]).statements == 1
    assert archive.join("accord", [first]).statements == 2
    assert archive.all_series() == (archive.series("accord"),)
    archive.dissolve("accord")
    refused("UNKNOWN_SERIES", archive.series, "accord")
    assert len(archive.entries()) == 2
    refused("WRONG_DETAILS", archive.describe, Series("The Accord"))
    refused("WRONG_DETAILS", archive.describe, Series("accord", level="king"))
    refused("WRONG_DETAILS", archive.describe, Series("accord", gaps=("spring",)))
    refused("WRONG_DETAILS", archive.describe, Series("accord", covers=("2009", "2001-05")))
    refused("UNKNOWN_SERIES", archive.entries, Scope(series="none"))


def test_scopes_choose(held):
    archive = held(
        (ONE, {"level": "minister", "kind": "communique"}), TWO, ("Стороны подтверждают дружбу.", {"date": ""})
    )

    def years(**scope):
        return [each.details.date[:4] for each in archive.entries(Scope(**scope))]

    assert years() == ["2001", "2002", ""]
    assert (years(level="minister"), years(kind="communique"), years(language="ru")) == (["2001"], ["2001"], [""])
    assert (years(since="2002"), years(until="2001")) == (["2002"], ["2001"])
    assert years(since="2002-01", until="2002") == ["2002"]
    assert str(archive.coverage()) == "in the 3 statements held, 2001 to 2002; 1 without a day"


@pytest.mark.parametrize(
    "scope",
    [
        {"since": "soon"},
        {"until": "1 May"},
        {"level": "king"},
        {"language": "xx"},
        {"since": "2002", "until": "2001-12-31"},
        {"since": "2001-05-02", "until": "2001-05-01"},
    ],
)
def test_a_scope_that_nothing_could_be_in_is_refused(open_, scope):
    refused("WRONG_DETAILS", open_().entries, Scope(**scope))


@pytest.mark.parametrize("by_import", [False, True])
def test_a_text_in_another_language_than_was_told_is_read_anew(held, by_import):
    archive = held(("Los ministros. Sr. Ruiz reunió a las partes.", {"language": "und"}))
    (one,) = archive.entries()
    details = replace(one.details, language="es")
    if by_import:
        again = Incoming(one.sha256, archive.get(one.id).statement, details)
        assert [kept.outcome for kept in archive.add([again], correct=True)] == ["corrected"]
    else:
        archive.correct(one.id, details)
    full = archive.get(one.id)
    assert (full.statement.language, [full.statement.text[slice(*span)] for span in full.statement.sentences]) == (
        "es",
        ["Los ministros.", "Sr. Ruiz reunió a las partes."],
    )
    assert (list(archive.verify()), archive.search("parte").total) == ([], 1)
