"""Requests that are answered later: which they are, who runs them, and who is called when one is done."""
