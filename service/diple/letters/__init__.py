"""Groups of letters: what they say of the language of a few words, and whether words are of any language."""
