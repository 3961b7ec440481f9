"""The same statement as a page and as plain text: how a page sets its words is no change."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import diple

WORDS = tomllib.loads((Path(__file__).parents[2] / "benchmarks/pages/words.toml").read_text(encoding="utf-8"))


def paragraphs(words):
    return [
        words["heading"],
        words["date"],
        *words["body"],
        words["agreed"],
        *words["items"],
        words["joined"],
        *words["states"],
    ]


def each(form: Callable[[str], str]) -> Callable[[dict], str]:
    return lambda words: "".join(map(form, paragraphs(words)))


def with_lists(words):
    items, states = ("".join(f"<li>{item}" for item in words[name]) for name in ("items", "states"))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (words["date"], *words["body"], words["agreed"]))
    return f"<h1>{words['heading']}</h1>{body}<ol>{items}</ol><p>{words['joined']}</p><ul>{states}</ul>"


def with_note_marks(words):
    body = [f"{sentence}<sup>{at}</sup>" for at, sentence in enumerate(words["body"], 1)]
    return each(lambda paragraph: f"<p>{paragraph}</p>")({**words, "body": body})


SETTINGS = {
    "headings and lists": with_lists,
    "note marks": with_note_marks,
    "nested blocks": each(lambda paragraph: f"<div><div><div>{paragraph}</div></div></div>"),
    "breaks": each(lambda paragraph: f"{paragraph}<br><br>"),
    "no-break blanks": each(lambda paragraph: f"<p>&nbsp;&nbsp;{paragraph.replace(' ', '&nbsp;', 3)}&nbsp;</p>"),
    "places to break": each(lambda paragraph: f"<p>{paragraph[:5]}<wbr>{paragraph[5:8]}&shy;{paragraph[8:]}</p>"),
    "bold parts": each(lambda paragraph: f"<p><b>{paragraph[:7]}</b>{paragraph[7:12]}<i>{paragraph[12:]}</i></p>"),
    "cells": lambda words: f"<table>{each(lambda text: f'<tr><td>{text}</td></tr>')(words)}</table>",
    "marks of direction": each(lambda paragraph: f"<p>&rlm;{paragraph[:9]}&rlm;{paragraph[9:]}&lrm;</p>"),
    "broken lines": each(lambda paragraph: "<p>" + paragraph.replace(" ", "\n   ") + "</p>"),
}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("setting", SETTINGS)
def test_how_a_page_sets_its_words_is_no_change(setting, language):
    words = WORDS[language]
    source = f"<!DOCTYPE html><html lang={language}><meta charset=utf-8><title>x</title>{SETTINGS[setting](words)}"
    page = diple.read(source.encode(), format="html")
    comparison = diple.compare(diple.read("\n\n".join(paragraphs(words)), format="text"), page)
    assert [(change.old, change.new) for change in comparison.counting] == []


def test_a_word_more_on_the_page_is_a_change():
    source = f"<!DOCTYPE html><html>{with_lists(WORDS['en']).replace('deep concern', 'very deep concern')}"
    text = diple.read("\n\n".join(paragraphs(WORDS["en"])), format="text")
    assert len(diple.compare(text, diple.read(source.encode(), format="html")).counting) == 1
