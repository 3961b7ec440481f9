"""Who sends this request, and what they may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g, has_request_context

from diple.archive.scopes import DEFAULT_TENANT, SCOPES
from diple.errors import AccessError

_FIELDS = ("caller_key", "caller_tenant", "caller_scopes")
"""Where `g` has it, each a plain string: so it can go along to another process that answers the request."""


@dataclass(frozen=True, slots=True)
class Caller:
    """The key of a request, "open" where keys are off, and whose results it may see."""

    key: str
    tenant: str
    scopes: frozenset[str]


OPEN = Caller("open", DEFAULT_TENANT, frozenset(SCOPES))
"""Everybody, where keys are off."""
NOBODY = Caller("", "", frozenset())
"""Who asks without a key for what needs none, where keys are on."""


def caller() -> Caller:
    """Who sends this request; `OPEN` where keys are off, and outside of requests."""
    return of(vars(g)) if has_request_context() else OPEN


def of(noted: Mapping[str, object]) -> Caller:
    """Who sent a request of which `noted` was in `g`."""
    if _FIELDS[0] not in noted:
        return OPEN
    key, tenant, scopes = (str(noted[field]) for field in _FIELDS)
    return Caller(key, tenant, frozenset(scopes.split()))


def recognise(found: Caller) -> None:
    """Notes for the rest of this request who sends it."""
    for field, value in zip(_FIELDS, (found.key, found.tenant, " ".join(sorted(found.scopes))), strict=True):
        setattr(g, field, value)


def may(scope: str) -> bool:
    """Whether the caller has a scope. `admin` holds all others."""
    return bool(caller().scopes & {scope, "admin"})


def require(scope: str) -> None:
    """Raises AccessError, FORBIDDEN, where the caller has not this scope."""
    if not may(scope):
        raise AccessError(
            "FORBIDDEN",
            f"The key of this request has not the scope `{scope}`.",
            "Use a key that has it; `diple keys make --scope` makes one.",
            scope=scope,
            scopes=sorted(caller().scopes),
        )
