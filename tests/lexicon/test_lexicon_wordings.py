"""What the wordings of the packs make of whole comparisons: no limits in every language, the Chinese duty."""

import pytest

import diple
from diple.lexicon import Lexicon

# By language: sentences with the formula, what is there instead, and a sentence that stays.
NO_LIMITS = {
    "en": (
        [
            (
                "The two sides reaffirmed that their friendship has no limits",
                "The two sides reaffirmed their friendship",
            ),
            (
                "The two sides will deepen their partnership without limits",
                "The two sides will deepen their partnership",
            ),
        ],
        "The ministers will meet in Delm in the spring to review the work",
    ),
    "fr": (
        [
            (
                "Les deux parties ont réaffirmé que leur amitié ne connaît pas de limites",
                "Les deux parties ont réaffirmé leur amitié",
            ),
            (
                "Les deux parties approfondiront leur partenariat sans limites",
                "Les deux parties approfondiront leur partenariat",
            ),
        ],
        "Les ministres se réuniront à Delm au printemps pour examiner les travaux",
    ),
    "es": (
        [
            ("Las dos partes reafirman que su amistad no tiene límites", "Las dos partes reafirman su amistad"),
            ("Las dos partes profundizarán su asociación sin límites", "Las dos partes profundizarán su asociación"),
        ],
        "Los ministros se reunirán en Delm en la primavera para examinar los trabajos",
    ),
    "ru": (
        [
            ("Стороны подтверждают, что их дружба не имеет границ", "Стороны подтверждают свою дружбу"),
            ("Стороны будут укреплять свою дружбу без границ", "Стороны будут укреплять свою дружбу"),
        ],
        "Министры встретятся в Дельме весной, чтобы рассмотреть ход работы",
    ),
    "zh": (
        [
            ("双方重申两国友好没有止境", "双方重申两国友好"),
            ("双方愿深化两国无止境的友谊", "双方愿深化两国的友谊"),
        ],
        "两国部长将于春季在德尔姆会晤",
    ),
    "ar": (
        [
            ("أكد الجانبان أن صداقتهما لا حدود لها", "أكد الجانبان صداقتهما"),
            ("أكد الجانبان شراكتهما بلا حدود", "أكد الجانبان شراكتهما"),
        ],
        "سيجتمع الوزراء في دلم في الربيع لاستعراض العمل",
    ),
}
CASES = [
    pytest.param(language, with_it, without, stays, id=f"{language}: {with_it}")
    for language, (pairs, stays) in NO_LIMITS.items()
    for with_it, without in pairs
]


def dropped(old: str, new: str, language: str) -> list[str]:
    """The concepts of which the comparison says that they were dropped."""
    texts = [diple.read(text, language=language) for text in (old, new)]
    return [concept for marker in diple.compare(*texts).markers if marker.code == "F1" for concept in marker.concepts]


@pytest.mark.parametrize(("language", "with_it", "without", "stays"), CASES)
def test_no_limits_is_missed_in_every_language(language, with_it, without, stays):
    stop = "。" if language == "zh" else "."
    old = f"{with_it}{stop}\n\n{stays}{stop}"
    assert "rel.no_limits_friendship" in dropped(old, f"{without}{stop}\n\n{stays}{stop}", language)
    assert "rel.no_limits_friendship" in dropped(old, f"{stays}{stop}", language)


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("必须", "应", "softened"),
        ("应", "可", "softened"),
        ("可", "应", "strengthened"),
        ("应", "必须", "strengthened"),
    ],
)
def test_the_chinese_duty_lies_between_must_and_may(old, new, direction):
    markers = diple.compare(f"缔约方{old}通知秘书处。", f"缔约方{new}通知秘书处。").markers
    assert [(marker.code, marker.direction) for marker in markers] == [("M1", direction)]


def test_a_word_for_duty_and_for_advice_is_a_collision():
    collision = Lexicon.default().collisions("zh")["应当"]
    assert (collision.concepts, collision.advice) == (("mod.duty", "mod.should"), "never_rank")
    assert diple.compare("缔约方应通知秘书处。", "缔约方应当通知秘书处。").markers == ()
