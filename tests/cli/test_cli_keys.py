"""diple keys and diple share."""

import json
import re

import pytest

import diple
from diple.archive import open_archive, place_from
from diple.archive.links import Links
from diple.archive.secret import secret_from
from drawings import NEW, OLD


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    for name in ("DIPLE_DATABASE_URL", "DIPLE_SECRET", "DIPLE_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DIPLE_DATA", str(tmp_path / "data"))
    return {"DIPLE_DATA": str(tmp_path / "data")}


@pytest.fixture
def kept(place):
    return open_archive(place_from(place)).keep(diple.compare(OLD, NEW), 7, tenant="desk-a").id


def test_a_key_is_printed_alone_and_once(run):
    code, out, err = run(
        "keys", "make", "--tenant", "desk-a", "--scope", "read, write", "--expires", 3, "--label", "night desk"
    )
    assert code == 0
    id_ = re.fullmatch(r"diple_([0-9a-f]{12})_[0-9a-f]{64}\n", out)[1]
    assert re.match(
        rf"Key {id_} of tenant desk-a may read, write, until \d{{4}}-\d\d-\d\d\. It is printed this once:", err
    )
    code, listed, _ = run("keys", "list")
    head, line = listed.splitlines()
    assert head.split() == ["id", "tenant", "scopes", "state", "made", "used", "ends", "label"]
    assert re.fullmatch(rf"{id_}  desk-a  read,write  in use  \S+  -     \S+  night desk", line)
    assert out.strip()[19:] not in listed


def test_what_a_key_may_where_nothing_is_said(run):
    _, _, err = run("keys", "make")
    assert "of tenant default may compare, read, write, until it is revoked" in err


def test_keys_as_json_and_their_end(run):
    _, out, _ = run("keys", "make", "--scope", "admin")
    id_ = out[6:18]
    assert run("keys", "revoke", id_) == (0, f"Key {id_} of tenant default is revoked.\n", "")
    (told,) = json.loads(run("keys", "list", "-f", "json")[1])
    assert (told["id"], told["scopes"], told["state"], told["used"]) == (id_, ["admin"], "revoked", None)
    assert told["revoked"].endswith("+00:00")


def test_no_keys(run):
    assert run("keys", "list", "--format", "json") == (0, "[]\n", "")
    assert len(run("keys", "list")[1].splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("make", "--scope", "rule"), "'rule' is no scope. Scopes: compare, read, write, admin."),
        (("make", "--scope", ","), "A key needs a scope."),
        (("make", "--tenant", "Desk A"), "'Desk A' is no name of a tenant."),
        (("make", "--label", "a\nb"), "not one line"),
        (("make", "--expires", "0"), "'0' is not a number of days from 1 to 36,500"),
        (("make", "--expires", "soon"), "'soon' is not a number of days"),
        (("revoke", "nobody"), "There is no key 'nobody'."),
        ((), "COMMAND"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(run, arguments, told):
    code, out, err = run("keys", *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_short_secret_is_told(run, monkeypatch):
    monkeypatch.setenv("DIPLE_SECRET", "short")
    code, _, err = run("keys", "make")
    assert (code, "DIPLE_SECRET has 5 characters" in err) == (2, True)


def test_a_link_is_made_listed_and_withdrawn(run, kept, place, monkeypatch):
    monkeypatch.setenv("DIPLE_PUBLIC_URL", "https://desk.example/diple/")
    code, out, _ = run("share", "make", kept, "--days", 2)
    address = re.fullmatch(r"https://desk\.example/diple/s/(\S+)\n", out)
    assert code == 0
    links = Links(open_archive(place_from(place)), secret_from(place))
    link, found = links.shown(address[1])
    assert (found.id, (link.expires - link.created).days) == (kept, 2)
    assert json.loads(run("share", "list", "-f", "json")[1])[0]["address"] == out.strip()
    assert re.search(rf"^{link.id}  desk-a  \S+  \S+  {kept}$", run("share", "list")[1], re.MULTILINE)
    assert run("share", "withdraw", link.id) == (0, f"Link {link.id} leads nowhere any more.\n", "")
    assert links.all(None) == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("make", "0" * 32), "No comparison is kept under this address"),
        (("withdraw", "nobody"), "There is no such share link."),
        (("make", "x", "--days", "-1"), "'-1' is not a number of days"),
    ],
)
def test_what_cannot_be_shared_is_told(run, arguments, told):
    code, out, err = run("share", *arguments)
    assert (code, out) == (2, "")
    assert told in err
