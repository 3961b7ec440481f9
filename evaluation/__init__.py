"""How well the markers are what an expert would write: figures, bars and floors, published in docs/evaluation.md."""
