"""What a key may do, and for whom: scopes and tenants."""

from __future__ import annotations

import re

SCOPES = ("compare", "read", "write", "admin")
"""What a key may: compare texts; read what its tenant keeps; keep, share and delete; all of these, and operate."""
DEFAULT_TENANT = "default"
"""Whose results are that were kept without a key, or by a version that knew no tenants."""
TENANT = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
"""The names that a tenant may have."""
HOW_TENANTS = "Write it in small letters, figures and . _ -"
"""What to do where a name is none."""
