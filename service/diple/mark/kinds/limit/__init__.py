"""Hedges, provisos, degrees and conditions (H1 to H3)."""
