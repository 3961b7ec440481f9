"""Both texts with their changes: the rows of the redline, one collated stream, and the words in which quotes differ."""
