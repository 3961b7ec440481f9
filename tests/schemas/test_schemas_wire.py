import json
from dataclasses import fields, is_dataclass
from typing import get_args

import pytest
from jsonschema import Draft202012Validator

import diple
from diple import explanation, model, result
from diple.archive.statements import contract
from diple.archive.statements.contract import EventKind
from diple.lexicon import MarkerKind
from diple.schemas import archived, dump_comparison
from diple.schemas import comparison as wire
from diple.schemas.archived import EventSchema
from diple.schemas.published import comparison_schema, documents, openapi
from diple.segment.language import LANGUAGE_NAMES
from drawings import ROOT, drawn
from sampled import SAMPLES, compared

PAIRS = {
    "plain": ("The Parties shall meet.", "The Parties should meet."),
    "empty of change": ("The Parties shall meet.", "The Parties shall meet."),
    "two languages": ("The Parties shall meet on 4 May.", "Стороны встретятся 4 мая."),
    "unknown language": ("Qapla' batlh je.", "Qapla' batlh."),
    "all new": ("One thing is said here.", "双方重申一个中国原则。"),
    "lone surrogate": ("A \ud800 surrogate stands here.", "A surrogate stands here."),
}


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((ROOT / "schemas" / "comparison.v1.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_results_are_as_published(validator, pair):
    validator.validate(diple.compare(*pair).to_dict())


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_samples_are_as_published(validator, folder):
    comparison = compared(folder)
    dumped = comparison.to_dict()
    validator.validate(dumped)
    assert json.loads(comparison.to_json()) == dumped


def test_the_schema_refuses_what_is_not_a_comparison(validator):
    good = diple.compare(*PAIRS["plain"]).to_dict()
    for wrong in (
        {"schema": "diple.comparison/2"},
        {"mode": "guess"},
        {"changes": [{**good["changes"][0], "noise": "loud"}]},
        {"changes": [{k: v for k, v in good["changes"][0].items() if k != "old"}]},
        {"segments": None},
    ):
        assert not validator.is_valid({**good, **wrong}), wrong


def test_keys_come_in_the_published_order():
    dumped = diple.compare(*PAIRS["plain"]).to_dict()
    assert list(dumped)[:3] == ["schema", "id", "engine"]
    assert list(dumped) == list(comparison_schema()["properties"])
    for key, name in (("old", "Statement"), ("segments", "Segment"), ("changes", "Change"), ("markers", "Marker")):
        found = dumped[key][0] if isinstance(dumped[key], list) else dumped[key]
        published = comparison_schema()["$defs"][name]
        assert list(found) == [each for each in published["properties"] if each in published["required"]]


@pytest.mark.parametrize(
    ("schema", "kind", "kept_back"),
    [
        (wire.StatementSchema, model.Statement, {"sentences", "source"}),
        (wire.SegmentSchema, model.Segment, set()),
        (wire.ChangeSchema, model.Change, set()),
        (wire.MarkerSchema, model.Marker, set()),
        (wire.TermSchema, model.Term, set()),
        (wire.RuleSchema, model.RuleRef, set()),
        (wire.SelectorSchema, model.Selector, set()),
        (wire.QuoteSchema, model.Quote, set()),
        (wire.NoticeSchema, model.Notice, set()),
        (wire.BlockSchema, model.Block, set()),
        (wire.CoverageSchema, model.Coverage, set()),
        (wire.EngineSchema, result.Engine, set()),
        (wire.PackSchema, result.PackRef, set()),
        (wire.SummarySchema, result.Summary, set()),
        (wire.KindSchema, MarkerKind, {"weight", "direction", "also_called", "signal", "example"}),
        (wire.ConceptNoteSchema, explanation.ConceptNote, set()),
        (wire.GlossarySchema, explanation.Glossary, set()),
        (wire.ComparisonSchema, result.Comparison, {"lexicon", "told"}),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_nothing_of_the_model_is_forgotten(schema, kind, kept_back):
    names = {field.name for field in fields(kind)} if is_dataclass(kind) else set(kind._fields)
    assert names - set(schema().fields) == kept_back


def test_a_side_without_words_is_null_and_a_segment_without_spans_empty():
    dumped = dump_comparison(drawn("- Dropped.", "+ Added.", "  The same."))
    dropped, added = dumped["changes"]
    assert (dropped["kind"], dropped["new"]) == ("delete", None)
    assert (added["kind"], added["old"]) == ("insert", None)
    assert dumped["segments"][0]["new"] == []
    assert dumped["segments"][1]["old"] == []


def test_offsets_are_code_points():
    comparison = diple.compare("𝔘 stands here. The Parties shall meet.", "𝔘 stands here. The Parties should meet.")
    for change in comparison.to_dict()["changes"]:
        for side, statement in (("old", comparison.old), ("new", comparison.new)):
            quote = change[side]
            assert statement.text[quote["start"] : quote["end"]] == quote["quote"]


def test_published_files_are_fresh():
    published = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").glob("*.json")}
    for name, text in documents().items():
        assert published[name] == text, f"{name} is stale: run `diple schemas`"


def test_openapi_refers_only_to_what_it_defines():
    text = json.dumps(openapi())
    defined = openapi()["components"]["schemas"]
    referred = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert referred <= set(defined)
    assert openapi()["openapi"].startswith("3.1")
    for name in defined:
        Draft202012Validator.check_schema({**defined[name], "components": openapi()["components"]})


def test_the_wire_form_names_the_events_that_the_archive_has():
    assert EventSchema().fields["kind"].validate.choices == get_args(EventKind)


def test_the_wire_form_names_what_the_archive_knows_of_statements():
    assert (archived.LEVELS, archived.STATUSES) == (contract.LEVELS, contract.STATUSES)
    assert tuple(LANGUAGE_NAMES) == archived.LANGUAGES
