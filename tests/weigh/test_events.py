"""What is one event. `- ` is a sentence of the old text alone, `+ ` of the new alone, `~ old|new` a linked pair."""

import diple
from diple.mark.events import events_of
from diple.model import Span
from drawings import drawn

STORM = "The storm sank eleven ferries off Ombria."
FERRIES = "Two ferries of Ombria were raised after the storm."


def events(*lines, mode="revision"):
    """Kind and quotes of each event of a drawn comparison."""
    return [pictured(one, event) for one in [drawn(*lines, mode=mode)] for event in events_in(one)]


def events_in(comparison):
    return events_of(comparison.old, comparison.new, comparison.segments, comparison.changes, comparison.mode)


def pictured(comparison, event):
    quotes = (
        " … ".join(" ".join(text[start:end].split()) for start, end in spans)
        for text, spans in ((comparison.old.text, event.old), (comparison.new.text, event.new))
    )
    return (event.kind, *quotes)


def test_neighbours_of_one_paragraph_without_counterpart_are_one_event():
    assert events("  Trade grows.", f"- {STORM}", f"- {FERRIES}") == [("dropped", f"{STORM} {FERRIES}", "")]


def test_sentences_apart_are_two_events():
    lines = f"+ {STORM}", "  Trade grows.", "+ The envoy will report on pensions."
    assert [event[0] for event in events(*lines)] == ["added", "added"]


def test_a_changed_sentence_is_an_event_with_both_sides():
    assert events("  The Parties [shall|should] meet every year.") == [
        ("changed", "The Parties shall meet every year.", "The Parties should meet every year.")
    ]


def test_a_changed_sentence_takes_in_a_neighbour_on_its_subject():
    found = events("  The storm sank [eleven|twelve] ferries off Ombria.", f"+ {FERRIES}")
    assert [event[0] for event in found] == ["changed"]
    assert found[0][2].endswith(FERRIES)


def test_a_changed_sentence_leaves_a_neighbour_on_another_subject():
    found = events("  The storm sank [eleven|twelve] ferries off Ombria.", "+ Both ministers will discuss pensions.")
    assert [event[0] for event in found] == ["changed", "added"]


def test_what_is_lost_here_and_gained_there_on_one_subject_is_one_event():
    lines = f"- {STORM}", "  Trade grows.", "  Pensions are paid.", "+ Off Ombria the storm has sunk eleven ferries."
    assert [event[0] for event in events(*lines)] == ["changed"]


def test_linked_sentences_with_nothing_in_common_are_two_events():
    found = events(f"~ {STORM}|Both ministers will discuss pensions.")
    assert sorted(event[0] for event in found) == ["added", "dropped"]


def test_what_does_not_count_makes_no_event():
    assert events("  The [centre|center~spelling] is open.") == []


def test_an_event_has_at_most_six_sentences():
    lines = [f"+ The envoy of Ombria saw harbour number {number}." for number in range(9)]
    sizes = [event.group.sentences for event in events_in(drawn(*lines))]
    assert max(sizes) == 6
    assert sum(sizes) == 9


def test_changes_far_apart_in_a_long_sentence_are_two_events_with_short_quotes():
    middle = ", ".join(
        f"the harbour of Ombria named {name}" for name in (letter * 4 for letter in "bcdfghjklmnpqrstvwxyz")
    )
    old = f"The Parties shall meet, {middle}, and the Parties shall report."
    comparison = diple.compare(old, old.replace("shall", "should"), markers=False)
    found = events_in(comparison)
    assert len(found) == 2
    assert all(span.end - span.start < len(old) / 2 for event in found for span in event.old)


def test_every_counting_change_is_of_one_event(samples):
    for old in sorted(samples.glob("*/old.*")):
        comparison = diple.compare(old, next(old.parent.glob("new.*")), markers=False)
        if comparison.mode == "translation":
            continue
        found = [id_ for event in events_in(comparison) for id_ in event.changes]
        counting = [change.id for change in comparison.changes if change.noise is None]
        assert sorted(found) == sorted(counting), old.parent.name


def test_two_languages_have_no_events():
    comparison = drawn("  The Parties [shall|should] meet.", mode="translation")
    assert events_in(comparison) == ()


def test_spans_are_of_the_texts():
    comparison = drawn(f"- {STORM}", "  Trade grows.")
    event = events_in(comparison)[0]
    assert event.old == (Span(0, len(STORM)),)
    assert event.new == ()


HEAD = ["  The Prime Ministers of Tarrovia and Orrin met.", "  Tarrovia and Orrin sell salt."]
TAIL = ["  Pensions are paid in Tarrovia.", "  Pensions are paid in Orrin.", "  Tarrovia and Orrin buy tin."]


def test_those_who_speak_are_no_subject():
    cable, raid = "- The cable of Tarrovia and Orrin glows.", "+ A raid on Tarrovia and Orrin failed."
    assert [event[0] for event in events(*HEAD, cable, *TAIL, raid)] == ["dropped", "added"]


def test_those_who_speak_count_beside_a_subject():
    cable, wire = "- The cable of Tarrovia and Orrin glows.", "+ A cable of Tarrovia and Orrin failed."
    assert [event[0] for event in events(*HEAD, cable, *TAIL, wire)] == ["changed"]
