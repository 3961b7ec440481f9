"""The vectors of words by which language versions are aligned, made from a multilingual encoder of sentences."""
