"""Whom a change serves, where the words name the one who gains; and where nobody can say."""

import pytest

import diple

CASES = [
    ("The report says that the mill was burned by Ostmark.", "The report says that the mill was burned.", "Ostmark"),
    ("They oppose the attempts of Ostmark to close the pass.", "They oppose the attempts of a certain country to close the pass.", "Ostmark"),
    ("The Council condemns the raid by Dorvan on the lighthouse.", "The Council regrets the raid by Dorvan on the lighthouse.", "Dorvan"),
    ("The Assembly demands that Ostmark stop work on the dam.", "The Assembly requests that Ostmark stop work on the dam.", "Ostmark"),
    ("Sarvia acknowledges the claim of Corvane to the reef.", "Sarvia recognises the claim of Corvane to the reef.", "Corvane"),
    ("Sarvia recognises the claim of Corvane to the reef.", "Sarvia acknowledges the claim of Corvane to the reef.", None),
    ("The report says that the mill was burned.", "The report says that the mill was burned by Ostmark.", None),
    ("The envoy warned that Sarvia would answer any raid, and left.", "The envoy left.", None),
    ("The Council condemns Dorvan's war against Hollin.", "The Council condemns the war in Hollin.", "Dorvan"),
    ("The Council condemns the war against Hollin.", "The Council condemns the war in Hollin.", None),
    ("The Council deplores the war against Tessand and its people.", "The Council deplores the war in Tessand and its people.", None),
    ("The Council condemns the bombing of Tessand.", "The Council condemns the bombing.", None),
    ("We reject the coercive practices of Dorvan that harm us.", "We reject the coercive practices that harm us.", "Dorvan"),
    ("Sarvia does not support the independence of Lindmark.", "Sarvia opposes the independence of Lindmark.", None),
    ("The Council condemns the raid on the lighthouse.", "The Council regrets the raid on the lighthouse.", None),
    ("The Parties shall publish the figures.", "The Parties should publish the figures.", None),
    ("The Allies welcome the plan for the wells.", "The Allies endorse the plan for the wells.", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "favoured"), CASES)
def test_the_one_who_gains_is_named_or_nobody(old, new, favoured):
    markers = diple.compare(diple.read(old, language="en"), diple.read(new, language="en"), mode="revision").markers
    assert markers
    assert [marker.favours for marker in markers if marker.favours] == ([favoured] if favoured else [])
