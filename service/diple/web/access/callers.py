"""Who sends this request, and what they may."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, has_request_context

from diple.errors import AccessError

SCOPES = ("compare", "read", "write", "admin")
"""What a key may: compare texts; read what its tenant keeps; keep, share and delete; all of these, and operate."""
DEFAULT_TENANT = "default"
"""Whose results are that were kept without a key."""
_CALLER = "diple_caller"


@dataclass(frozen=True, slots=True)
class Caller:
    """The key of a request, "open" where keys are off, and whose results it may see."""

    key: str
    tenant: str
    scopes: frozenset[str]


OPEN = Caller("open", DEFAULT_TENANT, frozenset(SCOPES))
"""Everybody, where keys are off."""


def caller() -> Caller:
    """Who sends this request; `OPEN` where keys are off, and outside of requests."""
    found: Caller = g.get(_CALLER, OPEN) if has_request_context() else OPEN
    return found


def recognise(found: Caller) -> None:
    """Takes it down for the rest of this request who sends it."""
    setattr(g, _CALLER, found)


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
