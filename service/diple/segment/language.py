"""Which language a text is in: by its script, its function words, and letters that few languages have.

    detect_language("Os países aprofundam a cooperação")   # "und": no language of Diple
    identified("Os países aprofundam a cooperação")        # Identified(language="und", named="pt", is_sure=True, …)

A text of few words, or one whose function words speak for two languages, is identified by its groups of letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from diple.composing import composed
from diple.letters import groups
from diple.lexicon.tables import language_table, languages, neutral_table
from diple.model import Block

LANGUAGE_NAMES = {
    "en": "English",
    "ru": "Russian",
    "zh": "Chinese",
    "fr": "French",
    "es": "Spanish",
    "ar": "Arabic",
    "und": "a language Diple does not know",
}

_SLICES = 6
_SLICE = 250  # characters
# With the sign of elision (l', d'); no initials. Plain words in small letters come first: they are the cheapest to try.
_WORDS = re.compile(r"[a-z]{2,}+(?=[ ,;:)\n])|[^\W\d_]{2,}'?|[^\W\d_](?!\.)'?")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]")
_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\u1100-\u11ff\uac00-\ud7af]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPT = re.compile(
    r"[^\W\d_A-Za-z\u00aa\u00ba\u00c0-\u024f\u0400-\u052f\u0600-\u06ff\u0750-\u077f\u3040-\u30ff\u31f0-\u31ff\u1100-\u11ff"
    r"\uac00-\ud7af\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]"
)
# Full-width and mathematical letters, and Arabic letters by their place in a word: forms of those of the alphabet.
_STYLED = re.compile("[\uff21-\uff5a\U0001d400-\U0001d7ff\ufb50-\ufdff\ufe70-\ufefc]")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f\u0400-\u052f]")
_LETTER_WEIGHT = 3.0
_LETTERS_OF_HAN = 3  # a character says as much as three letters
_MOSTLY = 0.6  # share of the letters from which a text is of one script
_FEW_WORDS = 25  # from here on a text without many function words is in a language that we do not know
_LEAST_SHARE = 0.16
_HARDLY = 0.02  # of the words
# How many times the evidence for the next language lets function words alone decide, in a few words and in many.
# Measured on declarations in 17 languages: a wrong language has at most 1.43 and 1.23 times that of the next.
_CLEAR, _CLEAR_OF_MANY, _MANY_WORDS = 1.5, 1.25, 100
# How far a language is ahead of the next one, in nats, where it is sure: where it has more function words than any
# other language, and where another has as many. Measured on 4,505 lines of 20 to 60 characters in eleven languages: 7 %
# are not sure, and 1 of the others is in another language. With 8 for both 4 % were not sure, and 4 lines were wrong.
_SURE, _SURE_OF_A_TIE = 8.0, 16.0
_SECOND_SCRIPT = 0.25  # of the letters in other scripts, from which few words say for sure nothing
_SAME_WORDS = 0.5  # of the words of the shorter text, from which two texts are in one language


_PLAIN_WORDS = 20  # of a paragraph in the script of the text, from which its language is plain
_SHARE_ARTICLE = 0.12  # of the words; in Arabic texts 0.18 to 0.35
_FEW_LETTERS = 15
_BEGINNING = 300  # characters of a paragraph that tell its language
_OF_LATIN = frozenset({"en", "fr", "es"})
# What nearly all paragraphs in other languages have and English ones have not, and what nearly all English ones have.
_NOT_ENGLISH = re.compile(r"[^\x00-\x7f\u00a0-\u00bf\u2000-\u206f]")
_THE = re.compile(r"\bthe\b", re.IGNORECASE)
_OWN_SCRIPT = {"ru": _CYRILLIC, "zh": _HAN, "ar": _ARABIC}
_OWN_SHARE = 0.3  # of the characters of a paragraph, in the one script that no other known language has
_SCRIPT_OF = dict.fromkeys(_OF_LATIN, "latin") | {"ru": "cyrillic", "zh": "han", "ar": "arabic"}


class Identified(NamedTuple):
    """A language of Diple, or "und"; the likeliest of all, "" where nothing shows it; and whether both are sure.

    `rival` is the likeliest after it, where it is not sure.
    """

    language: str
    named: str
    is_sure: bool = True
    rival: str = ""


_NOTHING = Identified("und", "")


class _Evidence(NamedTuple):
    """For a word or letter: the languages it speaks for. `known` are those that Diple segments."""

    known: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    letters: dict[str, tuple[str, ...]]
    rare: re.Pattern[str]


@lru_cache(maxsize=1)
def _evidence() -> _Evidence:
    table = neutral_table("detection")
    found = {language: language_table(language, "detection") for language in languages()}
    known = {language: words["words"] for language, words in found.items() if words}
    words: dict[str, tuple[str, ...]] = {}
    for language, listed in (known | table["rivals"]).items():
        for word in dict.fromkeys(listed.split()):
            words[word] = (*words.get(word, ()), language)
    letters = {letter: tuple(languages.split()) for letter, languages in table["letters"].items()}
    return _Evidence(tuple(known), words, letters, re.compile(f"[{''.join(letters)}]"))


def name_of(tag: str) -> str:
    """The English name of a language, of those too that Diple does not judge."""
    return LANGUAGE_NAMES.get(tag) or str(neutral_table("detection")["names"][tag])


def detect_language(text: str) -> str:
    """The language of `text`: "en", "ru", "zh", "fr", "es", "ar", or "und" for any other and where it is unclear.

    At most 1,500 characters are looked at, in six slices spread evenly over the text, so that a heading or a
    quotation in another language does not decide.
    """
    return identified(text).language


def identified(text: str) -> Identified:
    """The language of `text`, whether Diple judges it or not; looks at the slices of `detect_language`."""
    sample = _sample(text)
    if sample.isascii():
        return _by_words(sample.lower(), "latin")
    sample = (composed("NFKC", sample) if _STYLED.search(sample) else sample).lower().replace("’", "'")
    han = len(_HAN.findall(sample))
    arabic = len(_ARABIC.findall(sample))
    cyrillic = len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    foreign = len(_KANA_OR_HANGUL.findall(sample))
    if foreign * 20 > han + foreign and foreign * 4 > latin + cyrillic + arabic:
        return _by_script(sample)
    if han * _LETTERS_OF_HAN > max(latin, cyrillic, arabic):
        return Identified("zh", "zh")
    if arabic > max(latin, cyrillic):
        return _arabic(sample)
    if len(_OTHER_LETTER.findall(sample)) > max(latin, cyrillic) + arabic + han:
        return _by_script(sample)
    script, own = ("cyrillic", cyrillic) if cyrillic > latin else ("latin", latin)
    found = _by_words(sample, script)
    is_mixed = cyrillic + latin + arabic + han - own > _SECOND_SCRIPT * own
    return found._replace(is_sure=False) if is_mixed and _is_short(sample) else found


def are_of_one_language(first: str, second: str) -> bool:
    """Whether two texts share so many words that they are in one language, whatever each looks like by itself."""
    words = [Counter(_WORDS.findall(_sample(text).lower())) for text in (first, second)]
    fewest = min(counted.total() for counted in words)
    return fewest > 0 and (words[0] & words[1]).total() > _SAME_WORDS * fewest


def foreign_blocks(text: str, blocks: Sequence[Block], language: str) -> dict[str, int]:
    """How many paragraphs of a text are in each other language that can be named, in the order in which they come.

    A paragraph counts whose letters are mostly of another script than the language's, or that has so many words that
    its own language is plain.
    """
    found: dict[str, int] = {}
    for start, end, *_ in blocks:
        words = text[start : min(end, start + _BEGINNING)]
        if _is_plainly_own(words, language):
            continue
        counted = _counted(words)
        counted["han"] *= _LETTERS_OF_HAN
        script = max(counted, key=lambda name: (counted[name], name))
        few = counted[script] < _FEW_LETTERS or counted[script] < _MOSTLY * sum(counted.values())
        if few or (script in _SCRIPT_OF.get(language, "") and len(words.split()) < _PLAIN_WORDS):
            continue
        own = identified(words)
        if own.named not in ("", language) and (own.is_sure or own.language != "und"):
            found[own.named] = found.get(own.named, 0) + 1
    return found


def _is_plainly_own(words: str, language: str) -> bool:
    """Whether one look shows that a paragraph is in the language of its text: so it is with nearly all of them."""
    if language == "en":
        return not _NOT_ENGLISH.search(words) and bool(_THE.search(words))
    if script := _OWN_SCRIPT.get(language):
        return len(script.findall(words)) > _OWN_SHARE * len(words)
    return words.isascii() and len(words.split()) < _PLAIN_WORDS


def same_script(first: str, second: str) -> bool:
    """Whether most letters of two texts are of one script; a text without letters is of any."""
    scripts = [_script(text) for text in (first, second)]
    return scripts[0] == scripts[1] or None in scripts


def may_be_in(text: str, language: str) -> bool:
    """Whether a text is mostly in the script of a language; also where it has no letters, or that is not known."""
    return language not in _SCRIPT_OF or _script(text) in (None, _SCRIPT_OF[language])


def may_be_declared(text: str, found: Identified, declared: str) -> bool:
    """Whether a text of which `found` was identified may be in the language that its file declares.

    Not where its letters are of another script, where its function words, too, are those of a language that Diple
    does not judge (a list of names alone may be in any), or where many words have hardly a function word of it.
    """
    if not may_be_in(text, declared):
        return False
    words = _WORDS.findall(_sample(text).lower().replace("’", "'"))
    spoken = Counter(tag for word in words for tag in _evidence().words.get(word, ()))
    if not found.is_sure or not found.named or found.named in LANGUAGE_NAMES:
        return found.is_sure or len(words) < _MANY_WORDS or spoken[declared] >= _HARDLY * len(words)
    return spoken[found.named] <= spoken[declared] or spoken[found.named] < _LEAST_SHARE * len(words)


def is_mixed(text: str) -> bool:
    """Whether no script has most of a text's letters: such a text is of several languages at once."""
    counted = _counted(text)
    counted["han"] *= _LETTERS_OF_HAN
    return max(counted.values()) < _MOSTLY * sum(counted.values())


def _script(text: str) -> str | None:
    counted = _counted(text)
    best = max(counted, key=lambda name: (counted[name], name))
    return best if counted[best] else None


def _counted(text: str) -> dict[str, int]:
    """The letters of each script."""
    sample = _sample(text).lower()
    scripts = {"han": _HAN, "kana": _KANA_OR_HANGUL, "arabic": _ARABIC, "cyrillic": _CYRILLIC, "latin": _LATIN}
    scripts["other"] = _OTHER_SCRIPT
    return {name: len(pattern.findall(sample)) for name, pattern in scripts.items()}


def _sample(text: str) -> str:
    if len(text) <= _SLICES * _SLICE:
        return text
    step = (len(text) - _SLICE) // (_SLICES - 1)
    return " ".join([text[at * step : at * step + _SLICE] for at in range(_SLICES)])


def _arabic(sample: str) -> Identified:
    """Arabic, unless the letters or words of Persian or Urdu outweigh it, and hardly any word has the article."""
    words = _WORDS.findall(sample)
    scores = _scores(sample, words)
    rival = max(("fa", "ur"), key=lambda language: scores.get(language, 0.0))
    score = scores.get(rival, 0.0)
    if score <= 1.0 or score < scores.get("ar", 0.0) or _has_article(words):
        return Identified("ar", "ar")
    return Identified("und", rival)


def _has_article(words: Sequence[str]) -> bool:
    """Whether so many words have the article of Arabic that letters from a Persian keyboard do not tell against it."""
    beginnings = tuple(neutral_table("detection")["article"]["ar"].split())
    return sum(word.startswith(beginnings) for word in words) > _SHARE_ARTICLE * len(words)


def _by_script(sample: str) -> Identified:
    """A language that Diple does not know, named where its script is its own."""
    scripts = neutral_table("detection")["scripts"]
    found = next((tag for tag, letters in scripts.items() if re.search(f"[{letters}]", sample)), "")
    return Identified("und", found)


def _is_short(sample: str) -> bool:
    return len(sample.split()) < _FEW_WORDS


def _by_words(sample: str, script: str) -> Identified:
    """The language of a text in Latin or Cyrillic letters: by function words where these are many and clear."""
    words = _WORDS.findall(sample)
    if len(words) < _FEW_WORDS:
        return _by_groups(sample, script)
    scores = _scores(sample, words)
    known = _evidence().known
    best, next_ = sorted([*scores, "", ""], key=lambda tag: (-scores.get(tag, 0.0), tag not in known, tag))[:2]
    if scores.get(best, 0.0) < _LEAST_SHARE * len(words):
        return _by_groups(sample, script)._replace(language="und")
    clear = _CLEAR if len(words) < _MANY_WORDS else _CLEAR_OF_MANY
    if scores[best] >= clear * scores.get(next_, 0.0):
        return Identified(best if best in known else "und", best)
    return _by_groups(sample, script)


def _by_groups(sample: str, script: str) -> Identified:
    """The language of a text by its groups of letters; of two that are close to one another the one of Diple.

    It is not sure where more function words are of another language, and less where as many are.
    """
    found = groups.ranked(sample, script)
    if not found:
        return _NOTHING
    known = _evidence().known
    (named, lead), (rival, _) = found[:2]
    scores = _scores(sample, _WORDS.findall(sample))
    own = scores.get(named, 0.0)
    others = max((score for tag, score in scores.items() if tag != named), default=0.0)
    if lead >= (_SURE if own > others else _SURE_OF_A_TIE) and own >= others:
        return Identified(named if named in known else "und", named)
    if lead < _SURE and rival in known and named not in known:
        named, rival = rival, named
    return Identified(named if named in known else "und", named, is_sure=False, rival=rival)


def _scores(sample: str, words: Sequence[str]) -> dict[str, float]:
    """The evidence for each language: a word counts one for each that has it, a rare letter three."""
    evidence = _evidence()
    scores: dict[str, float] = {}
    for word, times in Counter(words).items():
        for language in evidence.words.get(word, ()):
            scores[language] = scores.get(language, 0.0) + times
    if not sample.isascii():
        for letter in evidence.rare.findall(sample):
            for language in evidence.letters[letter]:
                scores[language] = scores.get(language, 0.0) + _LETTER_WEIGHT
    return scores
