"""Formulas that go, come, give way, return or are kept (F1 to F5)."""
