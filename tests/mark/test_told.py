"""What a marker says of an event of which several words changed: pictures of invented statements."""

import pytest

import diple

OPENING = "The Board of Selmouth meets. Salt is sold."


def markers(old, new, mode="succession"):
    """The markers of two statements that begin alike."""
    return diple.compare(f"{OPENING} {old}", f"{OPENING} {new}", mode=mode).markers


def told(old, new):
    """Referent and label of the one marker of two sentences."""
    (marker,) = markers(old, new)
    return marker.referent, marker.label


# ---- the label ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "label"),
    [
        pytest.param(
            "The Board decided to keep its target for the toll at 5-1/4 percent.",
            "The Board decided to lower its target for the toll 50 basis points to 4-3/4 percent.",
            "“keep its target for the toll at 5-1/4 percent” → “lower its target for the toll 50 basis points to 4-3/4 percent”",
            id="the verb and the figure",
        ),
        pytest.param(
            "Traffic restrains the salt trade, although the extent of restraint may be diminishing.",
            "Traffic restrains the salt trade, although the extent of restraint is diminishing.",
            "“the extent of restraint may be diminishing” → “the extent of restraint is diminishing”",
            id="a modal is told with its verb in both texts",
        ),
        pytest.param(
            "The Board sees the recovery of the herring trade as lasting.",
            "The Board continues to see the recovery of the herring trade as lasting.",
            "“The Board sees the recovery of the herring trade” → “The Board continues to see the recovery of the herring trade”",
            id="a verb is told with what it governs",
        ),
        pytest.param(
            "The herring trade grew in the winter.",
            "The herring trade grew in the winter, in spite of the storms off Veyle.",
            "“The herring trade grew in the winter” → “The herring trade grew in the winter, in spite of the storms off Veyle”",
            id="only one side has news",
        ),
    ],
)
def test_a_label_tells_all_that_changed_in_a_sentence(old, new, label):
    assert [marker.label for marker in markers(old, new)] == [label]


KEPT = "the price of salt remains low in the islands."
GONE = f"Stocks of herring have recovered in all northern harbours, and {KEPT}"


@pytest.mark.parametrize(
    ("added", "rule", "label"),
    [
        pytest.param(
            "In northern harbours the herring stocks have recovered.",
            "wording.said_elsewhere",
            "in another sentence now: “Stocks",
            id="said by another sentence",
        ),
        pytest.param(
            "The envoys report that all lamps of the quays have recovered.",
            "wording.wording_changed",
            "“Stocks",
            id="only a word of it is",
        ),
    ],
)
def test_what_another_sentence_of_the_other_text_says_is_not_called_gone(added, rule, label):
    found = markers(f"{GONE} Ferries run at night.", f"{KEPT.capitalize()} Ferries run at night. {added}")
    (marker,) = (one for one in found if one.old)
    assert (marker.rule.id, marker.label[: len(label)]) == (rule, label)


def test_a_formula_that_occurs_twice_is_quoted_once():
    twice = "The ministers urged an immediate ceasefire. An immediate ceasefire would save the harvest."
    (marker, *_) = markers("The ministers met.", f"The ministers met. {twice}")
    assert marker.label.count("ceasefire") == 1


def test_the_parties_of_a_statement_are_no_news():
    old = (
        "Joint statement of Norway and Iceland\n\nThe sides met. Iceland will open its herring ports to the other side."
    )
    new = (
        "Joint statement of Norway and Finland\n\nThe sides met. Finland will open its timber ports to the other side."
    )
    found = diple.compare(old, new, mode="succession").markers
    ports = next(marker for marker in found if "timber" in marker.label)
    assert [ports.label[span.start : span.end] for span in ports.set_off] == ["herring", "timber"]


# ---- the referent ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "referent"),
    [
        pytest.param(
            "Reports indicate that the salt trade has been growing at a solid rate.",
            "Reports indicate that the salt trade has been growing at a moderate rate.",
            "the salt trade",
            id="no manner",
        ),
        pytest.param(
            "Deliveries of salt have grown modestly in recent months.",
            "Deliveries of salt have grown modestly this year.",
            "deliveries of salt",
            id="no time",
        ),
        pytest.param(
            "In view of the storms, the Board decided to raise the toll for the ferries.",
            "In support of these goals, the Board decided to maintain the toll for the ferries.",
            "the toll for the ferries",
            id="no reason, and nothing that points back",
        ),
        pytest.param(
            "The Board intends to repair the old lighthouse of Veyle in the winter.",
            "The Board intends to sell the old lighthouse of Veyle in the winter.",
            "the old lighthouse of Veyle",
            id="not who acts",
        ),
    ],
)
def test_a_referent_is_what_the_changed_words_bear_on(old, new, referent):
    assert told(old, new)[0] == referent


# ---- what is only formal --------------------------------------------------------------------------

PANEL = "Voting for the toll were: Tarn H. Orrin, Chair; Vey L. Halm; Brann Selm; Ivo R. Dask; and Mira Tolm."


def test_who_is_in_a_list_of_persons_is_one_minor_marker():
    new = PANEL.replace("Vey L. Halm; Brann Selm", "Brann Selm; Ada P. Quill")
    (marker,) = markers(PANEL, new)
    assert (marker.rule.id, marker.level, marker.referent) == ("formal.persons", "minor", "the list of persons")
    assert marker.label == "“Vey L. Halm” → “Ada P. Quill”"


def test_who_votes_against_instead_of_for_is_not_gone():
    new = f"{PANEL.replace('Vey L. Halm; ', '')} Voting against the toll was Vey L. Halm, who wanted a lower one."
    listed = next(marker for marker in markers(PANEL, new) if marker.rule.id == "formal.persons")
    assert listed.rationale == "Persons whom both texts name are no longer listed: Vey L. Halm."
    assert listed.label == "“Vey L. Halm” → “Voting against the toll was Vey L. Halm”"


def test_a_person_whom_both_texts_name_did_not_leave_a_list_that_begins_otherwise():
    (marker,) = markers(PANEL, PANEL.replace("were: Tarn", "were Tarn").replace("Vey L. Halm", "Ada P. Quill"))
    assert (marker.rule.id, marker.label) == ("formal.persons", "“Vey L. Halm” → “Ada P. Quill”")


@pytest.mark.parametrize(
    "old",
    [
        pytest.param("The treaty binds Norway; Iceland; Finland; Sweden; and Denmark.", id="states"),
        pytest.param("The sides thank Tarn H. Orrin and Vey L. Halm.", id="two persons"),
    ],
)
def test_states_and_a_pair_of_persons_are_no_list_of_persons(old):
    new = old.replace("Iceland", "Estonia").replace("Vey L. Halm", "Ada P. Quill")
    assert "formal.persons" not in {marker.rule.id for marker in markers(old, new)}


def test_the_date_of_a_line_is_minor():
    (marker,) = markers("\n\nTechnical Note issued May 3, 2041\n\n", "\n\nTechnical Note issued June 7, 2041\n\n")
    assert (marker.rule.id, marker.level) == ("formal.dated", "minor")


def test_a_date_in_a_clause_is_no_date_of_a_line():
    found = markers("The Board will meet on May 3 in Veyle.", "The Board will meet on June 7 in Veyle.")
    assert "formal.dated" not in {marker.rule.id for marker in found}


# ---- dissent --------------------------------------------------------------------------------------


def test_more_dissents_name_the_event_of_their_sentences():
    old = "Voting against was Ms. Oru, who preferred a lower toll."
    new = "Voting against were Ms. Oru and Mr. Tolm, who preferred that the ferries stop."
    (marker,) = markers(old, new)
    assert (marker.code, marker.referent) == ("X3", "unanimity: 1 dissent, then 2 dissents")
    assert marker.label.startswith("“Voting against was Ms. Oru")


# ---- passages -------------------------------------------------------------------------------------


def test_a_passage_is_named_and_quoted_by_its_most_telling_sentence():
    passage = "The sides work together on many things. They urge Ostmark to publish the lighthouse ledgers of Brannoc."
    (marker,) = markers("", passage)
    assert "lighthouse ledgers of Brannoc" in marker.referent
    assert marker.label.startswith("new: “They urge Ostmark")
