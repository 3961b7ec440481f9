"""Printed: a comparison as a PDF, its rows joined to paragraphs."""
