"""What the archive answers, and what its answers rest on: in SQLite and in PostgreSQL."""

from dataclasses import replace
from difflib import get_close_matches
from itertools import product
from unicodedata import normalize

import pytest
from invented_statements import incoming

import diple
from diple.archive.statements import bulk
from diple.archive.statements.contract import Scope, Series
from diple.archive.statements.questions import histories, mentioning, wordings
from diple.archive.statements.questions.novelty import lines_of, telling
from diple.errors import ArchiveError
from diple.lexicon import Lexicon
from diple.lexicon.load import pack_from_tables
from diple.statement import read

OPENING = "The Ministers of Vantor and Bramont met in Ostmere and reviewed the state of their relations. "
CLOSING = "They agreed to hold their next meeting in the capital of the host country."
NO_WALLS = "They reaffirmed the principle of no walls between the two shores. "
TALKS = "They welcomed the patient talks on the fishing grounds of the northern strait. "
SCOPE = Scope(series="accord")


def text(*sentences):
    return OPENING + "".join(sentences) + CLOSING


def own_lexicon():
    """The packs with one concept that has forms in English alone, and one in English and Russian."""
    pack = {
        "pack": {"name": "own", "version": "1", "license": "CC0-1.0", "source": "invented"},
        "concept": [
            {"id": "own.walls", "category": "formula", "weight": 5, "forms": {"en": ["no walls"]}},
            {
                "id": "own.talks",
                "category": "formula",
                "weight": 5,
                "forms": {"en": ["patient talks"], "ru": ["тихий"]},
            },
        ],
    }
    return Lexicon.default().under([pack_from_tables(pack, "own.toml")])


def told(found):
    """The events of an answer as kind and year."""
    return [(event.kind, event.date[:4]) for event in found.events]


@pytest.mark.parametrize(
    ("with_it", "events"),
    [
        ("..XX", [("first_mention", "2003")]),
        ("XXXX", []),
        ("X...", []),  # one mention is no row: its absence is no drop
        ("XX..", [("dropped", "2003")]),
        (".XXX.", [("dropped", "2005"), ("first_mention", "2002")]),
        ("XX.X", [("restored", "2004")]),
        ("XX.X...X", [("restored", "2008")]),  # of two, that after the longer gap
        (".XX.XX.", [("first_mention", "2002"), ("dropped", "2007"), ("restored", "2005")]),
    ],
)
def test_the_life_of_a_phrase(held, with_it, events):
    archive = held(*(text(NO_WALLS) if has == "X" else text() for has in with_it))
    found = archive.mentions("no walls", SCOPE)
    assert told(found) == events
    assert found.statements == with_it.count("X")
    assert found.age == len(with_it) - len(with_it.rstrip("X"))
    assert all(0 <= event.weight <= 100 and event.weight == sum(t.value for t in event.terms) for event in found.events)
    (life,) = archive.lives(SCOPE, ["no walls"])
    assert (
        "".join("X" if f"{2001 + at}-05-01" in {c.date for c in life.cells} else "." for at in range(len(with_it)))
        == with_it
    )


def test_events_quote_what_they_rest_on(held):
    found = held(text(), text(NO_WALLS), text(NO_WALLS), text(NO_WALLS), text()).mentions("no walls", SCOPE)
    drop, first = found.events
    assert (drop.old.date, drop.old.quote, drop.old.sentence, drop.new) == (
        "2004-05-01",
        "no walls",
        NO_WALLS.strip(),
        None,
    )
    assert (first.new.date, first.old) == ("2002-05-01", None)
    assert "after 3 statements in a row up to 2004-05-01" in drop.said
    assert "in the 5 statements held, 2001 to 2005" in drop.said
    assert {term.name for term in drop.terms} == {"kind", "unlisted_wording", "stood_in_three_texts"}


@pytest.mark.parametrize(
    ("with_it", "said"),
    [
        ("XX.X", "is back on 2004-05-01: it was last mentioned on 2002-05-01, and one statement in between does not"),
        ("XX..X", "is back on 2005-05-01: it was last mentioned on 2002-05-01, and 2 statements in between do not"),
        ("XXeX.X", "last mentioned on 2004-05-01, and one statement in between does not"),  # an excerpt counts for none
    ],
)
def test_a_return_says_how_many_statements_in_between_lack_the_wording(held, with_it, said):
    rows = [(text(NO_WALLS) if has == "X" else text(), {"status": "excerpt"} if has == "e" else {}) for has in with_it]
    (back,) = (event for event in held(*rows).mentions("no walls", SCOPE).events if event.kind == "restored")
    assert f"{said} have it, in the " in back.said


def test_every_answer_says_what_is_missing(held):
    archive = held(text(), text(NO_WALLS), (text(), {"date": ""}))
    archive.describe(Series("accord", gaps=("2009",)))
    said = "in the 3 statements held, 2001 to 2002; 2009 is missing; 1 without a day"
    answers = (
        archive.mentions("no walls", SCOPE),
        archive.history("no walls", SCOPE),
        archive.search("walls", SCOPE),
        archive.novelty(diple.read(text(TALKS)), SCOPE),
    )
    assert [str(answer.coverage) for answer in answers] == [said] * 4
    assert str(archive.mentions("no walls", Scope(series="accord", until="2002")).coverage).endswith("2001 to 2002")


@pytest.mark.parametrize(
    ("dates", "events"),
    [
        (("2003-05-01", "2004-05-01", "2004-06-01"), [("restored", "2004")]),
        (("2003-05-01", "2004", "2004-06-01"), []),
        (("2003-05-01", "2004-06", "2004-06-01"), []),
        (("2003-05-01", "2004-06-01", "2004-06-01"), []),
        (("2003", "2004", "2005"), [("restored", "2005")]),
        (("2003-05-01", "2003", "2004"), []),
    ],
)
def test_what_may_be_before_or_after_shows_no_return(held, dates, events):
    sentences = (NO_WALLS, "", NO_WALLS)
    archive = held(*((text(each), {"date": date}) for each, date in zip(sentences, dates, strict=True)))
    found = archive.mentions("no walls", SCOPE)
    assert (told(found), found.coverage.unordered) == (events, int(not events))


@pytest.mark.parametrize(
    ("last", "events"), [("2003-06-01", [("dropped", "2003")]), ("2003", []), ("2002", []), ("2003-05", [])]
)
def test_what_may_be_earlier_shows_no_drop(held, last, events):
    archive = held(
        (text(NO_WALLS), {"date": "2002-05-01"}), (text(NO_WALLS), {"date": "2003-05-01"}), (text(), {"date": last})
    )
    found = archive.mentions("no walls", SCOPE)
    assert told(found) == events
    assert ("1 perhaps before or after one with the wording" in str(found.coverage)) == (not events)


def test_an_excerpt_drops_nothing(held):
    excerpt = (text(), {"status": "excerpt"})
    assert told(held(text(NO_WALLS), text(NO_WALLS), excerpt).mentions("no walls", SCOPE)) == []


def test_language_versions_are_one_occasion(held):
    russian = "Министры подтвердили принцип: никаких стен между двумя берегами."
    archive = held(
        (text(NO_WALLS), {"version_of": "one"}),
        (russian, {"version_of": "one", "date": "2001-05-01"}),
        (text(NO_WALLS), {"version_of": "two"}),
        (russian, {"version_of": "two", "date": "2003-05-01"}),
    )
    assert told(archive.mentions("no walls", SCOPE)) == []


RUSSIAN = "Министры обсудили охрану моря и договорились о встрече в столице. Они поблагодарили хозяев."


@pytest.mark.parametrize(
    ("texts", "events"),
    [
        ((text(NO_WALLS), text(NO_WALLS), RUSSIAN), []),  # no drop
        ((RUSSIAN, text(NO_WALLS), text(NO_WALLS)), []),  # no first mention
        ((text(NO_WALLS), text(NO_WALLS), RUSSIAN, text(NO_WALLS)), []),  # no return
        ((text(NO_WALLS), text(NO_WALLS), RUSSIAN, text()), [("dropped", "2004")]),
    ],
)
def test_a_text_in_another_language_shows_nothing_of_a_phrase(held, texts, events):
    found = held(*texts).mentions("no walls", SCOPE)
    assert told(found) == events
    assert (found.coverage.statements, found.coverage.other_languages) == (len(texts) - 1, 1)


def test_a_language_without_forms_shows_nothing_of_a_concept(held, open_):
    lexicon = own_lexicon()
    archive = held(*[text(NO_WALLS, TALKS)] * 2, RUSSIAN, archive=open_(lexicon=lexicon))
    assert told(archive.mentions("own.walls", SCOPE)) == []
    assert told(archive.mentions("own.talks", SCOPE)) == [("dropped", "2003")]


@pytest.mark.parametrize(
    ("before", "is_first"),
    [
        ({"status": "excerpt"}, False),
        ({"date": "2002"}, False),  # perhaps later than the first of May
        ({"date": "2002-05"}, False),
        ({"date": "2002-04"}, True),
    ],
)
def test_what_may_be_an_excerpt_or_later_makes_no_first_mention(held, before, is_first):
    found = held((text(), {"date": "2002-04-01"} | before), text(NO_WALLS), first=2001)
    assert [event.kind for event in found.mentions("no walls", SCOPE).events] == ["first_mention"] * is_first


def test_of_too_many_for_a_row_an_older_one_in_the_language_makes_a_first_mention(held, monkeypatch):
    monkeypatch.setattr(mentioning, "MOST", 0)
    archive = held(RUSSIAN, text(NO_WALLS), text(TALKS))
    assert [told(archive.mentions(what)) for what in ("no walls", "patient talks")] == [
        [],
        [("first_mention", "2003")],
    ]


def test_what_another_pack_calls_a_concept_is_one_after_reindexing(held, open_):
    archive = held(text(), text(NO_WALLS), text(NO_WALLS), text())
    before = archive.verify()
    assert list(before) == []
    lexicon = own_lexicon()
    other = open_(lexicon=lexicon)
    assert other.coverage(SCOPE).stale == 4
    assert {fault.code for fault in other.verify()} == {"STALE_INDEX"}
    assert len(list(other.reindex())) == 4
    assert (other.coverage(SCOPE).stale, list(other.verify()), list(other.reindex())) == (0, [], [])
    drop, first = other.mentions("own.walls", SCOPE).events
    assert drop.said.startswith("“no walls” (own.walls) is dropped on 2004-05-01")
    assert (drop.weight, first.weight, drop.new) == (100, 100, None)
    assert "own.walls" in {life.what for life in other.lives(SCOPE)}


def test_novel_passages_stand_beside_the_nearest_earlier_wording(held):
    archive = held(text(NO_WALLS), text(NO_WALLS, TALKS))
    fresh = "They regretted that a pipeline across the marshes was closed without notice. "
    reworded = "They reaffirmed the principle of no walls and no gates between the two shores. "
    found = archive.novelty(replace(diple.read(text(reworded, fresh)), date="2003-01-01"), SCOPE)
    assert [(event.kind, event.new.sentence) for event in found.events] == [("novel", fresh.strip())]
    assert (found.sentences, found.known) == (4, 3)


CORRIDOR = (
    "They oppose the use of force and of threats against small island neighbours. "
    "The two sides shall hold consultations every year. The lantern corridor remains open to all vessels. "
    "Velmora shall grant the ferries of Tarsend free passage through the northern strait. "
    "Twelve ferries cross the northern strait each day in June. "
)


@pytest.mark.parametrize(
    ("sentence", "contrast"),
    [
        ("They do not oppose the use of force and of threats.", "a denial"),
        ("The two sides shall not hold consultations every year.", "a denial"),
        ("The two sides may hold consultations every year.", "a modal"),
        ("Eight ferries cross the northern strait each day in June.", "a number"),
        ("The lantern corridor remains closed to all vessels.", "an opposite"),
        ("Velmora will never grant the ferries of Tarsend free passage through the northern strait.", "a denial"),
        ("Both sides shall hold consultations each year.", ""),
        ("Twelve ferries cross the northern strait each day in May.", ""),
        ("The lantern corridor remains open to all vessels and no gates are built.", ""),
    ],
)
def test_what_says_otherwise_in_nearly_the_same_words_is_novel(held, sentence, contrast):
    archive = held(text(CORRIDOR))
    found = archive.novelty(replace(diple.read(text(f"{sentence} ")), date="2009"), SCOPE)
    assert (found.sentences, found.known) == (3, 2 if contrast else 3)
    assert [(event.new.sentence, f"differs by {contrast}, in" in event.said) for event in found.events] == (
        [(sentence, True)] if contrast else []
    )
    assert all(event.old.sentence in CORRIDOR for event in found.events)


def test_what_an_earlier_statement_says_too_is_known_beside_its_denial(held):
    denied = "The two sides shall not hold consultations every year. "
    archive = held(text(CORRIDOR), text(denied), text(CORRIDOR))
    found = archive.novelty(replace(diple.read(text(denied, CORRIDOR)), date="2009"), SCOPE)
    assert (found.sentences, found.known, found.events) == (8, 8, ())


def test_a_sentence_half_like_an_earlier_one_is_neither_known_nor_novel(held):
    lamps = "The pilots of Ostmere count lamps, buoys, ropes, charts and anchors. "
    archive = held(text(lamps))
    half = "The pilots of Ostmere count lamps, whales, glaciers and walrus. "
    found = archive.novelty(replace(diple.read(text(half)), date="2009"), SCOPE)
    assert (found.sentences, found.known, found.alike, found.events) == (3, 2, 1, ())


def test_the_nearest_wording_is_found_by_two_words_that_it_shares(held):
    opened = "Both sides agreed to open a lantern corridor across the Gulf of Meris before the winter. "
    archive = held(text(NO_WALLS), text(opened))
    closed = "Both sides agreed to close a lantern corridor near the mouth of the river Osk tomorrow. "
    found = archive.novelty(replace(diple.read(text(closed)), date="2009"), SCOPE)
    assert [(event.new.sentence, event.old.sentence) for event in found.events] == [(closed.strip(), opened.strip())]


def test_a_statement_without_a_day_is_compared_with_all_others(held):
    archive = held((text(TALKS), {"date": ""}), text(NO_WALLS))
    undated = archive.entries()[-1]
    found = archive.novelty(archive.get(undated.id).statement, SCOPE)
    assert str(found.coverage) == "in the 1 statement held, 2002"
    assert [(event.new.sentence, event.said) for event in found.events] == [
        (TALKS.strip(), "No other statement says this, in the 1 statement held, 2002.")
    ]


def test_each_sentence_that_says_otherwise_is_beside_its_own_earlier_wording(held):
    archive = held(text(CORRIDOR))
    turned = "The lantern corridor remains closed to all vessels. The two sides may hold consultations every year. "
    found = archive.novelty(replace(diple.read(text(turned)), date="2009"), SCOPE)
    assert [event.old.quote for event in found.events] == [
        "The lantern corridor remains open to all vessels.",
        "The two sides shall hold consultations every year.",
    ]


def test_a_short_sentence_is_novel_and_a_short_heading_is_not(held):
    known = "Piracy was condemned. “The ferry runs.” "
    archive = held(text(known, NO_WALLS))
    fresh = "The embargo is lifted. "
    found = archive.novelty(replace(diple.read(f"Northern ferries\n\n{text(known, fresh)}"), date="2003"), SCOPE)
    assert [event.new.sentence for event in found.events] == [fresh.strip()]
    assert (found.sentences, found.known, list(archive.verify())) == (5, 4, [])


def test_what_is_of_the_same_day_or_later_is_not_earlier(held):
    archive = held(text(), text(NO_WALLS), text(NO_WALLS))
    second = archive.entries()[1]
    found = archive.novelty(archive.get(second.id).statement, SCOPE)
    assert [event.new.sentence for event in found.events] == [NO_WALLS.strip()]
    assert str(found.coverage) == "in the 1 statement held, 2001"


def test_statements_in_other_languages_are_counted_as_not_looked_at(held):
    archive = held(text(NO_WALLS), "Стороны подтвердили принцип открытых берегов и договорились о новой встрече.")
    found = archive.novelty(replace(diple.read(text(TALKS)), date="2009"), SCOPE)
    assert (found.coverage.statements, found.coverage.other_languages) == (1, 1)
    assert str(found.coverage).endswith("; 1 in other languages not looked at")
    assert archive.novelty(diple.read(text(TALKS)), replace(SCOPE, language="en")).coverage.other_languages == 0


def test_neighbouring_novel_sentences_are_one_thing(held):
    archive = held(text())
    more = "A joint survey of the reefs begins in spring. Its findings are shared with the harbour towns. "
    found = archive.novelty(replace(diple.read(text(more)), date="2031"), SCOPE)
    assert [event.new.sentence for event in found.events] == [more.strip()]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Port Ostmere, 2031-05-20"),
        ("en", "Done at Port Ostmere on 20 May 2031."),
        ("ru", "Порт Остмер, 20 мая 2031 года"),
        ("fr", "Port Ostmere, le 20 mai 2031"),
        ("zh", "2031年5月20日，奥斯特"),
    ],
)
def test_a_date_line_is_no_novel_passage(language, line):
    found = lines_of(diple.read(f"{line}\n\n{TALKS}", language=language))
    assert [line.span.start for line in found] == [len(line) + 2]


def test_a_sentence_that_comes_twice_is_known_twice(held):
    archive = held(text(NO_WALLS))
    fresh = "A pipeline across the marshes was closed without notice. Seven ferries were sold to a foreign owner. "
    given = diple.read(f"{text(NO_WALLS)}\n\n{fresh}{NO_WALLS}")
    found = archive.novelty(replace(given, date="2031"), SCOPE)
    assert (found.sentences - found.known, [event.new.sentence for event in found.events]) == (2, [fresh.strip()])


def test_beside_nothing_earlier_nothing_is_called_novel(held):
    found = held(text()).novelty(replace(diple.read(text(TALKS)), date="2000"), SCOPE)
    assert (found.coverage.statements, found.events) == (0, ())


def test_a_history_counts_occurrences_by_year_and_group(held):
    archive = held(
        (text(NO_WALLS, NO_WALLS), {"parties": ("Vantor",)}),
        (text(), {"parties": ("Bramont",)}),
        (text(NO_WALLS), {"parties": ("Bramont",)}),
    )
    shares = archive.history("no walls", SCOPE, by="party").shares
    assert [(s.year, s.group, s.holding, s.statements, s.occurrences) for s in shares] == [
        ("2001", "vantor", 1, 1, 2),
        ("2002", "bramont", 0, 1, 0),
        ("2003", "bramont", 1, 1, 1),
    ]
    (whole,) = (share for share in archive.history("no walls", SCOPE).shares if share.year == "2001")
    assert whole.per_thousand == pytest.approx(2000 / whole.words)


def test_a_party_that_takes_a_wording_over_is_told(held):
    archive = held(
        (text(), {"parties": ("Bramont",)}),
        (text(NO_WALLS), {"parties": ("Vantor",)}),
        (text(NO_WALLS), {"parties": ("Bramont",)}),
    )
    found = archive.history("no walls", SCOPE)
    assert [user.party for user in found.users] == ["Vantor", "Bramont"]
    (event,) = found.events
    assert (event.kind, event.old.party, event.new.party, event.date) == (
        "taken_over",
        "Vantor",
        "Bramont",
        "2003-05-01",
    )
    assert "after 1 statement without it" in event.said


@pytest.mark.parametrize(
    "before", [(RUSSIAN, {"parties": ("Bramont",)}), (text(), {"parties": ("Bramont",), "status": "excerpt"})]
)
@pytest.mark.parametrize("what", ["no walls", "own.walls"])
def test_who_spoke_in_another_language_alone_or_in_excerpts_takes_nothing_over(held, open_, before, what):
    archive = held(
        before,
        *((text(NO_WALLS), {"parties": (party,)}) for party in ("Vantor", "Bramont")),
        archive=open_(lexicon=own_lexicon()),
    )
    found = archive.history(what, SCOPE)
    assert ([user.party for user in found.users], found.events) == (["Vantor", "Bramont"], ())


IN_SIX_LANGUAGES = [
    ("shore", "12"),  # "shores": the plural is found
    ('"no walls"', "1"),
    ('"walls no"', ""),
    ("walls no", "1"),
    ("no walls marshes", ""),
    ("морей", "3"),  # by another case
    ("北极", "4"),
    ("极北", ""),  # the characters of a word are neighbours
    ("pêche", "5"),
    ("océano", "6"),
    ("البحار", "7"),
    ("RELATIONS", "12"),
]


def test_words_are_found_in_six_languages(held):
    archive = held(
        text(NO_WALLS),
        text("They looked at the shores. "),
        "Министры обсудили охрану моря и договорились о встрече в столице.",
        "两国部长讨论了北极航道的安全问题，并重申合作。",
        "Les ministres ont examiné la pêche dans le détroit et sont convenus de se revoir.",
        "Los ministros examinaron la protección del océano y acordaron reunirse de nuevo.",
        "ناقش الوزراء حماية البحار واتفقوا على عقد اجتماعهم القادم في العاصمة.",
    )
    for query, years in IN_SIX_LANGUAGES:
        found = archive.search(query)
        assert ("".join(sorted(passage.date[3] for passage in found.passages)), found.total) == (years, len(years)), (
            query
        )


ACCENTS = [
    ("navegacion", "1"),
    ("navegación", "1"),
    ("navegacio\u0301n", "1"),
    ('"LIBERTAD DE NAVEGACION"', "1"),
    ("estrategico", "1"),
    ("deja", "2"),
    ("détroit", "2"),
    ("OEUVRE", "2"),
    ("все", "3"),
    ("всё", "3"),
    ("щит", ""),
    ("берёг", "3"),
    ("Tromso", "4"),
    ("Łodz", "4"),
]


def test_accents_need_not_be_written(held):
    archive = held(
        "Los ministros defendieron la libertad de navegación en el estrecho estratégico.",
        "Les ministres ont déjà examiné leur œuvre dans le détroit.",
        "Министры обсудили всё, что берег стороны разделяет, и защиту моря.",
        "The ministers met in Tromsø and in Łódź, and spoke of the sea.",
    )
    for query, years in ACCENTS:
        found = archive.search(query)
        assert "".join(sorted(passage.date[3] for passage in found.passages)) == years, query
        assert all(passage.quote for passage in found.passages), query


DECOMPOSED = [
    ("sécurité maritime", "1"),
    ("se\u0301curite\u0301", "1"),
    ("securite", "1"),
    ("тайный йод", "2"),
    ("йод", "2"),
    ("замок", "2"),
    ("الطرفان", "34"),
    ("الطَّرَفانِ", "34"),
    ("بالأمنِ البَحريِّ", "34"),
    ("cooperation", "5"),
]


def test_marks_written_apart_from_their_letters_are_part_of_the_word(held):
    archive = held(
        normalize("NFD", "Les Parties soutiennent la sécurité maritime et la coopération."),
        normalize("NFD", "Стороны осуждают тайный йод и берегут за\u0301мок у моря."),
        "جدَّدَ الطَّرَفانِ التزامَهُما بالأمنِ البَحريِّ.",
        "جدد الطرفان التزامهما بالأمن البحري.",
        "The Parties support the co\u00adoper\u200bation of the two banks.",
    )
    for query, years in DECOMPOSED:
        found = archive.search(query, Scope(language="en" if query == "cooperation" else ""))
        assert "".join(sorted(passage.date[3] for passage in found.passages)) == years, query
        assert all(passage.quote for passage in found.passages), query
    assert archive.mentions("securite maritime").first.quote == normalize("NFD", "sécurité maritime")


@pytest.mark.parametrize("phrase", ["libertad de navegación", "libertad de navegacion"])
def test_a_phrase_without_accents_has_the_same_life(held, phrase):
    archive = held("Las Partes se reunieron en Costa Clara.", "Las Partes apoyan la libertad de navegación.")
    found = archive.mentions(phrase)
    assert (found.statements, [(event.kind, event.date) for event in found.events]) == (
        1,
        [("first_mention", "2002-05-01")],
    )


def test_searches_are_filtered_and_paged(held):
    archive = held(*(text(NO_WALLS) for _ in range(5)), (text(NO_WALLS), {"parties": ("Vantor",)}))
    assert archive.search("walls", Scope(party="VANTOR")).total == 1
    assert archive.search("walls", Scope(since="2005")).total == 2
    page = archive.search("walls", limit=2, offset=1)
    assert ([passage.date[:4] for passage in page.passages], page.total) == (["2005", "2004"], 6)


TOGETHER = [
    ("walls fishing", "1"),
    ('"no walls" "fishing grounds"', "1"),
    ('"no walls" fishing', "1"),
    ("walls strait", "14"),  # in two parts of one statement, in one part of another
    ("walls", "124"),
    ('"walls fishing"', ""),
    ("walls marshes", ""),
]


def test_words_of_a_long_statement_are_found_together(held):
    between = " ".join(f"The ministers met on day {at} of their talks in Ostmere." for at in range(600))
    archive = held(f"{NO_WALLS}{between} {TALKS}", text(NO_WALLS), text(TALKS), text(NO_WALLS, "The strait is calm. "))
    with archive._shelf.database.reading() as connection:
        parts = connection.exec_driver_sql("SELECT count(*) FROM statement_parts WHERE part & 4095 > 0").scalar_one()
    assert parts > 0
    for query, years in TOGETHER:
        found = "".join(sorted(passage.date[3] for passage in archive.search(query).passages))
        assert found == years, query


WATCHED = "They condemned the incident and reaffirmed their friendship. They spoke of friendship and of patient talks. "


@pytest.fixture
def voices(held):
    """Statements of many parties, of which some have a phrase and concepts, one without a day."""
    texts = [
        text(NO_WALLS * (at % 3), WATCHED if at % 2 else TALKS, f"They met for the {at}th time. ") for at in range(30)
    ]
    known = [
        {"parties": (f"Voice {at % 13}", f"Voice {at % 7}"), "date": f"{2001 + at // 4}-0{1 + at // 2 % 9}"}
        for at in range(30)
    ]
    archive = held(*zip(texts, known, strict=True), first=2001)
    return held((text(NO_WALLS, WATCHED), {"date": ""}), archive=archive)


def everything(archive):
    """What the archive answers on a phrase and a concept."""
    return [
        *(archive.history(what, by=by) for what in ("no walls", "friendship") for by in (None, "party", "language")),
        *(archive.history(what, Scope(party="voice 3", since="2002")) for what in ("no walls", "friendship")),
        *(archive.mentions(what) for what in ("no walls", "friendship")),
        archive.search("walls", limit=4, offset=2),
    ]


def test_what_many_statements_have_is_answered_alike(voices, monkeypatch):
    """Of more statements than are kept in memory the database is asked, but how often each has a phrase is not."""
    expected = everything(voices)
    assert expected[3].shares and len(expected[0].users) == 13 and expected[3].beside
    monkeypatch.setattr(wordings, "FEW", 0)
    monkeypatch.setattr(histories, "COUNTED", 0)
    found = everything(voices)
    monkeypatch.setattr(wordings, "FEW", 20_000)
    assert found == everything(voices)
    monkeypatch.setattr(histories, "COUNTED", 5_000)
    assert everything(voices) == expected


@pytest.mark.parametrize("users", [1, 3, 20])
def test_the_first_users_are_found_a_few_statements_at_a_time(voices, monkeypatch, users):
    expected = [user.party for user in voices.history("no walls").users][:users]
    monkeypatch.setattr(histories, "USERS", users)
    monkeypatch.setattr(bulk, "AT_A_TIME", 1)
    assert [user.party for user in voices.history("no walls").users] == expected


def test_what_other_packs_indexed_is_read_again(voices):
    expected = [voices.history("friendship"), voices.mentions("friendship")]
    with voices._shelf.database.writing() as connection:
        connection.exec_driver_sql("UPDATE statements SET indexed = 'others'")
        connection.exec_driver_sql('UPDATE statement_mentions SET start = 0, "end" = 3')
    found = [voices.history("friendship"), voices.mentions("friendship")]
    assert (found[0].users, found[0].beside) == (expected[0].users, expected[0].beside)
    assert (found[1].first, found[1].last) == (expected[1].first, expected[1].last)


def test_what_has_no_word_is_refused(held):
    archive = held(text())
    for query, ask in product(("", "  ", "“”", "…", '"-"'), (archive.search, archive.mentions, archive.history)):
        with pytest.raises(ArchiveError) as caught:
            ask(query)
        assert caught.value.code == "EMPTY_QUERY", query


CODE = ("a' OR 1=1", "NEAR(x)", "x*", "col:x", "\\", "¦", "x -y", "{}", "%", "a\0b", "\ud800 walls")


def test_no_query_is_code(held):
    archive = held(text())
    for query in CODE:
        try:
            assert (archive.search(query).total, archive.mentions(query).statements) == (0, 0), query
        except ArchiveError as error:
            assert error.code == "EMPTY_QUERY", query


def test_recurring_phrases_that_no_pack_holds_are_mined(held):
    archive = held(text(), text(NO_WALLS), text(NO_WALLS), text(NO_WALLS), text(), text())
    found = archive.phrases("accord")
    assert [(life.what, [cell.date[:4] for cell in life.cells]) for life in found] == [
        ("walls between the two shores", ["2002", "2003", "2004"])
    ]
    assert archive.phrases("accord") == found
    list(archive.add([incoming(text(NO_WALLS), "2007-05-01")]))
    assert len(archive.phrases("accord")[0].cells) == 4


def test_a_baseline_is_the_text_before_with_the_rest_as_earlier(held):
    archive = held(
        text(), text(NO_WALLS), "Министры встретились в столице и договорились о новой встрече.", text(TALKS)
    )
    new = replace(diple.read(text(TALKS, NO_WALLS)), date="2004-05-01")
    found = archive.baseline("accord", new)
    assert (found.previous.details.date, [each.details.date for each in found.earlier]) == (
        "2002-05-01",
        ["2001-05-01"],
    )
    other = archive.baseline("accord", new, against=archive.entries()[0].id)
    assert (other.previous.details.date, [each.details.date for each in other.earlier]) == (
        "2001-05-01",
        ["2002-05-01"],
    )
    with pytest.raises(ArchiveError) as caught:
        archive.baseline("accord", replace(new, date="2001-05-01"))
    assert caught.value.code == "NO_EARLIER"


def returns(found, new):
    compared = diple.compare(found.previous.statement, new, earlier=[each.statement for each in found.earlier])
    return {kind.code for marker in compared.markers for kind in (marker, *marker.kinds)} & {"F4"}


ICE = "The Ministers condemned hegemonism and pledged to keep the ice harbours of the north open to scientists. "


@pytest.mark.parametrize(
    ("between", "previous", "codes"),
    [
        ((text(), {}), "2002-05-01", {"F4"}),
        ((text(), {"status": "excerpt"}), "2001-05-01", set()),
        ((text(), {"date": "2003"}), "2001-05-01", set()),  # perhaps later than the text
    ],
)
def test_what_may_be_an_excerpt_or_later_shows_no_return(held, between, previous, codes):
    archive = held(text(ICE), between)
    new = replace(diple.read(text(ICE, TALKS)), date="2003-05-01")
    found = archive.baseline("accord", new)
    assert found.previous.details.date == previous
    assert [each.details.date for each in found.passed_over] == ([] if codes else [archive.entries()[1].details.date])
    assert returns(found, new) == codes


def test_what_an_excerpt_between_has_is_neither_new_nor_back(held):
    archive = held(text(), text(TALKS), (text(ICE), {"status": "excerpt"}))
    new = replace(diple.read(text(ICE, NO_WALLS)), date="2004-05-01")
    found = archive.baseline("accord", new)
    assert found.previous.details.date == "2002-05-01"
    compared = diple.compare(found.previous.statement, new, earlier=[each.statement for each in found.earlier])
    (said,) = {
        kind.rationale
        for marker in compared.markers
        for kind in (marker, *marker.kinds)
        if kind.rule.id.endswith(".formula")
    }
    assert ("hegemonism" in said, "is back" in said, "irst in" in said) == (True, False, False)


def test_beside_excerpts_alone_the_text_to_compare_with_is_named_by_hand(held):
    archive = held((text(ICE), {"status": "excerpt"}))
    new = replace(diple.read(text()), date="2004-05-01")
    with pytest.raises(ArchiveError) as caught:
        archive.baseline("accord", new)
    assert (caught.value.code, "--against" in caught.value.remedy) == ("NO_EARLIER", True)
    (excerpt,) = archive.entries()
    assert archive.baseline("accord", new, against=excerpt.id).previous.id == excerpt.id


def test_no_step_leads_from_or_to_an_excerpt(held):
    archive = held(text(ICE), (text(), {"status": "excerpt"}), text(ICE))
    first, _, last = archive.entries()
    assert [(step.before, step.after) for step in archive.steps("accord")] == [(first.id, last.id)]


def test_more_earlier_texts_do_not_make_more_markers(held):
    """Two earlier texts of a real pair once made 64 markers of 13."""
    archive = held(*(text(NO_WALLS * (at % 2), TALKS * (at % 3 > 0)) for at in range(8)))
    new = replace(diple.read(text(NO_WALLS, "They condemned the closure of the strait. ")), date="2031")
    found = archive.baseline("accord", new)
    counts = [
        len(
            diple.compare(
                found.previous.statement, new, earlier=[each.statement for each in found.earlier[-size:]]
            ).markers
        )
        for size in (1, 2, 7)
    ]
    alone = len(diple.compare(found.previous.statement, new).markers)
    assert counts == [alone] * 3


def test_steps_say_how_much_two_neighbours_share(held):
    archive = held(text(NO_WALLS), text(NO_WALLS), text("The survey of the reefs begins in spring without delay. "))
    assert [step.shared for step in archive.steps("accord")] == [1.0, pytest.approx(2 / 3, abs=0.01)]


def test_what_only_dissent_says_is_no_mention_and_is_found_by_a_search(held):
    dissent = "Voting against the action was A. Lind, who preferred the principle of no walls. "
    archive = held(text(NO_WALLS), text(NO_WALLS), text(dissent))
    assert told(archive.mentions("no walls", SCOPE)) == [("dropped", "2003")]
    assert archive.history("no walls", SCOPE).shares[-1].occurrences == 0
    found = archive.search('"no walls"')
    assert (found.total, found.passages[0].sentence) == (3, dissent.strip())
    assert list(archive.verify()) == []


@pytest.mark.parametrize(("rest", "word"), [(10, "enlargement"), (60, "remain")])
def test_a_long_text_is_sought_by_its_rarest_words_and_a_short_one_by_its_longest(rest, word):
    common = "We welcome the enlargement and the settlement of our parties."
    lines = lines_of(read("\n\n".join(["The berth at the quay remains shut.", *[common] * rest]), language="en"))
    assert min((each for line in lines for each in line.content), key=telling(lines)) == word


COMMON = ("We spoke of the port.", "We spoke of a port in the north.", "They met of late, the port open.", "No port.")


def test_a_phrase_of_common_words_alone_is_found_by_reading(held):
    archive = held(*COMMON, language="en")
    assert [archive.search(query).total for query in ('"of the"', "of the", "the", '"in the" of')] == [1, 3, 3, 1]
    found = archive.mentions("of the")
    assert (found.statements, found.first.quote, found.first.date) == (1, "of the", "2001-05-01")
    assert [share.holding for share in archive.history("in the").shares] == [0, 1, 0, 0]
    assert [len(life.cells) for life in archive.lives(Scope(series="accord"), ("of the", "port"))] == [1, 4]


def test_common_words_alone_are_refused_of_too_many_statements(held, monkeypatch):
    archive = held(*COMMON, language="en")
    monkeypatch.setattr(wordings, "MOST_COMMON", 3)
    for ask in (archive.search, archive.mentions, archive.history, lambda what: archive.lives(Scope(), (what,))):
        with pytest.raises(ArchiveError) as refused:
            ask("of the")
        assert (refused.value.code, refused.value.data) == ("COMMON_WORDS", {"found": 4, "limit": 3})
    assert archive.search("of the", Scope(since="2002")).total == 2
    assert archive.search('"of the" port').total == 1
    assert archive.mentions("port").statements == 4


@pytest.mark.parametrize(
    "what", ["tifa.unilateral_sanctionz", "tiff.unilateral_sanctions", "san.no_such_thing", "rel.aliance"]
)
def test_a_misspelt_id_of_a_concept_is_refused_with_the_nearest(held, what):
    archive = held("The Parties oppose unilateral sanctions.")
    near = get_close_matches(what, list(archive._shelf.lexicon.concepts), 1)
    for ask in (archive.mentions, archive.history, lambda what: archive.lives(Scope(series="accord"), [what])):
        with pytest.raises(ArchiveError) as caught:
            ask(what)
        assert caught.value.code == "UNKNOWN_CONCEPT"
        assert all(f"Did you mean {each!r}?" in str(caught.value) for each in near)


@pytest.mark.parametrize("what", ["un.org", "velmora.example", "e.g", "3.5", "unilateral_sanctions", "Art.5"])
def test_what_may_be_in_a_text_is_no_id_of_a_concept(held, what):
    archive = held(f"The Parties refer to {what} and to fish.")
    assert archive.mentions(what).statements == 1
