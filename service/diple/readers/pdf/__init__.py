"""PDF: from what a page draws to pieces, lines, columns and tables, and from these to paragraphs."""
