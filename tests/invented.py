"""Invented wordings on which more than one face is tested."""

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOTES = (
    "Sorrel, 1 May 2031\n\nThe Members keep the lamp of the strait alight. They shall meet each year.",
    "Sorrel, 1 May 2032\n\nThe Members keep the lamp of the strait alight. They should meet each year.",
    "1 May 2033\n\nThey should meet each year.",
)
# Words, spellings, quotation marks, signs and scripts of which generated texts are made.
WORDS = ["The", "Parties", "shall", "should", "meet", "colour", "color", "“peace”", '"peace"', "границы", "双方"]
