"""What a theme is called: words of the texts that most of its sentences have and those of other themes have not.

A heading gives the name where its words are among the most telling ones of the sentences under it. Else the noun
phrases of the sentences that hold the most telling words are the candidates. What words tell of a theme is the log
likelihood of their spread: how many sentences of the theme have them, times how much more often they have them than
all sentences do. A name also has to say something by itself: "law" does not, "international law" does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from heapq import nlargest
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from diple.grammar.reading import read_sentence
from diple.grammar.sentence import NounPhrase
from diple.mark.events.rarity import unlisted_rarity
from diple.mark.events.words import Word
from diple.mark.weigh.states import state_of
from diple.model import Statement
from diple.themes.gathering import EMPTY
from diple.themes.matters import WEIGHTY, Matters
from diple.themes.sentences import FEWEST_SENTENCES
from diple.themes.subjects import subjects
from diple.themes.words import LONGEST, MOST_WORDS, Texts, is_short, tells

READ = 6  # sentences of a theme in which a name is looked for
TELLING = 6  # words that decide which sentences these are
ENOUGH = 4.0  # rarity of the words of a name together, from which it says something by itself
LITTLE = 2.0  # rarity that an abbreviation or an unknown word has in this sum
# With one further subject from a share of .2 of the sentences, and ON_SUBJECT .3, a reader found .73 of 240 briefed
# changes under a name where one would look; with these values, the weightiest sentence's subject and larger tables .84.
ON_SUBJECT = 0.2  # share of the sentences of a theme that are on the subject whose name it bears
ON_SECOND = 0.15  # share of the room of a theme from which it bears the name of a further subject too
MOST_NAMES = 4  # subjects in a name; with three the subject of 11 more of 300 leading changes was in no name
GENERIC = 2  # the tier of a phrase that names no subject, after those that recur and those that do not
JOINT = " · "  # between two names
PARTS = 0.5  # what the single words of a name count beside the name as a whole
NOUNS = ("NOUN", "PROPN")
word_start = attrgetter("start")


class Candidate(NamedTuple):
    """A possible name as the text writes it, its words, and those of them that tell a subject; words without places."""

    name: str
    words: tuple[Word, ...]
    content: tuple[Word, ...]


def names_of(
    texts: Texts,
    matters: Matters,
    groups: Sequence[Sequence[int]],
    under: Set[int] = frozenset(),
    weights: Mapping[int, int] = EMPTY,
) -> list[str]:
    """A name for each group of sentences, all different where the texts allow it.

    `weights` has the highest score of the markers of each sentence.
    """
    names: list[str] = []
    for group in groups:
        found: list[str] = []
        for name in chain(_offered(texts, matters, group, under, weights), [_opening(texts, group)]):
            found.append(name)
            if name not in names:
                break
        names.append(found[-1] if found[-1] not in names else found[0])
    return names


def _offered(
    texts: Texts, matters: Matters, group: Sequence[int], under: Set[int], weights: Mapping[int, int]
) -> Iterator[str]:
    """The names that a group offers, the best first; sentences are read for phrases only where these are needed."""
    said = [number for number in group if not texts.row.sentences[number].heading]
    told = texts.told(said)
    telling = set(nlargest(TELLING, told, key=lambda stem: (told[stem], stem)))
    further = dict(_further(matters, said, weights))
    for name in _of_headings(texts, group, said, telling, under):
        yield from [name] if matters.keys_in(name) else _joined(matters, name, further)
    yield from _of_subjects(matters, said, ON_SUBJECT, further)
    recurrent, others = _ranked(texts, said, told, telling)
    for name in recurrent:
        yield from _joined(matters, name, further) if " " in name or not further else ()
    yield from _of_subjects(matters, said, 0.0, further)
    yield from chain(recurrent, others)


def _of_headings(
    texts: Texts, group: Sequence[int], said: Sequence[int], telling: Set[str], under: Set[int]
) -> list[str]:
    """The short headings that name a subject over most sentences of a group in their text; the newest first."""
    found = []
    for number in group:
        side = texts.row.sentences[number].side
        head, end = _heading(texts, number)
        if head and _names_a_subject(texts, number, head, telling, under):
            mine = [other for other in said if texts.row.sentences[other].side == side]
            beneath = sum(number <= other < end for other in mine)
            if 2 * beneath > len(mine) and 3 * beneath > len(said):
                found.append((-side, -beneath, number, head))
    return [head for *_, head in sorted(found)]


def _of_subjects(matters: Matters, said: Sequence[int], share: float, further: Mapping[str, str]) -> Iterator[str]:
    """The name of the subject that a share of the sentences are on, with others before it alone."""
    usual = Counter(matters.of[number] for number in said if number in matters.of).most_common(1)
    if usual and usual[0][1] >= max(1, share * len(said)):
        name = matters.name(usual[0][0], said)
        yield from _joined(matters, name, further) if name else ()


def _joined(matters: Matters, name: str, further: Mapping[str, str]) -> Iterator[str]:
    """A name with those of subjects that it does not name, fewer and fewer, at last alone."""
    said = matters.keys_in(name)
    names = [name, *(other for key, other in further.items() if key not in said and other != name)][:MOST_NAMES]
    yield from (JOINT.join(names[:count]) for count in range(len(names), 0, -1))


def _further(matters: Matters, said: Sequence[int], weights: Mapping[int, int]) -> Iterator[tuple[str, str]]:
    """Further subjects with their names: that of the weightiest sentence of a theme, then those that many are on."""
    weight, number = max(((weights.get(number, 0), -number) for number in said), default=(0, 0))
    keys = [matters.of.get(-number, "")] if weight >= WEIGHTY else []
    counts = Counter(matters.of.get(number, "") for number in said)
    rooms = _rooms(matters, said, weights)
    for key, room in rooms.most_common():
        if _is_second(counts[key], len(said)) or _is_second(room, rooms.total()):
            keys.append(key)
    yield from ((key, name) for key in keys if key and (name := matters.name(key, said)))


def _rooms(matters: Matters, said: Sequence[int], weights: Mapping[int, int]) -> Counter[str]:
    """The sentences on each subject, "" for none, a sentence counting more by the weight of its markers."""
    rooms: Counter[str] = Counter()
    for number in said:
        rooms[matters.of.get(number, "")] += 1 + weights.get(number, 0) // WEIGHTY
    return rooms


def _is_second(share: int, whole: int) -> bool:
    return share >= max(FEWEST_SENTENCES, ON_SECOND * whole)


def _names_a_subject(texts: Texts, number: int, head: str, telling: Set[str], under: Set[int]) -> bool:
    """Whether a heading has a telling word, or parts a text (`under`) and ends in no general noun."""
    found = texts.telling_in(head, number)
    if found & telling or not found or number not in under:
        return bool(found & telling)
    last = texts.words[number][-1]
    return not last.is_figure and not subjects(texts.language).is_generic(last)


def _heading(texts: Texts, number: int) -> tuple[str, int]:
    """A short heading, or the words before a colon that open a paragraph, and the number after what is under it."""
    row, text = texts.row, " ".join(texts.text(number).split())
    if row.sentences[number].heading:
        lead = text.replace("：", ":").partition(":")[0]
        return next((head for head in (text, lead) if len(head) <= LONGEST), ""), row.end_of_section(number)
    opening = texts.opening(number)
    return (" ".join(opening.split()) if is_short(opening) else ""), row.end_of_block(number)


def _ranked(
    texts: Texts, group: Sequence[int], told: Mapping[str, float], telling: Set[str]
) -> tuple[list[str], list[str]]:
    """The phrases of a group that recur and the others, the most telling first; of equal ones the longer."""
    ranked: list[tuple[int, float, int, int, str]] = []
    for counts in _forms(texts, group, told, telling):
        usual = min(counts, key=lambda one: (-counts[one], sum(map(str.isupper, one.name)), one.name))
        seen = counts.total()
        tier = GENERIC if _is_generic(usual, texts.language) else int(seen == 1)
        ranked.append((tier, -_worth(texts, usual, group, told), -seen, -len(usual.name), usual.name))
    names = [(tier, name) for tier, *_, name in sorted(ranked)]
    return [name for tier, name in names if tier == 0], [name for tier, name in names if tier > 0]


def _forms(
    texts: Texts, group: Sequence[int], told: Mapping[str, float], telling: Set[str]
) -> Iterable[Counter[Candidate]]:
    """The forms of each phrase of the most telling sentences of a group, with how often each is there."""
    worth = {number: sum(told[stem] for stem in texts.stems[number] & telling) for number in group}
    forms: dict[str, Counter[Candidate]] = {}
    for number in sorted(nlargest(READ, group, key=lambda number: (worth[number], -number))):
        for candidate in candidates(texts, number, telling):
            forms.setdefault(texts.line(candidate.words), Counter())[candidate] += 1
    return forms.values()


def _is_generic(candidate: Candidate, language: str) -> bool:
    """Whether the noun that a phrase is about names no subject: its last word, or its first where others hang on it."""
    known, words = subjects(language), candidate.words
    return known.is_generic(words[-1]) or (len(candidate.content) < len(words) and known.is_generic(words[0]))


def _worth(texts: Texts, candidate: Candidate, group: Sequence[int], told: Mapping[str, float]) -> float:
    parts = max(told.get(texts.stem(word), 0.0) for word in candidate.content)
    return says(candidate.words, texts.language) * (texts.told_by(candidate.words, group) + PARTS * parts)


def says(words: Sequence[Word], language: str) -> float:
    """How much words say by themselves, 0 to 1: a state's name enough, abbreviations and unknown words little."""
    if any(state_of(word._replace(is_name=True), language) == word.key for word in words):
        return 1.0
    unlisted = unlisted_rarity(language)
    return min(1.0, sum(word.rarity if word.rarity != unlisted else LITTLE for word in words) / ENOUGH)


def candidates(texts: Texts, number: int, telling: Set[str]) -> Iterator[Candidate]:
    """The names that a sentence offers: phrases with a telling word."""
    statement = texts.statement(number)
    read = read_sentence(statement.text, *texts.row.sentences[number].span, statement.language)
    spans = _phrases(read.phrases) if read.words else _runs(texts.words[number])
    every = texts.words[number]
    for start, latest, end in spans:
        first = bisect_left(every, start, key=word_start)
        words = [word for word in every[first : bisect_left(every, end, first, key=word_start)] if word.end <= end]
        for at in range(max(0, len(words) - MOST_WORDS), len(words)):
            if words[at].start < latest and may_open(words, at):
                yield from _candidate(texts, statement, words[at:], telling)


def _candidate(texts: Texts, statement: Statement, words: Sequence[Word], telling: Set[str]) -> Iterator[Candidate]:
    content = [word for word in words if tells(word, statement)]
    stems = {texts.stem(word) for word in content}
    if (
        stems & telling
        and not all(texts.is_common(stem) for stem in stems)
        and not texts.are_parties(content, statement)
    ):
        yield Candidate(_named(statement, words), _bare(words), _bare(content))


def may_open(words: Sequence[Word], at: int) -> bool:
    """Whether a name may begin with a word: one of content, and not within a name."""
    word = words[at]
    return word.is_content and not word.is_figure and not (word.is_name and at > 0 and words[at - 1].is_name)


def _named(statement: Statement, words: Sequence[Word]) -> str:
    name = " ".join(statement.text[words[0].start : words[-1].end].split())
    return name[0].upper() + name[1:]


def _bare(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without their places, so that the same words of two sentences are equal."""
    return tuple(word._replace(start=0, end=0, is_name=False) for word in words)


def _phrases(phrases: Iterable[NounPhrase]) -> Iterator[tuple[int, int, int]]:
    """The base phrases and the whole ones: first code point, where a name begins before, end."""
    for phrase in phrases:
        for base in phrase.members or (phrase,):
            if base.head.upos in NOUNS:
                yield base.start, base.base_end, base.base_end
        if phrase.end != phrase.base_end:
            yield phrase.start, phrase.base_end, phrase.end


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Words of content that follow one another, one to three."""
    for at, word in enumerate(words):
        end = word.start
        for following in words[at : at + 3]:
            if following.start - end > 1 or not following.is_content:
                break
            end = following.end
            yield word.start, word.end, end


def _opening(texts: Texts, group: Sequence[int]) -> str:
    """The first words of a group that offers no name."""
    sentence = texts.row.sentences[group[0]]
    return " ".join(texts.texts[sentence.side].text[slice(*sentence.span)].split()[:MOST_WORDS])
