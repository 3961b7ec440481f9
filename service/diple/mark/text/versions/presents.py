"""What one version permits or advises, where the other says that its subject does it: "may meet", "se réunit".

The present of a treaty binds as a "shall" does. It is no free rendering of a "may" or "should" where both sentences
begin with their subject, the act follows it, and both subjects and both acts render one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diple.facts.mention import Mention
from diple.facts.reading import Facts
from diple.mark.text.versions.clauses import Clauses
from diple.mark.text.versions.passages import Passage
from diple.model import Span

LOOSE = frozenset(("may", "should"))
SUBJECT = 4  # words of a subject at the head of a sentence, at most
BEFORE = 8  # code points before the first word of content of a subject in which its name may begin: the, each
BEHIND, LEAST = 4, 2  # words behind an act of which so many render one another, where itself has no link
ACT = 2  # words behind a subject, or behind its modal, of which one is its act


def lone_permissions(passage: Passage) -> Iterator[tuple[int, Mention, Span]]:
    """The permissions and recommendations of one version alone: the side, the word, and the subject's act there."""
    found = [facts.of("duty") for facts in passage.facts]
    for side in (0, 1):
        if len(found[side]) == 1 and not found[1 - side]:
            [duty] = found[side]
            place = done(passage, side, duty) if is_loose(duty) else None
            if place:
                yield side, duty, place


def is_loose(duty: Mention) -> bool:
    """Whether a word permits or advises for sure, and does no more."""
    return duty.firm and duty.values <= LOOSE


def done(passage: Passage, side: int, duty: Mention) -> Span | None:
    """Where the other version has the subject of a duty at the head of a sentence, and right behind it its act."""
    here, there = Clauses(passage, side), Clauses(passage, 1 - side)
    subject, acts = here.back(duty, SUBJECT + 1), here.ahead(duty, ACT + BEHIND)
    answers = here.rendered(subject)
    if not acts or not is_rendered(subject, answers) or not is_bearer(passage.facts[side], here, subject, duty):
        return None
    act = act_behind(max(answers), acts, here, there)
    return there.shown(act) if act is not None and act <= head_of(there, min(answers)) + SUBJECT + 1 else None


def is_rendered(subject: Sequence[int], answers: Sequence[int]) -> bool:
    """Whether half of the few words of a subject, one at least, have a rendering."""
    return bool(answers) and len(subject) <= SUBJECT and 2 * len(answers) >= len(subject)


def is_bearer(facts: Facts, here: Clauses, subject: Sequence[int], duty: Mention) -> bool:
    """Whether a subject is a body or a role, of which a treaty says what it does."""
    start = here.words[subject[-1]].start - BEFORE
    return any(one.firm and start <= one.start < duty.start for one in facts.of("role", "body"))


def act_behind(subject: int, acts: Sequence[int], here: Clauses, there: Clauses) -> int | None:
    """The word right behind a subject that renders one of some acts, or may do so, as what follows both is one."""
    act = next(iter(here.rendered(acts[:ACT])), None)
    if act is not None and subject < act <= subject + ACT:
        return act
    act = subject + 1
    if acts[0] in here.links or act in there.links or act >= len(there.words):
        return None
    follows = sum(act < answer <= act + BEHIND + 1 for answer in here.rendered(acts[1:]))
    is_one = there.is_one_sentence(there.words[subject].start, there.words[act].start)
    return act if is_one and follows >= LEAST else None


def head_of(clauses: Clauses, word: int) -> int:
    """The first word of the sentence of a word."""
    while word and clauses.is_one_sentence(clauses.words[word - 1].end, clauses.words[word].start):
        word -= 1
    return word
