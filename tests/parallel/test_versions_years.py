"""Statements of two years in two languages: what both change, and what only one of them does."""

import pytest

import diple
from diple.errors import OptionError

INSPECT = "The Parties shall inspect the dam of Orlen every year."
CONDEMN = "They strongly condemn the attack on the station."
MEET = "The experts shall meet within 12 days."
ROAD = "The Parties will build a new road."
OLD_EN = " ".join((INSPECT, CONDEMN, MEET, ROAD))
OLD_RU = (
    "Стороны обязаны ежегодно проводить осмотр плотины Орлен. Они решительно осуждают нападение на станцию. "
    "Эксперты встречаются в течение 12 дней. Стороны построят новую дорогу."
)
SOFTER_EN, SOFTER_RU = ("shall inspect", "should inspect"), ("Стороны обязаны", "Сторонам следует")
LATER_EN, LATER_RU = ("12", "20"), ("12", "20")


def across(in_english, in_russian):
    english = diple.compare(OLD_EN, OLD_EN.replace(*in_english), mode="revision")
    return english, diple.compare_across(english, OLD_RU, OLD_RU.replace(*in_russian))


def of_one_language(found):
    return [marker for marker in found.markers if marker.rule.id == "across.one_language"]


@pytest.mark.parametrize(("english", "russian"), [(SOFTER_EN, SOFTER_RU), (LATER_EN, LATER_RU)])
def test_a_change_in_both_languages_weighs_more_and_says_so(english, russian):
    alone, found = across(english, russian)
    (before,), (after,) = alone.markers, found.markers
    missing = 100 - before.score
    assert after.score == before.score + round(missing / 4) == sum(term.value for term in after.terms)
    assert after.terms[-1].name == "confirmed"
    assert after.terms[-1].reason.startswith("also in the Russian version: “")
    assert russian[1] in after.terms[-1].reason


def test_a_change_of_one_language_is_an_event_with_both_versions_of_both_years():
    alone, found = across(LATER_EN, ("нет", "нет"))
    (event,) = of_one_language(found)
    assert (event.code, event.score) == ("L1", alone.markers[0].score)
    assert [one.exact for one in (*event.old, *event.new)] == [MEET, MEET.replace("12", "20")]
    assert "The Russian version says in both years: “Эксперты встречаются в течение 12 дней.”" in event.rationale
    assert [marker.score for marker in found.markers if marker is not event] == [alone.markers[0].score]


def test_a_change_of_the_other_language_alone_is_one_too():
    _, found = across(("none", "none"), ("построят", "могут построить"))
    (event,) = found.markers
    assert event.rule.id == "across.one_language"
    assert [one.exact for one in (*event.old, *event.new)] == [ROAD, ROAD]
    assert "Only the Russian version changes" in event.rationale and "могут построить" in event.rationale
    assert "The English version says in both years: “The Parties will build a new road.”" in event.rationale


def test_another_change_of_the_same_sentence_is_neither():
    alone, found = across(
        LATER_EN, ("Эксперты встречаются в течение 12 дней", "Эксперты могут встретиться в течение 12 дней")
    )
    assert [(marker.code, marker.score) for marker in found.markers] == [
        (marker.code, marker.score) for marker in alone.markers
    ]


def test_an_opposite_change_confirms_nothing():
    english = diple.compare(OLD_EN.replace(*SOFTER_EN), OLD_EN, mode="revision")
    found = diple.compare_across(english, OLD_RU, OLD_RU.replace(*SOFTER_RU))
    assert not [term for marker in found.markers for term in marker.terms if term.name == "confirmed"]


def test_nothing_changes_where_nothing_changed():
    assert across(("none", "none"), ("none", "none"))[1].markers == ()


def test_the_other_texts_are_part_of_what_the_result_is_named_by():
    alone, found = across(LATER_EN, LATER_RU)
    assert found.id != alone.id
    assert [value for name, value in found.engine.options if name == "also"] == [
        diple.read(text).sha256 for text in (OLD_RU, OLD_RU.replace(*LATER_RU))
    ]


def test_same_texts_same_bytes():
    assert across(LATER_EN, LATER_RU)[1].to_json() == across(LATER_EN, LATER_RU)[1].to_json()


def test_ids_of_markers_stay_and_are_each_given_once():
    alone, found = across(LATER_EN, ("построят", "могут построить"))
    ids = [marker.id for marker in found.markers]
    assert len(set(ids)) == len(ids) == 3
    assert {marker.id: marker.code for marker in alone.markers}.items() <= {m.id: m.code for m in found.markers}.items()


def test_the_same_language_again_and_no_markers_are_refused():
    english = diple.compare(OLD_EN, OLD_EN.replace(*LATER_EN))
    with pytest.raises(OptionError, match="in one language"):
        diple.compare_across(english, OLD_EN, OLD_EN)
    bare = diple.compare(OLD_EN, OLD_EN.replace(*LATER_EN), markers=False)
    with pytest.raises(OptionError, match="no markers"):
        diple.compare_across(bare, OLD_RU, OLD_RU)


@pytest.mark.parametrize(
    ("first", "second"),
    [((OLD_EN, OLD_EN), (OLD_RU, OLD_EN)), ((OLD_EN, OLD_EN), (OLD_EN, OLD_RU)), ((OLD_EN, OLD_RU), (OLD_RU, OLD_RU))],
)
def test_a_pair_in_two_languages_is_refused(first, second):
    with pytest.raises(OptionError) as refused:
        diple.compare_across(diple.compare(*first), *second)
    assert refused.value.code == "TWO_LANGUAGES"
    assert "English and Russian" in str(refused.value) or "Russian and English" in str(refused.value)


def test_the_command_line_takes_the_other_pair(tmp_path, capsys):
    from diple.cli import main

    names = []
    for name, text in {
        "a": OLD_EN,
        "b": OLD_EN.replace(*LATER_EN),
        "c": OLD_RU,
        "d": OLD_RU.replace(*LATER_RU),
    }.items():
        names.append(tmp_path / name)
        names[-1].write_text(text, encoding="utf-8")
    assert main(["compare", *map(str, names[:2]), "--also", *map(str, names[2:]), "--explain", "m1"]) == 1
    assert "also in the Russian version" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("as_form", [False, True])
def test_the_service_takes_the_other_pair(as_form):
    from io import BytesIO

    from diple.web import create_app

    texts = (OLD_EN, OLD_EN.replace(*LATER_EN), OLD_RU, OLD_RU.replace(*LATER_RU))
    old, new, also_old, also_new = texts
    url, client = "/api/v1/comparisons", create_app().test_client()
    if as_form:
        files = zip(("old", "new", "also_old", "also_new"), texts, strict=True)
        answer = client.post(url, data={name: (BytesIO(text.encode()), f"{name}.txt") for name, text in files})
    else:
        answer = client.post(url, json={"old": old, "new": new, "also": {"old": also_old, "new": also_new}})
    assert answer.status_code == 200
    assert "confirmed" in [term["name"] for marker in answer.get_json()["markers"] for term in marker["terms"]]
    lone = client.post(url, data={"old": old, "new": new, "also_old": (BytesIO(also_old.encode()), "a.txt")})
    assert lone.status_code == 422
