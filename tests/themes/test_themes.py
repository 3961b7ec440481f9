"""Themes, drawn: of two invented statements of a series the subjects, each with its sentences by number."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

import diple
from diple import Comparison
from diple.archive.record import read as read_record
from diple.archive.record import written
from diple.model import Span, Statement, Theme
from diple.themes.gathering import MOST_THEMES

OPENING = "The leaders of Tolvane and Marisca met in Selmouth and spoke of the year that has passed."
MISSING = """The two sides will not rest until the fate of every missing soldier of the Korvan war is known.
A commission on missing soldiers will report to both parliaments each year. Families of missing soldiers shall receive
the findings of the commission."""
FISH = """Herring stocks in the Narrows have fallen, and the fishing fleets of both sides will catch a third less herring.
Inspectors may board fishing vessels in the Narrows. The herring catch of each vessel shall be published every month."""
FISH_LATER = """Herring stocks in the Narrows have recovered, and the fishing fleets may catch more herring than last year.
Inspectors continue to board fishing vessels in the Narrows. The herring catch is published every week."""
GLACIER = """The Oster glacier is melting faster than our observatories foresaw. Measurements of the glacier will be
shared between the observatories each spring. A third observatory beside the glacier shall open next year."""
GLACIER_LATER = """The Oster glacier has lost a tenth of its ice since our observatories began their measurements. The
observatories share measurements of the glacier each spring. The third observatory beside the glacier has opened."""
CABLES = """Damage to an undersea cable of one side is a matter of concern to both. Ships that drag anchors across undersea
cables will be traced and their owners named. A joint office for the repair of undersea cables will open in Lindhaven."""
CLOSE = "They thanked the people of Selmouth for a warm welcome."
OLD = (OPENING, MISSING, FISH, GLACIER, CLOSE)
NEW = (OPENING, CABLES, GLACIER_LATER, FISH_LATER, CLOSE)
OLD_HEADINGS = ("Arrival", "Missing soldiers", "Fishing in the Narrows", "Glacier and ice", "Thanks")
NEW_HEADINGS = ("Arrival", "Undersea cables", "Glacier and ice", "Fishing in the Narrows", "Thanks")
RUSSIAN_OLD = """Руководители Толвана и Мариски встретились в Сельмуте.

Стороны продолжат поиск пропавших солдат корванской войны. Комиссия по пропавшим солдатам ежегодно отчитывается перед
парламентами. Семьи пропавших солдат получат выводы комиссии.

Запасы сельди в проливе сократились, и рыболовные суда обеих сторон уменьшат улов сельди на треть. Инспекторы могут
подниматься на борт рыболовных судов в проливе. Улов сельди каждого судна публикуется ежемесячно."""
RUSSIAN_NEW = """Руководители Толвана и Мариски встретились в Сельмуте.

Повреждение подводного кабеля одной из сторон затрагивает обе стороны. Владельцы якорей, которые рвут подводные кабели,
будут установлены. Совместное бюро по ремонту подводных кабелей откроется в Линдхафене.

Запасы сельди в проливе восстановились, и рыболовные суда могут увеличить улов сельди. Инспекторы продолжают подниматься
на борт рыболовных судов в проливе. Улов сельди публикуется еженедельно."""
CHINESE_OLD = """托尔瓦内与马里斯卡领导人在塞尔茅斯会晤。

双方将继续寻找科尔万战争中的失踪士兵。失踪士兵委员会每年向两国议会报告。失踪士兵的家属将得到委员会的调查结果。

海峡的鲱鱼资源下降，双方渔船的鲱鱼捕捞量将减少三分之一。检查员可以登上海峡的渔船。每艘渔船的鲱鱼捕捞量应每月公布。"""
CHINESE_NEW = """托尔瓦内与马里斯卡领导人在塞尔茅斯会晤。

损坏一方的海底电缆是双方共同关切的问题。拖锚破坏海底电缆的船只将被追查。海底电缆联合维修办公室将在林德港设立。

海峡的鲱鱼资源已经恢复，渔船的鲱鱼捕捞量可以增加。检查员继续登上海峡的渔船。鲱鱼捕捞量每周公布。"""
MUSEUM = """The museum of Pereth shows forty paintings by masters of the north. Tickets cost nine crowns, and children
enter free of charge on Sundays. The café in the garden serves soup, bread and three kinds of cake."""


def text_of(paragraphs: tuple[str, ...], gap: str = "\n\n") -> str:
    return gap.join(" ".join(paragraph.split()) for paragraph in paragraphs)


def headed(headings: tuple[str, ...], paragraphs: tuple[str, ...]) -> str:
    return text_of(tuple(part for pair in zip(headings, paragraphs, strict=True) for part in pair))


def compared(old: str, new: str) -> Comparison:
    return diple.compare(old, new, mode="succession")


def drawn(comparison: Comparison) -> list[str]:
    """Each theme as `name: old sentences > new sentences status`, by name."""
    return sorted(
        f"{theme.name}: {numbers(comparison.old, theme.old)} > {numbers(comparison.new, theme.new)} {theme.status}"
        for theme in comparison.themes
    )


def numbers(statement: Statement, spans: tuple[Span, ...]) -> str:
    ends = [span.end for span in statement.sentences]
    return " ".join(str(ends.index(span.end)) for span in spans) or "-"


SERIES = compared(text_of(OLD), text_of(NEW))


def test_paragraphs_of_one_subject_are_a_theme_and_opening_and_close_are_none():
    assert drawn(SERIES) == [
        "Glacier: 7 8 9 > 4 5 6 kept",
        "Missing soldier: 1 2 3 > - gone",
        "Narrows: 4 5 6 > 7 8 9 kept",
        "Undersea cables: - > 1 2 3 new",
    ]
