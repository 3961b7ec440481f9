"""Weights: terms add up, what comes weighs as what goes, noise weighs nothing, the same texts weigh the same."""

import pytest

import diple
from diple.lexicon import Lexicon
from diple.mark.events import events_of
from diple.mark.resolve.level import level_of
from diple.mark.weigh import Weigher
from diple.mark.weigh.coefficients import WORDS, Model, shipped
from diple.mark.weigh.features import WORD, Pair, features_of
from diple.mark.weigh.terms import headings

OLD = """The leaders met in Selmouth. They discussed trade and tourism.

The leaders condemn the seizure of two ships by Karelland and demand their release by 4 May.

They will extend the harbour programme, which has cost 40 million crowns. They thanked the hosts."""
NEW = """The leaders met in Port Callow. They discussed tourism and trade.

The leaders note the seizure of two ships.

They will review the harbour programme, which has cost 40 million crowns. They thanked the hosts.

The leaders launched a joint council on cables, with 200 million crowns until 2031."""
PAIRS = [
    (OLD, NEW),
    ("Friendship has no limits. Trade grows.", "Trade grows."),
    ("The Parties shall meet every year.", "The Parties should meet every year."),
    ("Стороны осуждают нападение на порт.", "Стороны отмечают нападение на порт."),
    ("双方谴责对港口的袭击。双方重申睦邻友好。", "双方注意到对港口的袭击。"),
    ("Les Parties condamnent l'attaque du port.", "Les Parties notent l'attaque du port."),
    ("Las Partes condenan el ataque al puerto.", "Las Partes toman nota del ataque al puerto."),
    ("يدين الطرفان الهجوم على الميناء.", "يلاحظ الطرفان الهجوم على الميناء."),
]


def weighed(old, new, mode="auto"):
    """The comparison of two texts, its events and their weights."""
    found = diple.compare(old, new, mode=mode, markers=False)
    texts = found.old, found.new, found.segments, found.changes
    events = events_of(*texts, found.mode)
    return found, events, Weigher().weigh(events, *texts, Lexicon.default(), found.mode)


@pytest.mark.parametrize("mode", ["revision", "succession"])
@pytest.mark.parametrize("pair", PAIRS)
def test_terms_add_up_to_a_weight_from_0_to_100(pair, mode):
    _, events, weights = weighed(*pair, mode=mode)
    assert events
    for weight in weights.events:
        assert 0 <= weight.value <= 100
        assert sum(term.value for term in weight.terms) == weight.value
        assert all(term.reason for term in weight.terms)


@pytest.mark.parametrize("mode", ["revision", "succession"])
@pytest.mark.parametrize("pair", PAIRS)
def test_what_comes_weighs_as_what_goes(pair, mode):
    one, other = (weighed(*texts, mode=mode)[2] for texts in (pair, pair[::-1]))
    values = [sorted(weight.value for weight in found.events) for found in (one, other)]
    assert values[0] == pytest.approx(values[1], abs=1)


@pytest.mark.parametrize("pair", PAIRS)
def test_the_same_texts_weigh_the_same(pair):
    assert weighed(*pair)[2] == weighed(*pair)[2]


def test_every_counting_change_has_the_weight_of_its_event_and_noise_has_none():
    found, events, weights = weighed(OLD.replace("harbour", "harbor"), NEW)
    counting = {change.id for change in found.changes if change.noise is None}
    assert set(weights.changes) == counting
    for weight, event in zip(weights.events, events, strict=True):
        assert all(weights.changes[id_] is weight for id_ in event.changes)


def test_a_text_beside_itself_has_no_weights():
    assert weighed(OLD, OLD)[2].events == ()


def weight_of(word):
    """The weight of the event of OLD and NEW that quotes a word."""
    found, events, weights = weighed(OLD, NEW)
    texts = (found.old.text, found.new.text)
    for weight, event in zip(weights.events, events, strict=True):
        quotes = [text[a:b] for text, spans in zip(texts, (event.old, event.new), strict=True) for a, b in spans]
        if any(word in quote for quote in quotes):
            return weight.value
    raise AssertionError(word)


@pytest.mark.parametrize(
    ("heavy", "light"),
    [("condemn", "council"), ("council", "programme"), ("programme", "tourism"), ("condemn", "tourism")],
)
def test_what_weighs_more(heavy, light):
    """Censure given up, a new body with a sum, a main verb replaced, an order of two words exchanged."""
    assert weight_of(heavy) > weight_of(light)


def test_terms_hold_each_feature_once():
    named = [name for heading in headings() for name in heading.features]
    assert len(named) == len(set(named))
    assert set(named) == {WORDS, *shipped().model("revision").coefficients}
    assert set(named) == {WORDS, *shipped().model("succession").coefficients}
    assert len(headings()) <= 12


def test_features_are_those_of_the_coefficients():
    found, events, _ = weighed(OLD, NEW)
    features = features_of(events[0], Pair(found.old, found.new, Lexicon.default(), found.mode))
    plain = {name for name in features if not name.startswith(WORD)}
    assert plain == set(shipped().model(found.mode).coefficients)


def test_each_new_word_is_a_feature_by_its_language_and_first_letters():
    found, events, _ = weighed("The Fund will lend.", "The Fund will lend on conditions.")
    features = features_of(events[0], Pair(found.old, found.new, Lexicon.default(), found.mode))
    assert {name for name in features if name.startswith(WORD)} == {"word:en:conditi"}


def test_the_known_words_of_an_event_add_to_its_weight_and_unknown_ones_do_not():
    model = Model(0.0, {WORDS: 0.5}, {}, ((-1.0, 0.2), (1.0, 0.8)), {"word:en:conditi": 0.9})
    assert model.parts({"word:en:conditi": 1.0, "word:fr:conditi": 1.0}) == {WORDS: pytest.approx(0.4)}


def test_coefficients_name_their_version_source_and_licence():
    about = shipped()
    assert about.name == "diple-weights"
    assert about.version.count(".") == 2
    assert about.source
    assert about.licence


@pytest.mark.parametrize("mode", ["revision", "succession"])
def test_the_map_to_probabilities_rises(mode):
    points = shipped().model(mode).points
    values, shares = zip(*points, strict=True)
    assert list(values) == sorted(set(values))
    assert list(shares) == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
    assert shipped().model(mode).probability(values[0] - 9) == shares[0]
    assert shipped().model(mode).probability(values[-1] + 9) == shares[-1]
    assert shares[0] < shipped().model(mode).probability((values[0] + values[1]) / 2) < shares[1]


def test_levels_are_thresholds():
    lexicon = Lexicon.default()
    for mode in ("succession", "revision"):
        (_, critical), (_, high), (_, notable) = lexicon.least_scores(mode)
        scores = (0, 1, notable - 1, notable, high, critical, 100)
        assert [level_of(score, lexicon, mode) for score in scores] == [
            *("noise", "minor", "minor", "notable", "high", "critical", "critical")
        ]
