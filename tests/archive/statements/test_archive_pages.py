"""The pages of the archive and its feeds, of statements that are kept in SQLite and in PostgreSQL."""

import json

import lxml.html
import pytest
from lxml import etree
from places import whatever_keeps

from diple.archive.keys import Keys
from diple.archive.secret import secret_from
from diple.archive.statements.contract import Series
from diple.render.archive.elements import NAMES
from diple.web import create_app

TEXTS = (
    "The Parties strongly condemn the attack on Velm. They reaffirm the treaty of the lamps. They met in May.",
    "The Parties condemn the attack on Velm. They reaffirm the treaty of the lamps. They spoke of food security.",
    "The Parties deplore the war in Velm. The lamps of the strait are kept alight by a joint office of pilots.",
)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def kept(held):
    """Three statements of a series, a year each; the year 2004 is missing."""
    archive = held(*TEXTS, parties=("Vantor",), title="Accord")
    archive.describe(Series("accord", "The accord", ("Vantor",), covers=("2001", "2005"), gaps=("2002-09",)))
    return archive


@pytest.fixture
def client(database, kept):
    return create_app(database).test_client()


def page_of(client, path):
    answer = client.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store"), path
    assert "unsafe" not in answer.headers["Content-Security-Policy"] and " style=" not in answer.text
    return lxml.html.document_fromstring(answer.text)


def words(page, path):
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def test_the_list_finds_narrows_and_leads_on(client, kept):
    page = page_of(client, "/archive")
    assert words(page, "//p[@class='covered']") == ["in the 3 statements held, 2001 to 2003"]
    assert words(page, "//tbody/tr/td[1]") == ["2001-05-01", "2002-05-01", "2003-05-01"]
    assert page.xpath("//ul[@class='samples']//a/@href") == ["/archive/series/accord"]
    found = page_of(client, "/archive?q=%22attack+on+Velm%22&since=2002")
    assert words(found, "//h2") == ["1 statement found"]
    assert words(found, "//blockquote//b") == ["attack on Velm"]
    (feed,) = found.xpath("//link[@type='application/atom+xml']/@href")
    assert client.get(feed).status_code == 200
    assert words(page_of(client, "/archive?from=2"), "//tbody/tr/td[1]") == ["2003-05-01"]
    assert client.get("/archive?q=&series=accord&party=").headers["Location"] == "/archive?series=accord"


def test_a_cell_of_the_timeline_leads_to_its_sentence_and_two_columns_to_their_comparison(client):
    page = page_of(client, "/archive/series/accord")
    assert words(page, "//p[@class='covered']") == ["in the 3 statements held, 2001 to 2003; 2002-09 is missing"]
    rows = dict(zip(words(page, "//section[1]//tbody//th"), page.xpath("//section[1]//tbody/tr"), strict=True))
    assert {"strongly condemn", "condemn", "deplore"} <= set(rows)
    (link,) = rows["deplore"].xpath("td[4]/a/@href")
    assert link in page.xpath("//*[local-name()='svg']//a/@href")
    statement = page_of(client, link.partition("#")[0])
    assert words(statement, "//mark[@id='found']") == ["deplore"]
    assert words(statement, "//span[mark]") == ["The Parties deplore the war in Velm."]
    compared = page.xpath("//ol[@class='comparisons']//a/@href")
    assert len(compared) == 2
    assert "strongly" in page_of(client, compared[0]).get_element_by_id("text").text_content()
    assert client.get(f"{compared[0]}&file=json").get_json()["schema"] == "diple.comparison/1"


def test_an_excerpt_is_marked_and_shows_no_absence(client, held, kept):
    held(("The Parties spoke of trade.", {"date": "2001-09-01", "status": "excerpt"}), archive=kept)
    page = page_of(client, "/archive/series/accord?what=lamps")
    assert words(page, "//*[contains(@class, 'timeline')]//*[@class='day']")[:2] == ["2001-05-01", "2001-09-01 […]"]
    row = page.xpath("(//*[contains(@class, 'timeline')]//*[local-name()='g'][@class='life'])[1]")[0]
    assert row.xpath("*[local-name()='line']/@class") == ["lasting", "lasting", "open", "open"]
    assert len(page.xpath("//ol[@class='comparisons']//a")) == 2
    assert words(page, "//ul[@class='legend']/li")[-1] == "[…] an excerpt, which proves no drop"
    days = dict(zip(words(page, "//section[2]//tbody/tr/th"), words(page, "//section[2]//tbody/tr/td[2]"), strict=True))
    assert days["2001-09-01"] == "1 September 2001, an excerpt, which proves no drop"
    listed = page_of(client, "/archive")
    assert words(listed, "//tbody/tr/td[7]") == ["–", "an excerpt, which proves no drop", "–", "–"]


def test_a_series_in_two_languages_is_shown_in_one_and_leads_to_the_other(client, held, kept):
    held(("Les Parties condamnent l’attaque contre Velm.", {"date": "2004-05-01"}), archive=kept)
    for query, own, other in (("", "English", "French"), ("?language=fr", "French", "English")):
        page = page_of(client, f"/archive/series/accord{query}")
        assert words(page, "//p[@class='onward']/b") == [own]
        assert other in words(page, "//p[@class='onward']/a")
        assert page.xpath("//form[@class='add']//input[@name='language']/@value") == ["fr"] * bool(query)
        assert (
            len(page.xpath("//*[contains(@class, 'calendar')]//*[local-name()='rect']"))
            == {"English": 3, "French": 1}[own]
        )


def test_wordings_that_are_asked_for_have_rows_of_their_own(client):
    page = page_of(client, "/archive/series/accord?what=lamps;patience")
    assert words(page, "//ol[@class='names'][1]/li")[0] == "lamps"
    assert "No statement has “patience”." in page.text_content()
    assert "No statement has “…”." in page_of(client, "/archive/series/accord?what=lamps;…").text_content()
    last = page.xpath("//section[1]//tbody/tr[1]/td[4]/a/@href")[-1]
    assert words(page_of(client, last.partition("#")[0]), "//mark[@id='found']") == ["lamps"]


def test_a_statement_shows_what_is_known_what_is_new_and_the_one_before(client, kept):
    third = kept.entries()[2]
    page = page_of(client, f"/archive/statements/{third.id}")
    assert words(page, "//section[@class='novel']//p[@class='covered']") == ["in the 2 statements held, 2001 to 2002"]
    new = words(page, "//section[@class='novel']//div[@class='pair-of']/div[1]//p")
    assert "The lamps of the strait are kept alight by a joint office of pilots." in " ".join(new)
    (compare,) = page.xpath("//a[@class='compare']/@href")
    assert compare == f"/archive/compare?old={kept.entries()[1].id}&new={third.id}"
    within = page_of(client, f"/archive/statements/{third.id}?series=accord")
    assert "Against everything held" in within.text_content()


def test_a_sentence_half_like_another_is_counted_and_no_sentence_is_called_known(client, held, kept):
    half = "The joint lamps of the strait guide pilots, whales and walrus."
    held((half, {"date": ""}), archive=kept)
    (undated,) = (each for each in kept.entries() if not each.details.date)
    said = page_of(client, f"/archive/statements/{undated.id}").text_content()
    assert ("is partly like an earlier one" in said, "Every sentence has an earlier one" in said) == (True, False)
    assert "The text has no day, so it is compared with all statements." in said


def test_a_wording_has_its_ends_its_history_and_its_events(client):
    page = page_of(client, "/archive/wording?what=reaffirm&series=accord")
    assert words(page, "//p[@class='lead']")[0].startswith("2 of 3 statements have it. The latest does not have it.")
    assert words(page, "//div[@class='pair-of ends']//cite/a") == ["1 May 2001", "1 May 2002"]
    assert words(page, "//ol[@class='events']//b[1]")[0] == "Dropped"
    assert words(page, "//table[1]/tbody/tr/td[1]")[-3:] == ["1", "1", "0"]
    assert words(page, "//ol[@class='names']/li") == ["all statements", "Vantor"]
    assert "No statement has it." in page_of(client, "/archive/wording?what=patience").text_content()


def test_a_party_is_called_as_it_is_written(client, held, kept):
    held(("They reaffirm the treaty.", {"date": "2002-06", "parties": ("Isles\u00a0of Marl",)}), archive=kept)
    page = page_of(client, "/archive/wording?what=reaffirm&series=accord")
    assert words(page, "//ol[@class='names']/li") == ["all statements", "Vantor", "Isles of Marl"]


@whatever_keeps
@pytest.mark.parametrize(
    "picture", ["series/accord/timeline", "series/accord/subjects", "series/accord/calendar", "wording/history"]
)
def test_each_picture_is_taken_as_a_drawing_and_as_data(client, held, kept, picture):
    held(("The Parties reaffirm the treaty.", {"date": "2004"}), archive=kept)  # its month is not known
    path = f"/archive/{picture}.%s?what=reaffirm"
    svg, table, data = (client.get(path % form) for form in ("svg", "csv", "json"))
    assert {each.headers["Content-Disposition"].partition(";")[0] for each in (svg, table, data)} == {"attachment"}
    file = etree.fromstring(svg.data)
    (drawn,) = (each for each in file.iter("{*}svg") if each.get("role") == "group")
    assert int(file.get("width")) - int(drawn.get("width")) == NAMES + 70
    assert "style-src 'self' 'sha256-" in svg.headers["Content-Security-Policy"]
    rows = json.loads(data.data)["rows"]
    assert rows and len(table.data.decode().splitlines()) == len(rows) + 1
    assert client.get(path % "png").status_code == client.get("/archive/series/accord/nothing.svg").status_code == 404


def test_a_feed_tells_the_events_of_each_statement_and_keeps_its_ids(database, client, kept, held):
    public = create_app({**database, "DIPLE_PUBLIC_URL": "https://desk.example/diple"}).test_client()

    def read(path):
        return etree.fromstring(public.get(path).data)

    feed = read("/archive/series/accord.atom")
    newest = feed.xpath("a:entry", namespaces=ATOM)[0]
    assert feed.xpath("a:entry/a:published/text()", namespaces=ATOM)[0] == "2003-05-01T00:00:00Z"
    page = newest.xpath("string(a:link/@href)", namespaces=ATOM)
    assert page == f"https://desk.example/diple/archive/statements/{kept.entries()[2].id}"
    oldest = feed.xpath("string(a:entry[last()]/a:content)", namespaces=ATOM)
    assert oldest == "", "to nothing earlier everything is new"
    told = newest.xpath("string(a:content)", namespaces=ATOM)
    assert "<b>Dropped</b>" in told and "<b>New passage</b>" in told
    searched = read("/archive/search.atom?q=lamps")
    assert len(searched.xpath("a:entry", namespaces=ATOM)) == 3
    held(("The Parties note the wish of the pilots.", {"date": "2004-05-01"}), archive=kept)
    later = read("/archive/series/accord.atom")
    before, after = (each.xpath(".//a:id/text()", namespaces=ATOM) for each in (feed, later))
    assert after[0] == before[0] and after[2:] == before[1:]


def test_the_feed_of_a_search_has_the_statement_that_drops_the_wording(client, kept, held):
    held(*[("The Parties praise the ferry.", {"date": f"200{at}-06-01"}) for at in (4, 5)], archive=kept)
    held(("The Parties thank the pilots.", {"date": "2006-06-01"}), archive=kept)
    feed = etree.fromstring(client.get("/archive/search.atom?q=ferry").data)
    days = feed.xpath("a:entry/a:published/text()", namespaces=ATOM)
    assert [day[:10] for day in days] == ["2006-06-01", "2005-06-01", "2004-06-01"]
    assert "<b>Dropped</b>" in feed.xpath("string(a:entry[1]/a:content)", namespaces=ATOM)


@whatever_keeps
@pytest.mark.parametrize(
    "path",
    [
        "series/nothing",
        "series/nothing.atom",
        "statements/00",
        "compare?old=00&new=00",
        "?concept=nothing",
        "series/accord?since=%00",
    ],
)
def test_what_is_not_there_is_said_in_the_language_of_the_page(client, path):
    answer = client.get(
        f"/archive{'' if path.startswith('?') else '/'}{path}", headers={"Accept": "text/html", "Accept-Language": "fr"}
    )
    assert answer.status_code == {"?concept=nothing": 422, "series/accord?since=%00": 200}.get(path, 404)
    assert '<html lang="fr"' in answer.text


@whatever_keeps
@pytest.mark.parametrize("tag", ["ru", "zh", "fr"])
def test_pages_speak_their_language_and_mark_what_stays_english(client, kept, tag):
    for path in ("", "/series/accord", f"/statements/{kept.entries()[2].id}", "/wording?what=reaffirm"):
        page = page_of(client, f"/archive{path}{'&' if '?' in path else '?'}lang={tag}")
        assert page.get("lang") == tag
        assert words(page, "//p[@class='covered']")[0] != "in the 3 statements held, 2001 to 2003"
        assert all("lang=" in link for link in page.xpath("//main//a/@href") if link.startswith("/archive"))


@pytest.mark.parametrize("page", ["/wording", "/series/accord"])
def test_a_misspelt_id_of_a_concept_is_named_with_the_nearest(client, kept, page):
    answer = client.get(f"/archive{page}?what=tifa.unilateral_sanctionz")
    assert (answer.status_code, len(kept.entries()) > 0) == (422, True)
    assert "tifa.unilateral_sanctions" in lxml.html.fromstring(answer.text).text_content()


@whatever_keeps
def test_hostile_words_are_shown_as_words(client, held, kept):
    held(
        (
            "A <b>bold</b> \u202eword of the lamps.",
            {"date": "2009-05-01", "title": "<i>T</i>", "source": "javascript:x"},
        ),
        archive=kept,
    )
    for path in (
        "",
        "?q=lamps",
        f"/statements/{kept.entries()[-1].id}",
        "/series/accord?what=%3Cscript%3E",
        "/wording?what=%3Cscript%3Elamps",
    ):
        text = client.get(f"/archive{path}").text
        assert "<script>" not in text and "<i>T" not in text and "<b>bold" not in text and "\u202e" not in text
        assert 'href="javascript' not in text


def test_a_tenant_sees_its_own_archive_and_only_with_the_scope_to_read(database, kept, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # the sample series is read into a folder of its own
    settings = {**database, "DIPLE_ACCESS": "keys"}
    app = create_app(settings)
    from diple.archive import open_archive, place_from

    keys = Keys(open_archive(place_from(settings)), secret_from(settings))

    def asked(path, tenant="default", scope="read"):
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.make((scope,), tenant)[1]}"
        return client.get(path).status_code

    one = f"/archive/statements/{kept.entries()[0].id}"
    assert (asked(one), asked(one, "desk-b"), asked(one, scope="compare")) == (200, 404, 403)
    assert (asked("/archive/series/accord"), asked("/archive/series/accord.atom", "desk-b")) == (200, 404)
    assert asked("/archive/samples/iren-sound/series/iren-sound", "desk-b", "compare") == 200
    assert app.test_client().get(one).status_code == 401


def test_the_start_page_leads_to_the_sample_series_in_its_language(tmp_path):
    start = lxml.html.document_fromstring(create_app({"DIPLE_DATA": str(tmp_path)}).test_client().get("/?lang=fr").text)
    (link,) = start.xpath("//section//a[contains(@href, '/archive/samples/')]")
    assert (link.text, link.get("lang")) == ("Ministres des affaires étrangères de Velmora et de Tarsend", None)
    assert link.get("href") == "/archive/samples/iren-sound/series/iren-sound?lang=fr"
