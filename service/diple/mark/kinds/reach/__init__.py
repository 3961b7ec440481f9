"""Whom and how much: scope, groups, numbers, articles, titles (S1, S2, B2, N1, D1, R1, A2, C1)."""
