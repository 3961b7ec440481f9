"""What workers remember: the same bytes without comparing again, for whose request it was, and for how long."""

import json
import re
from http.client import HTTPConnection
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from flask import g
from keyed import Service

import diple
import patience
from diple.render import render, render_versions
from diple.web import create_app
from diple.web.work.children.child import RECALL
from diple.web.work.memory.entries import Forgetter, Memory
from diple.web.work.memory.remembering import compared_for_all
from drawings import NEW, OLD

URL = "/api/v1/comparisons"
PAIR = {"old": OLD, "new": NEW}
SAID = [{"marker": "m1", "verdict": "reject", "note": "A small step."}]
VERDICTS = {"schema": "diple.verdicts/1", "analyst": "Ada Orne", "date": "2031-05-01", "verdicts": SAID}


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def remembers(memory, *names):
    return [memory.get(name, "answer") for name in names]


def test_an_entry_is_gone_after_its_time_however_often_it_is_asked_for(clock):
    memory = Memory(300, 10, 1000, clock)
    memory.put(b"a", "text", 10, "open")
    for clock.now in (100, 200, 299):
        assert remembers(memory, b"a") == ["text"]
    clock.now = 300
    assert remembers(memory, b"a") == [None]
    memory.sweep(set())
    assert memory.lengths() == (0, 0)


def test_of_too_many_entries_the_one_goes_that_was_not_asked_for_longest(clock):
    memory = Memory(300, 2, 1000, clock)
    for name in (b"a", b"b"):
        memory.put(name, name, 10, "open")
    memory.get(b"a", "answer")
    memory.put(b"c", b"c", 10, "open")
    assert remembers(memory, b"a", b"b", b"c") == [b"a", None, b"c"]


def test_bytes_are_bounded_in_all_and_for_each(clock):
    memory = Memory(300, 10, 1000, clock)
    memory.put(b"large", "", 251, "open")
    assert memory.lengths() == (0, 0)
    for name in b"abcde":
        memory.put(bytes((name,)), "", 250, "open")
    assert memory.lengths() == (4, 1000)
    memory.put(b"e", "", 1, "open")
    assert memory.lengths() == (4, 751)


def test_what_was_made_for_a_revoked_key_is_forgotten_though_nobody_asks(keyed, clock):
    service = keyed()
    (revoked, _), (other, _) = (service.keys.make(("compare",), "desk-a") for _ in range(2))
    memory = Memory(300, 10, 1000, clock)
    for name, key in ((b"a", revoked.id), (b"b", other.id), (b"c", "open")):
        memory.put(name, name, 10, key)
    service.keys.revoke(revoked.id)
    Forgetter(service.app, memory).look()
    assert remembers(memory, b"a", b"b", b"c") == [None, b"b", b"c"]


def test_where_nobody_can_tell_which_keys_hold_all_of_keys_is_forgotten(keyed, clock, monkeypatch):
    service = keyed()
    memory = Memory(300, 10, 1000, clock)
    memory.put(b"a", "", 10, service.keys.make(("compare",), "desk-a")[0].id)

    def broken(_keys, _id):
        raise diple.errors.ArchiveError("ARCHIVE_UNAVAILABLE", "No answer.")

    monkeypatch.setattr("diple.archive.keys.Keys.named", broken)
    Forgetter(service.app, memory).look()
    assert memory.lengths() == (0, 0)


@pytest.fixture(scope="module")
def served(serve, tmp_path_factory):
    """A service with keys on, as it runs: who may send it requests, and what it counts."""
    folder, told = tmp_path_factory.mktemp("remembering"), []
    keys = Service(folder)
    with serve(folder / "data", told=told, DIPLE_ACCESS="keys", DIPLE_METRICS="0") as connect:
        yield Remembering(connect, int(re.search(r":(\d+)/metrics", told[1])[1]), keys)


class Remembering:
    """Sends requests, and says how many answers and comparisons were not computed meanwhile."""

    def __init__(self, connect, port, keys):
        self._connect, self._port, self.keys = connect, port, keys.keys
        self.key = lambda tenant: keys.key(tenant=tenant)

    def asked(self, key, body, path=URL, media_type="application/json"):
        connection = self._connect()
        headers = {"Content-Type": media_type, "Authorization": f"Bearer {key}"}
        connection.request("POST", path, body if isinstance(body, str) else json.dumps(body), headers)
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()

    def counted(self):
        connection = HTTPConnection("127.0.0.1", self._port, timeout=patience.SECONDS)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        found = dict(re.findall(r'^diple_remembered_total\{kind="(\w+)"\} (\d+)', text, re.M))
        return {kind: int(count) for kind, count in found.items()}

    def saved(self, *requests):
        """What was not computed of some requests, and their answers."""
        before = self.counted()
        answers = [self.asked(*each) for each in requests]
        after = self.counted()
        return {
            kind: after[kind] - before.get(kind, 0) for kind in after if after[kind] != before.get(kind, 0)
        }, answers


def test_the_same_request_has_the_same_answer_without_being_computed(served):
    key = served.key("desk-same")
    saved, answers = served.saved((key, PAIR), (key, PAIR))
    assert saved == {"answer": 1}
    (_, first, content), (_, again, content_again) = answers
    assert content == content_again == render(diple.compare(OLD, NEW), "json")
    ids = [headers.pop("X-Request-Id") for headers in (first, again)]
    assert ids[0] != ids[1]
    for headers in (first, again):
        headers.pop("Date")
    assert first == again
    assert first["Cache-Control"] == "no-store"


def test_other_forms_of_a_pair_are_written_from_the_same_comparison(served):
    key, fields = served.key("desk-forms"), {"old_text": OLD, "new_text": NEW}
    page = (key, urlencode(fields), "/compare", "application/x-www-form-urlencoded")
    file = (key, urlencode({**fields, "file": "json"}), *page[2:])
    forms = ("text", "html", "docx", "csv", "brief-html", "tei")
    saved, answers = served.saved(page, file, *((key, PAIR, f"{URL}?format={form}") for form in forms))
    assert saved == {"comparison": 1 + len(forms)}
    assert [status for status, _, _ in answers] == [200] * (2 + len(forms))
    expected = diple.compare(OLD, NEW)
    assert [content for _, _, content in answers[1:]] == [render(expected, form) for form in ("json", *forms)]


def test_other_forms_of_language_versions_are_written_from_the_same_table(served):
    key, path, forms = served.key("desk-versions"), "/api/v1/versions", ("json", "tsv", "tmx", "tei")
    saved, answers = served.saved(*((key, {"versions": [OLD, NEW]}, f"{path}?format={form}") for form in forms))
    assert saved == {"comparison": len(forms) - 1}
    expected = diple.compare_versions([OLD, NEW])
    assert [content for _, _, content in answers] == [render_versions(expected, form) for form in forms]


@pytest.mark.parametrize(
    "other", [{"mode": "succession"}, {"markers": False}, {"earlier": [OLD]}, {"new": NEW + " "}, {"language": "fr"}]
)
def test_another_pair_or_option_is_computed(served, other):
    key = served.key("desk-options")
    assert served.asked(key, PAIR)[0] == 200
    assert served.saved((key, {**PAIR, **other}))[0] == {}


def test_another_tenant_learns_nothing(served):
    assert served.saved((served.key("desk-a"), PAIR), (served.key("desk-b"), PAIR))[0] == {}


def test_a_second_key_of_a_tenant_has_the_comparison_but_no_answer_of_the_first(served):
    assert served.saved((served.key("desk-two"), PAIR), (served.key("desk-two"), PAIR))[0] == {"comparison": 1}


def test_what_is_stored_and_what_bears_verdicts_is_not_remembered(served):
    key = served.key("desk-stores")
    assert served.saved(*[(key, {**PAIR, "store": True})] * 2)[0] == {}
    judged = {**PAIR, "verdicts": {**VERDICTS, "comparison": diple.compare(OLD, NEW).id}}
    saved, answers = served.saved((key, judged), (key, judged))
    assert [status for status, _, _ in answers] == [200, 200], answers
    assert saved == {"comparison": 1}


def test_a_sample_is_compared_once_for_all_who_ask(tmp_path):
    app, known = create_app({"DIPLE_DATA": str(tmp_path)}), {}
    app.extensions[RECALL] = SimpleNamespace(largest=1_000_000, of=known.get)
    files = [tmp_path / name for name in ("old.txt", "new.txt")]
    for file, text in zip(files, (OLD, NEW), strict=True):
        file.write_text(text, encoding="utf-8")

    def asked(address, version):
        with app.test_request_context(environ_overrides={"REMOTE_ADDR": address}):
            found = compared_for_all(*files, version)
            made = g.pop("comparison_made", None)
        known.update([made] if made else [])
        return render(found, "json"), bool(made)

    expected = render(diple.compare(*files), "json")
    assert asked("127.0.0.1", (1, 1)) == (expected, True)
    assert asked("127.0.0.2", (1, 1)) == (expected, False)
    assert asked("127.0.0.2", (1, 2)) == (expected, True)


def test_an_error_is_not_remembered(served):
    key = served.key("desk-wrong")
    saved, answers = served.saved((key, {"old": OLD}), (key, {"old": OLD}))
    assert saved == {}
    assert {status for status, _, _ in answers} == {422}


def test_a_revoked_key_is_refused_what_it_was_answered(served):
    id_, written = served.keys.make(("compare",), "desk-gone")
    assert served.asked(written, PAIR)[0] == 200
    served.keys.revoke(id_.id)
    patience.until(lambda: served.asked(written, PAIR)[0] == 401)
