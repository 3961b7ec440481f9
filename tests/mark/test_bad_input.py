"""Input as it really comes: page breaks, footnotes and headings inside sentences, long sentences, texts without a verb.

A property here holds for any design of the rules: no crash, no invented kind. The fuzz draws invented agendas and
declarations from a fixed seed, so that a failure can be repeated.
"""

from random import Random

import pytest

import diple
from campaign import count as tries
from diple.mark.events.cohesion import MOST_HAVING, Subject, Subjects
from diple.mark.events.words import words_of

LOUD = ("notable", "high", "critical")
SLOTS = (
    "First, the ministers of Orm and Tarvia discussed {}.",
    "Second, at noon the two delegations examined {} in the harbour hall.",
    "Third, the envoys heard a report of the council on {}.",
    "Fourth, before supper the hosts returned to {} with their guests.",
    "Then the secretaries briefly considered {} without the press.",
    "Next, the chairmen summed up the debate of the day on {}.",
    "Finally, both governments promised a new paper on {} by spring.",
)
TOPICS = [
    "trade",
    "borders",
    "ceasefires",
    "fisheries",
    "migration",
    "nuclear_weapons",
    "energy",
    "sanctions",
    "human_rights",
    "harbours",
    "terrorism",
    "missiles",
]
SENTENCE = "The Ministers of Orm and Tarvia agreed that the inspectors shall visit the northern harbour every year."
STATEMENT = (
    "The Ministers of Orm and Tarvia met in Velm on 3 March. "
    f"{SENTENCE} "
    "They condemned the raid on the lighthouse and called on Sarvia to withdraw its boats. "
    "They welcomed the new ferry and thanked the host for its hospitality."
)
WITHOUT_VERB = (
    ("Annex II. Ports of entry", "Annex II. Ports and airports of entry"),
    ("Name of vessel; flag; tonnage; port of registry", "Name of vessel; tonnage; port of registry; date"),
    ("Orm, Tarvia, Sarvia, Corvane", "Orm, Sarvia, Corvane, Velm"),
    ("Table 3. Tonnage by port, 2019: Velm 310, Ostrin 42", "Table 3. Tonnage by port, 2020: Velm 350, Ostrin 44"),
)
VERB_KINDS = {"V1", "V2", "V3", "V4", "V5", "M1", "M2", "M3"}


def agenda(topics):
    return " ".join(slot.format(topic.replace("_", " ")) for slot, topic in zip(SLOTS, topics, strict=False))


def markers(old, new, **options):
    return diple.compare(old, new, **options).markers


def loud(found):
    return [(m.code, m.direction, m.referent) for m in found if m.level in LOUD]


# ---- crashes ---------------------------------------------------------------------------------------


def test_topics_that_move_along_a_chain_with_a_new_end():
    old, new = agenda(TOPICS[:5]), agenda([*TOPICS[1:5], "missiles"])
    assert [m for m in markers(old, new, mode="revision") if m.rule.id == "order.enumeration"] == []


def test_topics_that_change_places_in_a_circle_are_still_seen():
    topics = ["trade", "sanctions", "fisheries", "harbours", "energy"]
    old, new = agenda(topics), agenda([topics[1], topics[2], topics[0], *topics[3:]])
    assert "X1" in {kind.code for m in markers(old, new, mode="revision") for kind in m.kinds}


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(6))
def test_agendas_of_any_order_are_compared(seed):
    random = Random(seed)
    for _ in range(tries(10, 25)):
        topics = random.sample(TOPICS, random.randint(4, len(SLOTS)))
        rest = [topic for topic in TOPICS if topic not in topics]
        moved = [*topics[1:], random.choice(rest)] if random.random() < 0.5 else random.sample(topics, len(topics))
        diple.compare(agenda(topics), agenda(moved), mode="revision")


def test_days_in_a_row_of_any_length():
    old = f"The envoys met on {'1 May, ' * 3_200}."
    half = len(old) // 2
    assert diple.compare(old, f"{old[:half]}c{old[half:]}").markers


def test_a_word_that_many_changes_have_leads_to_the_nearest_of_them():
    count = 4 * MOST_HAVING
    subject = Subject(words_of("harbour", 0, 7, "en"))
    assert list(Subjects([subject] * MOST_HAVING).sharing(subject, 1)) == list(range(MOST_HAVING))
    for place, first in ((0, 0), (0.5, count // 2 - MOST_HAVING // 2), (1, count - MOST_HAVING)):
        found = Subjects([subject] * count).sharing(subject, place)
        assert list(found) == list(range(first, first + MOST_HAVING))


def test_an_english_form_in_a_french_text():
    old, new = (diple.read(text, language="fr") for text in ("ailleurs examiné", "ailleurs examiné a meeting"))
    assert diple.compare(old, new).changes


@pytest.mark.campaign
@pytest.mark.parametrize("language", ["en", "ru", "zh", "fr", "es", "ar", "und"])
def test_words_of_one_language_in_a_text_of_another(language):
    random = Random(language)
    words = (
        f"{STATEMENT} a été examiné будет проведено 已经举行 ha sido revisado will be being met to a meeting".split()
    )
    for _ in range(tries(15, 40)):
        old = random.choices(words, k=random.randint(2, 12))
        new = [*old[:-1], *random.choices(words, k=random.randint(1, 4))]
        read = [diple.read(" ".join(text), language=language) for text in (old, new)]
        diple.compare(*read, mode="revision")


SCRAPS = ["not", "may", "shall", "“", "(", ".", ";", "1.", "will be", "all", "\n\n", "if", "unless", "\f", "III."]


def disturbed(words, random):
    """Words after some of them were lost, exchanged, or overlaid by scraps."""
    words = list(words)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(words))
        kind = random.randrange(3)
        if kind == 0 and len(words) > 6:
            del words[at : at + random.randint(1, 4)]
        elif kind == 1:
            other = random.randrange(len(words))
            words[at], words[other] = words[other], words[at]
        else:
            words[at] = random.choice(SCRAPS)
    return " ".join(words)


@pytest.mark.campaign
@pytest.mark.parametrize("mode", ["revision", "succession"])
def test_disturbed_texts_are_compared(mode):
    random = Random(mode)
    for _ in range(tries(25, 60)):
        old, new = (disturbed(STATEMENT.split(), random) for _ in range(2))
        diple.compare(old, new, mode=mode, earlier=[STATEMENT] if random.random() < 0.2 else ())


GENERAL = {"G1", "G2", "G3"}


# ---- what is inside a sentence and does not belong to it ----------------------------------------

INTRUDERS = {
    "a page break": "\f",
    "a page number": "\n\n- 2 -\n\n",
    "a running head": "\n\nCONF/14/Rev.1\nPage 2\n\n",
    "a footnote": "\n\n1 See document CONF/12, page 3.\n\n",
}


@pytest.mark.parametrize("intruder", INTRUDERS.values(), ids=INTRUDERS)
def test_what_interrupts_a_sentence_has_no_special_kind(intruder):
    broken = STATEMENT.replace("shall visit", f"shall{intruder}visit")
    for old, new in ((STATEMENT, broken), (broken, STATEMENT)):
        assert {code for code, _, _ in loud(markers(old, new, mode="revision"))} <= GENERAL


def test_a_page_mark_is_no_change():
    broken = STATEMENT.replace("shall visit", "shall\n\n- 2 -\n\nvisit")
    assert not [m for m in markers(STATEMENT, broken, mode="revision") if "- 2 -" in m.referent]


@pytest.mark.parametrize("intruder", INTRUDERS.values(), ids=INTRUDERS)
def test_a_change_beside_what_interrupts_is_still_seen(intruder):
    old = STATEMENT.replace("every year", f"every{intruder}year")
    new = old.replace("shall", "may")
    assert loud(markers(old, new, mode="revision"))


@pytest.mark.parametrize("heading", ["Article 4. ", "IV. Maritime safety. ", "Maritime safety — "])
def test_a_run_in_heading_has_no_special_kind(heading):
    found = loud(markers(STATEMENT, STATEMENT.replace(SENTENCE, heading + SENTENCE), mode="revision"))
    assert {code for code, _, _ in found} <= GENERAL


# ---- texts that are no statements -------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new"), WITHOUT_VERB)
def test_a_text_without_a_verb_gets_no_kind_of_verbs(old, new):
    assert [m.code for m in markers(old, new, mode="revision") if m.code in VERB_KINDS] == []


def test_a_sentence_of_two_thousand_words():
    random = Random(7)
    members = [f"the {random.choice(TOPICS).replace('_', ' ')} of district {number}" for number in range(480)]
    old = f"The Ministers agreed that the inspectors shall visit {', '.join(members)}, and the harbour."
    new = old.replace("shall visit", "may visit")
    assert 2000 < len(old.split()) < 2600
    assert {m.code for m in markers(old, new, mode="revision")} & {"M1", "M2"}
    gone = old.replace(members[200] + ", ", "")
    assert diple.compare(old, gone, mode="revision").changes
