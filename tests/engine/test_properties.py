"""What must hold of any comparison: of thousands of generated pairs, and of every sample."""

import pytest
from hypothesis import HealthCheck, given, settings
from rebuilding import assert_sound, rebuilt_new

import diple
from campaign import count
from diple.statement import read_beside
from sampled import SAMPLES, compared, sides
from statements import pairs

many = settings(max_examples=count(200, 10_000), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def revised(old: str, new: str, **options: object) -> diple.Comparison:
    return diple.compare(old, new, mode="revision", markers=False, **options)


def mirrored(comparison: diple.Comparison) -> set[tuple]:
    status = {"dropped": "added", "added": "dropped"}
    return {(status.get(s.status, s.status), s.moved, s.new, s.old, len(s.changes)) for s in comparison.segments}


@many
@given(pairs())
def test_both_texts_are_rebuilt_and_every_token_stands_once(pair):
    assert_sound(revised(*pair))


@many
@given(pairs())
def test_exchanging_the_texts_mirrors_the_result(pair):
    old, new = pair
    forth, back = revised(old, new), revised(new, old)
    assert mirrored(forth) == {(s.status, s.moved, s.old, s.new, len(s.changes)) for s in back.segments}
    sides = {(c.old, c.new, c.noise) for c in forth.changes}
    assert sides == {(c.new, c.old, c.noise) for c in back.changes}


@given(pairs())
def test_a_text_does_not_differ_from_itself(pair):
    assert revised(pair[0], pair[0]).changes == ()


@given(pairs())
def test_succession_is_as_sound_as_revision(pair):
    assert_sound(diple.compare(*pair, mode="succession", markers=False))


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_every_sample_is_rebuilt(folder):
    comparison = compared(folder)
    if comparison.mode != "translation":
        assert_sound(comparison)


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_the_same_bytes_give_the_same_json(folder):
    assert diple.compare(*sides(folder)).to_json() == compared(folder).to_json()


def test_the_rebuilding_notices_a_missing_change():
    comparison = revised("The Parties shall meet.", "The Parties should meet.")
    maimed = diple.Comparison(
        comparison.old,
        comparison.new,
        comparison.mode,
        comparison.mode_reason,
        tuple(type(s)(s.id, s.status, s.old, s.new, s.moved, ()) for s in comparison.segments),
        (),
        (),
        comparison.engine,
    )
    with pytest.raises(AssertionError):
        assert rebuilt_new(maimed) == comparison.new.text


@settings(max_examples=count(100, 3_000), deadline=None)
@given(pairs())
def test_chinese_words_are_kept_whole_and_nothing_is_lost(pair):
    old, new = (diple.read(text, language="zh") for text in pair)
    assert_sound(diple.compare(old, new, mode="revision", markers=False))


@given(pairs())
def test_reading_beside_another_text_changes_nothing(pair):
    old = diple.read(pair[0])
    assert read_beside(pair[1], old) == diple.read(pair[1])
