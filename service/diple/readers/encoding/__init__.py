"""Bytes to text: what a source declares, what its bytes are, and which guess looks most like writing."""
