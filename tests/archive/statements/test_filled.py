"""Tables of words that are filled as they are asked for, and hold so many words at most."""

from diple.archive.statements.indexing.filled import Filled


def test_what_is_made_of_a_word_is_made_once():
    made = []
    table = Filled(lambda word: made.append(word) or len(word), most=3)
    assert [table[word] for word in ("quay", "reef", "quay")] == [4, 4, 4]
    assert made == ["quay", "reef"]


def test_no_more_words_are_held_than_may_be():
    table = Filled(len, most=3)
    sizes = [(table[f"{at}"], len(table))[1] for at in range(8)]
    assert sizes == [1, 2, 3, 1, 2, 3, 1, 2]
