"""Wordings that say the same: no group crosses a rank or a concept, and no beginning takes the words of another group."""

from bisect import bisect_left
from functools import partial
from itertools import combinations, product, takewhile

import pytest

from diple.lexicon import Lexicon
from diple.lexicon.fold import fold
from diple.lexicon.tables import language_table
from diple.lexicon.vocabulary import ROWS
from diple.lexicon.vocabulary.phrases import expand
from diple.mark.events.alike import bases

# The least groups of each language: fewer means that a file was lost or cut.
LEAST = {"en": 250, "es": 150, "fr": 150, "ru": 150, "zh": 150}
SHORTEST = 4  # letters of a beginning
LONGEST = 6  # words of a wording that is looked up by base forms
LIGHT = {"en": {"be", "am", "is", "are", "was", "were", "been", "being"}}


def plain(text):
    """A wording as the packs and the groups both have it."""
    return fold(" ".join(text.split())).text.replace("ё", "е")


def covers(entry, wording):
    """Whether an entry of a group is this wording, or its beginning."""
    return wording.startswith(entry[:-1]) if entry.endswith("*") else wording == entry


def concepts(language):
    """Of each form of the packs, the concepts that it may be."""
    lexicon = Lexicon.default()
    found = {}
    for concept in lexicon.concepts.values():
        for form in lexicon.forms(concept.id, language):
            found.setdefault(plain(form.text), set()).add(concept.id)
    return found


def ranks(language):
    """Of each wording of the closed classes, its ranks by kind."""
    found = {}
    for name in ROWS:
        for row in language_table(language, "classes").get(name, ()):
            for form in row["forms"] if row.get("rank") is not None else ():
                for wording in expand(form):
                    found.setdefault(plain(wording), set()).add((row["kind"], row["rank"]))
    return found


def named(entry, table, sorted_):
    """What a table says of the wordings that an entry covers; `sorted_` are its wordings in order."""
    said = plain(entry)
    if not said.endswith("*"):
        return table.get(said, set())
    first = bisect_left(sorted_, said[:-1])
    covered = takewhile(partial(covers, said), sorted_[first:])
    return set().union(*(table[wording] for wording in covered))


def heavy(wording, language):
    """The words of a wording without the forms of "to be"; all of them where it has no other."""
    words = wording.split(" ")
    return [word for word in words if word not in LIGHT.get(language, ())] or words


def with_base_forms(table, language):
    """A table that knows its wordings by the base forms of their words too, and without a form of "to be".

    As the weights read a group: an entry means all forms of its words ("stress" for "stressing"), and a phrase for
    any wording with its words ("required to" for "is required to").
    """
    found = {wording: set(what) for wording, what in table.items()}
    for wording, what in table.items():
        words = heavy(wording, language)
        if 0 < len(words) <= LONGEST:
            for forms in product(*(bases(word, language) for word in words)):
                found.setdefault(" ".join(forms), set()).update(what)
    return found


def crossing(groups, table, clash):
    """Pairs of one group that clash by what a table says of them."""
    sorted_ = sorted(table)
    for group in groups:
        said = [(entry, what) for entry in group if (what := named(entry, table, sorted_))]
        for (one, first), (other, second) in combinations(said, 2):
            if clash(first, second):
                yield one, sorted(first), other, sorted(second)


def other_concept(first, second):
    """Whether two wordings have no concept in common, nor two on one rung of a ladder."""
    return first.isdisjoint(second) and rungs(first).isdisjoint(rungs(second))


def rungs(concepts):
    """The rungs of some concepts, each as the ladder and the rank on it; those that no rung orders are left out."""
    known = Lexicon.default().concepts
    return {(known[name].ladder, known[name].rank) for name in concepts if known[name].rank is not None}


def other_rank(first, second):
    """Whether two wordings have a kind in common, and no rank on it."""
    kinds = {kind for kind, _ in first} & {kind for kind, _ in second}
    return any(not {r for k, r in first if k == kind} & {r for k, r in second if k == kind} for kind in kinds)


@pytest.fixture(params=LEAST)
def language(request):
    return request.param


@pytest.fixture
def groups(language):
    return language_table(language, "alike")["groups"]


def test_a_language_has_its_groups(language, groups):
    assert len(groups) >= LEAST[language]
    assert language_table(language, "alike")["source"]


@pytest.fixture
def read_groups(language, groups):
    """The groups as the weights read them: a form of "to be" is not asked for."""
    return [[" ".join(heavy(plain(entry), language)) for entry in group] for group in groups]


def test_no_group_holds_two_concepts(language, read_groups):
    assert list(crossing(read_groups, with_base_forms(concepts(language), language), other_concept)) == []


def test_no_group_crosses_a_rank_of_the_classes(language, read_groups):
    assert list(crossing(read_groups, with_base_forms(ranks(language), language), other_rank)) == []


@pytest.mark.parametrize(
    ("group", "clashes"),
    [
        (["demand", "urge"], 1),
        (["required to", "encouraged to"], 1),
        (["required to", "bound to"], 0),
    ],
)
def test_a_group_is_judged_by_the_base_forms_of_its_words(group, clashes):
    table = {"demands": {("directive", 9)}, "urging": {("directive", 7)}} | {
        f"is {word} to": {("modality", rank)} for word, rank in (("required", 10), ("bound", 10), ("encouraged", 3))
    }
    assert len(list(crossing([group], with_base_forms(table, "en"), other_rank))) == clashes


def test_two_concepts_on_one_rung_may_share_a_group():
    assert not other_concept({"emp.stress"}, {"emp.emphasize"})
    assert other_concept({"emp.stress"}, {"end.recall"})


@pytest.mark.parametrize(
    ("group", "clashes"),
    [
        (["condemns", "deplores"], 1),
        (["condemns", "condemned"], 0),
        (["condem*", "deplores"], 1),
        (["house", "home"], 0),
    ],
)
def test_two_concepts_in_one_group_are_found(group, clashes):
    assert len(list(crossing([group], concepts("en"), other_concept))) == clashes


def test_two_ranks_in_one_group_are_found():
    table = {"must": {("modality", 10)}, "should": {("modality", 6)}, "strong": {("force", 6)}}
    assert len(list(crossing([["must", "should", "strong"]], table, other_rank))) == 1


def test_a_group_has_two_wordings_at_least_and_none_twice(groups):
    assert [group for group in groups if len(group) < 2 or len({plain(entry) for entry in group}) < len(group)] == []


def test_no_group_stands_in_another(groups):
    whole = [frozenset(group) for group in groups]
    assert [sorted(one) for one in whole for other in whole if one < other] == []
    assert len(set(whole)) == len(whole)


def test_a_beginning_is_long_enough_and_of_one_family(groups):
    """A beginning covers no word that only another group holds."""
    begun = {entry: group for group in groups for entry in group if entry.endswith("*")}
    words = [(word, group) for group in groups for word in group if " " not in word]
    assert [entry for entry in begun if len(entry) <= SHORTEST] == []
    assert [
        (entry, word)
        for entry, own in begun.items()
        for word, group in words
        if entry not in group and word not in own and covers(entry, word.removesuffix("*"))
    ] == []


def test_no_list_of_a_language_begins_with_less(language):
    table = language_table(language, "alike")
    begun = [word for name in ("support", "connectives", "occasions") for word in table[name] if word.endswith("*")]
    assert [word for word in begun if len(word) <= SHORTEST] == []


@pytest.mark.parametrize(
    ("language", "word", "base"),
    [
        ("en", "stopped", "stop"),
        ("es", "enviarán", "enviar"),
        ("es", "mantuvo", "mantener"),
        ("es", "fue", "ser"),
        ("fr", "achèveront", "achever"),
        ("fr", "envoie", "envoyer"),
        ("fr", "ont", "avoir"),
        ("ru", "направлены", "направить"),
        ("ru", "завершающих", "завершать"),
        ("ru", "примут", "принять"),
    ],
)
def test_a_form_has_its_base_form(language, word, base):
    assert base in bases(word, language)


@pytest.mark.parametrize(("language", "word"), [("es", "paz"), ("fr", "pays"), ("ru", "мир"), ("zh", "会议")])
def test_a_word_is_no_form_of_less_than_three_letters(language, word):
    assert all(len(base) > 2 for base in bases(word, language) if base != word)
