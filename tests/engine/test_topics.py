"""Links by topic, drawn: the old sentences of a series against the new ones, by number."""

from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from diple import read
from diple.align import align
from diple.align import topics as linking
from diple.align.agreement import Chances, Judged, same_matter
from diple.align.links import Link
from diple.align.topics import link_by_topic
from diple.align.vectors import is_heading, topics
from diple.comparison import _sentences

CASES = Path(__file__).parent / "cases" / "topics.tsv"
SUCCESSIONS = Path(__file__).parent / "cases" / "successions.txt"
SAMPLE = Path(__file__).parents[2] / "samples" / "reworded-successor"

HARBOUR = "We will deepen the harbour of Selmouth so that the largest ore carriers can unload there."
HARBOUR_LATER = "The dredging of Selmouth harbour is complete, and ore carriers of every size unload at its quays."
VACCINE = "Tolvane will donate two million doses of fever vaccine to the clinics of the Oster Isles."
VACCINE_LATER = (
    "The clinics of the Oster Isles have received the fever vaccine that Tolvane promised, 1.9 million doses."
)
GLACIER = "Our observatories on the Korvan glacier shall share their measurements of the melt each spring."
GLACIER_LATER = (
    "Measurements from the Korvan glacier, shared between both observatories, show that the melt is accelerating."
)
TARIFF = "We urge Marisca to lift its tariff on Haverland's timber before the autumn session."
TARIFF_LATER = "Marisca has lifted half of the tariff on timber from Haverland; we call for the other half to follow."
STUDENTS = "Four hundred students from Pereth will study shipbuilding in Lindhaven under a new scholarship."
STUDENTS_LATER = (
    "The scholarship has brought three hundred students from Pereth to the shipbuilding school of Lindhaven."
)
DONATION = "Tolvane, as it pledged in the autumn, is ready to donate two million doses of vaccine to its neighbours."
CLINICS = "Fever is the worst enemy of the Oster Isles, and their clinics wait for it with empty shelves."
PIRATES = "Pirates who shelter in the Narrows shall find no refuge in our courts."
OLD = [HARBOUR, VACCINE, GLACIER, TARIFF, STUDENTS]
NEW = [HARBOUR_LATER, VACCINE_LATER, GLACIER_LATER, TARIFF_LATER, STUDENTS_LATER]


def topic_links(old: list[str], new: list[str], *, spaced: bool = True) -> list[Link]:
    return link_by_topic(align(old, new, spaced=spaced), old, new, spaced=spaced)


def drawn(old: list[str], new: list[str], *, spaced: bool = True) -> list[str]:
    """Each link that has two sides as `old>new kind`, with `~` where it moved; what is free stays out."""
    return [
        f"{','.join(map(str, link.old))}>{','.join(map(str, link.new))} {'~' if link.moved else ''}{link.kind}"
        for link in topic_links(old, new, spaced=spaced)
        if link.old and link.new
    ]


def pairs(old: list[str], new: list[str], *, spaced: bool = True) -> list[str]:
    return [link.split(" ")[0] for link in drawn(old, new, spaced=spaced)]


def test_what_speaks_of_the_same_thing_is_linked():
    assert pairs(OLD, NEW) == ["0>0", "1>1", "2>2", "3>3", "4>4"]


def test_links_are_found_out_of_order_and_move():
    assert sorted(pairs(OLD, [NEW[at] for at in (3, 4, 0, 1, 2)])) == ["0>2", "1>3", "2>4", "3>0", "4>1"]
    assert any("~" in link for link in drawn(OLD, [NEW[at] for at in (3, 4, 0, 1, 2)]))


def test_a_new_subject_is_added_and_a_closed_one_dropped():
    links = topic_links([*OLD, PIRATES], NEW)
    assert [link.kind for link in links if link.old == (5,)] == ["dropped"]


def test_the_language_of_statements_links_nobody():
    old = [*OLD, "We reaffirm our strong commitment to deepen practical cooperation on wheat with all partners."]
    new = [*NEW, "We welcome the commitment of our partners to closer cooperation and dialogue in opera."]
    assert "5>5" not in pairs(old, new)
    # Not even where `align` held the pair to be possibly reworded.
    given = [Link((at,), (at,), "reworded") for at in range(6)]
    assert [link.kind for link in link_by_topic(given, old, new, spaced=True) if link.old == (5,)] == ["dropped"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "We, the leaders of Marisca, Pereth and Tolvane, met in the old customs house.",
            "Marisca, Pereth and Tolvane will map the seabed before winter and print new charts.",
        ),
        (
            "A rescue exercise will be held off the Oster Isles.",
            "In the Oster Isles, wheat has doubled in price since autumn.",
        ),
    ],
)
def test_one_name_in_common_is_no_topic(old, new):
    assert "0>5" not in pairs([old, *OLD], [*NEW, new])


def test_two_sentences_answered_by_one_join_its_link():
    old = [HARBOUR, DONATION, CLINICS, GLACIER, TARIFF, STUDENTS]
    assert pairs(old, NEW) == ["0>0", "1,2>1", "3>2", "4>3", "5>4"]
    assert pairs(NEW, old) == ["0>0", "1>1,2", "2>3", "3>4", "4>5"]


def linked(monkeypatch, partners, restated=({}, {}, {}), given=()):
    """The pairs that are linked where the chances are given, `restated` being those of the old sentences."""
    nothing = [{} for _ in partners]
    monkeypatch.setattr(linking, "chances", lambda *_, **__: Chances(partners, list(restated), nothing))
    old, new = [f"a{at}" for at in range(len(partners))], [f"b{at}" for at in range(3)]
    links = link_by_topic(given, old, new, spaced=True)
    return [f"{','.join(map(str, link.old))}>{','.join(map(str, link.new))}" for link in links if link.old and link.new]


def test_no_sentence_takes_the_partner_that_another_needs_more(monkeypatch):
    """Best first, the first old sentence would take the first new one, and the second would have none."""
    assert linked(monkeypatch, [{0: 0.95, 1: 0.85}, {0: 0.8}, {}]) == ["1>0", "0>1"]
    assert linked(monkeypatch, [{0: 0.95, 1: 0.5}, {0: 0.5}, {}]) == ["0>0"]


def test_a_weak_only_partner_is_none(monkeypatch):
    assert linked(monkeypatch, [{0: 0.4}, {1: 0.6}, {}]) == ["1>1"]


@pytest.mark.parametrize(("chance", "links"), [(0.73, ["0>0"]), (0.77, ["0,2>0"])])
def test_a_sentence_far_away_joins_where_it_is_surely_restated(monkeypatch, chance, links):
    assert linked(monkeypatch, [{0: 0.9}, {}, {0: 0.3}], ({0: 0.9}, {}, {0: chance})) == links


@pytest.mark.parametrize(("chance", "links"), [(0.43, ["0>0"]), (0.48, ["0,1>0"])])
def test_a_neighbour_joins_on_less(monkeypatch, chance, links):
    assert linked(monkeypatch, [{0: 0.9}, {0: 0.3}, {}], ({0: 0.9}, {0: chance}, {})) == links


@pytest.mark.parametrize(("chance", "links"), [(0.83, ["0>0"]), (0.87, ["0,2>0"])])
def test_a_sentence_far_away_joins_an_edited_one_on_more(monkeypatch, chance, links):
    edited = [Link((0,), (0,), "changed")]
    assert linked(monkeypatch, [{0: 0.9}, {}, {0: 0.3}], ({0: 0.9}, {}, {0: chance}), edited) == links


MEETING = "The Presidents of Arvenia and Tolmark met in Port Selda on 3 May."
MEETING_LATER = "The Presidents of Arvenia and Tolmark met in Halmen on 7 June."


@pytest.mark.parametrize(
    ("old", "new", "answers"),
    [
        (
            "The Presidents of Arvenia and Tolmark agreed that schools will teach both languages.",
            "The Presidents of Arvenia and Tolmark launched a submarine cable.",
            False,
        ),
        (
            "The Presidents welcomed the visit of the fleet to Ondra.",
            "The Presidents welcomed the opening of the clinic in Halmen.",
            False,
        ),
        ("The Presidents will open a clinic in Ondra.", "The Presidents will open a clinic in Halmen.", True),
        ("The Presidents will travel to Oslo in May.", "The Presidents will travel to Bern in June.", True),
    ],
)
def test_who_speaks_and_how_is_no_topic(old, new, answers):
    """Sentences that share only how they begin are not linked, however alike their letters."""
    assert any(link.kind == "changed" for link in align([old], [new]))
    assert ("1>1" in pairs([MEETING, old, *OLD], [MEETING_LATER, new, *NEW])) is answers


def test_words_that_open_sentences_say_little_of_what_these_are_about():
    visit = "The Presidents welcomed the visit of the fleet to Ondra."
    told = topics([visit, MEETING, MEETING_LATER, *OLD, *NEW], spaced=True, openers=True)[0]
    assert (told.proofs["presi"], told.proofs["ondra"]) == (0, 1)
    assert told.features["presi"] < told.features["ondra"] / 3


def test_a_heading_answers_a_heading():
    old = ["Fever and Vaccines in the Oster Isles", *OLD]
    new = [*NEW[:2], "Vaccines and Fever Clinics", *NEW[2:]]
    assert "0>2" in pairs(old, new)
    assert is_heading("Fever and Vaccines in the Oster Isles")
    assert not is_heading("We met.")


def test_neighbours_tip_the_scales():
    """The same faint pair is linked where the sentences around it answer one another, and not where they do not."""
    faint = (
        "The secretariat shall report on smuggling by May.",
        "On smuggling the old customs officers of Pereth keep silent.",
    )
    beside = pairs([*OLD[:2], faint[0], *OLD[2:]], [*NEW[:2], faint[1], *NEW[2:]])
    alone = pairs([faint[0], *OLD], [*NEW, faint[1]])
    assert ("2>2" in beside, "0>5" in alone) == (True, False)


def test_close_wording_is_read_as_a_diff():
    assert drawn([TARIFF, HARBOUR], [HARBOUR_LATER, f"Once more {TARIFF.lower()}"])[-1].endswith("changed")
    assert "3>3 reworded" in drawn(OLD, NEW)


def test_equal_and_edited_sentences_keep_their_links():
    assert drawn([PIRATES, *OLD], [PIRATES, *NEW])[0] == "0>0 same"
    edited = PIRATES.replace("courts", "ports")
    assert drawn([PIRATES, *OLD], [edited, *NEW])[0] == "0>0 changed"


def test_every_sentence_stands_in_one_link():
    links = topic_links([*OLD, PIRATES], [PIRATES.upper(), *NEW, *NEW])
    assert sorted(i for link in links for i in link.old) == list(range(6))
    assert sorted(j for link in links for j in link.new) == list(range(11))


def test_exchanging_the_texts_mirrors_the_links():
    old, new = [*OLD, PIRATES], [NEW[at] for at in (2, 4, 0, 1)]
    there = [(tuple(link.old), tuple(link.new), link.kind) for link in topic_links(old, new)]
    back = [link.mirrored for link in topic_links(new, old)]
    assert sorted(there) == sorted((tuple(link.old), tuple(link.new), link.kind) for link in back)


def test_inflected_words_of_russian_are_the_same_topic():
    old = [
        "Стороны построят новый мост через реку Лавен у города Эльмар.",
        "Стороны договорились об экспорте зерна из Корвена.",
    ]
    new = [
        "Экспортом корвенского зерна стороны удовлетворены.",
        "Строительство нового моста через Лавен в Эльмаре завершено.",
    ]
    assert sorted(pairs(old, new)) == ["0>1", "1>0"]


def test_chinese_is_compared_by_pairs_of_characters():
    old = ["双方将在泰尔城建设深水港，供矿石船停靠。", "双方同意向奥斯特群岛捐赠热病疫苗。"]
    new = ["热病疫苗已运抵奥斯特群岛各诊所。", "泰尔城深水港已经建成，矿石船可以停靠。"]
    assert sorted(pairs(old, new, spaced=False)) == ["0>1", "1>0"]


@pytest.mark.parametrize(
    ("old", "new"), [([], []), ([HARBOUR], []), ([], [HARBOUR]), ([""], ["…"]), (["— 7 —"], ["§"])]
)
def test_nothing_to_compare_links_nothing(old, new):
    assert drawn(old, new) == []


def test_names_weigh_more_and_the_words_of_statements_less():
    told = topics(["We welcome harbours in Selmouth.", "They welcome harbours in Selmouth."], spaced=True)[0].features
    assert told["welco"] < told["harbo"] < told["selmo"]


def _cases() -> list[ParameterSet]:
    """The pairs of the sample; a third column says why a link is not found."""
    with CASES.open(encoding="utf-8", newline="") as source:
        rows = csv.reader((line for line in source if not line.startswith("#")), delimiter="\t")
        return [
            pytest.param(*row[:2], marks=[pytest.mark.xfail(strict=True, reason=why) for why in row[2:]])
            for row in rows
        ]


@pytest.fixture(scope="module")
def successor():
    """The sentences of the reworded successor among the samples, and their links."""
    old, new = (read(SAMPLE / name) for name in ("old.md", "new.md"))
    texts = [_sentences(old), _sentences(new)]
    return texts[0], texts[1], [link for link in topic_links(*texts) if link.old and link.new]


@pytest.mark.parametrize(("beginning", "answer"), _cases())
def test_the_reworded_successor_is_followed(successor, beginning, answer):
    old, new, links = successor
    (i,) = [at for at, sentence in enumerate(old) if beginning in sentence]
    (j,) = [at for at, sentence in enumerate(new) if answer in sentence]
    assert [tuple(link.new) for link in links if i in link.old and j in link.new], f"{old[i]}\n{new[j]}"


def _successions() -> list[tuple[str, list[str], list[str], list[str]]]:
    cases: list[tuple[str, list[str], list[str], list[str]]] = []
    for line in SUCCESSIONS.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "*":
            cases.append((rest, [], [], []))
        elif mark in ("-", "+"):
            cases[-1][1 + (mark == "+")].append(rest)
        elif mark == "=":
            cases[-1][3].extend(rest.split())
    return cases


@pytest.mark.parametrize(("name", "old", "new", "links"), _successions())
def test_a_succession_is_linked_as_drawn_and_mirrored(name, old, new, links):
    assert sorted(pairs(old, new)) == sorted(links)
    assert sorted(pairs(new, old)) == sorted(">".join(reversed(link.split(">"))) for link in links)


def test_words_that_are_repeated_beside_one_another_are_a_thing():
    named = " ".join(f"{one} {other}" for one, other in permutations(("ferry", "port", "canal", "lock"), 2))
    old = ["The Ministers met at Orrin.", f"They named the {named}.", "The barley of the north is dry."]
    new = ["The Ministers met at Pereth.", f"They saw the {named}.", "The herring fleet stays out."]
    judged = Judged.of(old, new, spaced=True)
    assert judged.things(1, 1) == 1
    assert same_matter(judged, 1, 1, 0.0)[0] > 0
