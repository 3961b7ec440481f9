"""Names in a sentence, and who of them acts."""
