"""Spells whole numbers below a thousand million in words, by the grammar of each language: what the rules read, the
other way round and written apart from their tables.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random


def _listed(words: str) -> list[str]:
    return words.split()


_EN = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = _listed("- - twenty thirty forty fifty sixty seventy eighty ninety")
_FR = _listed(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_FR_TENS = _listed("- - vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
_ES = _listed(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_ES_TENS = _listed("- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _listed(
    "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
# Each case in turn: nominative, genitive, dative, accusative, instrumental, prepositional.
_RU_CASES = 6
_RU = {
    1: "один одного одному один одним одном",
    2: "два двух двум два двумя двух",
    3: "три трёх трём три тремя трёх",
    4: "четыре четырёх четырём четыре четырьмя четырёх",
    40: "сорок сорока сорока сорок сорока сорока",
    90: "девяносто девяноста девяноста девяносто девяноста девяноста",
    100: "сто ста ста сто ста ста",
    200: "двести двухсот двумстам двести двумястами двухстах",
    300: "триста трёхсот трёмстам триста тремястами трёхстах",
    400: "четыреста четырёхсот четырёмстам четыреста четырьмястами четырёхстах",
}
_RU_STEMS = {
    5: "пят", 6: "шест", 7: "сем", 9: "девят", 10: "десят", 11: "одиннадцат", 12: "двенадцат", 13: "тринадцат",
    14: "четырнадцат", 15: "пятнадцат", 16: "шестнадцат", 17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат",
    20: "двадцат", 30: "тридцат",
}  # fmt: skip
_RU_SOFT = ("ь", "и", "и", "ь", "ью", "и")
_RU_THOUSAND = (
    ("тысяча", "тысячи", "тысяче", "тысячу", "тысячей", "тысяче"),
    ("тысячи", "тысяч", "тысячам", "тысячи", "тысячами", "тысячах"),
)
_ZH = "零一二三四五六七八九"
_AR = _listed("- واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة")
_AR_TENS = _listed("- عشر عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون")
_AR_HUNDREDS = _listed("- مائة مائتان ثلاثمائة أربعمائة خمسمائة ستمائة سبعمائة ثمانمائة تسعمائة")


def english(number: int, random: Random) -> str:
    """Two million, four hundred thousand and five; with or without "and"."""
    words = [
        f"{_english(number // scale % 1000, random)} {name}"
        for scale, name in ((10**6, "million"), (1000, "thousand"))
        if number // scale % 1000
    ]
    if rest := number % 1000:
        words += (["and"] if words and rest < 100 and random.random() < 0.5 else []) + [_english(rest, random)]
    return " ".join(words)


def _english(number: int, random: Random) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_EN[hundreds]} hundred"] if hundreds else []
    if words and rest and random.random() < 0.7:
        words.append("and")
    if rest:
        ones = "" if rest < 20 or not rest % 10 else random.choice(" -") + _EN[rest % 10]
        words.append(_EN[rest] if rest < 20 else _EN_TENS[rest // 10] + ones)
    return " ".join(words)


def french(number: int, random: Random) -> str:
    """Quatre-vingt-dix mille deux cents; hyphens everywhere, as of 1990, or only below a hundred."""
    millions, thousands, rest = number // 10**6, number // 1000 % 1000, number % 1000
    words = [f"{_french(millions, True)} million{'s' * (millions > 1)}"] if millions else []
    if thousands:
        words.append("mille" if thousands == 1 else f"{_french(thousands, False)} mille")
    if rest:
        words.append(_french(rest, True))
    said = " ".join(words)
    return said.replace(" ", "-") if not millions and random.random() < 0.3 else said


def _french(number: int, last: bool) -> str:
    hundreds, rest = divmod(number, 100)
    words = []
    if hundreds:
        words = ["cent" if hundreds == 1 else f"{_FR[hundreds]} cent{'s' * (last and not rest)}"]
    if not rest:
        return words[0]
    tens, ones = rest // 10, rest % 10
    if rest < 20:
        words.append(_FR[rest])
    else:
        ones += 10 * (tens in (7, 9))
        if ones in (1, 11) and tens < 8:
            words.append(f"{_FR_TENS[tens]} et {_FR[ones]}")
        else:
            words.append(f"{_FR_TENS[tens]}-{_FR[ones]}" if ones else _FR_TENS[tens] + "s" * (last and tens == 8))
    return " ".join(words)


def spanish(number: int, random: Random) -> str:
    """Dos millones cuatrocientos mil treinta y cinco, before a masculine or feminine noun."""
    feminine = random.random() < 0.3
    millions, thousands, rest = number // 10**6, number // 1000 % 1000, number % 1000
    words = []
    if millions:
        words.append("un millón" if millions == 1 else f"{_spanish(millions, False)} millones")
    if thousands:
        words.append("mil" if thousands == 1 else f"{_spanish(thousands, feminine)} mil")
    if rest:
        words.append(_spanish(rest, feminine))
    return " ".join(words)


def _spanish(number: int, feminine: bool) -> str:
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    words = [_ES_HUNDREDS[hundreds]] if hundreds else []
    if rest:
        words.append(_ES[rest] if rest < 30 else _ES_TENS[rest // 10] + (f" y {_ES[rest % 10]}" if rest % 10 else ""))
    said = " ".join(words)
    if feminine:
        return (
            (said.replace("ientos", "ientas").replace("quinientos", "quinientas") + "§")
            .replace("uno§", "una")
            .strip("§")
        )
    return (said + "§").replace("veintiuno§", "veintiún").replace("uno§", "un").strip("§")


def russian(number: int, random: Random) -> str:
    """Двумя миллионами четырьмястами тысячами, in any case, one for the whole number."""
    case = random.randrange(_RU_CASES)
    words = []
    for scale in (10**6, 1000):
        if count := number // scale % 1000:
            words += [_russian(count, case, feminine=scale == 1000), _russian_scale(count, scale, case)]
    if rest := number % 1000:
        words.append(_russian(rest, case, feminine=False))
    return " ".join(words)


def _russian(number: int, case: int, *, feminine: bool) -> str:
    parts = [number // 100 * 100] if number >= 100 else []
    rest = number % 100
    parts += [part for part in ((rest,) if rest < 20 else (rest // 10 * 10, rest % 10)) if part]
    return " ".join(_russian_word(part, case, feminine and part == parts[-1]) for part in parts)


def _russian_word(number: int, case: int, feminine: bool) -> str:
    if feminine and number == 1:
        return ("одна", "одной", "одной", "одну", "одной", "одной")[case]
    if feminine and number == 2 and case in (0, 3):
        return "две"
    if number in _RU:
        return _RU[number].split()[case]
    if number in _RU_STEMS:
        return _RU_STEMS[number] + _RU_SOFT[case]
    if number == 8:
        return ("восемь", "восьми", "восьми", "восемь", "восемью", "восьми")[case]
    if number < 100:  # пятьдесят, пятидесяти, пятьюдесятью
        return _russian_word(number // 10, case, False) + ("десят" + ("" if case in (0, 3) else _RU_SOFT[case]))
    return _russian_word(number // 100, case, False) + ("сот", "сот", "стам", "сот", "стами", "стах")[case]


def _russian_scale(count: int, scale: int, case: int) -> str:
    one = count % 10 == 1 and count % 100 != 11
    few = 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14
    many = case in (0, 3) and not one and not few
    if scale == 1000:
        return "тысяч" if many else _RU_THOUSAND[not one][case]
    if one:
        return "миллион" + ("", "а", "у", "", "ом", "е")[case]
    if case in (0, 3):
        return "миллиона" if few else "миллионов"
    return "миллион" + ("", "ов", "ам", "", "ами", "ах")[case]


def chinese(number: int, random: Random) -> str:
    """四百零二万三千零五十, now and then with 两 for 二 before a large place."""
    myriads, rest = divmod(number, 10_000)
    said = f"{_chinese(myriads)}万" if myriads else ""
    if rest:
        said += "零" * (bool(myriads) and rest < 1000) + _chinese(rest)
    if random.random() < 0.5:
        said = said.replace("二千", "两千").replace("二百", "两百")
    return said[1:] if said.startswith("一十") else said


def _chinese(number: int) -> str:
    said, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if not digit:
            gap = bool(said)
            continue
        said, gap = said + "零" * gap + _ZH[digit] + name, False
    return said


def arabic(number: int, random: Random) -> str:
    """أربعة آلاف وخمسمائة, in the nominative."""
    millions, thousands, rest = number // 10**6, number // 1000 % 1000, number % 1000
    words = [_arabic_scale(millions, "مليون", "مليونان", "ملايين")] if millions else []
    if thousands:
        words.append(_arabic_scale(thousands, "ألف", "ألفان", "آلاف"))
    if rest:
        words.append(_arabic(rest))
    return " و".join(words)


def _arabic_scale(count: int, one: str, two: str, few: str) -> str:
    if count < 3:
        return one if count == 1 else two
    return f"{_arabic(count)} {few if 3 <= count % 100 <= 10 else one}"


def _arabic(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [_AR_HUNDREDS[hundreds]] if hundreds else []
    if 0 < rest <= 10:
        words.append(_AR[rest])
    elif 10 < rest < 20:
        words.append({11: "أحد عشر", 12: "اثنا عشر"}.get(rest, f"{_AR[rest % 10]} عشر"))
    elif rest:
        words += [_AR[rest % 10]] * (rest % 10 > 0) + [_AR_TENS[rest // 10]]
    return " و".join(words)


SPELL: dict[str, Callable[[int, Random], str]] = {
    "ar": arabic,
    "en": english,
    "es": spanish,
    "fr": french,
    "ru": russian,
    "zh": chinese,
}
