"""What only a whole text answers: absence, the series, the parties, the passages."""
