"""Whether a sentence ends where it might: by the marks around, the word before and the word after."""

from __future__ import annotations

import re

from diple.segment.enclosures import BRACKETS, EITHER, OPENING, Enclosures
from diple.segment.rules import Kind, Rules, rules_for

# Where a sentence might end: the offset of its end mark, the start and end of the closing marks after it, the
# end of the sentence (behind any note reference), and the start of what follows.
Place = tuple[int, int, int, int, int]

_SPACED = ".!?…؟۔‽⁇⁈⁉．"  # end a sentence where white space follows
WIDE = "。！？｡"  # end one by themselves
ENDS = _SPACED + WIDE
HAN = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"

_INTRODUCES = (":", ",", ".", "–", "—", "-", "»", "”")  # are before direct speech
_OPENERS = OPENING + EITHER + "¿¡—–-"
_NEVER_FIRST = ",;:!?%»”)]}，、；：）」』》،؛"
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_TWO_WORDS = re.compile(r"[^\W\d_]+\s+[^\W\d_]+")
_CLAUSE = re.compile(rf"[^{ENDS}:,;，：；،؛]{{1,80}}")
_LAST_PART = re.compile(rf"[\s'’/–—‑(\[“”‘（：，、-]|[{HAN}]")
_INITIALISM = re.compile(r"(?:[^\W\d_]\.){2,}")
_VOWEL = re.compile(r"[aeiouyà-æè-ïò-öø-ýÿāăąēėęěīįōőœūůűųаеёиоуыэюяіїє]", re.IGNORECASE)
_NUMERAL = re.compile(r"\S*\d|[IVXLCDM]+(?![^\W_])|[^\W\d_](?![^\W_])")
_COUNT = re.compile(r"(?:\d|[IVXLC]+$)")
_MEASURED = re.compile(r"[\d°]$")
_LABEL = re.compile(
    r"(?:([^\W\d_]{2,}\.?)\s+)?\(?(?:\d{1,3}(?:[.-]\d{1,3})*|[IVXLCDM]{1,6}|[ivxlc]{1,5}|[^\W\d_])[.)]*"
)
_LONGEST_LABEL = 32
_WORD_REACH = 32


def is_numbered(text: str, language: str) -> bool:
    """Whether a heading opens with a label and a number: "Section 1. The port", "Part II"."""
    found = _LABEL.match(text)
    return found is not None and found.group(1) in rules_for(language).labels


class Judge:
    """Decides the places of one block, in order; `end` is the end of the block."""

    __slots__ = ("_enclosures", "_end", "_marks_until", "_rules", "_text")

    def __init__(self, text: str, end: int, enclosures: Enclosures | None, rules: Rules) -> None:
        self._text = text
        self._end = end
        self._enclosures = enclosures
        self._rules = rules
        self._marks_until = 0

    def ends(self, begin: int, place: Place) -> bool:
        """Whether the sentence that began at `begin` ends at `place`."""
        text, end = self._text, self._end
        at, closers, closed, _, following = place
        head = text[following]
        first = following
        if not head.isalnum():
            if head in _NEVER_FIRST:
                return False
            first = self._first_word(following)
            if first == end:
                return False
            head = text[first]
        if head.islower():
            return False
        if closers < closed and not self._closes_outside(begin, closed, following, first):
            return False
        if not self._has_words(begin, at):
            return False
        if text[at] != "." or text[at + 1 : at + 2] in (".", "…"):
            return not self._goes_on(at, first)
        return self._point_ends(begin, at, following, first)

    def _first_word(self, following: int) -> int:
        """Where the first word is behind opening marks."""
        text, end, first = self._text, self._end, following
        while first < end and (text[first] in _OPENERS or (first > following and text[first].isspace())):
            first += 1
        return first

    def _has_words(self, begin: int, at: int) -> bool:
        """Whether the sentence so far is more than marks; no mark is looked at twice."""
        if self._text[begin].isalnum():
            return True
        found = _LETTER_OR_DIGIT.search(self._text, max(begin, self._marks_until), at)
        self._marks_until = at if found is None else begin
        return found is not None

    def _goes_on(self, at: int, first: int) -> bool:
        """Whether dots of omission are inside a sentence, in a script that has no capitals to tell."""
        head = self._text[first]
        if self._text[at] not in ".…" or not head.isalpha() or head.lower() != head.upper():
            return False
        return self._word(first) not in self._rules.starters

    def _closes_outside(self, begin: int, closed: int, following: int, first: int) -> bool:
        """Whether the closing marks before `closed` let the outer sentence end there.

        A bracket that opened inside a running sentence does only before a word that starts one. A quotation
        that began the sentence goes on with the clause that reports it; one inside a sentence, with what cannot
        begin a new one.
        """
        assert self._enclosures is not None
        text = self._text
        opening = self._enclosures.opener.get(closed - 1)
        if opening is None:
            return True
        if text[closed - 1] in BRACKETS:
            return opening <= begin or (text[first].isupper() and self._word(first) in self._rules.starters)
        if text[following] in "–—-":
            return False
        if opening <= begin:
            return not self._reports(following)
        return self._leaves_quotation(opening, closed, following, first)

    def _leaves_quotation(self, opening: int, closed: int, following: int, first: int) -> bool:
        """Whether a new sentence follows a quotation that is inside one."""
        rules, text = self._rules, self._text
        if rules.language == "zh":
            return not text.startswith(tuple(rules.continuers), following)
        introduced = text[max(0, opening - 3) : opening].rstrip()
        shouted = text[closed - 2] in "!?"
        return not shouted or introduced.endswith(_INTRODUCES) or self._word(first) in rules.starters

    def _reports(self, following: int) -> bool:
        """Whether the clause that follows says who spoke: "… !" President Tolland said."""
        rules = self._rules
        match = _CLAUSE.match(self._text, following, self._end)
        if match is None:
            return False
        clause = match.group().rstrip()
        if rules.language == "zh":
            return len(clause) <= 40 and clause.endswith(rules.said)
        words = clause.split()
        if rules.language == "ar":
            return words[0] in rules.said
        return len(words) <= 8 and words[-1] in rules.said

    def _point_ends(self, begin: int, at: int, following: int, first: int) -> bool:
        """Whether the single point at `at` ends a sentence, judged by the word before and the word after."""
        text, rules = self._text, self._rules
        if at - begin < _LONGEST_LABEL and self._is_label(begin, at):
            return False
        tail = text[max(begin, at - _WORD_REACH) : at + 1]
        word = tail.rsplit(None, 1)[-1].lstrip(_OPENERS)
        following_word = text[first : first + 3].partition(".")
        if following_word[1] and word + following_word[0] + "." in rules.kinds:
            return False  # "a. C.", "EE. UU.": the abbreviation goes on
        kind = rules.kinds.get(word)
        if kind is None and len(word) > 6 and word[:-1].isalpha() and rules.language != "zh":
            return not (first > following and text[following] in "–—-" and text[at - 1].isdigit())
        if kind is None or len(word) <= 5:
            kind = self._kind(tail, word, kind)
        return kind is None or self._abbreviation_ends(begin, at, following, first, kind)

    def _is_label(self, begin: int, at: int) -> bool:
        """Whether the sentence so far is nothing but a label: "5.", "IV.", "Article 5."."""
        match = _LABEL.fullmatch(self._text, begin, at + 1)
        if match is None:
            return False
        return match.group(1) is None or match.group(1) in self._rules.labels

    def _kind(self, tail: str, word: str, known: Kind | None) -> Kind | None:
        """What kind of abbreviation `tail` ends with, None where it is an ordinary word."""
        rules = self._rules
        parts = tail.rsplit(None, 3)
        before = parts[-2] if len(parts) > 1 else ""
        if before.endswith(".") and len(word) <= 5:
            joined = rules.kinds.get("".join(parts[-3:]).lstrip(_OPENERS)) if len(parts) > 2 else None
            joined = joined or rules.kinds.get(before.lstrip(_OPENERS) + word)
            if joined is not None and not (joined == "final" and before.isupper() and word.isupper()):
                return joined  # "A. D." is no date but two initials
        if known is None:
            part = _LAST_PART.split(word)[-1]
            if part[:-1].isupper() and part[:-1].isalpha() and len(part) > 2 and part != word:
                return None  # "CAFTA-DR." ends with no title
            word = part
            if len(word) > 2 and word[0] in rules.prefixes:
                word = word[1:]
            known = rules.kinds.get(word)
        if known == "counted" or word in rules.counted:
            return "final" if _COUNT.search(before) else (known if known != "counted" else "inner")
        return known or self._kind_by_form(word[:-1], before)

    def _kind_by_form(self, core: str, before: str) -> Kind | None:
        """The kind of a word that no list holds: initials, U.V.L., Rgt.; numbers that count or order."""
        rules = self._rules
        if core.isdigit():
            if before.endswith((":", ";")) and len(core) < 3:
                return "inner"  # the label of a list inside a paragraph
            return "either" if rules.language == "und" and len(core) < 3 else None
        if len(core) == 1:
            if "\u0620" <= core <= "\u064a":
                return "inner"
            if not core.isupper():
                return None
            return "final" if before in rules.labels or _MEASURED.search(before) else "either"
        doubled = len(core) == 2 and core[0] == core[1] and core.isupper()  # EE. UU., a plural
        if doubled or _INITIALISM.fullmatch(core + "."):
            return "either"
        if core.isalpha() and not core.isupper() and core[0].lower() != core[0].upper():
            return None if _VOWEL.search(core) else "either"
        return None

    def _abbreviation_ends(self, begin: int, at: int, following: int, first: int, kind: Kind) -> bool:
        """Whether a sentence ends with an abbreviation of `kind`."""
        text, rules = self._text, self._rules
        if kind == "inner" or text[following] in "([":
            return False
        if text[following] in "¿¡":
            return True
        if not text[first].isalpha():
            return False
        word = self._word(first)
        starts = word in rules.starters and not text.startswith(".", first + len(word))
        if kind == "numbered":
            nested = rules.kinds.get(text[first : first + len(word) + 1]) == "numbered"  # "Doc. No. 7"
            return starts or not (nested or _NUMERAL.match(text, first, self._end))
        if self._is_phrase(begin, at) or self._continues(first, word):
            return False
        return starts or kind == "final"

    def _continues(self, first: int, word: str) -> bool:
        continuers = self._rules.continuers
        pair = _TWO_WORDS.match(self._text, first, self._end)
        return word in continuers or (pair is not None and " ".join(pair.group().split()) in continuers)

    def _is_phrase(self, begin: int, at: int) -> bool:
        """Whether the sentence so far is but a preposition and up to three words ("In the U.S.")."""
        if at - begin > 48:
            return False
        words = self._text[begin:at].split()
        return len(words) <= 4 and words[0] in self._rules.prepositions

    def _word(self, first: int) -> str:
        match = _WORD.match(self._text, first, self._end)
        return match.group() if match else ""
