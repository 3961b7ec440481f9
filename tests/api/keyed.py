"""A service with keys on, and who has one."""

import re

from diple.archive import open_archive, place_from
from diple.archive.keys import Keys
from diple.archive.secret import secret_from
from diple.web import create_app
from drawings import NEW, OLD

URL = "/api/v1/comparisons"
PAIR = {"old": OLD, "new": NEW}
KEPT = {**PAIR, "store": True}
ALL = ("compare", "read", "write", "admin")


class Service:
    """A service in a folder of its own, with keys on unless its settings say otherwise."""

    def __init__(self, folder, **settings):
        self.settings = {"DIPLE_DATA": str(folder / "data"), "DIPLE_ACCESS": "keys", **settings}
        self.keys = Keys(open_archive(place_from(self.settings)), secret_from(self.settings))
        self.app = create_app(self.settings)

    def key(self, *scopes, tenant="desk-a", **more):
        """The characters of a new key."""
        return self.keys.make(scopes or ALL, tenant, **more)[1]

    def caller(self, *scopes, tenant="desk-a", **more):
        """Who sends a new key with each request."""
        return self.with_key(self.key(*scopes, tenant=tenant, **more))

    def with_key(self, written):
        client = self.app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {written}"
        return client

    def reader(self, *scopes, tenant="desk-a"):
        """Who has signed in with a new key, in a browser."""
        client = self.stranger()
        client.environ_base |= {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ACCEPT": "text/html"}
        assert client.post("/sign-in", data={"key": self.key(*scopes, tenant=tenant)}).status_code == 303
        return client

    def stranger(self):
        return self.app.test_client()

    def another_process(self):
        return Service.__new__(Service)._like(self)

    def _like(self, other):
        self.settings, self.keys, self.app = other.settings, other.keys, create_app(other.settings)
        return self


def routes(app):
    """Each method and rule of a service, with a path in which nothing is there."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods):
            yield method, rule.rule, re.sub(r"<[^>]+>", "0" * 32, rule.rule)
