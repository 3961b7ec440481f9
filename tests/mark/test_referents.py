"""Referents as pictures: the stretch in brackets, how it is named, and what a person reads."""

from pathlib import Path

import pytest

import diple
from diple.lexicon import Lexicon
from diple.lexicon.vocabulary import Hit, vocabulary
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import clause, presentable
from diple.mark.sentence.phrases.measures import measured
from diple.mark.sentence.phrases.phrasing import force, formula
from diple.mark.sentence.phrases.referents import (
    LONGEST,
    asked,
    complement,
    deed,
    done,
    duty,
    held_thing,
    matter,
    responsible,
    stressed,
    subject,
)
from diple.mark.sentence.quantities.reading import quantities
from diple.mark.text.passages import gist
from diple.model import Span

PICTURES = Path(__file__).parent / "cases" / "referents.tsv"
CASES = Path(__file__).parent / "cases"


def drawn(picture, language="en"):
    """The side of a sentence in which brackets mark a stretch, and the stretch."""
    start, end = picture.index("["), picture.index("]") - 1
    text = picture.replace("[", "").replace("]", "")
    statement = diple.read(text, language=language)
    spans = [Span(sentence.start, sentence.end) for sentence in statement.sentences]
    return Side(statement, spans, [], Lexicon.default()), Span(start, end)


def hit(side, span):
    return Hit("", None, *span, side.quote(*span), "")


def figure(side, span):
    return measured(side, next(q for q in quantities(side) if q.start < span.end and span.start < q.end))


NAMED = {
    "matter": matter,
    "deed": deed,
    "done": done,
    "held": held_thing,
    "stressed": stressed,
    "figure": figure,
    "complement": lambda side, span: complement(side, span.end),
    "subject": lambda side, span: subject(side, span.start),
    "duty": lambda side, span: duty(side, hit(side, span), complement(side, span.end)),
    "asked": lambda side, span: asked(side, hit(side, span), complement(side, span.end)),
    "formula": lambda side, span: formula(side, hit(side, span), LONGEST),
    "author": lambda side, span: responsible(side, side.quote(*span), subject(side, span.start - 1)),
    "force": lambda side, span: force(side, hit(side, span), ""),
    "gist": lambda side, span: gist(side, span.start),
    "clause": lambda side, span: clause(side, *span),
}


def pictures():
    rows = (line.split("\t") for line in PICTURES.read_text(encoding="utf-8").splitlines() if line)
    return [row for row in rows if not row[0].startswith("#")]


@pytest.mark.parametrize(("language", "kind", "picture", "referent"), pictures())
def test_a_stretch_is_named_as_a_person_would(language, kind, picture, referent):
    assert presentable(NAMED[kind](*drawn(picture, language)), vocabulary(language)) == referent


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("2. the port", "the port"),
        ("(a) the port", "the port"),
        ("and the port of", "the port"),
        ("the port (in the", "the port"),
        ("the blame in the words “raid on Oren”", "the blame in the words “raid on Oren”"),
        ("the port” of Oren", "the port of Oren"),
        ("die „Hafenordnung“", "die „Hafenordnung“"),
        ("the reach of: the port and", "the reach of: the port"),
        ("the port;", "the port"),
        ("", ""),
    ],
)
def test_what_hangs_loose_at_either_end_is_cut(said, whole):
    assert presentable(said, vocabulary("en")) == whole
