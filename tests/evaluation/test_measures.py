"""What the measures of the evaluation do: each is tried on inputs of which the answer is known."""

import ast
import pickle
from dataclasses import replace
from types import SimpleNamespace

import pytest

import diple
from diple.model import Further
from evaluation import (
    briefs,
    corpora,
    edits,
    evaluate,
    judging,
    labels,
    mutation,
    ordinary,
    reading,
    structure,
    unrelated,
)
from evaluation.comparing import Comparer
from evaluation.documents import pace, short_lines, unreadable
from evaluation.figures import Bar, Figure, Part
from evaluation.ranking import auc, best_threshold, f1
from evaluation.referents import faults_of

CHANGED = diple.compare(
    "The Ministers of Orm shall close the harbour at Velm.", "The Ministers of Orm may close the harbour at Velm."
)
MARKER = CHANGED.markers[0]
ANSWER = {"code": MARKER.code, "direction": MARKER.direction, "referent_keywords": ["harbour"]}


# ---- documents -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("between", "paragraph"),
    [(" ", "The sides met in the harbour of Velm. " * 30), ("", "双方在维姆港举行会谈。" * 40)],
)
def test_a_paragraph_is_cut_into_lines_of_20_to_60_characters(between, paragraph):
    found = list(short_lines.cut(paragraph.strip(), between))
    assert len({len(line) for line in found}) > 1
    assert all(20 <= len(line) <= 60 and line in paragraph for line in found)


def test_invented_lines_are_of_both_halves_and_of_the_length_that_is_measured():
    rows = [row.split("\t") for row in corpora.CORPORA["lines"].read_text(encoding="utf-8").splitlines()[1:]]
    halves = [{tag for tag, _ in rows[half::2]} for half in (0, 1)]
    assert halves[0] == halves[1]
    assert all(short_lines.SHORTEST <= len(line) <= short_lines.LONGEST for _, line in rows)


def test_the_slowest_form_of_a_page_is_reported():
    part = Part("documents", "forms")
    forms = [
        (pace.PRINTED, unreadable.printed("<p>The two sides met in Velm.</p>")),
        ("statement.txt", b"The two sides met."),
    ]
    pace.report(part, [forms, forms[:1]])
    (table,) = part.tables
    assert [name for name, _ in table.rows] == [pace.PRINTED, "statement.txt"]
    assert f"{part.figures[pace.SLOWEST].share:.3f}" == max(spent for _, spent in table.rows)


@pytest.mark.parametrize(("name", "content"), list(pace.further("Joint communique\n\nThe two sides met in Velm.\n")))
def test_a_mail_and_markdown_hold_the_text_whose_pace_is_measured(name, content):
    assert "The two sides met in Velm." in diple.read(content, name=name).text


# ---- figures and ranking ---------------------------------------------------------------------------


def test_a_plain_figure_is_a_number():
    assert str(Figure(6.3300, 1, plain=True)) == "6.33"
    assert Bar("f", "", None, 4.0, plain=True).asked == "at most 4"
    assert not Bar("f", "", None, 4.0, plain=True).held(Figure(6.33, 1, plain=True).share)


def test_auc_counts_pairs():
    assert auc([3, 2], [1, 0]) == 1
    assert auc([0], [1]) == 0
    assert auc([1, 3], [1, 2]) == pytest.approx((0.5 + 0 + 1 + 1) / 4)


def test_f1_at_a_threshold():
    assert f1([3, 1], [2, 0], 3) == pytest.approx(2 / 3)
    assert best_threshold([3, 2], [1, 1]) == 2
    assert f1([], [1], 0) == 0


# ---- judging ---------------------------------------------------------------------------------------


def test_further_kinds_answer_and_trespass():
    marker = replace(MARKER, also=(Further("S1", "scope_change", "softened", "the lake", "", MARKER.rule),))
    assert judging.met([marker], [{"code": "S1", "direction": "softened", "referent_keywords": ["lake"]}])
    assert not judging.met([marker], [{"code": "S1", "direction": "strengthened", "referent_keywords": ["lake"]}])
    assert judging.wrong([marker], ["S1", "F1"]) == ["S1"]


def test_strictly_met_asks_for_the_referent():
    assert judging.strictly_met([MARKER], [ANSWER])
    elsewhere = replace(MARKER, referent="the Ministers")
    assert judging.met([elsewhere], [ANSWER])
    assert not judging.strictly_met([elsewhere], [ANSWER])


def test_strictly_met_asks_for_nothing_else_that_is_loud():
    other = replace(MARKER, id="m9", code="F1", referent="the sea", level="notable")
    assert not judging.strictly_met([MARKER, other], [ANSWER])
    assert judging.strictly_met([MARKER, replace(other, level="minor")], [ANSWER])


def test_a_comparison_weighs_as_its_heaviest_change():
    weighed = [SimpleNamespace(weight=12), SimpleNamespace(weight=30), SimpleNamespace(weight=0)]
    assert judging.heaviest(SimpleNamespace(changes=weighed)) == 30
    assert judging.heaviest(CHANGED) == max(change.weight for change in CHANGED.changes) > 0
    assert judging.heaviest(SimpleNamespace(changes=())) == judging.heaviest(None) == 0


# ---- labels ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "referent",
    [
        "the reach of reaffirmed their support for ASEAN efforts to conclude an effective",
        "the reach of",
        "the harbour and the",
        "of the harbour",
        "the harbour will be closed",
        "the (harbour at Velm",
        "the “harbour",
        " ",
        "a harbour " * 20,
    ],
)
def test_what_is_no_noun_phrase_is_seen(referent):
    assert list(faults_of(referent, "en"))


@pytest.mark.parametrize(
    "referent",
    [
        "the reach of support for the harbour at Velm",
        "sanctions",
        "the ministers who are in Velm",
        "an initiative",
        "net-zero emissions by 2050",
        "the area closed by the coast guard",
    ],
)
def test_a_noun_phrase_is_well_formed(referent):
    assert list(faults_of(referent, "en")) == []


def test_words_for_us_and_claims_without_earlier_texts_are_seen():
    said = replace(MARKER, rationale="Named for the first time. The pack knows it.", terms=())
    assert {check for check, _ in labels.faults(said, "en", with_earlier=False)} >= {labels.FIRST, labels.FORBIDDEN}
    assert labels.FIRST not in {check for check, _ in labels.faults(said, "en", with_earlier=True)}
    quoted = replace(MARKER, rationale="“a pack of wolves” becomes “wolves”.", terms=())
    assert labels.FORBIDDEN not in {check for check, _ in labels.faults(quoted, "en", with_earlier=False)}


def test_opposite_claims_on_one_change_are_seen():
    one = replace(MARKER, level="notable", direction="softened")
    assert list(labels.contradictions((one, replace(one, id="m9", direction="strengthened"))))
    assert not list(labels.contradictions((one, replace(one, id="m9", direction="softened"))))


def test_accounts_of_several_processes_are_joined():
    one, other = Comparer(), Comparer()
    one.compare("The port is open.", "The port is closed.", "a pair")
    other.compare(CHANGED.old, CHANGED.new, "another")
    markers, quotes = one.labels.markers, one.quotes
    one.join(other)
    assert one.compared == 2
    assert one.labels.markers == markers + other.labels.markers
    assert one.quotes == quotes + other.quotes


def test_every_measure_can_be_sent_to_a_process():
    measures = [each for group in evaluate.MEASURES.values() for each in group]
    for measure in (*measures, *evaluate.ALWAYS, briefs.sealed_half):
        assert pickle.loads(pickle.dumps(measure)) is measure
    part, account = evaluate.measured("ordinary", unrelated.measured)
    assert pickle.loads(pickle.dumps(part)).figures == part.figures
    assert pickle.loads(pickle.dumps(account)).compared == account.compared


def test_no_label_of_a_sealed_corpus_is_quoted():
    def shows(comparer):
        comparer.labels.note("referent", "a.rule", "words of a sealed case")
        return unrelated.Part("", "")

    assert evaluate.measured("blind_cases", shows)[1].labels.examples == {}
    assert evaluate.measured("own_cases", shows)[1].labels.examples


# ---- corpora ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["changes", "harmless"])
@pytest.mark.parametrize("corpus", ordinary.TITLES)
def test_ordinary_cases_are_edits_of_their_texts(corpus, name):
    cases = corpora.cases(corpora.CORPORA[corpus] / f"{name}.jsonl")
    texts = ordinary.texts(corpus)
    assert len(cases) >= 120
    assert len({case["id"] for case in cases}) == len(cases)
    for case in cases:
        assert texts[case["text"]]["text"].count(case["old"]) == 1, case
        assert case["old"] != case["new"]
    sealed = sum(ordinary.is_sealed(case["id"]) for case in cases)
    assert 0.4 < sealed / len(cases) < 0.6


def test_an_ordinary_edit_is_found_at_its_place():
    case = {"text": "", "old": "shall", "new": "may"}
    old = f"They met in May. {CHANGED.old.text}"
    new, old_span, new_span = ordinary.edited(old, case)
    assert new == f"They met in May. {CHANGED.new.text}"
    assert old[old_span.start : old_span.stop] == "shall"
    comparison = diple.compare(old, new)
    assert ordinary.is_marked(comparison, old_span, new_span)
    assert not ordinary.is_marked(comparison, range(1), range(1))


def test_halves_of_the_briefs_part_each_group():
    names = [f"pair-{n}" for n in range(7)] + [f"fomc-{n}" for n in range(4)]
    open_half, sealed = briefs.half_of(names, sealed=False), briefs.half_of(names, sealed=True)
    assert sorted(open_half + sealed) == sorted(names)
    assert [sum(map(briefs.is_fomc, half)) for half in (open_half, sealed)] == [2, 2]


@pytest.mark.shared
def test_no_sealed_pair_is_read():
    if not corpora.is_here("briefs"):
        pytest.skip("the briefs do not lie beside the project")
    rows = corpora.cases(corpora.CORPORA["briefs"] / "dev.jsonl")
    sealed = set(briefs.pairs_of_half(sealed=True))
    files = {(row["old_file"], row["new_file"]) for row in rows if row["pair"] in sealed}
    assert [p["title"] for p in reading.pairs() if (f"data/{p['old']}", f"data/{p['new']}") in files] == []


def test_documents_are_measured_or_fitted():
    measured = sum(edits.is_measured(str(number)) for number in range(1000))
    assert 150 < measured < 250


# ---- the code of the rules -------------------------------------------------------------------------


def test_circles_are_seen():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}
    assert structure.circles(graph) == [{"b", "c"}]


def test_local_imports_count_and_those_for_types_do_not():
    tree = ast.parse("if TYPE_CHECKING:\n    import x\ndef f():\n    import y\n")
    names = [alias.name for node in structure.statements(tree) if isinstance(node, ast.Import) for alias in node.names]
    assert names == ["y"]


def test_guards_of_a_function():
    tree = ast.parse(
        "def f(a, b):\n    if a and not b:\n        return [x for x in a if x]\n    return b if a else a\n"
    )
    (_, function), *_ = mutation.functions_of(tree)
    texts = [ast.unparse(slot.read()) for slot in mutation.slots_of(function)]
    assert sorted(texts) == ["a", "a", "a and (not b)", "not b", "x"]


def test_a_changed_guard_is_compiled_and_taken_back(tmp_path, monkeypatch):
    path = tmp_path / "guarded.py"
    path.write_text("def f(a):\n    if a:\n        return 1\n    return 2\n", encoding="utf-8")
    scope = {}
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), scope)
    monkeypatch.setattr(mutation, "MARK", tmp_path)
    (guard,) = mutation.guards()
    new = mutation.compiled(path, [(guard, lambda expression: mutation.changed(expression, "inverted"))])
    running = SimpleNamespace(functions={(str(path), "f"): [scope["f"]]}, clear=lambda path: None)
    with mutation.Running.exchanged(running, path, ["f"], new):
        assert scope["f"](True) == 2
    assert scope["f"](True) == 1


def test_a_case_that_raises_or_does_not_end_kills_a_mutant(monkeypatch):
    def hangs():
        while True:
            pass

    def raises():
        raise KeyError

    monkeypatch.setattr(mutation, "SECONDS", 1)
    assert not mutation.ends_well(SimpleNamespace(passes=hangs))
    assert not mutation.ends_well(SimpleNamespace(passes=raises))
    assert mutation.ends_well(SimpleNamespace(passes=lambda: True))
