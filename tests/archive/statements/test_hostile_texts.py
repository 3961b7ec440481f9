"""Texts that no statement is like are kept, found and verified as others are, and hinder none beside them."""

import psycopg
import pytest
from invented_statements import incoming

from diple.archive.statements.contract import Scope
from diple.archive.statements.indexing import words
from diple.archive.statements.indexing.words import LEAST, OFTEN, bodies
from diple.archive.statements.wordsearch import LAST_PLACE, LONGEST, MOST_PLACES, parts_of, vector
from diple.errors import ArchiveError

TEXTS = {
    "a word that no index takes": ("The seal of Vantor is " + "x" * 3000 + " here.", "x" * 3000),
    "many long words": (" ".join(f"{at:04d}" + "y" * 700 for at in range(2900)) + ".", "2899" + "y" * 700),
    "a sentence of 100,000 words": (" ".join(f"word{at}x" for at in range(100_000)) + ".", "word99999x"),
    "one word again and again": ("peace " * 5010 + "in Vantor.", '"peace in Vantor"'),
    "a long Arabic word": ("ا" * 3000, "ا" * 3000),
    "one Chinese character again and again": ("和" * 5000, "和和"),
    "letters beyond the first plane": ("𝔸" * 3000, "𝔸" * 3000),
    "a line without a word": ("* * *\n\nThe Parties met in Ostmere.\n\n…", "Ostmere"),
    "a character that no database takes": ("The Parties\0 met in Ostmere.", "Ostmere"),
}


@pytest.mark.parametrize(("text", "query"), TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_is_kept_beside_others_and_found(open_, text, query):
    archive = open_()
    both = [incoming(text, "2001-05-01"), incoming("The Ministers of Tarsend met.", "2002-05-01")]
    assert [kept.outcome for kept in archive.add(both)] == ["added", "added"]
    assert [passage.date for passage in archive.search(query).passages] == ["2001-05-01"]
    assert archive.mentions(query.strip('"')).statements == 1
    assert list(archive.verify()) == []


def test_a_text_of_more_words_than_can_be_indexed_is_refused_and_keeps_no_other(open_, monkeypatch):
    monkeypatch.setattr("diple.archive.statements.keeping.MOST_WORDS", 20)
    archive = open_()
    many = incoming("The Parties of Vantor met. " * 5, "2001")
    found = list(archive.add([many, incoming("The Ministers of Tarsend met.", "2002")]))
    assert [(kept.outcome, kept.problem) for kept in found] == [
        ("refused", "It has 25 words, and a statement that is kept has 20 at most."),
        ("added", ""),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        [["vantor"], ["peace"] * 400],
        [["vantor"], [f"w{at}" for at in range(4000)]],
        [["vantor"] * 30] * 40,
        [["vantor", "peace"]] * 1200,
        [["peace"] * 10_000],
    ],
)
def test_each_part_that_another_follows_has_words_enough_to_know_it(lines):
    parts = bodies(lines)
    assert len(parts) > 1
    assert all(part.count(" ") > LEAST for part in parts[:-1])
    assert max(part.split().count(word) for part in parts for word in ("peace", "vantor")) <= OFTEN
    written = [word for part in parts for word in part.split() if word != words.BREAK]
    assert written == [word for line in lines for word in line]


def test_a_phrase_is_counted_in_all_parts_of_a_statement(held):
    archive = held("Accord of Vantor.\n\n" + "peace " * 700 + "in Ostmere.", series=())
    (share,) = archive.history("peace").shares
    assert share.occurrences == 700
    with archive._shelf.database.reading() as connection:
        assert parts_of(connection, [1])[1].split().count("peace") == 700


MADE = {
    "words once and often": ["vantor", "of", "ostmere", "of", "vantor", "of"],
    "one word more often than it has places": ["peace"] * (MOST_PLACES + 50),
    "more words than there are places": [f"w{at}" for at in range(LAST_PLACE + 50)] + ["w16390"],
    "the same beyond the table of places": ["of", *(f"w{at}" for at in range(5_000)), "ostmere"],
    "no words": [],
    "letters of several bytes": ["мир", "和", "سلام", "¬мир", "¦"],
}


@pytest.mark.parametrize("words_", MADE.values(), ids=MADE)
def test_a_vector_is_the_one_that_the_server_makes_of_text(postgresql, words_):
    text = " ".join(f"'{word}':{at}" for at, word in enumerate(words_, 1))
    with psycopg.connect(postgresql) as connection:
        connection.execute("CREATE TEMPORARY TABLE made (vector tsvector)")
        with connection.cursor() as cursor, cursor.copy("COPY made FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["bytea"])  # its bytes go as they are
            copy.write_row([vector([word.encode() for word in words_])])
        (same,) = connection.execute("SELECT vector = %s::tsvector FROM made", [text]).fetchone()
    assert same


def test_words_that_are_alike_to_the_last_letter_that_counts_have_their_places_together(postgresql):
    long = [("z" * (LONGEST + 5) + end).encode() for end in "ab"]
    assert vector([long[0], b"of", long[1]]).count(b"z" * LONGEST) == 1


@pytest.mark.parametrize(
    ("text", "what", "times"),
    [
        ("人人生而自由，人人平等。", "人", 4),
        ("The road to peace is very, very long and very hard.", "very", 3),
        ("They want peace and peace and peace.", "peace", 3),
    ],
)
def test_a_word_beside_itself_counts_each_time(held, text, what, times):
    archive = held(text)
    (share,) = archive.history(what).shares
    assert share.occurrences == times


@pytest.mark.parametrize("scope", [Scope(kind="\ud800"), Scope(party="\ud800"), Scope(party="a\0")])
def test_a_scope_that_no_database_can_be_asked_for_has_nothing(held, scope):
    assert held("The Parties of Vantor met.").coverage(scope).statements == 0


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (" ".join(f"word{at}" for at in range(60)), "60 different words and phrases"),
        (f'"{"peace " * 400}"', "400 words in a phrase"),
    ],
)
def test_a_query_of_more_words_than_can_be_planned_is_refused(held, query, said):
    archive = held("The Parties of Vantor met.")
    with pytest.raises(ArchiveError, match=said) as caught:
        archive.search(query)
    assert caught.value.code == "WRONG_DETAILS"


def test_a_query_may_say_a_word_again_and_again_and_a_phrase_may_be_a_long_sentence(held):
    sentence = " ".join(f"word{at}" for at in range(300))
    archive = held(f"The Parties met. {sentence}.")
    assert archive.search("parties " * 500).total == 1
    assert (archive.search(f'"{sentence}"').total, archive.mentions(sentence).statements) == (1, 1)
