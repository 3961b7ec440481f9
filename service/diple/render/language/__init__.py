"""The language of written forms: catalogues of the interface, phrases, directions of scripts, text safe to show."""
