"""Referents that a reader can read: a noun phrase, whole, or else the phrase of the text that the claim lies in."""

from __future__ import annotations

from collections.abc import Iterator

from diple.grammar import Sentence, languages
from diple.lexicon.vocabulary import vocabulary
from diple.mark.kinds.finding import Finding
from diple.mark.kinds.general.candidates import is_actor
from diple.mark.kinds.general.subject import subject_of
from diple.mark.sentence.frames import Side
from diple.mark.sentence.phrases.cutting import presentable
from diple.mark.sentence.phrases.whole import names_something, phrase_at, words_of
from diple.mark.text.absence import sentences_at
from diple.mark.text.context import Context
from diple.mark.text.passages import side_at

NAMING = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
VERBAL = frozenset(("VERB", "AUX"))  # without one of these there is no clause
OPENING = ("ADP", "CCONJ", "SCONJ", "PUNCT", "AUX")  # no noun phrase begins with these
LOOSE = ("ADP", "CCONJ", "SCONJ", "DET", "PART", "AUX")  # nor ends with these
CURRENCY = " $€£¥"  # signs that a figure behind them left
LONGEST = 24  # words of a referent
SENTENCES = ("dropped.sentence", "added.sentence")  # rules that claim a whole sentence or clause


def referent_of(finding: Finding, context: Context) -> str:
    """What was strengthened or softened, as a reader reads it; never empty."""
    said = presentable(finding.referent.rstrip(CURRENCY), vocabulary(context.old.language))
    if said and (better := better_named(said, finding, context)):
        return better
    if said and (not reads_grammar(context) or is_phrase(said, context) or is_quoted(said, finding, context)):
        return said
    return of_evidence(finding, context) or said or "the changed wording"


def better_named(said: str, finding: Finding, context: Context) -> str:
    """What the evidence is about, where a referent says only who acts, or leans on another sentence; else ""."""
    side = next(sides_of(finding, context), None)
    if side is None or not is_thin(said, finding, side, context):
        return ""
    better = subject_of(side)
    is_pronoun = said.casefold() in side.words.words("pronouns")
    return better if better.casefold() != said.casefold() and (is_pronoun or not leans(better, context)) else ""


def is_thin(said: str, finding: Finding, side: Side, context: Context) -> bool:
    """Whether a referent is a pronoun; of a sentence that came or went also who acts, and a formula of "their" own."""
    if said.casefold() in side.words.words("pronouns"):
        return True
    return not (finding.old and finding.new) and (
        leans(said, context) or (finding.rule in SENTENCES and names_actor(said, side))
    )


def leans(said: str, context: Context) -> bool:
    """Whether words begin with a pronoun that another sentence explains: "their release", "it"."""
    read = context.reader.words(said, context.new.language) if reads_grammar(context) else ()
    return bool(read) and read[0].upos == "PRON"


def names_actor(said: str, side: Side) -> bool:
    """Whether words are a subject that names a state, a body or a group, and nothing besides."""
    subjects = (clause.subject for one in side.parsed for clause in one.clauses)
    return any(one and words_of(side, one) == said and is_actor(side, one) for one in subjects)


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
        numbers = sorted({number for span in spans for number in sentences_at(statement, span)})
        if numbers:
            yield side_at(statement, [statement.sentences[number] for number in numbers], context)
