"""The lines of the audit: who kept, shared and deleted what, and no text."""

import json
import logging

import pytest
from keyed import KEPT, URL

from diple.web.operations import logs
from drawings import NEW, OLD


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "diple.audit")

    def found():
        return [record.getMessage() for record in caplog.records if record.name == "diple.audit"]

    return found


def test_a_line_for_each_write(keyed, lines):
    service = keyed()
    written = service.key(tenant="desk-a")
    client, key = service.with_key(written), written[6:18]
    id_ = client.post(URL, json=KEPT).get_json()["id"]
    link = client.post(f"{URL}/{id_}/links").get_json()["id"]
    client.delete(f"{URL}/{id_}/links/{link}")
    client.delete(f"{URL}/{id_}")
    client.delete(f"{URL}/{id_}")
    who = f"key={key} tenant=desk-a"
    assert lines() == [
        f"{who} did=keep result={id_} route=POST {URL} status=201",
        f"{who} did=share result={id_} route=POST {URL}/{{id}}/links status=201",
        f"{who} did=withdraw result={id_} route=DELETE {URL}/{{id}}/links/{{link}} status=204",
        f"{who} did=delete result={id_} route=DELETE {URL}/{{id}} status=204",
        f"{who} did=delete result={id_} route=DELETE {URL}/{{id}} status=404",
    ]


def test_reading_and_comparing_leave_no_line(keyed, lines):
    service = keyed()
    client = service.caller()
    id_ = client.post(URL, json=KEPT).get_json()["id"]
    before = lines()
    client.get(f"{URL}/{id_}")
    client.post(URL, json={"old": OLD, "new": NEW})
    client.get(f"{URL}/{'0' * 32}")
    assert lines() == before


def test_a_series_has_a_line_for_each_result(keyed, lines):
    series = {"statements": [OLD, NEW, OLD], "store": True}
    found = keyed().caller().post("/api/v1/series", json=series).get_json()["comparisons"]
    assert [line.split(" ")[3] for line in lines()] == [f"result={each['id']}" for each in found]


def test_what_could_not_be_kept_is_a_line_too(keyed, lines):
    keyed(DIPLE_MAX_KEPT_BYTES="1").caller().post(URL, json=KEPT)
    assert lines()[0].endswith(f"did=keep result=- route=POST {URL} status=507")


@pytest.mark.parametrize("id_", ["x%0ad%0dkey=other", "x%20status=204", "ж", "%1b[31m", "x" * 65, "<script>"])
def test_no_id_forges_a_line(keyed, lines, id_):
    keyed().caller().delete(f"{URL}/{id_}")
    (line,) = lines()
    assert line.split(" ", 1)[1] == f"tenant=desk-a did=delete result=- route=DELETE {URL}/{{id}} status=404"


def test_signing_in_is_a_line_without_the_key(keyed, lines):
    service = keyed()
    written = service.key()
    service.stranger().post("/sign-in", data={"key": written})
    assert lines() == [f"key={written[6:18]} tenant=desk-a did=sign-in result=- route=POST /sign-in status=303"]


def test_without_keys_there_are_no_lines_with_ids(keyed, lines):
    client = keyed(DIPLE_ACCESS="open").stranger()
    client.delete(f"{URL}/{client.post(URL, json=KEPT).get_json()['id']}")
    assert lines() == []


def test_in_the_logs_of_the_service_a_line_is_one_of_json(keyed, caplog):
    caplog.set_level(logging.INFO, "diple.audit")
    answer = keyed().caller().post(URL, json=KEPT)
    (record,) = (each for each in caplog.records if each.name == "diple.audit")
    line = logs.Lines().format(record)
    told = json.loads(line)
    assert (told["event"], told["tenant"], told["did"], told["status"]) == ("audit", "desk-a", "keep", 201)
    assert (told["result"], told["request_id"]) == (answer.get_json()["id"], answer.headers["X-Request-Id"])
    assert OLD not in line
