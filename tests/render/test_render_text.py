import re
from dataclasses import replace
from pathlib import Path

import pytest

from diple import compare
from diple.model import Marker, Notice, RuleRef, Selector, Term
from diple.render import Look, render
from diple.render.redline.rows import rows
from diple.render.text.wrap import columns
from drawings import ROOT, drawn
from sampled import compared

GOLDEN = Path(__file__).parent / "golden"
DROPPED = Marker(
    id="m1",
    code="F1",
    name="formula_dropped",
    direction="softened",
    referent="the bilateral commitment",
    score=95,
    level="critical",
    terms=(
        Term("weight", 100, "weight of a dropped formula"),
        Term("run", 10, "stood in three consecutive texts"),
        Term("lower", -15, "a text of lower level still has it"),
    ),
    rationale="No form of this formula stands anywhere in the new text.",
    rule=RuleRef("formula.dropped", "core", "1"),
    old=(Selector(52, 99, "Friendship between the two States has no limits", "", ""),),
    changes=("c1",),
    contested=True,
    counter_reading="an envoy called the phrase rhetoric.",
)
STATEMENT = (
    "  The Parties reaffirm that their relations are good.",
    "- Friendship between the two States has no limits, and no area of cooperation is forbidden.",
    "  They met in the capital.",
    "  The [colour|color~spelling] of the flag is a matter for experts.",
    "a< The Parties call for the early resumption of talks.",
    "  They will protect the rights of their [citizens|persons and institutions located] abroad[, as appropriate|].",
    "+ A committee of experts, meeting twice a year, is to report to both governments on all that was agreed here.",
    "  Trade grows.",
    "~ The visit is a success.|Both sides find their talks useful.",
    "a> The Parties call for the early resumption of talks.",
    "  双方重申，坚决反对任何单方面改变现状的[行为|做法]，并将继续就此保持密切沟通，推动两国关系健康稳定发展。",
)


def text(*lines, width=80, color=False, noise=False, **drawing):
    return render(drawn(*lines, **drawing), "text", Look(width, color, noise)).decode()


@pytest.mark.parametrize(
    ("name", "look"),
    [("plain", {}), ("noise", {"noise": True}), ("color", {"color": True}), ("narrow", {"width": 44})],
)
def test_the_redline_reads_well(golden, name, look):
    warnings = [Notice("guessed_encoding", "The encoding was guessed.")]
    golden(GOLDEN / f"statement.{name}.txt", text(*STATEMENT, markers=[DROPPED], warnings=warnings, **look))


def test_a_rationale_is_told_without_ids():
    told = "“as appropriate” (hed.as_appropriate) now limits “They will meet.”"
    marker = replace(DROPPED, rationale=told, concepts=("hed.as_appropriate",))
    assert "“as appropriate” now limits “They will meet.”\n" in text(*STATEMENT, markers=[marker])


def test_colours_only_repeat_what_the_brackets_say():
    plain, colored = text(*STATEMENT, markers=[DROPPED]), text(*STATEMENT, markers=[DROPPED], color=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  They [condemn|deplore] it.", "They [-condemn-]{+deplore+} it."),
        ("  They condemn it[ strongly|].", "They condemn it [-strongly-]."),
        ("  They [|strongly ]condemn it.", "They {+strongly+} condemn it."),
        ("  The [Centre|Center~spelling] [shall|may] act.", "The Center [-shall-]{+may+} act."),
        ("  A [b|c] d [e|f] g.", "A [-b-]{+c+} d [-e-]{+f+} g."),
    ],
)
def test_a_changed_sentence_is_an_inline_redline(line, shown):
    assert f"    1 {shown}\n" in text(line)


def test_noise_is_shown_on_demand_with_its_reason():
    assert "The [~Centre|Center: spelling~] acts." in text("  The [Centre|Center~spelling] acts.", noise=True)


def test_equal_texts_are_said_to_be_equal():
    assert "The two texts are equal, character by character." in text("  It acts.")
    assert "equal" not in text("  The [Centre|Center~spelling] acts.")


def test_noise_alone_is_no_change_but_is_counted():
    found = text("  The [Centre|Center~spelling] acts.", "  It acts.")
    assert "1 that do not (spelling 1)" in found
    assert "No change that counts." in found
    assert "Centre" not in found


@pytest.mark.parametrize(
    ("lines", "there", "here"),
    [
        (("a< Moved.", "  One.", "  Two.", "a> Moved."), "↓ 1 moved down to 3", "↓ 3 moved down from 1"),
    ],
)
def test_a_move_is_told_at_both_places(lines, there, here):
    found = text(*lines)
    assert there in found
    assert here in found
    assert found.index(there) < found.index(here)


def test_two_versions_stand_above_one_another(golden):
    comparison = compared(ROOT / "samples" / "two-languages", markers=False)
    golden(GOLDEN / "versions.txt", render(comparison, "text", Look(100)).decode())


def test_a_sentence_that_a_version_has_elsewhere_is_shown_once_and_named_at_both_places():
    sentences = [
        ("The Ministers condemned the attack.", "Министры осудили нападение."),
        ("Both countries will build a railway.", "Обе страны построят железную дорогу."),
        ("Children receive medical care.", "Дети получают медицинскую помощь."),
        ("The court decides disputes about fishing.", "Суд разрешает споры о рыболовстве."),
    ]
    old = " ".join(english for english, _ in sentences)
    new = " ".join(sentences[at][1] for at in (0, 2, 3, 1))
    shown = render(compare(old, new, mode="translation"), "text").decode()
    assert "4 sentences aligned, 1 of them in another place" in shown
    assert "↓ 2 moved down to 4: “Both countries will build a railway.”" in shown
    assert re.search(r"2 Both countries will build a railway\.\n +4 Обе страны.*\n +↓ moved down from 2", shown)


def test_a_series_reads_well():
    comparison = compared(ROOT / "samples" / "reworded-successor", markers=False)
    text = render(comparison, "text", Look(100)).decode()
    assert "possibly reworded" in text
    assert max(map(columns, text.splitlines())) <= 100


def test_equal_stretches_are_folded():
    found = text("  One.", "  Two.", "  Three [a|b].", "  Four.")
    assert "… 2 sentences unchanged …" in found
    assert "… 1 sentence unchanged …" in found
    assert "Two." not in found


def test_every_word_of_both_texts_is_in_the_rows():
    comparison = drawn(*STATEMENT)
    placed = [row for row in rows(comparison) if not row.away]
    new = "".join(piece.new for row in placed for piece in row.pieces)
    old = "".join("".join(p.old for p in row.pieces) for row in sorted(placed, key=lambda row: row.old) if row.old)
    assert (old, new) == (comparison.old.text, comparison.new.text)


def test_the_ten_highest_are_told_and_the_others_are_one_step_away():
    markers = [replace(DROPPED, id=f"m{at}", score=100 - at) for at in range(1, 13)]
    drawing = drawn(*STATEMENT, markers=markers)
    told = render(drawing, "text").decode()
    assert "m10" in told
    assert "m11" not in told
    assert "and 2 markers more, of a score up to 89: --all" in told
    assert "m12" in render(drawing, "text", Look(all=True)).decode()


def test_whom_a_change_favours_is_told():
    assert "favours Ostmark" in text(*STATEMENT, markers=[replace(DROPPED, favours="Ostmark")])


BODY = ", and exchange the data on the river" * 5


def test_a_notice_shows_the_first_words_of_what_was_left_out():
    menu = "".join(f"<nav>Menu {number}</nav>" for number in range(10))
    old, new = (f"<html>{menu}<p>The Parties {verb} meet every year{BODY}." for verb in ("shall", "should"))
    lines = render(compare(old, new), "text", Look(width=400)).decode().splitlines()
    at = next(at for at, line in enumerate(lines) if "left out" in line)
    assert lines[at + 1].startswith("      “Menu 0” · “Menu 1” ·") and lines[at + 1].endswith("“Menu 7” · and 2 more")


def test_the_words_that_changed_are_underlined_in_the_news():
    comparison = compare("They shall meet.", "They should meet.")
    assert "“They \x1b[0m\x1b[1;4mshall\x1b[0m" in render(comparison, "text", Look(color=True)).decode()
    assert "“They shall meet” → “They should meet”" in render(comparison, "text").decode()
    assert "“They <u>shall</u> meet”" in render(comparison, "html").decode()
