"""The pages of language versions: the form for two to eight texts, the table, and the samples."""

from diple.web.routes.versions.pages import blueprint

__all__ = ["blueprint"]
