"""The grammar of a sentence: parts of speech, lemmas, noun phrases, verb groups and clauses.

`read_sentence` is the door. The models are learned from Universal Dependencies treebanks by `make models`; `languages`
names those that have one. Nothing is loaded before the first sentence is read.
"""

from diple.grammar.model import languages
from diple.grammar.reading import read_sentence, read_words
from diple.grammar.sentence import Attached, Clause, NounPhrase, Sentence, VerbGroup, Word

__all__ = [
    "Attached",
    "Clause",
    "NounPhrase",
    "Sentence",
    "VerbGroup",
    "Word",
    "languages",
    "read_sentence",
    "read_words",
]
