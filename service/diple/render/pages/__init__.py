"""Pages: the diff and the table of themes as plain values, and the HTML that templates write of them."""
