"""Referents that a reader can read: a noun phrase, whole, or else the phrase of the text that the claim lies in."""

from __future__ import annotations

from collections.abc import Iterator

from diple.grammar import Sentence, languages
from diple.lexicon.vocabulary import vocabulary
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.general.subject import subject_of
from diple.mark.places.stretch import touches
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import presentable
from diple.mark.sentence.phrases.whole import names_something, phrase_at, words_of
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at

NAMING = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
VERBAL = frozenset(("VERB", "AUX"))  # without one of these there is no clause
OPENING = ("ADP", "CCONJ", "SCONJ", "PUNCT", "AUX")  # no noun phrase begins with these
LOOSE = ("ADP", "CCONJ", "SCONJ", "DET", "PART", "AUX")  # nor ends with these
CURRENCY = " $€£¥"  # signs that a figure behind them left
LONGEST = 24  # words of a referent


def referent_of(finding: Finding, context: Context) -> str:
    """What was strengthened or softened, as a reader reads it; never empty."""
    said = presentable(finding.referent.rstrip(CURRENCY), vocabulary(context.old.language))
    if said and (not reads_grammar(context) or is_phrase(said, context) or is_quoted(said, finding, context)):
        return said
    return of_evidence(finding, context) or said or "the changed wording"


def reads_grammar(context: Context) -> bool:
    """Whether referents are held to the grammar: one is read, in a language that has a model."""
    return context.reads_grammar and context.mode != "translation" and context.new.language in languages()


def is_quoted(said: str, finding: Finding, context: Context) -> bool:
    """Whether words are a noun phrase of a sentence of the evidence: read alone they may look like a clause."""
    phrases = ((side, phrase) for side in sides_of(finding, context) for one in side.parsed for phrase in one.phrases)
    return any(words_of(side, phrase) == said for side, phrase in phrases if names_something(phrase))


def is_phrase(said: str, context: Context) -> bool:
    """Whether words are a noun phrase: they name something, hold no clause of their own, and no end is loose."""
    language = context.new.language
    tags = [upos for word in context.reader.words(said, language) if (upos := word.upos) != "PUNCT"]
    if not 0 < len(tags) <= LONGEST or tags[0] in OPENING or tags[-1] in LOOSE:
        return False
    if NAMING.isdisjoint(tags):
        return False
    return VERBAL.isdisjoint(tags) or not has_clause(context.reader.grammar(said, 0, len(said), language))


def has_clause(read: Sentence) -> bool:
    """Whether a finite verb that no noun governs occurs: "reaffirmed their support"."""
    return any(clause.verb.form == "finite" and clause.kind in ("main", "coordinate") for clause in read.clauses)


def of_evidence(finding: Finding, context: Context) -> str:
    """The whole noun phrase around the evidence, of the new text first; what its passage is about, else."""
    span = next(iter((*finding.new, *finding.old)), None)
    side = next(sides_of(finding, context), None)
    if side is None or span is None:
        return ""
    is_passage = any(span.start <= one.start and one.end <= span.end for one in side.parsed)
    return (not is_passage and phrase_at(side, span)) or subject_of(side)


def sides_of(finding: Finding, context: Context) -> Iterator[Side]:
    """The sentences of the evidence, of the new text first."""
    for statement, spans in ((context.new, finding.new), (context.old, finding.old)):
        touched = [each for each in statement.sentences if any(touches(each, span) for span in spans)]
        if touched:
            yield side_at(statement, touched, context)
