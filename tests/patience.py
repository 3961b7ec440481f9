"""How long a test waits for what must come: a ceiling for a machine under load, never a measure of speed."""

SECONDS = 200
MILLISECONDS = 1000 * SECONDS
