"""Word processors: DOCX and ODT, each read from its XML into a story of paragraphs that both share."""
