"""Two statements of a series by themes: a table with a row each theme, and a picture of where each theme went."""
