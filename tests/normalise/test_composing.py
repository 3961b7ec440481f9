"""Normal forms of long runs of combining marks: in linear time, and as they are for runs that languages write."""

import time
import unicodedata

import pytest

from diple.composing import MOST, composed

MARKS = "\u0327\u0301\u0323\u0308"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
@pytest.mark.parametrize("text", ["", "Vílêm", "ﬁn №", "e" + MARKS * (MOST // 4), ("o" + MARKS) * 40])
def test_what_languages_write_is_in_the_normal_form(form, text):
    assert composed(form, text) == unicodedata.normalize(form, text)


def test_a_run_of_any_length_takes_linear_time():
    began = time.process_time()
    made = composed("NFKC", "e" + MARKS * 25_000)
    assert time.process_time() - began < 1  # at once they take 12 s on Python 3.11
    assert len(made) >= 99_000
