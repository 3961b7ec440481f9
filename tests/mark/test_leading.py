"""A quote is shown with the verb that governs it: what a sentence quotes is in brackets, what is shown below it."""

import pytest

import diple
from diple.lexicon import Lexicon
from diple.mark.kinds.general.leading import led
from diple.mark.sentence.frames import Side
from diple.model import Span

CASES = {
    "a relative clause": (
        "We oppose any hasty actions that [seek to close the Narrows], and recall the treaty.",
        "We oppose any hasty actions that seek to close the Narrows",
    ),
    "an infinitive, far": (
        "We call on the mills to prevent the misuse of their weirs and dams, and the theft of the grain that the towns "
        "of the lower river store in their cellars each autumn, and to [support the ferries of the bay].",
        "We call on the mills … to support the ferries of the bay",
    ),
    "a noun with a relative clause, far": (
        "The envoys of Orm oppose any hasty, coercive, dangerous and unlawful or unilateral actions in the straits and "
        "in the bays of the northern shore which [raise the tolls of the ferries and close the Narrows to the pilots].",
        "The envoys of Orm oppose … the northern shore which raise the tolls of the ferries and close the Narrows to the pilots",
    ),
    "two infinitives": (
        "They plan to forbid or [seize the barges].",
        "They plan to forbid or seize the barges",
    ),
    "what another verb says": (
        "The Council praised the pilots, and emphasizes that [the award on the bank is final].",
        "emphasizes that the award on the bank is final",
    ),
    "a passive": ("They called for Drovia to [be held accountable].", "They called for Drovia to be held accountable"),
    "a participle that governs": (
        "Orm condemned the raids on the ferries, and committed to [press for peace].",
        "committed to press for peace",
    ),
    "a subject": (
        "[The guilds of the lower river and of the bay] are planning the canal.",
        "The guilds of the lower river and of the bay are planning the canal",
    ),
    "its own verb": ("They thanked the pilots, and [Orm opens the port] today.", "Orm opens the port"),
    "a clause before the main one": (
        "As [the Council weighs the levy], the ferries sail.",
        "the Council weighs the levy",
    ),
    "a list behind a colon": ("Voting for the toll were: Tarn Orrin; [Vey Halm].", "Vey Halm"),
    "a language without grammar": ("Die Minister hoffen, [das Meer zu sehen].", "das Meer zu sehen"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_quote_has_the_verb_that_governs_it(name):
    drawn, shown = CASES[name]
    text = drawn.replace("[", "").replace("]", "")
    statement = diple.read(text, language="und" if name.startswith("a language") else "en")
    side = Side(statement, [Span(0, len(text))], [], Lexicon.default())
    found = led([Span(drawn.index("["), drawn.index("]") - 1)], side)
    assert " … ".join(text[slice(*span)] for span in found.spans) == shown
