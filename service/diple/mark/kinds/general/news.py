"""The words of an event that carry its news: those that the other side does not say, with the phrases around them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from diple.grammar import Clause, NounPhrase, Sentence
from diple.grammar import Word as GrammarWord
from diple.mark.events import Event
from diple.mark.events.words import Word
from diple.mark.kinds.general.runs import Measure, Run, Worth, only_here, rows_of_side, runs_of, worth_of
from diple.mark.places.stretch import lies_in, touches
from diple.mark.sentence.frames import Side
from diple.model import Span

MOST = 12  # words that a label reports a side
LONGEST = 16  # the same where the phrase that the last of them is in ends behind them
NEARLY = 0.6  # share of the information of the best stretch from which one that reads better is preferred
TIME = 0.3  # what is left of it where the words only say when
OPENING = 0.5  # what is left of the information of words before the subject of their sentence
DULL = 0.15  # share of the information of a stretch below which the words at its ends add nothing
NEAR = 1  # words between a verb and what it governs next
BESIDE = 0.3  # share of the information of the best stretch from which another of its sentence is quoted with it

FEW = 3  # words of a stretch that is shown as it is
LEADING = frozenset(("ADP", "DET", "CCONJ", "SCONJ", "PUNCT"))  # parts of speech that lead to what follows

CHOICES = 4  # sentences of one side whose news are weighed against those of the other

Answers = Callable[[Sequence[Word]], Span | None]  # the other sentence of the other text that says some words


class News(NamedTuple):
    """The stretches of one sentence that carry news, in order, and the one of them that carries most."""

    spans: tuple[Span, ...]
    bare: tuple[Span, ...]  # the same without the words that the other side says, where these are many
    best: Span
    worth: float
    answer: Span | None = None  # another sentence of the other text that says most of them


def news_of(event: Event, name: str, read: Side, measure: Measure, answers: Answers) -> list[News]:
    """What one side of an event says that the other does not, by sentences, the one that carries most first.

    Of each sentence the at most `MOST` words that carry most; they begin with a verb where such words carry nearly as
    much. Empty where the other side says every content word. `read` is the same side as rules read it. What another
    sentence of the other text says is taken only where there is nothing else.
    """
    found = [shortened(run, read) for run in runs_of(event, name, measure)]
    answered = [answers([one.word for one in run.words]) for run in found]
    unanswered = [run for run, answer in zip(found, answered, strict=True) if answer is None]
    runs = first_linked(sorted(unanswered or found, key=partial(weight, read), reverse=True), read)
    news = by_sentence(runs, rows_of_side(event, name, measure), read, measure.evidence(name))
    return news if unanswered or not news else [news[0]._replace(answer=answered[found.index(runs[0])])]


def by_sentence(
    runs: Sequence[Run], sentences: Iterable[Sequence[Worth]], read: Side, known: Sequence[Span]
) -> list[News]:
    """The news of the first sentences in which some runs are."""
    words = [one for sentence in sentences for one in sentence]
    rows = list(dict.fromkeys(run.row for run in runs))[:CHOICES]
    return [news_in([run for run in runs if run.row == row], words, read, known) for row in rows]


def news_in(runs: Sequence[Run], words: Sequence[Worth], read: Side, known: Sequence[Span]) -> News:
    """The news of one sentence: its best run, and those beside it that can be read at a glance with it."""
    spans = [with_known(whole(span_of(runs[0].words), read), known, read)]
    for run in beside(runs[0], runs, read):
        span = with_known(whole(span_of(run.words), read), known, read)
        if fit([*spans, span], read):
            spans.append(span)
    bare = [span_of(part) for span in joined(spans) for part in only_here(words_at(words, span))]
    return News(joined(spans), joined(bare), spans[0], weight(read, runs[0]))


def words_at(words: Sequence[Worth], span: Span) -> list[Worth]:
    """Those of some words that begin in a stretch."""
    return [one for one in words if lies_in(one.word.start, span)]


def with_known(span: Span, known: Sequence[Span], read: Side) -> Span:
    """A stretch with the evidence of special kinds that it touches, where that is not too long."""
    met = [one for one in known if touches(one, span)]
    wide = Span(min([span.start, *(one.start for one in met)]), max([span.end, *(one.end for one in met)]))
    return wide if len(read.quote(*wide).split()) <= LONGEST else span


def beside(best: Run, runs: Sequence[Run], read: Side) -> list[Run]:
    """The other runs of the sentence of the best one that are worth a quote, that with the verb of its clause first."""
    verb = verb_at(best, read)
    led = [run for run in runs if run is not best and run.row == best.row and holds(run, verb)]
    least = BESIDE * weight(read, best)
    return [
        *led,
        *(run for run in runs if run.row == best.row and run not in (best, *led) and weight(read, run) >= least),
    ]


def verb_at(run: Run, read: Side) -> int:
    """Where the main verb of the clause is in which a run begins; -1 where grammar shows none."""
    start = run.words[0].word.start
    sentence = read.parsed_at(start)
    clause = sentence.clause_at(start) if sentence else None
    return clause.verb.main.start if clause else -1


def holds(run: Run, at: int) -> bool:
    """Whether a run has the word at an offset."""
    return any(one.word.start == at for one in run.words)


def first_linked(runs: Sequence[Run], read: Side) -> Sequence[Run]:
    """The runs with those first whose sentences are linked, if one of them carries nearly as much as the best."""
    linked = [run for run in runs if run.linked]
    if not linked or weight(read, linked[0]) < NEARLY * weight(read, runs[0]):
        return runs
    return [*linked, *(run for run in runs if not run.linked)]


def weight(read: Side, run: Run) -> float:
    """The information of a run, less where it is in what a sentence says before its subject: a reason, a purpose."""
    start, stop = span_of(run.words)
    main = main_at(start, read)
    opening = main is not None and stop <= (main.subject or main.verb).start
    return worth_of(run.words) * (OPENING if opening else 1.0) * (TIME if is_of_time(read, start, stop) else 1.0)


def is_of_time(read: Side, start: int, stop: int) -> bool:
    """Whether a stretch lies in a phrase that says when: "in recent months"."""
    times = read.words.tables.get("numbers", {}).get("time_nouns", ())
    sentence = read.parsed_at(start)
    around = (one for one in sentence.phrases if start < one.base_end and one.start < stop) if sentence else ()
    return all_of_time(list(around), stop, times)


def all_of_time(around: Sequence[NounPhrase], stop: int, times: Container[str]) -> bool:
    """Whether some phrases all say when, and the last of them reaches the end of a stretch."""
    return bool(around) and stop <= around[-1].base_end and all(one.head.lemma.casefold() in times for one in around)


def fit(spans: Iterable[Span], read: Side) -> bool:
    """Whether some stretches together can be read at a glance."""
    return sum(len(read.quote(*span).split()) for span in joined(spans)) <= MOST


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Some stretches in order, those that meet as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end + 1:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def span_of(words: Sequence[Worth]) -> Span:
    """Where some words are."""
    return Span(words[0].word.start, words[-1].word.end)


def shortened(run: Run, read: Side) -> Run:
    """A run of at most `MOST` words: those that carry most of it, from a verb on where such carry nearly as much."""
    words = after_opening(run.words, read)
    if len(words) > MOST:
        best = stretch(words, range(len(words)))
        led = led_by_verb(words, read)
        words = led if worth_of(led) >= NEARLY * worth_of(best) else best
    return run._replace(words=trimmed(words, read))


def after_opening(words: Sequence[Worth], read: Side) -> Sequence[Worth]:
    """Some words from the verb of the main clause on, where they begin before its subject and enough is left."""
    main = main_at(words[0].word.start, read)
    if main is None or words[0].word.start >= (main.subject or main.verb).start:
        return words
    rest = [one for one in words if one.word.start >= main.verb.start]
    return rest if worth_of(rest) >= BESIDE * worth_of(words) > 0 else words


def main_at(at: int, read: Side) -> Clause | None:
    """The main clause of the sentence at an offset."""
    sentence = read.parsed_at(at)
    return sentence.main_clause() if sentence else None


def trimmed(words: Sequence[Worth], read: Side) -> Sequence[Worth]:
    """Some words without those at either end that only join them to others."""
    loose = {word.start for sentence in read.parsed for word in sentence.words if word.upos in ("CCONJ", "SCONJ")}
    kept = [at for at, one in enumerate(words) if one.word.start not in loose]
    return words[kept[0] : kept[-1] + 1] if kept else words


def led_by_verb(row: Sequence[Worth], read: Side) -> Sequence[Worth]:
    """The most informative stretch that begins with a finite verb, that of the main clause where it carries nearly as
    much."""
    best = stretch(
        row, starts_in(row, {clause.verb.start for one in read.parsed for clause in one.clauses if is_finite(clause)})
    )
    main = stretch(row, starts_in(row, {clause.verb.start for one in read.parsed if (clause := one.main_clause())}))
    return main if worth_of(main) >= NEARLY * worth_of(best) else best


def is_finite(clause: Clause) -> bool:
    """Whether the verb of a clause is finite."""
    return clause.verb.form == "finite"


def starts_in(row: Sequence[Worth], places: set[int]) -> list[int]:
    """Which words of a row are at some offsets."""
    return [at for at, one in enumerate(row) if one.word.start in places]


def best_of(stretches: Iterable[Sequence[Worth]]) -> Sequence[Worth]:
    """The stretch that carries most information; an empty one where there is none."""
    return max(stretches, key=worth_of, default=())


def stretch(row: Sequence[Worth], starts: Iterable[int]) -> Sequence[Worth]:
    """The most informative `MOST` words that begin at one of some places, without words at the end that add little."""
    best = best_of(row[at : at + MOST] for at in starts)
    least = min(DULL * worth_of(best), max((one.value for one in best), default=0.0))
    last = max((at for at, one in enumerate(best) if one.value >= least > 0), default=-1)
    return best[: last + 1]


def whole(span: Span, side: Side) -> Span:
    """A stretch widened to the verb or noun phrase that it begins in and the one that it ends in.

    A verb at its end takes what it governs with it, where that is not too long.
    """
    sentence = side.parsed_at(span.start)
    if sentence is None or not sentence.words:
        return span
    start, stop = begin(span.start, sentence), end(span.end, sentence)
    for wide, most in ((Span(start, governed(stop, sentence)), MOST), (Span(start, stop), LONGEST)):
        if len(side.quote(*wide).split()) <= most:
            return without_loose_end(wide, sentence)
    return without_loose_end(span, sentence)


def without_loose_end(span: Span, sentence: Sentence) -> Span:
    """A stretch without the words at its end that only lead to what follows; of a few words all are kept."""
    words = sentence.words_in(*span)
    last = next((word for word in reversed(words) if not leads_on(word)), None)
    return Span(span.start, last.end) if last and len(words) > FEW else span


def leads_on(word: GrammarWord) -> bool:
    """Whether a word only leads to what follows it."""
    return word.upos in LEADING and word.tag != "ADP.particle"


def begin(at: int, sentence: Sentence) -> int:
    """Where the smallest phrase or verb group that holds an offset begins; a figure behind a noun begins by itself."""
    word, before = sentence.word_at(at), sentence.word_at(at - 2)
    if word and before and word.upos == "NUM" and before.upos == "NOUN":
        return at
    bases = ((phrase.start, phrase.head.end) for phrase in sentence.phrases)
    groups = ((clause.verb.start, clause.verb.end) for clause in sentence.clauses)
    return smallest([span for span in (*bases, *groups) if span[0] <= at < span[1]], at).start


def end(at: int, sentence: Sentence) -> int:
    """Where the smallest phrase or verb group that holds the last of some words ends."""
    bases = ((phrase.start, phrase.base_end) for phrase in sentence.phrases)
    groups = ((clause.verb.start, clause.verb.end) for clause in sentence.clauses)
    return smallest([span for span in (*bases, *groups) if span[0] < at <= span[1]], at).end


def governed(at: int, sentence: Sentence) -> int:
    """Where that ends which a verb that ends at an offset governs next: a particle, an infinitive, an object."""
    for _ in range(2):
        at = max((stop for start, stop in governable(at, sentence) if is_next(at, start, sentence)), default=at)
    return at


def governable(at: int, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """What the verb that ends at an offset may take with it."""
    clause = next((one for one in sentence.clauses if one.verb.end == at), None)
    if clause is None:
        return
    yield from ((word.start, word.end) for word in sentence.words if word.tag == "ADP.particle")
    yield from ((one.verb.start, one.verb.end) for one in sentence.clauses if one.verb.form == "infinitive")
    for found in (clause.object, clause.predicate):
        if found is not None:
            yield found.start, getattr(found, "base_end", found.end)


def is_next(at: int, start: int, sentence: Sentence) -> bool:
    """Whether hardly a word is between two offsets."""
    return at < start and len(sentence.words_in(at, start)) <= NEAR


def smallest(spans: Sequence[tuple[int, int]], at: int) -> Span:
    """The shortest of some spans; an empty one at an offset where there is none."""
    return Span(*min(spans, key=lambda span: span[1] - span[0], default=(at, at)))
