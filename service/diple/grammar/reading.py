"""Reads a sentence: words, tags and lemmas from the model, then phrases, verb groups and clauses from the tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diple.grammar.adjuncts import adjunct, with_conditions
from diple.grammar.attachment import Place, belongs
from diple.grammar.chunks import Chunk, base_phrases
from diple.grammar.clauses import ClauseDraft, ClauseReader
from diple.grammar.groups import verb_groups
from diple.grammar.model import model_of
from diple.grammar.phrases import Draft, attach, coordinated, finished, genitives, neighbours
from diple.grammar.sentence import MAKE_WORD, Clause, NounPhrase, Sentence, VerbGroup, Word, upos_of
from diple.grammar.settings import Settings, settings_of
from diple.grammar.words import cut_words


def read_words(text: str, start: int, end: int, language: str) -> tuple[Word, ...]:
    """The words of `text[start:end]` with tags and lemmas; none where the language has no model."""
    model = model_of(language)
    if model is None:
        return ()
    pieces = cut_words(text, start, end, language)
    tags = model.tagger.tags([piece.form for piece in pieces])
    lemma = model.lemmatiser.lemma
    return tuple(
        [
            MAKE_WORD((start, end, form, tag, lemma(form, tag), upos_of(tag)))
            for (start, end, form), tag in zip(pieces, tags, strict=True)
        ]
    )


def read_sentence(text: str, start: int, end: int, language: str) -> Sentence:
    """The grammar of the sentence `text[start:end]`. Linear in its length; empty where the language has no model."""
    model = model_of(language)
    words = read_words(text, start, end, language)
    return parse(text, start, end, language, words, model.attachment if model else {})


@dataclass(frozen=True, slots=True)
class Outline:
    """What is read of a sentence before its clauses: noun phrases without attachments, and verb groups."""

    drafts: list[Draft]
    groups: list[VerbGroup]


def drafts_of(words: Sequence[Word], language: str) -> Outline:
    """The noun phrases and verb groups of tagged words."""
    settings = settings_of(language)
    chunks = base_phrases(words, settings)
    taken = [False] * len(words)
    for chunk in chunks:
        taken[chunk.first : chunk.last + 1] = [True] * (chunk.last + 1 - chunk.first)
    groups = verb_groups(words, taken, settings)
    return Outline(coordinated(words, chunks, _opens_clause(chunks, groups)), groups)


def places_of(words: Sequence[Word], outline: Outline) -> list[Place]:
    """The places at which a prepositional phrase may belong to the noun phrase before it, in order."""
    return [place for _, _, place in _places(words, outline)]


def _places(words: Sequence[Word], outline: Outline) -> list[tuple[Draft, Draft, Place]]:
    found, seen = [], -1
    groups = outline.groups
    for left, right in neighbours(words, outline.drafts):
        while seen + 1 < len(groups) and groups[seen + 1].first < left.first:
            seen += 1
        place = Place(
            words[left.chunks[-1].head],
            words[right.preposition],
            words[right.chunks[0].head],
            groups[seen].main if seen >= 0 else None,
            words[left.preposition].lemma if left.preposition >= 0 else "",
            words[left.first].tag.endswith(".poss"),
        )
        found.append((left, right, place))
    return found


def parse(text: str, start: int, end: int, language: str, words: tuple[Word, ...], weights: dict[str, int]) -> Sentence:
    """The sentence of words that are tagged already; `weights` are those of the model's attachment."""
    outline, settings = drafts_of(words, language), settings_of(language)
    drafts, groups = outline.drafts, outline.groups
    pairs = [
        (left, right)
        for left, right, place in _places(words, outline)
        if _is_complement(place, settings) or belongs(place, weights)
    ]
    if settings.genitive_follows:
        pairs = sorted(pairs + genitives(words, drafts), key=lambda pair: pair[1].first)
    for left, right in reversed(pairs):
        attach(left, right)
    clauses = ClauseReader(words, drafts, groups, settings).read()
    phrases = {id(draft): finished(words, draft, settings) for draft in drafts}
    return Sentence(
        text,
        start,
        end,
        language,
        words,
        tuple(phrases[id(draft)] for draft in drafts),
        tuple(groups),
        with_conditions([_clause(words, clause, phrases, settings) for clause in clauses], settings),
    )


def _is_complement(place: Place, settings: Settings) -> bool:
    """Whether the noun before asks for this very preposition."""
    marker = place.preposition.lemma
    return marker in settings.of or place.left.lemma.lower() in settings.complements.get(marker, ())


def _opens_clause(chunks: Sequence[Chunk], groups: Sequence[VerbGroup]) -> list[bool]:
    """Whether a finite verb follows a base phrase right away, while an earlier verb is there."""
    finite = {group.first for group in groups if group.form == "finite"}
    first = groups[0].first if groups else 0
    return [first < chunk.first and chunk.last + 1 in finite for chunk in chunks]


def _clause(words: Sequence[Word], draft: ClauseDraft, phrases: dict[int, NounPhrase], settings: Settings) -> Clause:
    def phrase(of: Draft | None) -> NounPhrase | None:
        return phrases[id(of)] if of is not None else None

    predicate = words[draft.predicate] if isinstance(draft.predicate, int) else phrase(draft.predicate)
    return Clause(
        index=draft.index,
        kind=draft.kind,
        start=words[draft.first].start,
        end=words[draft.last].end,
        verb=draft.verb,
        subject=phrase(draft.subject),
        object=phrase(draft.object),
        agent=phrase(draft.agent),
        predicate=predicate,
        governor=draft.governor,
        marker=words[draft.marker].lemma if draft.marker >= 0 else "",
        adjuncts=tuple(adjunct(words, each, settings) for each in draft.adjuncts),
        shared_subject=draft.shared,
    )
