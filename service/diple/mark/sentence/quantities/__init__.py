"""Numbers, dates and deadlines in a sentence."""
