"""Statements of states that do not exist, ready to be kept."""

from hashlib import sha256

import diple
from diple.archive.statements.contract import Details, Incoming


def incoming(text, date="", series=("accord",), **known):
    statement = diple.read(text, language=known.get("language") or None)
    known.setdefault("language", statement.language)
    digest = sha256(f"{date}{text}".encode("utf-8", "surrogatepass")).hexdigest()
    return Incoming(digest, statement, Details(date=date, **known), date or "a text", series)
