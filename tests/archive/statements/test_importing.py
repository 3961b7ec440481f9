"""Files, folders and manifests in; files and a manifest out, and in again without loss."""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from invented_statements import incoming
from nobody import NOBODY, as_nobody

from diple.archive.statements.contract import Scope, Series
from diple.archive.statements.exporting import export
from diple.archive.statements.importing.proposals import proposed
from diple.archive.statements.importing.sources import Reader, planned
from diple.cli import main
from diple.errors import ArchiveError
from diple.statement import read

TEXT = (
    "Joint Statement of Vantor and Bramont\n\nThe Parties reaffirm their friendship. They shall meet again next year.\n"
)


@pytest.fixture
def folder(tmp_path):
    """A folder of statements: one with a day in its name, two language versions, one hidden."""
    made = tmp_path / "texts"
    (made / "more").mkdir(parents=True)
    (made / "2031-05-01-annual-statement-of-the-two.txt").write_text(TEXT)
    (made / "more" / "2032-accord.en.html").write_text(f"<h1>Accord</h1><p>{TEXT}</p>")
    (made / "more" / "2032-accord.ru.txt").write_text("Стороны подтверждают дружбу и договорились о встрече.")
    (made / ".hidden.txt").write_text("Hidden.")
    return made


def imported(archive, *paths, manifest=None, into=()):
    plan, reader = planned(list(paths), manifest), Reader(into)
    for series in plan.series:
        archive.describe(series)
    kept = list(archive.add(reader.all(plan.files)))
    return [each.outcome for each in [*kept, *reader.refused]]


def test_files_of_one_name_in_two_folders_are_no_versions_of_one_statement(open_, tmp_path):
    archive = open_()
    for folder, words in (("north", "The ministers met in Vantor."), ("south", "The envoys dined in Bramont.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "2010.en.txt").write_text(words)
    (tmp_path / "south" / "2010.ru.txt").write_text("Посланники обедали в Брамонте вчера.")
    imported(archive, tmp_path)
    named = sorted((each.details.version_of, each.details.language) for each in archive.entries())
    assert named == [("north/2010", "en"), ("south/2010", "en"), ("south/2010", "ru")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2031-05-01-annual-statement-of-the-two.txt", ("2031-05-01", "annual statement of the two", "")),
        ("2031.txt", ("2031", "Joint Statement of Vantor and Bramont", "")),
        ("20310501_accord_ru.txt", ("2031-05-01", "Joint Statement of Vantor and Bramont", "20310501_accord")),
        ("Accord of the two shores 20.05.2031.txt", ("2031-05-20", "Accord of the two shores", "")),
        ("2031-13.txt", ("2031", "Joint Statement of Vantor and Bramont", "")),
        ("note-12031.txt", ("", "Joint Statement of Vantor and Bramont", "")),
    ],
)
def test_what_a_text_and_its_name_tell_is_proposed(name, expected):
    found = proposed(read(TEXT), name)
    assert (found.date, found.title, found.version_of) == expected
    assert (found.parties, found.language) == (("Vantor", "Bramont"), "en")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("2031-05-01.txt", TEXT, []),
        ("2031.txt", f"{TEXT}\nKalden, 1 May 2031", []),
        ("2031-05-01.txt", f"{TEXT}\nKalden, 1 May 2031", []),
        ("2013-14-report.txt", TEXT, []),  # years, or the number of a session
        ("2013-13-45.txt", TEXT, [("impossible_day", "“2013-13-45”, a day that is in no calendar; its day is 2013")]),
        ("20130231.txt", TEXT, [("impossible_day", "“2013-02-31”, a day that is in no calendar; it has no day")]),
        ("30.02.2013 accord.txt", TEXT, [("impossible_day", "“30.02.2013”, a day")]),
        (
            "a.txt",
            f"{TEXT}\nKalden, 31 February 2012",
            [("impossible_day", "The text says “Kalden, 31 February 2012”")],
        ),
        ("a.txt", f"Kalden, le 31 février 2012\n\n{TEXT}", [("impossible_day", "“Kalden, le 31 février 2012”")]),
        (
            "2009-09-09.txt",
            f"{TEXT}\nKalden, 14 May 2001",
            [("two_days", "says 2009-09-09, and the text 2001-05-14; its day is 2001-05-14, as proposed")],
        ),
        ("2032.txt", TEXT, []),
        ("2033.txt", TEXT, [("day_in_future", "2033, is in a year after the next one")]),
    ],
)
def test_a_day_that_cannot_be_right_is_said(tmp_path, name, text, expected):
    (tmp_path / name).write_text(text, encoding="utf-8")
    (found,) = Reader(today=date(2031, 5, 1)).all(planned([tmp_path]).files)
    assert [(each.code, said in each.message) for each, (_, said) in zip(found.warnings, expected, strict=True)] == [
        (code, True) for code, _ in expected
    ]
    (tmp_path / "manifest.tsv").write_text(f"path\tdate\n{name}\t2030\n")
    (found,) = Reader(today=date(2031, 5, 1)).all(planned([tmp_path]).files)
    assert found.warnings == ()
    (found,) = Reader(today=date(2028, 5, 1)).all(planned([tmp_path]).files)
    assert [each.code for each in found.warnings] == ["day_in_future"]


def test_a_held_statement_says_which_metadata_were_ignored(cli, folder):
    name = "2031-05-01-annual-statement-of-the-two.txt"
    cli("import", folder / name)
    (same,) = cli("import", folder / name, "--series", "accord", "-f", "json")
    assert (same["outcome"], same["warnings"]) == ("held", [])
    (held,) = cli("import", folder / name, "--place", "Ostmere", "--parties", "Vantor", "-f", "json")
    (notice,) = held["warnings"]
    assert (held["outcome"], notice["data"]) == ("held", {"differing": ["place", "parties"]})
    line = cli("import", folder / name, "--place", "Ostmere").splitlines()[1]
    assert "It is stored with other metadata, which stay: place. Import it with --correct" in line
    (corrected,) = cli("import", folder / name, "--place", "Ostmere", "--correct", "-f", "json")
    assert (corrected["outcome"], corrected["details"]["place"]) == ("corrected", "Ostmere")
    assert cli("import", folder / name, "--place", "Ostmere").splitlines()[1:] == ["1 held"]


@pytest.mark.parametrize("title", ["The first", "The second"])
def test_one_text_twice_in_an_import_says_which_metadata_were_ignored(open_, title):
    texts = [incoming("They met.", "2031", title=each) for each in ("The first", title)]
    first, second = open_().add(texts)
    assert (first.outcome, first.warnings, second.outcome) == ("added", (), "held")
    assert [each.data for each in second.warnings] == [{"differing": ["title"]}] * (title != "The first")


def test_doubtful_days_are_shown_once(cli, tmp_path, capsys):
    file = tmp_path / "2013-13-45.txt"
    file.write_text(TEXT)
    said = "2013-13-45.txt: The name of the file says “2013-13-45”, a day that is in no calendar"
    assert main(["archive", "import", "--propose", str(file)]) == 0
    assert said in capsys.readouterr().err
    lines = cli("import", file).splitlines()
    assert (len(lines), lines[1].startswith("warning"), said in lines[1]) == (3, True, True)
    (again,) = cli("import", file, "-f", "json")
    assert (again["outcome"], again["warnings"]) == ("held", [])


def test_a_joint_statement_is_of_no_party_called_joint():
    assert proposed(read("联合声明\n\n两国部长会晤。双方重申开放港口原则。"), "a.txt").parties == ()
    assert proposed(read("佩雷特和阿尔德联合声明\n\n双方重申开放港口原则。"), "a.txt").parties == ("佩雷特", "阿尔德")


def test_a_folder_is_imported_whole_and_once(open_, folder):
    archive = open_()
    assert imported(archive, folder, into=("accord",)) == ["added"] * 3
    assert imported(archive, folder, folder / "more", into=("accord",)) == ["held"] * 3
    one, english, russian = archive.entries(Scope(series="accord"))
    assert (one.details.date, {english.details.language, russian.details.language}) == ("2031-05-01", {"en", "ru"})
    assert [each.id for each in archive.versions(english.id)] == [russian.id]


def test_a_file_that_cannot_be_read_keeps_no_other(open_, folder):
    (folder / "empty.txt").write_text(" ")
    assert imported(open_(), folder) == ["added"] * 3 + ["refused"]


TSV = """path\ttitle\tdate\tparties\tlicence\tseries
2031-05-01-annual-statement-of-the-two.txt\t"A ""new"" title, \\u201cquoted\\u201d"\t2030-12\tVantor; Bramont\tCC0\taccord; other
"""
TOML = """[series.accord]
title = "The accord"
covers = ["2001", "2031-12-31"]
gaps = ["2009"]

[[statement]]
path = "2031-05-01-annual-statement-of-the-two.txt"
title = "A \\"new\\" title, “quoted”"
date = "2030-12"
parties = ["Vantor", "Bramont"]
series = ["accord", "other"]
"""


@pytest.mark.parametrize(("name", "content"), [("manifest.tsv", TSV), ("manifest.toml", TOML)])
def test_a_manifest_says_what_is_known(open_, folder, name, content):
    archive, manifest = open_(), folder / name
    manifest.write_text(content, encoding="utf-8")
    assert imported(archive, manifest) == ["added"]
    (held,) = archive.entries()
    assert (held.details.title, held.details.date) == ("A “new” title, “quoted”".replace("“new”", '"new"'), "2030-12")
    assert (held.details.parties, held.series) == (("Vantor", "Bramont"), ("accord", "other"))
    if name.endswith("toml"):
        assert archive.series("accord").gaps == ("2009",)
    described = folder / "2031-05-01-annual-statement-of-the-two.txt"
    assert imported(archive, described, folder / "more", manifest=manifest) == ["held", "added", "added"]


def test_a_manifest_says_that_there_is_none_of_what_is_proposed(open_, folder):
    archive, manifest = open_(), folder / "manifest.tsv"
    name = "2031-05-01-annual-statement-of-the-two.txt"
    manifest.write_text(f"path\tkind\tparties\tdate\n{name}\t-\t-\t\n")
    imported(archive, manifest)
    (held,) = archive.entries()
    assert (held.details.kind, held.details.parties, held.details.date) == ("", (), "2031-05-01")


@pytest.mark.parametrize(
    "content",
    [
        "title\nOne",
        "path = ",
        "[[statement]]\ntitle = 'x'",
        "statement = 3",
        "[series]\naccord = 3",
        "[series.accord]\ncovers = ['2001']",
        "\ud800".encode("utf-16", "surrogatepass"),
        "path\tdate\na.txt\t2031\na.txt\t2032",
        "path\tdate\tdate\na.txt\t2031\t2032",
        "[[statement]]\npath = 'a.txt'\n[[statement]]\npath = './a.txt'",
        "[[statement]]\npath = 'a.txt'\n[[statement]]\npath = 'more/../a.txt'",
        "[[statement]]\npath = 'a.txt'\ntitle = ['One', 'Two']",
        "[[statement]]\npath = ['a.txt']",
        "path\tdate\na.txt\t2031\tbeside",
        'path\ttitle\na.txt\t"Peace" talks',
        f"path\ttitle\na.txt\t{'x' * 140_000}",
    ],
)
def test_a_manifest_that_is_none_is_refused(tmp_path, content):
    manifest = tmp_path / ("manifest.toml" if "=" in str(content) else "manifest.tsv")
    manifest.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ArchiveError) as caught:
        planned([manifest])
    assert caught.value.code == "WRONG_MANIFEST"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('path\ttitle\n\na.txt\t"An open cell\nb.txt\tSecond\nc.txt\tThird "of all"\n', 3),
        ('path\ttitle\na.txt\t"One\nof two lines"\nb.txt\tTwo\tThree\n', 4),
        (b"path\ttitle\r\na.txt\tD\xe9claration\r\n", 2),
    ],
)
def test_a_manifest_that_is_refused_says_in_which_line(tmp_path, content, line):
    """Before, an open quotation mark took all lines below into one title, and more cells moved the columns."""
    manifest = tmp_path / "manifest.tsv"
    manifest.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ArchiveError, match=f"its line {line} "):
        planned([manifest])


def test_a_manifest_of_a_spreadsheet_is_read(folder):
    """In UTF-16 with its mark, lines that end in CR LF, and tabs behind the last cell."""
    name = "2031-05-01-annual-statement-of-the-two.txt"
    (folder / "manifest.tsv").write_bytes(f"path\ttitle\t\t\r\n{name}\tDéclaration\t\t\r\n".encode("utf-16"))
    (listed,) = [each for each in planned([folder]).files if each.given]
    assert (listed.path.name, listed.given) == (name, {"title": "Déclaration"})


def test_what_cannot_be_looked_at_is_refused_and_not_passed_over(open_, folder):
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "more" / "round").symlink_to("round")
    (folder / "whole").symlink_to(folder, target_is_directory=True)  # a linked folder is not gone into
    assert imported(open_(), folder) == ["added"] * 3 + ["refused"] * 2


def test_a_folder_that_may_not_be_read_is_not_passed_over():
    with TemporaryDirectory() as made:
        closed = Path(made) / "closed"
        closed.mkdir(mode=0)
        os.chown(made, os.geteuid() or NOBODY, -1)
        with as_nobody():
            found = planned([Path(made)]).files
    assert [each.path for each in found] == [closed]


def test_a_manifest_describes_its_own_folder_and_not_the_one_above(open_, folder):
    (folder / "more" / "manifest.tsv").write_text("path\tdate\n2032-accord.en.html\t2030\n")
    archive = open_()
    assert imported(archive, folder) == ["added"] * 2
    assert [each.details.date for each in archive.entries()] == ["2030", "2031-05-01"]


def test_a_manifest_among_the_files_that_it_describes_is_none_of_them(open_, folder):
    manifest = folder / "corrected.tsv"
    manifest.write_text("path\tdate\n2031-05-01-annual-statement-of-the-two.txt\t2030\n")
    archive = open_()
    assert imported(archive, folder, manifest=manifest) == ["added"] * 3
    assert archive.coverage().first == "2030"


def test_proposals_are_written_into_the_folder_that_they_are_of(open_, folder, capsys):
    """As a shell does it, which makes the file before anything is read."""
    with (folder / "manifest.tsv").open("w+") as manifest:
        assert main(["archive", "import", str(folder), "--propose"]) == 0
        manifest.write(capsys.readouterr().out)
    archive = open_()
    assert imported(archive, folder) == ["added"] * 3
    assert [each.path.name for each in planned([folder]).files if each.given.get("language") == "ru"] == [
        "2032-accord.ru.txt"
    ]


@pytest.mark.parametrize("name", ["../secret.txt", "{}/secret.txt", "link.txt", "linked/secret.txt"])
@pytest.mark.parametrize("manifest", ["manifest.tsv", "other.tsv", "manifest.toml"])
def test_a_manifest_names_no_file_outside_its_folder(open_, folder, tmp_path, name, manifest):
    secret = tmp_path / "secret.txt"
    secret.write_text("The envoys of Ostmere keep this to themselves.")
    (folder / "link.txt").symlink_to(secret)
    (folder / "linked").symlink_to(tmp_path, target_is_directory=True)
    named = [name.format(tmp_path), "more/2032-accord.ru.txt"]
    lines = [f'[[statement]]\npath = "{each}"' for each in named] if "toml" in manifest else ["path", *named]
    (folder / manifest).write_text("\n".join(lines))
    plan, reader = planned([folder / manifest]), Reader()
    assert [each.name for each in reader.all(plan.files)] == [str(folder / named[1])]
    assert [(each.name, each.code, "is not in its folder" in each.problem) for each in reader.refused] == [
        (str(folder / named[0]), "UNSAFE_PATH", True)
    ]
    assert imported(open_(), folder / manifest, secret) == ["added"] * 2  # that the user names as well


def test_a_manifest_of_an_export_names_no_reading_outside_its_folder(open_, folder, tmp_path):
    archive = open_()
    imported(archive, folder / "more" / "2032-accord.en.html")
    list(export(archive, tmp_path / "out", Scope()))
    manifest = tmp_path / "out" / "manifest.toml"
    (tmp_path / "readings").mkdir()
    for reading in (tmp_path / "out" / "readings").iterdir():
        reading.rename(tmp_path / "readings" / reading.name)
    manifest.write_text(manifest.read_text().replace('"readings/', '"../readings/'))
    (found,) = Reader().all(planned([tmp_path / "out"]).files)
    assert found.sha256 != archive.entries()[0].sha256


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("path\ttitel\na.txt\tOne", "the column 'titel', which is perhaps 'title'; those read are path, date,"),
        ("path\tDate\na.txt\t2031", "the column 'Date', which is perhaps 'date'"),
        ("[[statement]]\npath = 'a.txt'\nlangauge = 'fr'", "the column 'langauge', which is perhaps 'language'"),
        (
            "[[statment]]\npath = 'a.txt'",
            r"it has 'statment', and its tables are \[\[statement\]\] and \[series.NAME\]",
        ),
        (
            "[series.accord]\ncover = ['2001', '2002']",
            "the series accord has the key 'cover', and those read are title,",
        ),
    ],
)
def test_a_misspelt_name_of_a_manifest_is_refused_with_those_known(tmp_path, content, said):
    manifest = tmp_path / ("manifest.toml" if "=" in content else "manifest.tsv")
    manifest.write_text(content)
    with pytest.raises(ArchiveError, match=said):
        planned([manifest])


def test_columns_that_are_not_read_are_named(folder):
    manifest = folder / "manifest.tsv"
    manifest.write_text("path\tlicence\tsource\tsource_url\ttitle\tsubtitle\t\nmore/2032-accord.ru.txt\tCC0\n")
    (found, _) = planned([manifest]).notices
    assert (found.code, found.data) == ("columns_not_read", {"columns": ["licence", "source_url", "subtitle"]})
    assert "not read: licence, source_url, subtitle. Those read are path, date," in found.message


@pytest.mark.parametrize("named", ["", "manifest.tsv"])
def test_files_that_the_manifest_of_their_folder_does_not_list_are_named(cli, folder, named, capsys):
    (folder / "manifest.tsv").write_text("path\nmore/2032-accord.ru.txt\n")
    for at in range(5):
        (folder / "more" / f"a{at}.txt").write_text(f"Notes of the envoys, part {at}.")
    (notice,) = planned([folder / named]).notices
    below = ("2032-accord.en.html", "a0.txt", "a1.txt", "a2.txt")
    names = [folder / "2031-05-01-annual-statement-of-the-two.txt", *(folder / "more" / name for name in below)]
    assert notice.data == {"count": 7, "files": list(map(str, names))}
    assert main(["archive", "import", str(folder / named)]) == 0
    told = capsys.readouterr()
    assert told.out.endswith("1 added\n")
    assert "7 files are not imported, because the manifest of the folder does not list them:" in told.err
    assert told.err.endswith("a2.txt and 2 more.\n")
    assert [each.data["count"] for each in planned([folder / named, folder / "more" / "a0.txt"]).notices] == [6]


def test_what_an_export_writes_is_all_listed(open_, folder, tmp_path):
    archive = open_()
    imported(archive, folder)
    list(export(archive, tmp_path / "out", Scope()))
    assert planned([tmp_path / "out"]).notices == ()


def test_a_manifest_that_lists_none_of_the_files_is_refused(folder, tmp_path):
    manifest = tmp_path / "elsewhere.tsv"
    manifest.write_text("path\tdate\n2032-accord.en.html\t2030\n")
    with pytest.raises(ArchiveError) as caught:
        planned([folder], manifest)
    assert caught.value.code == "WRONG_MANIFEST"
    with pytest.raises(ArchiveError):
        planned([folder], tmp_path / "nothing.tsv")


def test_what_was_exported_is_imported_without_loss(open_, folder, tmp_path):
    archive = open_()
    imported(archive, folder, into=("accord",))
    archive.describe(
        Series("accord", "The “accord”", ("Vantor",), "minister", "statement", ("2031", "2032"), ("2030",))
    )
    archive.describe(Series("planned", covers=("2040", "2050")))
    first = archive.entries()[0]
    archive.correct(
        first.id, replace(first.details, title='A "title"\twith\nall\x7f', place="Ostmere", status="authentic")
    )
    files = list(export(archive, tmp_path / "out", Scope()))
    assert len(files) == 3
    other = open_("other")
    assert imported(other, tmp_path / "out") == ["added"] * 3
    assert [archive.get(each.id).statement for each in archive.entries()] == [
        other.get(each.id).statement for each in other.entries()
    ]
    assert [replace(each, imported=None) for each in archive.entries()] == [
        replace(each, imported=None) for each in other.entries()
    ]
    assert archive.all_series() == other.all_series()
    list(export(archive, tmp_path / "some", Scope(until="2031")))
    assert "planned" not in (tmp_path / "some" / "manifest.toml").read_text(encoding="utf-8")
    with pytest.raises(ArchiveError):
        next(export(archive, tmp_path / "out", Scope()))


def test_a_text_that_was_edited_after_the_export_is_another_one(open_, folder, tmp_path):
    archive = open_()
    imported(archive, folder)
    (file, *_) = list(export(archive, tmp_path / "out", Scope(until="2031")))
    (tmp_path / "out" / file).write_text(TEXT.replace("friendship", "interest"))
    assert imported(archive, tmp_path / "out") == ["added"]
    assert archive.search("interest").total == 1


@pytest.fixture
def cli(database, monkeypatch, capsys):
    """The command line in the place of the database; what it prints, as JSON where that is asked."""
    for name, value in database.items():
        monkeypatch.setenv(name, value)

    def run(*words, code=0):
        assert main(["archive", *map(str, words)]) == code
        told = capsys.readouterr().out
        return json.loads(told) if "json" in words else told

    return run


def test_the_command_line_keeps_corrects_and_answers(cli, folder, tmp_path):
    proposal = cli("import", folder, "--propose", "--series", "accord")
    (tmp_path / "proposal.tsv").write_text(proposal.replace("annual statement of the two", "Annual"), encoding="utf-8")
    assert cli("list", "-f", "json") == []
    outcomes = cli("import", folder, "--manifest", tmp_path / "proposal.tsv", "-f", "json")
    assert [each["outcome"] for each in outcomes] == ["added"] * 3
    (one, *_) = cli("list", "--series", "accord", "--until", "2031", "-f", "json")
    assert (one["details"]["title"], one["series"]) == ("Annual", ["accord"])
    cli("correct", one["id"], "--parties", "Isles  of Vantor")
    assert "isles of vantor" not in cli("history", "friendship", "--by", "party")
    cli("correct", one["id"], "--title", "Corrected", "--parties", "Vantor; Bramont")
    assert cli("series", "describe", "accord", "--gaps", "2029,2030; 2028", "-f", "json")["gaps"] == [
        "2029",
        "2030",
        "2028",
    ]
    cli("series", "describe", "accord", "--gaps", "2030", "--covers", "2031,2032")
    shown = cli("show", one["id"][:8])
    assert "Corrected" in shown
    assert "The Parties reaffirm their friendship." in shown
    found = cli("mentions", "friendship", "--series", "accord", "-f", "json")
    assert found["coverage"]["said"] == (
        "in the 2 statements held, 2031 to 2032; 2030 is missing; 1 in other languages not looked at"
    )
    assert found["statements"] == 2
    assert "1 found, in the 3 statements held" in cli("search", "дружбы")
    assert "per 1,000 words" in cli("history", "friendship", "--by", "language")
    (tmp_path / "new.txt").write_text(
        TEXT + "A pipeline across the marshes was closed without any notice.", encoding="utf-8"
    )
    assert "A pipeline across the marshes" in cli("novel", tmp_path / "new.txt", "--date", "2033")
    assert cli("verify").endswith("3 statements checked, 0 faults\n")
    assert cli("reindex", "--all", "-f", "json") == {"indexed": 3}
    assert cli("export", tmp_path / "out") == f"3 written to {tmp_path / 'out'}\n"
    assert cli("series", "leave", "accord", one["id"], "-f", "json")["statements"] == 2
    assert cli("series", "join", "accord", one["id"], "-f", "json")["statements"] == 3
    assert [each["name"] for each in cli("series", "list", "-f", "json")] == ["accord"]
    assert cli("series", "dissolve", "accord") == "The series accord is dissolved.\n"
    assert cli("remove", one["id"], "0" * 16, code=2).splitlines() == [f"{one['id']}  removed", f"{'0' * 16}  not held"]
    assert cli("import", folder / "nothing", code=2) == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "{}", "--date", "2031"), "--date gives one day to all files"),
        (("novel", "nothing.txt"), "There is no file nothing.txt, and the archive has no one statement"),
        (("novel", "{}/2031-05-01-annual-statement-of-the-two.txt", "--date", "soon"), "'soon' is no day"),
        (("search", "friendship", "--limit", "-1"), "'-1' is not a number from 1 to 100,000"),
        (("mentions", "friendship", "--since", "soon"), "'soon' is no day"),
        (("series", "describe", "accord", "--covers", "2001,2002,2003"), "is more than two days"),
    ],
)
def test_what_is_wrong_with_a_command_is_said(folder, tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.setenv("DIPLE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DIPLE_DATABASE_URL", raising=False)
    assert main(["archive", *(word.format(folder) for word in words)]) == 2
    assert said in capsys.readouterr().err


def test_compare_takes_the_old_text_from_a_series(cli, folder, tmp_path, capsys):
    cli("import", folder / "2031-05-01-annual-statement-of-the-two.txt", "--series", "accord")
    new = tmp_path / "new.txt"
    new.write_text(TEXT.replace("shall", "should"), encoding="utf-8")
    assert main(["compare", "--series", "accord", "--date", "2032", str(new), "-f", "json"]) == 1
    told = capsys.readouterr()
    changes = [
        (each["old"]["quote"], each["new"]["quote"]) for each in json.loads(told.out)["changes"] if not each["noise"]
    ]
    assert changes == [("shall", "should")]
    assert "in the 1 statement held, 2031" in told.err
    assert main(["compare", "--series", "accord", str(new), str(new)]) == 2
    assert main(["compare", "--date", "2031", str(new), str(new)]) == 2
    assert main(["compare", "--series", "accord", "--date", "2030", str(new)]) == 2
    assert "has no statement before 2030" in capsys.readouterr().err


def test_compare_says_which_statements_prove_no_drop(cli, folder, tmp_path, capsys):
    cli("import", folder / "2031-05-01-annual-statement-of-the-two.txt", "--series", "accord")
    part = tmp_path / "2032-05-01-part.txt"
    part.write_text("The Parties met. They spoke of lamps.", encoding="utf-8")
    cli("import", part, "--series", "accord", "--status", "excerpt")
    new = tmp_path / "new.txt"
    new.write_text(TEXT.replace("shall", "should"), encoding="utf-8")
    (row,) = cli("list", "--since", "2032", "-f", "json")
    compare = ["compare", "--series", "accord", "--date", "2033", str(new)]
    capsys.readouterr()
    main(compare)
    assert f"Not compared with {row['id']} of 2032-05-01, which is an excerpt" in capsys.readouterr().err
    main([*compare, "--against", row["id"]])
    assert "2032-05-01 is an excerpt: what it does not have" in capsys.readouterr().err


def test_real_series_import_by_one_command(cli, tmp_path):
    """Texts that are written as the real ones are named and laid out, where the index lies beside the folder."""
    (tmp_path / "bank").mkdir()
    Path(tmp_path, "bank", "2006-01-31-statement.txt").write_text(TEXT)
    Path(tmp_path, "INDEX.tsv").write_text(
        "path\tdate\tparties\nbank/2006-01-31-statement.txt\t2006-01-31 \tBank of Vantor\n"
    )
    (kept,) = cli("import", tmp_path / "bank", "--manifest", tmp_path / "INDEX.tsv", "--series", "bank", "-f", "json")
    assert (kept["details"]["date"], kept["details"]["parties"]) == ("2006-01-31", ["Bank of Vantor"])


def test_a_text_is_of_the_day_in_the_name_of_its_file(folder, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DIPLE_DATA", str(tmp_path / "kept"))
    assert main(["archive", "import", str(folder), "--series", "accord"]) == 0
    new = tmp_path / "2031-06-01-annual.txt"
    new.write_text("A pipeline across the marshes was closed without notice last night.")
    capsys.readouterr()
    assert main(["archive", "novel", str(new), "--series", "accord"]) == 0
    assert "in the 1 statement held, 2031" in capsys.readouterr().out
    assert main(["compare", "--series", "accord", str(new)]) in (0, 1)
    assert "of 2031-05-01" in capsys.readouterr().err


def test_the_command_line_goes_through_all_statements(cli, held):
    repeated = "They reaffirmed the principle of no walls between the two shores of the northern strait. "
    texts = (f"{TEXT} {repeated * (at % 2)}They met in Ostmere for the {at} talks on fish." for at in range(6))
    archive = held(*texts)
    told = [json.loads(line) for line in cli("novelties", "--since", "2002", "-fjson").splitlines()]
    assert [(each["statement"], each["known"]) for each in told] == [
        (id_, found.known) for id_, found in archive.novelties(Scope(since="2002"))
    ]
    assert len(told) == 5
    assert cli("novelties", "--limit", "1").count(" sentences are known, ") == 6
    (kept,) = archive.mine()
    assert kept[1] > 0
    assert cli("mine").split() == [str(kept[1]), "accord"]
    lines = cli("pairs", "accord", "--processes", "2").splitlines()
    assert lines == [f"{s.before}  {s.after}  {s.date}  {s.shared:.2f}" for s in archive.pairs("accord")]
    assert len(lines) == 15
    cli("pairs", "no-such-series", code=2)
