"""What a key may do, and for whom: scopes and tenants."""

from __future__ import annotations

SCOPES = ("compare", "read", "write", "admin")
"""What a key may: compare texts; read what its tenant keeps; keep, share and delete; all of these, and operate."""
DEFAULT_TENANT = "default"
"""Whose results are that were kept without a key, or by a version that knew no tenants."""
