"""Which format a source is in, and what is refused because no reader reads it."""
