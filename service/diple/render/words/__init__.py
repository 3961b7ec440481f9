"""The words of written forms: catalogues of the interface, phrases, languages, and text that is safe to show."""
