"""Clauses: which noun phrase is the subject and which the object of a verb, read from left to right in one pass.

A stack of frames follows the nesting: the sentence itself, and a frame more for each relative pronoun and each
subordinating conjunction. A frame ends when its verb is complete and the next verb or comma belongs to the frame
outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from diple.grammar.phrases import Draft
from diple.grammar.sentence import VerbGroup, Word
from diple.grammar.settings import Settings

MOST_NESTED = 40  # clauses within clauses that are searched for a subject without its verb


@dataclass(slots=True)
class Frame:
    """A level of nesting: how it began, the noun phrases that may become its subject, the last clause made in it."""

    kind: str
    marker: int = -1
    antecedent: Draft | None = None
    governor: int | None = None
    candidates: list[Draft] = field(default_factory=list)
    clause: ClauseDraft | None = None
    finite: bool = False


@dataclass(slots=True)
class ClauseDraft:
    """A clause under construction; `first` and `last` are words."""

    index: int
    kind: str
    verb: VerbGroup
    first: int
    last: int
    subject: Draft | None = None
    object: Draft | None = None
    agent: Draft | None = None
    predicate: Draft | int | None = None
    governor: int | None = None
    marker: int = -1
    adjuncts: list[Draft] = field(default_factory=list)
    shared: bool = False
    joined: bool = False


class ClauseReader:
    """Reads the clauses of one sentence."""

    def __init__(
        self, words: Sequence[Word], drafts: Sequence[Draft], groups: Sequence[VerbGroup], settings: Settings
    ) -> None:
        self.words, self.settings = words, settings
        self.units: dict[int, Draft | VerbGroup] = {draft.first: draft for draft in drafts}
        self.units |= {group.first: group for group in groups}
        self.last_finite = max((group.first for group in groups if group.form == "finite"), default=-1)
        self.frames = [Frame("main")]
        self.clauses: list[ClauseDraft] = []
        self.taker: ClauseDraft | None = None  # the clause that an object may still follow
        self.last_noun: Draft | None = None
        self.joined = self.comma = False

    def read(self) -> list[ClauseDraft]:
        """All clauses, in the order of their verbs."""
        at = 0
        while at < len(self.words):
            unit = self.units.get(at)
            if isinstance(unit, Draft):
                self._noun_phrase(unit)
                at = unit.chunks[-1].last + 1
            elif unit is not None:
                self._verb(unit)
                at = unit.last + 1
            else:
                self._word(at)
                at += 1
        return self.clauses

    def _word(self, at: int) -> None:
        word = self.words[at]
        if word.tag == "PRON.rel":
            self.frames.append(Frame("relative", at, self.last_noun))
            self.taker = None
        elif word.upos == "SCONJ" or word.tag == "ADV.rel":
            self._subordinator(at)
        elif word.upos == "CCONJ":
            self.joined, self.taker = True, None
            return
        elif word.upos == "PUNCT":
            self._punctuation(word)
            return
        elif word.upos == "ADJ" and self.taker and self.taker.object is None and self.taker.predicate is None:
            self.taker.predicate = at
        if word.upos not in ("ADV", "ADP", "ADJ"):
            self.joined = self.comma = False

    def _subordinator(self, at: int) -> None:
        inner = self.frames[-1]
        self._leave_finished()
        if self.joined and inner.kind == "complement":
            self.frames.append(Frame("complement", at, governor=inner.governor))
            return
        governor = self.frames[-1].clause
        takes = governor and self.taker is governor and governor.object is None and not self._opens_adjunct(at)
        kind = "complement" if takes else "subordinate"
        self.frames.append(Frame(kind, at, governor=governor.index if governor else None))
        self.taker = None

    def _opens_adjunct(self, at: int) -> bool:
        """Whether a conjunction opens a condition, a purpose or a time, so that its clause is never an object."""
        settings, opener = self.settings, self.words[at].lemma
        return any(phrase[0] == opener for phrase in settings.conditions + settings.purposes + settings.times)

    def _punctuation(self, word: Word) -> None:
        if word.form in ",;:—–":
            self.taker, self.comma = None, True
            self._leave_finished()
        if word.form == ";":
            self.frames = [Frame("main")]

    def _leave_finished(self) -> None:
        """Ends the frames whose verb is there while the frame outside still waits for its own."""
        while len(self.frames) > 1 and self.frames[-1].finite:
            self.frames.pop()

    def _noun_phrase(self, draft: Draft) -> None:
        taker = self.taker
        if draft.preposition >= 0:
            self._prepositional(draft, taker)
        elif draft.parent is None and taker is not None and self._takes(taker, draft):
            self._complete(taker, draft)
        elif draft.parent is None and not (self.frames[-1].candidates and self._is_time(draft)):
            self.frames[-1].candidates.append(draft)
        self.last_noun, self.joined, self.comma = draft, False, False

    def _takes(self, clause: ClauseDraft, draft: Draft) -> bool:
        if self.words[draft.first].lemma in self.settings.expletives:
            return False
        if clause.verb.copular:
            return clause.predicate is None
        return not self._is_time(draft) and (clause.object is None or self._is_second_object(clause.object, draft))

    def _is_second_object(self, first: Draft, draft: Draft) -> bool:
        """Whether the object follows a recipient ("give them time"), and is not the subject of a verb after it."""
        following = self.units.get(draft.last + 1)
        return first.last + 1 == draft.first and not isinstance(following, VerbGroup)

    def _complete(self, clause: ClauseDraft, draft: Draft) -> None:
        """Gives a clause its object, its predicate, or the subject that an expletive was for."""
        clause.last = draft.last
        if clause.subject and self.words[clause.subject.first].lemma in self.settings.expletives:
            clause.subject = draft
        elif clause.verb.copular:
            clause.predicate = draft
        else:
            clause.object = draft
            before = self.clauses[clause.index - 1] if clause.index else None
            if before and before.object is None and before.verb.last + 2 == clause.verb.first and clause.joined:
                before.object = draft

    def _is_time(self, draft: Draft) -> bool:
        """Whether a phrase without a preposition may be an adverbial of time: "this year", "two days"."""
        chunk = draft.chunks[-1]
        return self.words[chunk.head].lemma.lower() in self.settings.time_nouns

    def _subject_of(self, frame: Frame, group: VerbGroup) -> Draft:
        """The last candidate; the first one where a comma before the verb closes an apposition."""
        before = group.first - 1
        while before > 0 and self.words[before].upos == "PUNCT" and self.words[before].form != ",":
            before -= 1
        closes = before > 0 and self.words[before].form == "," and len(frame.candidates) > 1
        return frame.candidates[0 if closes else -1]

    def _prepositional(self, draft: Draft, taker: ClauseDraft | None) -> None:
        if draft.parent is not None:
            return
        clause = taker or (self.clauses[-1] if self.clauses else None)
        if clause is None:
            return
        if clause.verb.main.tag == "VERB.part" and self.words[draft.preposition].lemma in self.settings.agent:
            clause.agent = clause.agent or draft
        clause.adjuncts.append(draft)
        clause.last = max(clause.last, draft.last)

    def _verb(self, group: VerbGroup) -> None:
        finite = group.form == "finite" or self._is_hidden_finite(group)
        clause = self._finite(group) if finite else self._nonfinite(group)
        clause.joined = self.joined
        self.clauses.append(clause)
        self.taker = None if group.passive else clause
        self.joined = self.comma = False

    def _is_hidden_finite(self, group: VerbGroup) -> bool:
        """Whether a participle must be the past tense: a subject waits, and no other verb can be its own."""
        if group.form != "participle" or not self._waits_for_verb():
            return False
        if self._has_object(group):
            return True
        following = self.units.get(group.last + 2)
        if isinstance(following, VerbGroup) and following.form == "finite":
            return self.words[group.last + 1].upos == "CCONJ"
        frame = self.frames[-1]
        if frame.finite or not frame.candidates:
            return False
        return frame.candidates[-1].last + 1 == group.first and group.first > self.last_finite

    def _has_object(self, group: VerbGroup) -> bool:
        """Whether an object or a that-clause follows right after, which a passive participle cannot have."""
        following = self.units.get(group.last + 1)
        if isinstance(following, Draft):
            return not self._is_time(following)
        return group.last + 1 < len(self.words) and self.words[group.last + 1].upos == "SCONJ"

    def _finite(self, group: VerbGroup) -> ClauseDraft:
        stolen = self._steal(group)
        if stolen is None:
            self._fit_frame()
        if stolen is None and self._without_relative(self.frames[-1]):
            second = self.frames[-1].candidates.pop()
            self.frames.append(Frame("relative", -1, self.frames[-1].candidates[-1], candidates=[second]))
        frame = self.frames[-1]
        clause = ClauseDraft(
            len(self.clauses), frame.kind, group, group.first, group.last, governor=frame.governor, marker=frame.marker
        )
        if stolen is not None:
            clause.kind, clause.subject, clause.governor = "complement", stolen, self.clauses[-1].index
            self.frames.append(Frame("complement", governor=clause.governor, clause=clause, finite=True))
        elif frame.candidates:
            clause.subject = self._subject_of(frame, group)
            if frame.kind == "relative" and frame.antecedent is not None:
                clause.object = frame.antecedent
        elif frame.kind == "relative" and not frame.finite:
            clause.subject = frame.antecedent
        else:
            clause.subject = frame.clause.subject if frame.clause else None
            clause.shared = clause.subject is not None
        self._place(clause, frame)
        return clause

    def _without_relative(self, frame: Frame) -> bool:
        """Whether two noun phrases meet before the verb, of which the second opens a relative clause without "that"."""
        pair = frame.candidates[-2:]
        return len(pair) == 2 and pair[0].last + 1 == pair[1].first

    def _steal(self, group: VerbGroup) -> Draft | None:
        """The object right before a finite verb, which is the subject of a clause without "that"."""
        last = self.clauses[-1] if self.clauses else None
        if last is None or last.object is None or last.object.last + 1 != group.first or self._waiting_outside():
            return None
        stolen, last.object = last.object, None
        return stolen

    def _waits_for_verb(self) -> bool:
        """Whether a subject waits for its verb, in any frame, or a relative pronoun does."""
        inner = self.frames[-1]
        return self._waiting_outside() or (inner.kind == "relative" and not inner.finite)

    def _waiting_outside(self) -> bool:
        """Whether a subject of an outer frame still waits for its verb."""
        outer = self.frames[-1].finite  # the innermost frame has its verb
        frames = self.frames[-MOST_NESTED:-1] if outer else self.frames[-MOST_NESTED:]
        return any(frame.candidates and not frame.finite for frame in frames)

    def _fit_frame(self) -> None:
        """Ends the frames that already have their verb, unless a conjunction joins the next verb to them."""
        while len(self.frames) > 1 and self.frames[-1].finite and not (self.joined and not self._waiting_outside()):
            self.frames.pop()

    def _place(self, clause: ClauseDraft, frame: Frame) -> None:
        if frame.finite and clause.kind == "main":
            clause.kind = "coordinate"
        if clause.subject is not None and clause.subject.first < clause.first and not clause.shared:
            clause.first = clause.subject.first if clause.kind != "relative" else clause.first
        if clause.marker >= 0:
            clause.first = min(clause.first, clause.marker)
        frame.candidates, frame.finite, frame.clause = [], True, clause

    def _nonfinite(self, group: VerbGroup) -> ClauseDraft:
        kind = "infinitive" if group.form == "infinitive" else "participial"
        clause = ClauseDraft(len(self.clauses), kind, group, group.first, group.last)
        last = self.clauses[-1] if self.clauses else None
        if self.joined and last is not None and last.kind == kind:
            clause.governor = last.governor
        elif kind == "infinitive" and last is not None:
            clause.governor = last.index
            clause.subject = last.object or self._addressed(last, group)
        elif self.last_noun is not None and self.last_noun.last + 1 == group.first:
            clause.subject = self.last_noun
        return clause

    def _addressed(self, clause: ClauseDraft, group: VerbGroup) -> Draft | None:
        """Whom the verb before addresses by a preposition: "calls upon the parties to exercise restraint"."""
        near = self.last_noun is not None and self.last_noun.last + 1 == group.first
        return self.last_noun if near and self.last_noun in clause.adjuncts else None
