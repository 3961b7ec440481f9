"""Where a whole phrase around a word of a sentence begins and ends: at a verb or subject, and behind what it governs.

A phrase begins with a clause, or with the verb that governs the word; it ends where nothing that follows completes it.
All places are numbers of words of the sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter

from diple.grammar import Clause, NounPhrase, Sentence, VerbGroup
from diple.grammar import Word as GrammarWord
from diple.lexicon.vocabulary import Vocabulary

BREAKS = frozenset(",;:—–")
BRACKETED = 8  # words in brackets that are quoted with what is before them
JOINING = frozenset(("CCONJ", "SCONJ", "PUNCT"))
NOMINAL = frozenset(("NOUN", "PROPN", "NUM"))
# Parts of speech that lead to what follows them, so that no phrase ends with one.
LEADING = frozenset(("ADP", "DET", "CCONJ", "SCONJ", "AUX", "PART"))
COMPLETED_BY = {"ADV": ("ADJ", "ADV", "VERB"), "ADJ": (*NOMINAL, "ADP", "ADJ", "PART", "SCONJ")}
PREMODIFIERS = frozenset(("DET", "ADJ", "NUM", "NOUN", "PROPN"))  # what may be before the head of a noun phrase
SUBJECT = 10  # words of a subject that is quoted with its verb: of 1,632 in English PUD 94 in 100 have no more
MODIFIER = 8  # words behind a noun that are quoted with it: of 1,234 in English PUD 91 in 100 have no more
SUBJECT_OF = 8  # words between a subject and its verb
FORWARD = 6  # phrases that complete one another at the end of a quote


class Bounds:
    """The words of one sentence, with the noun phrase and verb group that each is in.

    `words` are those of its language: which prepositions join a noun to a noun, which verbs only decide what follows.
    """

    def __init__(self, sentence: Sentence, words: Vocabulary) -> None:
        self.sentence, self.words = sentence, sentence.words
        self.of, self.deciding = words.words("actor_of"), words.words("deciding_verbs")
        self.complementisers = words.words("complementisers")
        self.bases: dict[int, NounPhrase] = {}
        for phrase in sentence.phrases:
            self.bases.update((at, phrase) for at in range(phrase.first, phrase.last + 1))
        self.groups = {at: group for group in sentence.verbs for at in range(group.first, group.last + 1)}

    @cached_property
    def clauses(self) -> dict[int, Clause]:
        """The clauses by the first words of their verb groups."""
        return {clause.verb.first: clause for clause in self.sentence.clauses}

    @cached_property
    def kinds(self) -> dict[int, str]:
        """The kinds of the clauses by where they begin, of the first that begins there."""
        return {clause.start: clause.kind for clause in reversed(self.sentence.clauses)}

    @cached_property
    def starts(self) -> list[int]:
        """The words with which a clause, or what a mark sets apart, begins."""
        found = [0]
        found.extend(at for at in range(1, len(self.words)) if self._opens_clause(at, found[-1]))
        return found

    @cached_property
    def subordinating(self) -> list[int]:
        """The words that open a clause that depends on another."""
        return list(filter(self.subordinates, range(len(self.words))))

    @cached_property
    def verbal(self) -> list[int]:
        """The words that are in a verb group."""
        return sorted(self.groups)

    def number_at(self, offset: int) -> int:
        """The word that covers an offset or is the next behind it; the last one where none is."""
        return min(bisect_right(self.words, offset, key=attrgetter("end")), len(self.words) - 1)

    def opens_clause(self, at: int) -> bool:
        """Whether a clause, or what a mark sets apart, begins with a word."""
        return self.clause_start(at) == at

    def _opens_clause(self, at: int, start: int) -> bool:
        """The same of a word behind the first, where the clause before it begins with another."""
        if self.is_inside(at):
            return False
        word = self.words[at]
        if self.words[at - 1].form in BREAKS:
            return True
        return self.subordinates(at) or (
            # Without a verb before it a conjunction joins two subjects of one verb.
            word.upos == "CCONJ" and self.opens_verb(at + 1) and self.verb_before(at - 1, start) is not None
        )

    def is_inside(self, at: int) -> bool:
        """Whether a word is in a noun phrase or verb group that begins before it."""
        phrase, group = self.bases.get(at), self.groups.get(at)
        return bool((phrase and phrase.first < at) or (group and group.first < at))

    def subordinates(self, at: int) -> bool:
        """Whether a word opens a clause that depends on another: "that", "although", "which"."""
        word = self.words[at]
        return word.tag in ("PRON.rel", "ADV.rel") or (word.upos == "SCONJ" and at not in self.bases)

    def depends(self, at: int) -> bool:
        """Whether a word opens a clause that says when another holds: "if", "although", not "that"."""
        word = self.words[at]
        return word.upos == "SCONJ" and at not in self.bases and self.clause_of(at) != "complement"

    def clause_of(self, at: int) -> str:
        """The kind of the clause that begins with a word; "" where none does."""
        return self.kinds.get(self.words[at].start, "")

    def opens_verb(self, at: int) -> bool:
        """Whether a verb, or a subject right before its finite verb, is behind a conjunction and its adverbs."""
        while at + 1 < len(self.words) and self.is_bare_adverb(at):
            at += 1
        phrase = self.bases.get(at)
        if at in self.groups or phrase is None:
            return at in self.groups
        group = self.groups.get(phrase.whole_last + 1)
        return group is not None and group.form == "finite"

    def is_bare_adverb(self, at: int) -> bool:
        """Whether a word is an adverb that neither a verb group nor a noun phrase has."""
        return self.words[at].upos == "ADV" and at not in self.groups and at not in self.bases

    def clause_start(self, at: int) -> int:
        """The first word of the clause, or of what marks set apart, around a word."""
        return self.starts[bisect_right(self.starts, at) - 1]

    def clause_stop(self, at: int) -> int:
        """The word behind the clause, or behind what marks set apart, around a word."""
        behind = bisect_right(self.starts, at)
        return self.starts[behind] if behind < len(self.starts) else len(self.words)

    def verb_before(self, at: int, start: int) -> VerbGroup | None:
        """The verb group that holds a word, or the last one before it, from a word on."""
        behind = bisect_right(self.verbal, at)
        return self.groups[self.verbal[behind - 1]] if behind and self.verbal[behind - 1] >= start else None

    def verb_behind(self, at: int, stop: int) -> VerbGroup | None:
        """The first verb group from a word on, before another word."""
        first = bisect_left(self.verbal, at)
        return self.groups[self.verbal[first]] if first < len(self.verbal) and self.verbal[first] < stop else None

    def start(self, at: int) -> int:
        """Where the phrase begins that says what a word is part of: its verb, with a subject that is short."""
        while (other := self.led_by(at)) is not None:
            at = other
        start = self.clause_start(at)
        group = self.verb_before(at, start)
        return self.without_joining(start, at) if group is None else self.verb_start(group, start)

    def led_by(self, at: int) -> int | None:
        """The word with whose phrase that of a word begins: beside a word that joins, or before a clause without verb;
        None where the word has a phrase of its own.
        """
        start, stop = self.clause_start(at), self.clause_stop(at)
        if at and at == start and self.joins(at):
            return at - 1 if self.depends(at) or at + 1 >= stop else at + 1
        has_verb = self.verb_before(at, start) or self.verb_behind(at, stop)
        return None if has_verb or start == 0 else self.clause_before(start)

    def clause_before(self, start: int) -> int | None:
        """The last word before what a mark sets apart; None where nothing is before it."""
        return next((at for at in range(start - 1, -1, -1) if self.words[at].upos not in JOINING), None)

    def without_joining(self, start: int, at: int) -> int:
        """The first word of a clause that is no conjunction or mark, `at` at most."""
        return next((one for one in range(start, at) if not self.joins(one)), at)

    def joins(self, at: int) -> bool:
        """Whether a word only joins a clause to another."""
        return self.words[at].upos in JOINING or self.subordinates(at)

    def verb_start(self, group: VerbGroup, start: int) -> int:
        """Where a verb group begins, with its subject where that is right before it and short; without "to"."""
        if group.form == "infinitive":
            return self.infinitive_start(group, start)
        subject = self.subject_of(group, start)
        return self.without_joining(group.first, group.last) if subject is None else self.attached(subject, start)

    def infinitive_start(self, group: VerbGroup, start: int) -> int:
        """Where an infinitive begins: with the verb right before it, or before its subject, else without "to"."""
        before = self.verb_before(group.first - 1, start) if group.first else None
        if before is not None and before.main.form.casefold() not in self.deciding and self.governs(before, group):
            return self.verb_start(before, start)
        return next((at for at in range(group.first, group.last) if self.words[at].upos != "PART"), group.last)

    def governs(self, before: VerbGroup, group: VerbGroup) -> bool:
        """Whether hardly a word is between two verbs, or only what the first governs: "urged donors to fund"."""
        phrase = self.bases.get(before.last + 1)
        between = phrase.last if phrase and not self.is_of_time(phrase) else before.last
        return between + 1 == group.first

    def is_of_time(self, phrase: NounPhrase) -> bool:
        """Whether a phrase is one word without a determiner, as "today"."""
        return phrase.first == phrase.last and phrase.head.upos == "NOUN" and phrase.head.tag == "NOUN"

    def subject_of(self, group: VerbGroup, start: int) -> int | None:
        """The first word of the subject right before a verb group; None where it is elsewhere, or long."""
        clause = self.clauses.get(group.first)
        if clause is None or clause.kind == "relative":
            return None
        subject = None if clause.shared_subject else clause.subject
        if subject and self.is_before(subject, group, start):
            return subject.first
        return self.noun_before(group, start) if clause.verb.form == "finite" else None

    def is_before(self, subject: NounPhrase, group: VerbGroup, start: int) -> bool:
        """Whether a noun phrase is before a verb group in its clause, and not far."""
        beside = subject.whole_last + 1 == group.first or not subject.preposition
        is_near = beside and subject.whole_last < group.first and group.first - subject.first <= SUBJECT
        return is_near and start <= subject.first and not self.is_broken(subject.whole_last + 1, group.first)

    def noun_before(self, group: VerbGroup, start: int) -> int | None:
        """The first word of the noun phrase right before a verb group; None where none is."""
        phrase = self.bases.get(group.first - 1)
        return phrase.first if phrase and phrase.first >= start else None

    def attached(self, first: int, start: int) -> int:
        """The first word of a subject with the noun to which a preposition or conjunction attaches it."""
        while first - 2 >= start and self.words[first - 1].upos in ("ADP", "CCONJ") and first - 2 in self.bases:
            first = self.bases[first - 2].first
        while first > start and self.words[first - 1].upos in PREMODIFIERS:
            first -= 1
        return first

    def is_broken(self, start: int, stop: int) -> bool:
        """Whether a mark that parts clauses is among some words."""
        return any(word.form in BREAKS for word in self.words[start:stop])

    def end(self, at: int) -> int:
        """The last word of the phrase that ends with a word, or with what completes it."""
        for _ in range(FORWARD):
            at = self.group_end(at)
            following = self.completed(at)
            if following == at:
                return at
            at = following
        return self.group_end(at)

    def group_end(self, at: int) -> int:
        """The last word of the noun phrase or verb group around a word, with what belongs to a noun."""
        if at in self.groups:
            return self.groups[at].last
        phrase = self.bases.get(at)
        return self.noun_end(phrase, at) if phrase else at

    def noun_end(self, phrase: NounPhrase, at: int) -> int:
        """The last word of a noun phrase with what is attached to it, where that is short; of a list a member's."""
        if phrase.whole_last - at <= MODIFIER:
            return phrase.whole_last
        members = (member.last for member in phrase.members if member.last >= at)
        return next(members, None) or self.modified(phrase)

    def modified(self, phrase: NounPhrase) -> int:
        """The last word of a noun phrase with as many of the phrases attached to it as are short."""
        inner = (self.bases[at].last for at in range(phrase.last + 1, phrase.last + MODIFIER) if at in self.bases)
        ends = (at for at in inner if at <= min(phrase.last + MODIFIER, phrase.whole_last) and not self.is_of(at + 1))
        return max(ends, default=phrase.last)

    def is_of(self, at: int) -> bool:
        """Whether a word joins a noun to a noun."""
        return at < len(self.words) and self.words[at].lemma in self.of

    def completed(self, at: int) -> int:
        """The next word where a phrase that ends with a word is not complete, else the word itself."""
        after = at + 1
        if after >= len(self.words) or self.words[after].upos == "PUNCT":
            return self.bracketed(at)
        word, following = self.words[at], self.words[after]
        return after if self.leads(at, word, following) else at

    def bracketed(self, at: int) -> int:
        """The last word of what is in brackets behind a word; the word itself where there is nothing."""
        after = self.words[at + 1 : at + 2 + BRACKETED]
        inside = [word.form for word in after]
        return at + 1 + inside.index(")") if inside[:1] == ["("] and ")" in inside else at

    def leads(self, at: int, word: GrammarWord, following: GrammarWord) -> bool:
        """Whether the word behind another completes the phrase that ends with that."""
        if at in self.groups:
            return self.opens_object(at + 1, following)
        if following.lemma in self.of and word.upos in NOMINAL:
            return True
        if word.upos in NOMINAL or word.upos == "PRON" or word.form == ")":
            return self.goes_on(at + 1, word, following)
        if word.upos in COMPLETED_BY:
            return following.upos in COMPLETED_BY[word.upos]
        return word.tag != "ADP.particle" and word.upos in LEADING

    def opens_object(self, at: int, word: GrammarWord) -> bool:
        """Whether a word right behind a verb goes on with it, as "both" does in "enables both towns to trade"."""
        return word.upos != "CCONJ" or at + 1 in self.groups or (at + 1 in self.bases and not self.opens_verb(at + 1))

    def goes_on(self, after: int, word: GrammarWord, following: GrammarWord) -> bool:
        """Whether a noun is followed by its infinitive, by its figure or the end of a range, or by its verb."""
        group = self.groups.get(after)
        if group is None and self.awaits_verb(after - 1):
            return True
        if group is not None:
            return group.form in ("infinitive", "finite") and not self.opens_clause(after)
        is_figure = following.upos == "NUM" or (word.upos == "NUM" and following.upos in NOMINAL)
        return is_figure or self.begins_range(after, following)

    def begins_range(self, after: int, following: GrammarWord) -> bool:
        """Whether a word joins the figure before it to the end of its range."""
        is_range = following.upos in ("ADP", "CCONJ", "PART") and after + 1 < len(self.words)
        return is_range and self.words[after + 1].upos == "NUM" and self.has_figure(after - 1)

    def awaits_verb(self, at: int) -> bool:
        """Whether a word ends the subject of a finite verb that is not far behind it."""
        found = (clause for clause in self.sentence.clauses if clause.subject and not clause.shared_subject)
        return any(
            clause.subject is self.bases.get(at)
            and clause.verb.form == "finite"
            and at < clause.verb.first <= at + SUBJECT_OF
            for clause in found
        )

    def has_figure(self, at: int) -> bool:
        """Whether the noun phrase that ends with a word has a figure, or is one."""
        phrase = self.bases.get(at)
        first = phrase.first if phrase else at
        return any(word.upos == "NUM" for word in self.words[first : at + 1])

    def awaits_clause(self, first: int, last: int) -> bool:
        """Whether a clause opens among some words whose verb is not among them: "concerned that, without support"."""
        behind = bisect_right(self.subordinating, last)
        opened = self.subordinating[behind - 1] if behind else first
        return opened > first and not self.depends(opened) and self.verb_behind(opened, last + 1) is None

    def main_start(self) -> int:
        """The first word of the main clause, behind what is said before its subject."""
        main = self.sentence.main_clause()
        return self.verb_start(main.verb, self.clause_start(main.verb.first)) if main else 0

    def without_that(self, first: int) -> int:
        """The first word of a phrase, without a conjunction before it that grammar took for a determiner."""
        is_read_so = self.words[first].upos == "DET" and self.words[first].form.casefold() in self.complementisers
        follows = first > 0 and self.words[first - 1].upos in ("VERB", "NOUN", "ADJ", "CCONJ")
        return first + 1 if is_read_so and follows else first

    def closed(self, first: int, last: int) -> int:
        """The last word, from another on, with which a phrase can end."""
        return next((at for at in range(last, first, -1) if not self.is_loose(at)), first)

    def is_loose(self, at: int) -> bool:
        """Whether a word only leads to what follows it."""
        word = self.words[at]
        if word.upos in ("ADJ", "ADV") and at not in self.bases and self.words[at - 1].upos == "DET":
            return True
        return (word.upos == "PUNCT" and word.form != ")") or (
            word.upos in LEADING and word.tag != "ADP.particle" and at not in self.groups
        )

    def ends(self, first: int, last: int) -> Iterator[int]:
        """The words with which a phrase from one word to another may end earlier: clauses, then the longest first."""
        found = [at for at in range(last, first, -1) if self.is_end(at) and self.is_told(first, at)]
        whole = (at for at in found if at - first >= (last - first) // 2 and self.opens_next(at))
        members = (at for at in range(last, first, -1) if self.ends_member(at) and self.is_told(first, at))
        return chain(whole, found, members)

    def is_told(self, first: int, at: int) -> bool:
        """Whether a phrase that ends with a word lacks no verb: neither its own, nor that of a clause in it."""
        return not self.awaits_clause(first, at) and not self.awaits_own(first, at)

    def awaits_own(self, first: int, at: int) -> bool:
        """Whether the only finite verb of a phrase is behind a word."""
        finite = (group for group in self.sentence.verbs if group.form == "finite")
        verb = next((group.first for group in finite if group.first >= first), None)
        return verb is not None and verb > at

    def ends_member(self, at: int) -> bool:
        """Whether a member of a list ends with a word."""
        phrase = self.bases.get(at)
        return phrase is not None and any(member.last == at for member in phrase.members)

    def opens_next(self, at: int) -> bool:
        """Whether a clause ends with a word, and no member of a list follows."""
        if self.is_last(at):
            return True
        is_member = at + 2 in self.bases and not self.opens_verb(at + 2)
        return (self.words[at + 1].form in BREAKS and not is_member) or self.opens_verb_clause(at + 1)

    def is_last(self, at: int) -> bool:
        """Whether no word is behind another in its sentence."""
        return all(word.upos == "PUNCT" for word in self.words[at + 1 :])

    def opens_verb_clause(self, at: int) -> bool:
        """Whether a clause with a verb begins with a word."""
        return self.opens_clause(at) and self.verb_behind(at, self.clause_stop(at)) is not None

    def is_end(self, at: int) -> bool:
        """Whether nothing that follows completes what ends with a word."""
        phrase = self.bases.get(at)
        is_cut = phrase is not None and at < phrase.last
        return not (is_cut or self.is_loose(at) or self.completed(at) != at or self.group_end(at) != at)


def span_of(words: Sequence[GrammarWord], first: int, last: int) -> tuple[int, int]:
    """Where some words are, in code points."""
    return words[first].start, words[last].end
