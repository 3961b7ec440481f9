"""Who asks, and what they may: keys with scopes and tenants, or everybody where the service is open.

access.caller().tenant     # whose results a request may see
access.require("write")    # raises AccessError, FORBIDDEN, where its key has not this scope
"""

from __future__ import annotations

from diple.web.access.callers import NOBODY, OPEN, Caller, caller, may, require

__all__ = ["NOBODY", "OPEN", "Caller", "caller", "may", "require"]
