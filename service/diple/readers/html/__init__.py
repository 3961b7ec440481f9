"""HTML: the events of a page, what on it is furniture, and the walk that writes the text block by block."""
