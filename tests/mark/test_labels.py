"""Labels quote whole phrases with the changed words set off: pictures of invented statements."""

from pathlib import Path

import pytest

import diple

CASES = Path(__file__).with_name("labels.tsv")
OPENING = {
    "en": "The ministers met at Halm.",
    "und": "Die Minister trafen sich in Halm.",
    "fr": "Les délégations se sont réunies à Halm.",
    "ru": "Делегации встретились в Хальме.",
    "zh": "代表团在哈尔姆会面。",
}
NOTHING = "-"


def cases():
    """The lines of the file; those of a known failure as such."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            known = line.startswith("!")
            marks = [pytest.mark.xfail(strict=True)] if known else []
            yield pytest.param(*line.removeprefix("!").split("\t"), marks=marks)


def first_marker(old, new):
    """The first marker of two statements that differ in a sentence."""
    language = next((known for known in OPENING if old.startswith(f"{known}: ")), "en")
    texts = (text.removeprefix(f"{language}: ") for text in (old, new))
    joint = "" if language == "zh" else " "
    both = [diple.read(OPENING[language] + (joint + text) * (text != NOTHING), language=language) for text in texts]
    return diple.compare(*both, mode="succession").markers[0]


def shown(marker):
    """The label with marks around the words set off."""
    said, at = "", 0
    for span in marker.set_off:
        said += f"{marker.label[at : span.start]}<{marker.label[span.start : span.end]}>"
        at = span.end
    return said + marker.label[at:]


@pytest.mark.parametrize(("old", "new", "label"), list(cases()))
def test_a_label_quotes_whole_phrases_with_the_changed_words_set_off(old, new, label):
    assert shown(first_marker(old, new)) == label


def test_of_a_sentence_that_has_an_answer_only_the_formula_is_called_gone():
    old = "Both sides undertake to admit observers to the forts of the strait without prior conditions."
    new = "Both sides may admit observers to the strait, subject to agreed terms and in their own time."
    gone = shown(diple.compare(old, new, mode="revision").markers[0])
    assert gone == (
        "gone: “without prior conditions” in “Both sides undertake to admit observers to the forts of the strait "
        "<without prior conditions>”"
    )
