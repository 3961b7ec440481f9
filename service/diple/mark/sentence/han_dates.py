"""The signs of Chinese dates, which are behind their figures."""

from __future__ import annotations

from functools import cache

from diple.lexicon.tables import language_table


@cache
def date_signs() -> frozenset[str]:
    """The signs of years, months and days, one code point each."""
    return frozenset(language_table("zh", "figures")["han_dates"])


@cache
def month_sign() -> str:
    """The sign of months, one code point."""
    sign: str = language_table("zh", "figures")["han_month"]
    return sign
