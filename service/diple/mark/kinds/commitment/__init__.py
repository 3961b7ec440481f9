"""How far a deed is promised or done, and whether it is denied (M1 to M3, P1)."""
