"""Both texts with their changes: one stream of passages, as rows and collated, and the words in which quotes differ."""
