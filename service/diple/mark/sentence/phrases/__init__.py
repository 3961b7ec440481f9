"""Phrases as a reader sees them: where they begin and end, and how a referent is named."""
