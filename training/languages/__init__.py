"""The models that name the language of a short text, made from lists of frequent words."""
