"""Who acts, who speaks, whose wording it is (A1, A3, B1, T1)."""
