"""What a general marker quotes and what it says that the passage is about: pictures of invented statements."""

import re

import pytest

import diple
from diple.lexicon import Lexicon
from diple.mark.events import events_of
from diple.mark.events.words import words_of
from diple.mark.kinds.general import general_kind
from diple.mark.kinds.general.changes import with_counterpart
from diple.mark.kinds.general.naming import in_its_place
from diple.mark.kinds.general.news import MOST, stretch, whole
from diple.mark.kinds.general.runs import KNOWN, LEAST, NAME, Measure, Worth, only_here, runs_in
from diple.mark.kinds.general.subject import subject_of
from diple.mark.sentence.frames import Side
from diple.mark.sentence.pairs import pairs_of
from diple.mark.text.context import Context
from diple.model import Span
from drawings import drawn


def read(text, language="en"):
    """A passage as the rules read it."""
    statement = diple.read(text, language=language)
    return Side(statement, [Span(one.start, one.end) for one in statement.sentences], [], Lexicon.default())


def general(*lines, language="en"):
    """The claim of a general kind on the one event that the lines draw."""
    event, context = placed(*lines, language=language)
    return general_kind(event, context)


def placed(*lines, language="en"):
    """The one event that the lines draw, with its context."""
    one, lexicon = drawn(*lines, language=language), Lexicon.default()
    texts = one.old, one.new, one.segments, one.changes
    (event,) = events_of(*texts, one.mode)
    return event, Context(one.old, one.new, lexicon, one.mode, (), pairs_of(*texts, lexicon), tuple(one.segments))


LONG_NAME = "Grand Joint Northern Coastal Fishing Rights Review Panel Report Summary Annex"

# ---- the subject ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("They spoke of trade and of the abhorrent shelling of Veyle.", "the abhorrent shelling of Veyle"),
        ("The Council of Orrin will report on the wells.", "the wells"),  # not who acts
        ("The ministers expressed serious concern at the blockade of Orrin.", "the blockade of Orrin"),  # no stance
        ("The abhorrent shelling of the mill shut the market.", "the abhorrent shelling of the mill"),  # no actor
        ("The Fund repaired it.", "the Fund"),  # who acts, where nothing else is named
        ("In light of the losses of salt, the Council will act.", "the losses of salt"),  # "in light of" is one word
        ("They met.", "they met"),  # no phrase names anything
    ],
)
def test_a_passage_is_about_its_most_telling_phrase(text, subject):
    assert subject_of(read(text)) == subject


def test_a_marker_keeps_a_subject_that_looks_like_a_clause_by_itself():
    """Read alone, "tariffs on …" is a verb; in its sentence it is a noun."""
    opening = "The Parties met at Halm."
    item = "- Belmora commits to eliminate tariffs on 100 percent of Arvenian goods."
    (marker,) = diple.compare(opening, f"{opening}\n{item}", mode="succession").markers
    assert marker.referent == "tariffs on 100 percent of Arvenian goods"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("They discussed the deteriorating situation in Carvia.", "the deteriorating situation in Carvia"),
        ("They discussed the unrest raging in Carvia.", "the unrest raging in Carvia"),
        ("They met in Carvia.", ""),  # nothing before that names something
        ("They expressed serious concern at Carvia.", ""),  # a stance
        (f"They discussed the {LONG_NAME} in Carvia.", ""),  # too long to be read at a glance
        ("They welcomed the envoys visiting Carvia.", ""),  # no preposition
        ("They sent the letter, in Carvia.", ""),  # a mark between
        ("They saw the envoys riding out from under Carvia.", ""),  # too far
        ("They read the letter that was sent long before Carvia was burnt.", ""),  # other words between
    ],
)
def test_a_name_is_told_with_the_phrase_that_it_places(text, said):
    side = read(text)
    phrases = [phrase for sentence in side.parsed for phrase in sentence.phrases]
    (carvia,) = [phrase for phrase in phrases if phrase.head.form == "Carvia"]
    assert in_its_place(side, carvia) == said


def test_a_common_noun_is_told_alone():
    side = read("They discussed the unrest in the valley.")
    valley = next(phrase for phrase in side.parsed[0].phrases if phrase.head.form == "valley")
    assert in_its_place(side, valley) == ""


# ---- passages of one text -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "about", "direction"),
    [
        ("They spoke of the wells of Brannoc and of trade.", "the wells of Brannoc", "neutral"),
        (
            "The Council condemns the seizure of the ferry Amber.",
            "the censure concerning the seizure of the ferry Amber",
            "strengthened",
        ),
        ("The Council does not condemn the seizure of the ferry Amber.", "the seizure of the ferry Amber", "neutral"),
    ],
)
def test_a_passage_added_is_told_by_its_subject_and_act(sentence, about, direction):
    found = general("  Salt is sold.", f"+ {sentence}")
    assert (found.code, found.referent, found.direction) == ("G2", about, direction)
    gone = general("  Salt is sold.", f"- {sentence}")
    assert (gone.code, gone.referent) == ("G1", about)
    assert gone.direction == {"strengthened": "softened"}.get(direction, direction)


# ---- wording changed ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("picture", "rule", "quotes", "about"),
    [
        (
            "The Fund will [clean|paint] the gates of the lock.",
            "replaced.verb",
            ("will clean", "will paint"),
            "the gates of the lock",
        ),
        (
            "The engineers repaired the old [lighthouse|ferry].",
            "replaced.object",
            ("the old lighthouse", "the old ferry"),
            "the old ferry",
        ),
        (
            "The [engineers|divers] repaired the old lighthouse.",
            "replaced.subject",
            ("The engineers", "The divers"),
            "the divers",
        ),
        (
            "The envoys visited farms, mills and [ferries|quays].",
            "replaced.listed",
            ("farms, mills and ferries", "farms, mills and quays"),
            "farms, mills and quays",
        ),
        ("They will phase [in|out] the tolls.", "wording.wording_changed", ("in", "out"), "the tolls"),
        ("The lamps [burn|may glow] at night.", "wording.wording_changed", ("burn", "may glow"), "the lamps"),
        ("The lamps [burn|do not glow] at night.", "wording.wording_changed", ("burn", "do not glow"), "the lamps"),
        (
            "The crews [clean the gates|paint the mills].",
            "wording.wording_changed",
            ("clean the gates", "paint the mills"),
            "the crews",
        ),
        ("The lamps [burn|may not glow] at night.", "wording.wording_changed", ("burn", "may not glow"), "the lamps"),
    ],
)
def test_a_brief_change_is_quoted_by_the_part_that_it_replaces(picture, rule, quotes, about):
    found = general("  Salt is sold.", f"  {picture}")
    assert (found.code, found.rule, found.referent) == ("G3", rule, about)
    assert quoted(picture, found) == quotes


def quoted(picture, found):
    """The quotes of a claim on a picture behind "Salt is sold."."""
    texts = ("Salt is sold. " + re.sub(r"\[([^|\]]*)\|([^|\]]*)\]", rf"\{n}", picture) for n in (1, 2))
    return tuple(
        " … ".join(text[a:b] for a, b in spans) for text, spans in zip(texts, (found.old, found.new), strict=True)
    )


LONG = (
    "They spoke of the fisheries of the bay [in a friendly mood and agreed to keep the grounds open to small boats of "
    "both coasts throughout the winter months|though the herring stocks had fallen sharply since the storms, so that "
    "trawlers from abroad now take most of the catch]."
)


def test_a_long_change_is_quoted_by_its_news_from_a_verb_to_the_end_of_a_phrase():
    found = general("  Salt is sold.", f"  {LONG}")
    news = "had fallen sharply since the storms, so that trawlers from abroad now take"
    assert quoted(LONG, found) == ("", news)  # of another matter than what it took the place of
    assert (found.rule, found.referent) == ("wording.wording_changed", "the herring stocks")


REPEATED = (
    "The ministers call for the [|immediate ]release of all fishermen, talks on the grounds[ and the early|, access for "
    "doctors and the swift] reopening of the market[|, and welcome the envoy of Ombria, who has visited both harbours "
    "since the storms and reported on the wells]."
)


def test_words_that_the_other_side_repeats_are_not_quoted_as_gone():
    found = general("  Salt is sold.", f"  {REPEATED}")
    assert quoted(REPEATED, found) == ("", "welcome the envoy of Ombria, who has visited both harbours")
    news = "welcome the envoy of Ombria, who has visited both harbours since the storms"
    assert found.rationale.startswith(f"“{news}” is new in a passage")


APART = (
    "[Since the abhorrent shelling of the herring quays, |]they speak of the fisheries of the bay and of trade[|, and "
    "trawlers from abroad take most of the catch, so that small boats of both coasts stay in port through the winter]."
)


def test_what_a_phrase_became_is_told_where_much_of_it_stays():
    found = general("  Salt is sold.", f"  {APART}")
    assert all(quoted(APART, found))
    assert "fisheries of the bay and of trade” became “they speak" in found.rationale


def test_changed_words_with_few_others_between_them_are_one_run():
    words = words_of("herring mussel oyster lobster shrimp salmon", 0, 43, "en")
    changed = {0: 1.0, 2: 0.0, 5: 2.0}
    row = [Worth(word, changed.get(at, 0.0), at in changed) for at, word in enumerate(words)]
    assert [[one.word for one in run] for run in runs_in(row)] == [words[0:6]]  # one and two between
    apart = [row[0], *row[1:2] * 3, row[5]]
    assert [[one.word for one in run] for run in runs_in(apart)] == [words[0:1], words[5:6]]  # three between
    assert list(runs_in(row[1:4])) == []  # what changed carries nothing


def test_words_that_the_other_text_says_are_not_quoted_as_gone_or_new():
    words = words_of("herring mussel oyster lobster shrimp salmon", 0, 43, "en")

    def told(*news):
        row = [Worth(word, float(at in news), True) for at, word in enumerate(words)]
        return [[words.index(one.word) for one in part] for part in only_here(row)]

    assert told(0, 1, 2, 3, 5) == [[0, 1, 2, 3, 4, 5]]  # five of six are news: all are quoted
    assert told(0, 2) == [[0, 1, 2]]  # one between
    assert told(0, 5) == [[0], [5]]
    assert told() == [[0, 1, 2, 3, 4, 5]]


def test_a_word_carries_news_where_the_other_side_does_not_say_it():
    grounds, of, tarrow = words_of("grounds of Tarrow", 0, 17, "en")
    measure = Measure(frozenset([("old", grounds.start), ("new", tarrow.start)]), (), (Span(8, 17),))
    assert measure.value(grounds, "old") == grounds.rarity > 0.0
    assert measure.value(grounds, "new") == measure.value(tarrow, "old") == measure.value(of, "old") == 0.0
    assert measure.value(tarrow, "new") == KNOWN * (tarrow.rarity + NAME)  # a special kind rests on it
    assert measure.value(of, "new") == KNOWN * LEAST


def test_a_stretch_is_cut_to_its_length_and_ends_in_a_word_that_adds_much():
    words = words_of(" ".join(["herring", *["of"] * 20]), 0, 67, "en")
    row = [Worth(word, 9.0 if at in (3, 8) else 0.1, True) for at, word in enumerate(words)]
    assert [one.word for one in stretch(row, [4, 2])] == words[2:9]
    even = [Worth(word, float(at in (0, 6, 11, 12)), True) for at, word in enumerate(words)]
    assert len(stretch(even, [0])) == MOST
    assert stretch(row, []) == ()


def test_a_sentence_that_another_replaces_is_quoted_with_it():
    event, context = placed("  Salt is sold.", "~ The lamps burn all night.|The lamps glow all night.")
    gone, come = (context.changes[id_] for id_ in event.changes)
    assert with_counterpart(gone, event, context) == gone._replace(new=come.new)
    assert with_counterpart(come, event, context) == come._replace(old=gone.old)


def test_a_part_of_a_sentence_has_no_counterpart():
    event, context = placed("  The lamps burn [all night|] at [|the mouth of] the port.")
    for id_ in event.changes:
        change = context.changes[id_]
        assert with_counterpart(change, event, context) == change
    assert with_counterpart(None, event, context) is None


@pytest.mark.parametrize("sign", "+-")
def test_a_part_of_a_sentence_is_not_quoted_with_a_whole_one(sign):
    edited = (
        "  The storm sank [eleven |]ferries off Ombria."
        if sign == "+"
        else "  The storm sank [|eleven ]ferries off Ombria."
    )
    event, context = placed("  Salt is sold.", edited, f"{sign} Two ferries of Ombria were raised after the storm.")
    part, added = (context.changes[id_] for id_ in event.changes)
    assert with_counterpart(part, event, context) == part
    assert with_counterpart(added, event, context) == added


def test_news_are_widened_to_whole_phrases():
    side = read("They spoke of the abhorrent shelling of Veyle.")
    at = side.text.index("shelling")
    assert side.quote(*whole(Span(at, at + 5), side)) == "the abhorrent shelling"


@pytest.mark.parametrize(
    "picture",
    [
        "The Fund [cleans|cleaned] the gates of the lock.",  # another form of one verb
        "The envoys visited [farms, mills and ferries|quays, wells and kilns].",  # no member stays
    ],
)
def test_what_is_no_part_replaced_is_quoted_as_wording(picture):
    assert general("  Salt is sold.", f"  {picture}").rule == "wording.wording_changed"


def test_verbs_of_one_meaning_are_no_news():
    old, new = (
        "Growth is anticipated to remain near its recent low level.",
        "Growth is expected to remain near its peak.",
    )
    (marker,) = diple.compare(f"The Council reports. {old}", f"The Council reports. {new}").markers
    assert "peak" in marker.label


def test_a_passage_is_not_named_by_who_acts_in_it():
    old = "The Parties reaffirm their commitment to the draining of the marsh."
    (marker,) = diple.compare(
        f"{old} They met.", f"They met. {old.replace('reaffirm their commitment', 'urge all')}"
    ).markers
    assert marker.referent == "the draining of the marsh"
