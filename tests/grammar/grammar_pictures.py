"""Draws what the grammar reads: `[The two sides] {reaffirmed} [their commitment to the treaty]`."""

import re

from diple.grammar import read_sentence

MARKS = re.compile(r"[\[\]{}<>]")


def clause_picture(picture, language="en"):
    """The sentence of a picture with its main clause drawn: [subject] {verb group} [object or predicate] <agent>.

    A number and a colon before the picture choose another clause.
    """
    number, text = split(picture)
    sentence = read_sentence(text, 0, len(text), language)
    clause = sentence.main_clause() if number is None else sentence.clauses[number]
    spans = [(clause.verb, "{}")]
    spans += [(phrase, "[]") for phrase in (clause.subject, clause.object, clause.predicate) if phrase]
    spans += [(clause.agent, "<>")] if clause.agent else []
    return ("" if number is None else f"{number}: ") + drawn(text, spans)


def split(picture):
    """The number of the clause, and the sentence without marks."""
    number, _, rest = picture.rpartition(": ") if re.match(r"\d+: ", picture) else ("", "", picture)
    return int(number) if number else None, MARKS.sub("", rest)


def phrases_picture(picture, language="en"):
    """The sentence of a picture with its whole noun phrases in brackets, those inside another included."""
    text = MARKS.sub("", picture)
    sentence = read_sentence(text, 0, len(text), language)
    return drawn(text, [(phrase, "[]") for phrase in sentence.phrases])


def drawn(text, spans):
    """The text with each span between its marks; of two spans that begin together the longer opens first."""
    opens, closes = {}, {}
    for span, marks in sorted(spans, key=lambda each: each[0].start - each[0].end):
        opens[span.start] = opens.get(span.start, "") + marks[0]
        closes[span.end] = marks[1] + closes.get(span.end, "")
    return "".join(
        closes.get(place, "") + opens.get(place, "") + text[place : place + 1] for place in range(len(text) + 1)
    )
