"""The pages, files and feeds of the archive, in both databases: what they show, to whom, in which words."""

import csv
import json
import re
from io import StringIO
from urllib.parse import quote, urlsplit

import lxml.html
import psycopg
import pytest
from invented_statements import incoming
from lxml import etree

from diple.archive import open_archive, place_from
from diple.archive.keys import Keys
from diple.archive.secret import secret_from
from diple.archive.statements import open_statements
from diple.web import create_app

OPENING = "The Ministers of Vantor and Bramont met in Ostmere."
TEXTS = (
    f"{OPENING} They condemned the closure of the strait. They reaffirmed the rule of no walls between the shores.",
    f"{OPENING} They condemned the closure of the strait. They reaffirmed the rule of no walls between the shores. They spoke of fishing.",
    f"{OPENING} They regretted the closure of the strait. A tunnel below the ice shall join both capitals.",
)
KNOWN = {"title": "Joint <Statement>", "parties": ("Vantor", "Bramont")}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
PAGES = ("", "?q=walls", "/series/accord", "/wording?what=no walls", "/statements/{}", "/compare?old={}&new={}")
HOSTILE = "\"'<script>alert(1)</script>\x00\u202e%00;;…"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request, tmp_path_factory):
    """The settings of a place that keeps what the tests of this module read, in each of the databases."""
    settings = {"DIPLE_DATA": str(tmp_path_factory.mktemp("kept"))}
    if request.param == "sqlite":
        return settings
    url = request.getfixturevalue("postgresql")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE pages")
    return {**settings, "DIPLE_DATABASE_URL": url.replace("/postgres?", "/pages?")}


@pytest.fixture(scope="module")
def ids(kept):
    """The ids of a series of three statements, which three tenants keep."""
    for tenant in ("default", "a", "b"):
        archive = open_statements(place_from(kept), tenant)
        rows = [incoming(text, f"{2031 + at}-05-01", **KNOWN) for at, text in enumerate(TEXTS)]
        found = [each.id for each in archive.add(rows)]
        archive.close()
    return found


@pytest.fixture(scope="module")
def client(kept, ids):
    """The service, and the ids in `client.ids`."""
    made = create_app(kept).test_client()
    made.ids = ids
    return made


def page_of(client, path, status=200, **headers):
    answer = client.get(f"/archive{path}", headers={"Accept": "text/html", **headers})
    assert answer.status_code == status, path
    return lxml.html.fromstring(answer.text)


def words(page, path="//main"):
    return " ".join(page.xpath(path)[0].text_content().split())


def leads_to(page, text):
    """Where the link with this text leads."""
    return next(link.get("href") for link in page.xpath("//main//a") if link.text_content().strip() == text)


def test_the_list_has_series_and_statements(client):
    page = page_of(client, "")
    assert "in the 3 statements held, 2031 to 2033" in words(page)
    assert leads_to(page, "accord") == "/archive/series/accord"
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//table/tbody/tr")]
    assert [row[:4] for row in rows] == [
        [f"{year}-05-01", "Joint <Statement>", "Vantor, Bramont", "accord"] for year in (2031, 2032, 2033)
    ]
    assert leads_to(page, "Joint <Statement>") == f"/archive/statements/{client.ids[0]}"
    assert words(page_of(client, "?since=2032&until=2032")).count("Joint <Statement>") == 1


def test_a_search_shows_where_its_words_are(client):
    page = page_of(client, "?q=fishing&series=accord")
    (link,) = page.xpath("//ol[@class='found']//h3/a")
    id_, start, end = re.fullmatch(r"/archive/statements/(\w+)\?at=(\d+)-(\d+)#found", link.get("href")).groups()
    assert (id_, TEXTS[1][int(start) : int(end)]) == (client.ids[1], "fishing")
    assert "1 statement found" in words(page)
    assert leads_to(page, "First and last mention, and history") == "/archive/wording?what=fishing&series=accord"
    assert words(page_of(client, "?q=zebra"), "//ol[@class='found']") == ""


def test_a_statement_sets_off_what_it_was_opened_for(client):
    at = TEXTS[2].index("tunnel")
    page = page_of(client, f"/statements/{client.ids[2]}?at={at}-{at + 6}&series=accord")
    assert words(page, "//*[@id='found']") == "tunnel"
    sentences = [each.text_content() for each in page.xpath("//section[contains(@class, 'statement')]//span[@id]")]
    assert " ".join(sentences) == TEXTS[2]
    assert "A tunnel below the ice shall join both capitals." in words(page, "//ol[@class='events']")
    assert leads_to(page, "Compare with the one before") == f"/archive/compare?old={client.ids[1]}&new={client.ids[2]}"
    assert page_of(client, f"/statements/{client.ids[0]}?what=no walls").xpath("string(//*[@id='found'])") == "no walls"


def test_two_statements_are_compared(client):
    page = page_of(client, f"/compare?old={client.ids[1]}&new={client.ids[2]}")
    assert {"condemned", "regretted"} <= {part.text_content().strip() for part in page.xpath("//del | //ins")}


def test_a_series_is_drawn_with_the_table_behind_each_picture(client):
    page = page_of(client, "/series/accord?what=no walls;zebra")
    assert [svg.get("class") for svg in page.xpath("//main//svg[@role='group']")] == [
        "drawing timeline", "drawing calendar", "drawing subjects",
    ]  # fmt: skip
    lives = {
        row[0].text_content(): [cell.text_content().strip() for cell in row[2:]]
        for row in page.xpath("(//table)[1]/tbody/tr")
    }
    assert lives["no walls"] == ["in the oldest", "2032-05-01", "2031-05-01, 2032-05-01"]
    assert lives["condemned"][0:2] == ["in the oldest", "2032-05-01"]
    assert lives["regretted"][0:2] == ["2033-05-01", "in the newest"]
    assert "No statement has “zebra”." in words(page)
    named = [link.get("href") for link in page.xpath("//*[local-name()='svg']//a")]
    tabled = [link.get("href") for link in page.xpath("//details//a")]
    assert set(named) - set(tabled) == {f"/archive/statements/{id_}" for id_ in client.ids[1:]}


def test_a_wording_has_its_ends_and_its_history(client):
    page = page_of(client, "/wording?what=no walls")
    assert "2 of 3 statements have it. The latest does not have it." in words(page)
    assert [words(page, f"//section[@aria-labelledby='{name}-head']//cite") for name in ("first", "last")] == [
        "1 May 2031", "1 May 2032",
    ]  # fmt: skip
    years = [[cell.text_content() for cell in row] for row in page.xpath("(//table[@class='rows'])[1]/tbody/tr")]
    assert [row[:4] for row in years] == [["2031", "1", "1", "1"], ["2032", "1", "1", "1"], ["2033", "0", "1", "0"]]
    assert "No statement has it." in words(page_of(client, "/wording?what=zebra"))


@pytest.mark.parametrize(
    ("path", "field", "first"),
    [
        ("/series/accord/timeline", "formula", "no walls"),
        ("/series/accord/calendar", "date", "2031-05-01"),
        ("/series/accord/subjects", "share", None),
        ("/wording/history", "of", "all statements"),
    ],
)
def test_each_picture_is_a_file_and_data(client, path, field, first):
    answers = {form: client.get(f"/archive{path}.{form}?what=no walls") for form in ("svg", "csv", "json")}
    types = {form: answer.mimetype for form, answer in answers.items()}
    assert types == {"svg": "image/svg+xml", "csv": "text/csv", "json": "application/json"}
    svg = etree.fromstring(answers["svg"].data)
    assert (svg.tag, svg.xpath("count(//*[local-name()='style'])")) == ("{http://www.w3.org/2000/svg}svg", 1)
    told = json.loads(answers["json"].data)
    assert told["coverage"] == "in the 3 statements held, 2031 to 2033"
    lines = list(csv.DictReader(StringIO(answers["csv"].data.decode("utf-8-sig"))))
    assert [line[field] for line in lines] == [str(row[field]) for row in told["rows"]]
    assert first is None or lines[0][field] == first
    assert {answer.headers["Content-Disposition"].partition(";")[0] for answer in answers.values()} == {"attachment"}


@pytest.mark.parametrize("path", ["/series/accord.atom", "/search.atom?q=walls"])
def test_a_feed_has_addresses_of_the_service_alone(kept, client, path):
    public = create_app({**kept, "DIPLE_PUBLIC_URL": "https://desk.example/diple"}).test_client()
    answer = public.get(f"/archive{path}", headers={"Host": "evil.example"})
    root = etree.fromstring(answer.data)
    assert answer.mimetype == "application/atom+xml"
    links = [link.get("href") for link in root.iterfind(".//a:link", ATOM)]
    assert links[0] == f"https://desk.example/diple/archive{path}"
    assert [each for each in links if not each.startswith("https://desk.example/diple/archive/")] == [
        "https://desk.example/diple/archive?q=walls"
    ][: "search" in path]
    assert "Joint <Statement>" in {each.text for each in root.iterfind("a:entry/a:title", ATOM)}
    assert client.get(f"/archive{path}").data == client.get(f"/archive{path}").data


def test_a_feed_of_a_series_tells_what_each_statement_brought(client):
    root = etree.fromstring(client.get("/archive/series/accord.atom").data)
    days = [each.text[:10] for each in root.iterfind("a:entry/a:published", ATOM)]
    assert days == ["2033-05-01", "2032-05-01", "2031-05-01"]
    newest, _, oldest = root.iterfind("a:entry/a:content", ATOM)
    assert "A tunnel below the ice" in newest.text
    assert not oldest.text


def test_nothing_of_a_tenant_is_stored_on_the_way(client):
    paths = (*PAGES, "/series/accord/timeline.svg", "/series/accord.atom", "/search.atom?q=walls", "/series/none")
    answers = [client.get(f"/archive{path.format(*client.ids)}") for path in paths]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}
    assert [answer.status_code for answer in answers[:-1]] == [200] * (len(paths) - 1)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/series/none", 404, "none"),
        ("/series/none.atom", 404, "none"),
        ("/statements/0123456789abcdef", 404, "0123456789abcdef"),
        ("/statements/zz", 404, "zz"),
        ("/compare?old=zz&new=zz", 404, "zz"),
        ("/series/accord/portrait.svg", 404, ""),
        ("/series/accord/timeline.bmp", 404, ""),
        ("/wording", 422, ""),
        ("/search.atom", 422, ""),
        ("?concept=no.such", 422, "no.such"),
        ("/samples/none", 404, ""),
    ],
)
def test_what_is_not_there_is_said_in_words(client, path, status, said):
    page = page_of(client, path, status)
    assert page.xpath("//h1")
    assert said in words(page)


@pytest.mark.parametrize("field", ["q", "what", "series", "party", "since", "concept", "at", "from", "lang", "level"])
def test_a_hostile_query_is_text_or_refused(client, field):
    for path in (
        "",
        "/search.atom",
        "/series/accord",
        "/series/accord/timeline.svg",
        "/wording",
        f"/statements/{client.ids[0]}",
    ):
        kept = "" if field in ("q", "what") else "&q=walls&what=walls"
        answer = client.get(f"/archive{path}?{field}={quote(HOSTILE)}{kept}", headers={"Accept": "text/html"})
        assert answer.status_code in (200, 404, 422), path
        assert "<script>alert" not in answer.text
        assert not {"\x00", "\u202e"} & set(answer.text)


def test_numbers_that_no_text_has_show_the_statement(client):
    for query in ("at=9-1", "at=0-999999999", "at=-1-5", "at=99999999999999-1"):
        assert page_of(client, f"/statements/{client.ids[0]}?{query}").xpath("//h1")
    assert page_of(client, "?from=99999999999999999999").xpath("//h1")


@pytest.fixture(scope="module")
def callers(kept, ids):
    """Makes a caller with a key of a tenant and scopes; `c` is a tenant that keeps nothing."""
    settings = {**kept, "DIPLE_ACCESS": "keys", "DIPLE_SECRET": "s" * 32}
    keys, app = Keys(open_archive(place_from(settings)), secret_from(settings)), create_app(settings)

    def caller(tenant, *scopes):
        made = app.test_client()
        made.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {keys.make(scopes, tenant)[1]}"
        return made

    return caller


def test_each_tenant_sees_its_own(callers, ids):
    paths = [path.format(*ids) for path in (*PAGES, "/series/accord.atom", "/series/accord/timeline.csv")]
    own, other, writer = callers("a", "read"), callers("c", "read"), callers("a", "write", "compare")
    assert [own.get(f"/archive{path}").status_code for path in paths] == [200] * len(paths)
    assert [other.get(f"/archive{path}").status_code for path in paths] == [200, 200, 404, 200, 404, 404, 404, 404]
    assert [path for path in paths if "strait" in other.get(f"/archive{path}").text] == []
    assert "in the 0 statements held" in words(page_of(other, "?q=walls"))
    assert [writer.get(f"/archive{path}").status_code for path in paths] == [403] * len(paths)


def test_ids_of_feeds_are_those_of_a_tenant(callers):
    ids = {
        etree.fromstring(callers(name, "read").get("/archive/series/accord.atom").data).findtext(
            "a:id", namespaces=ATOM
        )
        for name in "ab"
    }
    assert len(ids) == 2


def test_a_sample_series_is_shown_to_whoever_asks(tmp_path):
    client = create_app({"DIPLE_DATA": tmp_path}).test_client()
    (link,) = lxml.html.fromstring(client.get("/").text).xpath("//section[@aria-labelledby='series-head']//a")
    page = page_of(client, link.get("href").removeprefix("/archive"))
    assert "in the 8 statements held, 2018 to 2026; 2022 is missing" in words(page)
    addresses = {urlsplit(each).path for each in page.xpath("//main//a/@href")}
    assert {each.split("/")[1:4] == ["archive", "samples", "iren-sound"] for each in addresses} == {True}
    assert client.get("/archive/samples/iren-sound").headers["Location"] == link.get("href")
    assert not [*tmp_path.iterdir()], "a sample leaves nothing in the data directory"


def english(page):
    """Words of the interface in English: those in Latin letters that are neither marked as a language nor a name."""
    for gone in page.xpath(
        "//*[@lang='en'][not(self::html)] | //script | //style | //code | //blockquote | //bdi | //p[contains(., '404 · ')] | //nav[@class='languages']"
    ):
        gone.drop_tree()
    said = [*page.xpath("//text()"), *page.xpath("//@title | //@aria-label | //@placeholder")]
    return {word for each in said for word in re.findall(r"[A-Za-z]{3,}", each)}


NAMES = {"Vantor", "Bramont", "accord", "Atom", "Diple", "SVG", "CSV", "JSON", "API", "Joint", "Statement"}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """The service with the series, for tests that keep nothing."""
    settings = {"DIPLE_DATA": str(tmp_path_factory.mktemp("spoken"))}
    archive = open_statements(place_from(settings))
    rows = [
        incoming(text, f"{2031 + at}-05-01", title="Joint Statement", parties=("Vantor",))
        for at, text in enumerate(TEXTS)
    ]
    ids = [kept.id for kept in archive.add(rows)]
    archive.close()
    made = create_app(settings).test_client()
    made.ids = ids
    return made


@pytest.mark.parametrize("path", [*PAGES[:-1], "/wording?what=zebra", "/series/none", "/statements/zz"])
@pytest.mark.parametrize("language", ["ru", "zh"])
def test_no_word_of_the_interface_is_english(spoken, path, language):
    status = 404 if path.endswith(("none", "zz")) else 200
    page = page_of(spoken, path.format(*spoken.ids), status, **{"Accept-Language": language})
    assert page.get("lang") == language
    texts = set(re.findall(r"[A-Za-z]+", " ".join(TEXTS)))
    assert english(page) - NAMES - texts - {"none", "zebra"} == set()
