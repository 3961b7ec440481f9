"""Web annotations: each selector finds its words, by position and by quotation, and each marker is there once."""

import json
from base64 import urlsafe_b64decode
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given, settings
from tests.engine.statements import pairs
from tests.render.marked import marker

from diple import compare
from diple.render import render
from drawings import drawn
from sampled import SAMPLES, compared


def collection(comparison):
    return json.loads(render(comparison, "annotations"))


def texts_by_id(comparison):
    """The texts by the names that the annotations give them, made anew from their digests."""
    return {
        sha256(side.text.encode("utf-8", "surrogatepass")).digest(): side.text
        for side in (comparison.old, comparison.new)
    }


def assert_selectors_hold(comparison):
    texts = texts_by_id(comparison)
    found = 0
    for annotation in collection(comparison)["first"]["items"]:
        for target in annotation["target"]:
            if "selector" not in target:
                continue
            found += 1
            text = texts[urlsafe_b64decode(target["source"]["id"].removeprefix("ni:///sha-256;") + "=")]
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
    return found


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_the_selectors_of_each_sample_hold(folder):
    comparison = compared(folder)
    assert assert_selectors_hold(comparison) == sum(len(m.old) + len(m.new) for m in comparison.markers)


@settings(max_examples=30, deadline=None)
@given(pairs())
def test_the_selectors_of_any_pair_hold(pair):
    assert_selectors_hold(compare(*pair, mode="revision"))


def test_each_marker_is_an_annotation():
    found = collection(
        drawn("  One [two|twi] three.", markers=[marker(contested=True, counter_reading="It is rhetoric.")])
    )
    assert (found["type"], found["total"], found["first"]["type"]) == ("AnnotationCollection", 1, "AnnotationPage")
    (annotation,) = found["first"]["items"]
    assert annotation["motivation"] == ["classifying", "commenting"]
    assert [(body["purpose"], body["value"]) for body in annotation["body"]] == [
        ("classifying", "F1 formula_dropped"),
        ("commenting", "“two” → “twi”"),
        ("commenting", "Formula dropped, softened: the tie"),
        ("commenting", "It is gone."),
        ("questioning", "It is rhetoric."),
    ]
    assert (annotation["diple:score"], annotation["diple:changes"]) == (85, ["c1"])


def test_a_marker_without_evidence_speaks_of_compared():
    (annotation,) = collection(drawn("  One.", markers=[marker(old=(), changes=())]))["first"]["items"]
    assert [target["dc:title"] for target in annotation["target"]] == ["The old statement", "The new statement"]


def test_ids_are_uuids_that_stay_the_same():
    found = collection(drawn("  One [two|twi]."))
    assert UUID(found["id"].removeprefix("urn:uuid:")).version == 5
    assert found["id"] == collection(drawn("  One [two|twi]."))["id"] != collection(drawn("  One [two|too]."))["id"]
