"""Features of drawn events: what counts as said otherwise, as a day of an occasion, as a slip, as one rung."""

import re

import pytest

from diple.lexicon import Lexicon
from diple.mark.events import events_of
from diple.mark.weigh.features import Pair, features_of
from drawings import drawn


def features(picture, language="en", mode="revision"):
    """The features of the one event of a drawn sentence between two that stay."""
    one = drawn("  Salt is sold.", f"  {picture}", "  Tin is mined.", language=language, mode=mode)
    (event,) = events_of(one.old, one.new, one.segments, one.changes, one.mode)
    return features_of(event, Pair(one.old, one.new, Lexicon.default(), one.mode))


REWORDED = [
    "The Fund will [commence|begin] repairs of the dyke.",  # one group of equal meaning
    "The Fund will [commence|get under way with] repairs of the dyke.",  # a word and a phrase
    "The envoys [paid a visit to|visited] Tarrow.",  # a light verb
    "[In this regard, the|The] Fund will lend.",  # what joins sentences
    "The Parties will [verify|provide for verification of] the count.",  # a kindred word
    "The [Orrin Lake Board|OLB] reported on the sluices.",  # initials
    "The Fund sent [twelve|12] ferries.",
    "Under Article [IV|4] the Fund will lend.",
    "They will build a [harbour|harbuor] in Tarrow.",  # a slip
    "The envoys of [Karelland|Kraelland] spoke, and those of Karelland and of no other state answered.",
    "The Fund stressed [its commitment|that it is committed] to the dyke.",  # one stem of four letters or more
    "It is [not possible|impossible] to mend the lock.",  # a beginning that denies
    "They may [neither dredge nor|not dredge or] anchor.",
    "The Board asks for [twenty-four hours'|one day's] notice.",
    "The pact of [the twenty-first day of May|21 May] was read.",
    "The pilot, Ivan [Morozhin|Morozhyn], spoke, as did [Ilya|Ilia] Sorn.",
    "[Both ministers|They] agreed that the pumps must run.",
    "[The two sides|The Presidents] agreed that the pumps must run.",
    "The lease runs for [a period of six|six] years.",
    "The Fund [expressed regret at|regretted] the flood.",
]
OTHER_NEWS = [
    "The Fund will [commence|refuse] repairs of the dyke.",
    "The Fund will [commence|get on with] repairs of the dyke.",
    "The envoys [paid a tribute to|visited] Tarrow.",
    "[In secret, the|The] Fund will lend.",
    "The Parties will [verify|provide for verdicts on] the count.",
    "The [Orrin Lake Board|OLX] reported on the sluices.",
    "The Fund sent [twelve|13] ferries.",
    "Under Article [IV|6] the Fund will lend.",
    "They will build a [harbour|market] in Tarrow.",
    "The envoys of [Karelland|Kraelland] spoke.",  # no text has both names
    "It is [possible|impossible] to mend the lock.",
    "The Board asks for [twenty-four hours'|two days'] notice.",
    "The pact of [the twenty-first day of May|22 May] was read.",
    "The pilot, Ivan [Morozhin|Marozhin], spoke.",
    "[Both ministers|Ivan Sorn] agreed that the pumps must run.",
    "[The two Presidents|The two Ministers] agreed that the pumps must run.",
    "The Fund [expressed regret at|repaired] the flood.",
]


@pytest.mark.parametrize("picture", REWORDED)
def test_the_same_content_in_other_words_is_reworded(picture):
    found = features(picture)
    assert (found["reworded"], found["replaced_max"]) == (1.0, 0.0)


@pytest.mark.parametrize("picture", OTHER_NEWS)
def test_other_content_is_not_reworded(picture):
    found = features(picture)
    assert found["reworded"] == 0.0 < found["replaced_max"]


DAYS = [
    ("The ministers met on [3|4] May in Tarrow.", "en"),
    ("The ministers met on 3 [May|June] in Tarrow.", "en"),
    ("The ministers met on [Monday|Friday] in Tarrow.", "en"),
    ("The report of [2031|2032] was published in Tarrow.", "en"),
    ("双方于5月[3|4]日举行会谈。", "zh"),
    ("The [ninth|tenth] meeting was held in Tarrow.", "en"),
    ("The [ninth|tenth] meeting was held in [Tarrow|Orrin].", "en"),
    ("The ministers met on [3 May in Tarrow|4 June in Orrin].", "en"),
    ("[Девятая|XI] сессия прошла в [Тарроу|Оррине].", "ru"),
]
NO_DAYS = [
    ("The ministers will report by [3|4] May after the meeting.", "en"),  # a deadline
    ("The dyke broke on [3|4] May in Tarrow.", "en"),  # no occasion
    ("The ministers met on 3 [May|barges] in Tarrow.", "en"),  # one side alone is a date
    ("At the meeting in Tarrow [3|4] ferries were sold.", "en"),  # no month near
    ("The ministers met on [3 May|4 May with divers] in Tarrow.", "en"),  # more than the day
    ("The ministers met [|on 4 May] in Tarrow.", "en"),  # one side has no date
    ("双方会谈后购买[3|4]艘船。", "zh"),
    ("The meeting was held in [Tarrow|Orrin].", "en"),  # the place alone
    ("The meeting repealed the [ninth|tenth] article of the lease.", "en"),  # counts no occasion
    ("The [ninth|tenth] meeting in Tarrow saw [salt|tin] sold.", "en"),
]


@pytest.mark.parametrize(("picture", "language"), DAYS)
def test_the_day_of_an_occasion_is_of_the_calendar(picture, language):
    assert features(picture, language)["calendar"] == 1.0


@pytest.mark.parametrize(("picture", "language"), NO_DAYS)
def test_what_is_no_day_of_an_occasion_is_not(picture, language):
    assert features(picture, language)["calendar"] == 0.0


def test_one_is_a_number_only_beside_another():
    assert features("The Fund repaired [one|the] dyke.")["figures_max"] == 0.0
    assert features("The Fund repaired [one dyke|two dykes].")["figures_max"] > 0.0


def test_two_concepts_on_one_rung_are_no_change_of_stance():
    assert features("The Council [condemns|denounces] the raid.")["censure"] == 0.0
    assert features("The Council [condemns|deplores] the raid.")["censure"] > 0.0


def test_new_words_recur_in_a_series_alone():
    rare, often = ("The Fund will lend [salt|tolls].", "The Fund will lend [salt|tolls] for tolls on tolls.")
    assert features(rare)["recurrence"] == features(often)["recurrence"]
    assert features(rare, mode="succession")["recurrence"] < features(often, mode="succession")["recurrence"]


@pytest.mark.parametrize("mode", ["revision", "succession"])
@pytest.mark.parametrize("picture", [*REWORDED, *OTHER_NEWS, *(picture for picture, _ in NO_DAYS)])
def test_features_are_the_same_when_the_texts_are_exchanged(picture, mode):
    exchanged = re.sub(r"\[([^|\]]*)\|([^|\]]*)\]", r"[\2|\1]", picture)
    assert exchanged != picture
    assert features(exchanged, mode=mode) == pytest.approx(features(picture, mode=mode))


@pytest.mark.parametrize(
    ("picture", "negated"),
    [
        ("The Fund [will|will not] lend.", True),
        ("It is [possible|impossible] to mend the lock.", True),
        ("The Fund lends [in the|by the] harbour.", False),  # "in no way" begins so
        ("The Fund may lend [no salt|salt at no price].", False),
    ],
)
def test_negations_are_counted_on_either_side(picture, negated):
    assert (features(picture)["negation"] > 0.0) is negated


def test_a_concept_whose_changed_words_are_said_otherwise_is_no_change():
    assert features("The Council [is concerned|expresses its concern] about the raid.")["formula"] == 0.0
    assert features("The Council [strongly condemns|condemns in strong terms] the raid.")["censure"] == 0.0
    assert features("The Council [strongly condemns|condemns] the raid.")["censure"] > 0.0


def test_a_step_is_the_distance_on_a_ladder():
    one, far = (features(f"The Parties [shall|{verb}] report.")["step"] for verb in ("must", "may"))
    assert 0.0 < one < far
    assert features("The Parties [shall|did] report.")["step"] == 0.0
