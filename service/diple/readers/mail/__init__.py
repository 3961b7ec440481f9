"""E-mail: which parts of a message are its text, and their bodies as they were written."""
