"""Places: where something that counts changed. Nothing is read here but tokens."""
