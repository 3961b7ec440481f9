"""Share links: by exact match, for a time, for one result; in SQLite and in PostgreSQL."""

import string
from datetime import timedelta

import pytest
from test_archive import refused

from diple.archive.links import MOST, Links
from diple.archive.secret import Secret


@pytest.fixture
def links(archive, tmp_path):
    return Links(archive, Secret(tmp_path / "data"))


@pytest.fixture
def kept(archive, comparison):
    return archive.keep(comparison, 7, tenant="desk-a")


def test_a_link_shows_its_result(links, kept, comparison):
    link = links.make(kept.id, 1, "desk-a")
    shown, found = links.shown(link.token)
    assert (shown, found.comparison, found.id) == (link, comparison, kept.id)
    assert link.expires - link.created == timedelta(days=1)
    assert kept.id not in link.token


def nearly(token):
    """What is nearly the token, each letter of its end replaced by each other among them."""
    id_, signature = token.split(".")
    letters = string.ascii_letters + string.digits + "-_="
    yield from (token[:-1] + letter for letter in letters if letter != token[-1])
    yield from (
        token[:-1],
        token + "=",
        token + "A",
        f"{token}.",
        f".{token}",
        f"{id_}.",
        f".{signature}",
        id_,
        "",
        ".",
    )
    yield from (
        token.swapcase(),
        f"{id_[:-1]}.{signature}",
        f"{signature}.{id_}",
        token + "\0",
        f" {token}",
        "ж",
        "\ud800",
    )


def test_what_is_not_the_token_to_the_letter_is_none(links, kept):
    token = links.make(kept.id, 1, "desk-a").token
    assert len(set(nearly(token))) > 70
    for each in nearly(token):
        refused("LINK_UNKNOWN", links.shown, each)
    assert links.shown(token)


def test_the_token_of_another_service_is_none(archive, kept, tmp_path, links):
    other = Links(archive, Secret(tmp_path, "another secret of forty characters......"))
    refused("LINK_UNKNOWN", links.shown, other.make(kept.id, 1, "desk-a").token)


def test_a_link_ends_with_its_time(links, kept, clock):
    token = links.make(kept.id, 1, "desk-a").token
    clock.pass_days(1)
    clock.now -= 1
    assert links.shown(token)
    clock.now += 1
    refused("LINK_ENDED", links.shown, token)
    links.make(kept.id, 1, "desk-a")  # which removes those that have ended
    refused("LINK_ENDED", links.shown, token)


def test_a_link_never_outlives_its_result(links, kept, clock):
    link = links.make(kept.id, 30, "desk-a")
    assert link.expires == kept.expires
    clock.pass_days(7)
    refused("LINK_ENDED", links.shown, link.token)


def test_a_link_ends_with_its_result(links, archive, kept, comparison):
    token = links.make(kept.id, 1, "desk-a").token
    other = archive.keep(comparison, 7, tenant="desk-a")
    others = links.make(other.id, 1, "desk-a").token
    archive.delete(kept.id, "desk-a")
    refused("LINK_ENDED", links.shown, token)
    assert links.shown(others)
    assert [link.result for link in links.all(None)] == [other.id]


def test_a_link_ends_when_it_is_withdrawn(links, kept):
    one, other = (links.make(kept.id, 1, "desk-a") for _ in range(2))
    links.withdraw(one.id, "desk-a", kept.id)
    refused("LINK_ENDED", links.shown, one.token)
    refused("LINK_UNKNOWN", links.withdraw, one.id, "desk-a", kept.id)
    assert links.shown(other.token)
    assert [link.id for link in links.of(kept.id, "desk-a")] == [other.id]


def test_another_tenant_makes_sees_and_withdraws_none(links, archive, kept, comparison):
    link = links.make(kept.id, 1, "desk-a")
    own = archive.keep(comparison, 7, tenant="desk-b")
    for ask in (links.make, links.of):
        arguments = (kept.id, 1, "desk-b") if ask == links.make else (kept.id, "desk-b")
        refused("NOT_KEPT", ask, *arguments)
    for result in (kept.id, own.id, None):
        refused("LINK_UNKNOWN", links.withdraw, link.id, "desk-b", result)
    assert links.all("desk-b") == []
    assert links.shown(link.token)


def test_operators_make_and_withdraw_any(links, kept):
    link = links.make(kept.id, 1, None)
    assert (link.tenant, links.all(None)) == ("desk-a", [link])
    links.withdraw(link.id, None)
    assert links.all(None) == []


def test_a_result_has_so_many_links(links, kept, monkeypatch):
    monkeypatch.setattr("diple.archive.links.MOST", 2)
    for _ in range(2):
        links.make(kept.id, 1, "desk-a")
    assert refused("TOO_MANY_STORED", links.make, kept.id, 1, "desk-a").data == {"limit": 2}
    assert MOST == 100


def test_nothing_is_made_by_looking(links, tmp_path):
    refused("LINK_UNKNOWN", links.shown, "x.y")
    refused("NOT_KEPT", links.make, "0" * 32, 1)
    refused("LINK_UNKNOWN", links.withdraw, "x", None)
    assert not (tmp_path / "data" / "secret").exists()
