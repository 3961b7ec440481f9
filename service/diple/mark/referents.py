"""What was strengthened or softened, in the statement's own words: a noun phrase that is never empty and never torn.

A phrase ends where its clause does, where a verb begins, or at the last joint that leaves it whole and short enough;
it begins with no word that only joins it to what stands before. What a person is told stands on `presentable`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diple.mark.evidence import Side
from diple.mark.frames import STANCE, VERBS, frame_at
from diple.mark.vocabulary import Hit, Token, Vocabulary
from diple.model import Span

LONGEST = 12  # words of a referent; ideographs count half
SHORTEST = 2  # words that a phrase keeps where it is cut at a joint
LIST = 3  # words between the commas of a list that belongs to one noun: "a comprehensive, just and lasting peace"
CLAUSE = 28
NEAR = 5  # words between a number of members and what they do
CLOSERS = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“", "《": "》", "「": "」"}
LABEL = re.compile(r"^\(?(?:\d{1,3}|[ivxl]{1,4}|[a-z])[.)]\s+")
EDGES = " \t\n,;:.，。；：、،؛…"


def complement(side: Side, end: int, most: int = LONGEST) -> str:
    """The words after `end` up to the end of the clause: what a verb or modal governs."""
    after = [t for t in sentence_tokens(side, end) if t.start >= end]
    leading = side.words.words("leading")
    first = next((i for i, t in enumerate(after) if t.key not in leading), len(after))
    return phrase(side, after[first:], most)


def subject(side: Side, start: int, most: int = LONGEST) -> str:
    """The phrase that ends before `start`: back to the mark or the verb before it, else who acts."""
    before = [t for t in sentence_tokens(side, start) if t.end <= start]
    breaks = [at for at in range(len(before)) if ends_here(before, at)]
    if breaks:
        before = before[breaks[-1] + 1 :]
    return phrase(side, after_verb(side, before) or before, most)


def after_verb(side: Side, tokens: Sequence[Token]) -> list[Token]:
    """The tokens after the last verb among them that is known; all where none is."""
    if not tokens:
        return []
    words = side.words
    ending = words.words("finite") | words.words("finite_only") | words.words("complementisers")
    ends = [t.end for t in tokens if t.key in ending]
    ends += [h.end for h in side.of(VERBS) if tokens[0].start <= h.start and h.end <= tokens[-1].end]
    last = max(ends, default=0)
    return [t for t in tokens if t.start >= last]


def clause(side: Side, start: int, end: int) -> str:
    """The sentence around `[start, end)`, shortened to the words nearest to it."""
    tokens = sentence_tokens(side, start)
    if len(tokens) <= CLAUSE:
        return side.quote(tokens[0].start, tokens[-1].end) if tokens else side.quote(start, end)
    at = next((i for i, t in enumerate(tokens) if t.end > start), 0)
    first = max(0, min(at - CLAUSE // 2, len(tokens) - CLAUSE))
    part = tokens[first : first + CLAUSE]
    return ("… " if first else "") + side.quote(part[0].start, part[-1].end) + " …"


def matter(side: Side, span: Span) -> str:
    """What a phrase bears on: what it governs, or, where nothing follows, what stands before it in the clause."""
    governed = complement(side, span.end)
    if is_pronoun(side, governed):
        return subject(side, span.start) or governed
    return governed or subject(side, span.start) or topic(side, span)


def topic(side: Side, span: Span) -> str:
    """What the sentence around a stretch begins with, else the stretch itself."""
    return phrase(side, sentence_tokens(side, span.start), LONGEST) or side.quote(*span)


def deed(side: Side, span: Span) -> str:
    """What is promised in the clause of a stretch, after "to", without the stretch: "reduce the discharge"; else ""."""
    frame = frame_at(side, span.start)
    modal = frame.modality if frame else None
    if frame is None or modal is None or not side.words.spaced:
        return ""
    after = [t for t in sentence_tokens(side, modal.end) if t.start >= modal.end]
    after = [t for t in after if t.start >= span.end] if modal.end <= span.start <= modal.end + 3 else after
    first = next((i for i, t in enumerate(after) if not is_break(t) and t.key not in side.words.words("leading")), 0)
    kept = after[first:]
    if kept and kept[0].start < span.start:
        kept = [t for t in kept if t.end <= span.start]
    said = phrase(side, kept, LONGEST)
    return f"not {said}" if said and frame.negations else said


def held_thing(side: Side, span: Span) -> str:
    """What a limiter limits, named: the commitment, where something is promised, else what the clause speaks of."""
    promised = deed(side, span)
    if promised.startswith("not "):
        return f"the commitment not to {promised.removeprefix('not ')}"
    if promised and not opens_noun(side, promised):
        return f"the commitment to {promised}"
    return f"the force of {subject(side, span.start) or matter(side, span)}"


def duty(side: Side, modal: Hit, said: str) -> str:
    """A duty as one names it: "the duty to act", "the commitment to peace", "the rule that disputes be settled"."""
    if modal.form.casefold().endswith("committed to") or opens_noun(side, said):
        return f"the commitment to {said}"
    if said.split(" ", 1)[0] in side.words.words("passive"):
        acting = subject(side, modal.start)
        return f"the rule that {acting} {said}" if acting and not is_pronoun(side, acting) else f"the duty to {said}"
    return f"the duty to {said}"


def asked(side: Side, verb: Hit, said: str) -> str:
    """What is demanded: "the demand that Dorvania withdraw", "the call for an inquiry"."""
    after = next((t for t in side.tokens if t.start >= verb.end), None)
    opening = side.words.words("complementisers")
    if verb.form.rpartition(" ")[2] in opening or (after is not None and after.key in opening):
        return f"the demand that {said}"
    infinitive = after is not None and after.key in side.words.words("infinitive") and not opens_noun(side, said)
    return f"the call to {said}" if infinitive else f"the call for {said}"


def agreed(side: Side, speaker: Hit, said: str) -> str:
    """What some hold together: "the consensus that the mine must close", "the consensus on the levy"."""
    after = [t for t in sentence_tokens(side, speaker.end) if t.start >= speaker.end]
    adverbs = tuple(side.words.words("adverb_endings"))
    while adverbs and after and (after[0].key in side.words.words("adverbs") or after[0].key.endswith(adverbs)):
        after = after[1:]
    if not side.words.tables.get("subject_first"):
        return f"the consensus on {said}"
    if not after or is_break(after[0]) or after[0].key in side.words.words("object_links"):
        return f"the consensus on {said}"
    return f"the consensus {view(side, after[0].end)}" if len(after) > 1 else f"the consensus on {said}"


def view(side: Side, at: int) -> str:
    """What is said from a place on: "that the mine must close", "to close the mine", "on the levy"."""
    after = [t for t in sentence_tokens(side, at) if t.start >= at]
    if after and after[0].key in side.words.words("complementisers"):
        return f"that {sentence_phrase(side, after[1:])}"
    said = complement(side, at)
    infinitive = bool(after) and after[0].key in side.words.words("infinitive") and not opens_noun(side, said)
    return f"to {said}" if infinitive else f"on {said or topic(side, Span(at, at))}"


def sentence_phrase(side: Side, tokens: Sequence[Token]) -> str:
    """A clause with its verb, shortened at a joint."""
    run = clause_run(side.words, tokens)
    kept = at_a_joint(side.words, run, CLAUSE // 2, torn=True) if len(run) > CLAUSE // 2 else run
    return opening_lowered(side, kept) if kept else ""


def formula(side: Side, hit: Hit, most: int) -> str:
    """A fixed phrase with what it governs; one that is a sentence is named by its subject."""
    tokens = [t for t in sentence_tokens(side, hit.start) if t.start >= hit.start]
    inside = [t for t in tokens if t.start < hit.end]
    words = side.words
    verbs = words.words("finite") | words.words("finite_only")
    verb = next((at for at, token in enumerate(inside) if token.key in verbs), None) if words.spaced else None
    acting = phrase(side, inside[:verb], most) if verb else ""
    denied = bool(inside) and inside[0].key in words.words("denials_only")
    if verb == 0 or denied or (verb is not None and acting.casefold() in words.words("expletives")):
        acting = subject(side, hit.start)
    if acting and not is_pronoun(side, acting) and acting.casefold() not in words.words("expletives"):
        return acting
    said = phrase(side, tokens, most)
    return said if len(said) >= hit.end - hit.start else opening_lowered(side, inside)


def spoken_of(side: Side, hit: Hit | None) -> str:
    """What a whole sentence is about: what it promises, what it judges, else what stands at its head."""
    if hit is not None and hit.kind == "modality" and side.words.spaced:
        said = complement(side, hit.end)
        return (
            duty(side, hit, said).replace("the duty to", "the commitment to", 1) if said else topic(side, hit_span(hit))
        )
    if hit is not None and hit.kind in VERBS:
        return matter(side, hit_span(hit))
    return topic(side, Span(side.start, side.start))


def done(side: Side, span: Span) -> str:
    """What an act bears on: its object, or its subject where no object follows at once."""
    after = next((t for t in sentence_tokens(side, span.end) if t.start >= span.end), None)
    loose = side.words.words("object_ends") | side.words.words("adverbs") | side.words.words("be_forms")
    loose |= loose_ends(side.words)
    articles = {word for kind in side.words.tables.get("articles", {}).values() for word in kind}
    direct = after is not None and not is_break(after) and (after.key in articles or after.key not in loose)
    acting = "" if direct and not after_is_number(after) else subject(side, span.start)
    return matter(side, span) if not acting or is_pronoun(side, acting) else acting


def after_is_number(token: Token | None) -> bool:
    """Whether a token is a number in figures."""
    return token is not None and token.key[:1].isdigit()


def stressed(side: Side, span: Span) -> str:
    """What a degree word stresses: a censure or a stance with its object, or the noun after it."""
    verb = next((h for h in side.of(STANCE) if 0 <= h.start - span.end <= 1), None)
    if verb is None or not side.words.spaced:
        return matter(side, span)
    name = "the censure of" if verb.kind == "tone_negative" else "the stance on"
    return f"{name} {matter(side, hit_span(verb))}"


def measured(side: Side, start: int, end: int, *, deadline: bool) -> str:
    """What a figure or a deadline is for: "the deadline to complete the bridge", "the figure for trade"."""
    span, name = Span(start, end), "deadline" if deadline else "figure"
    promised = deed(side, span)
    if promised and deadline and not opens_noun(side, promised):
        return f"the deadline to {promised}" if not promised.startswith("not ") else "the deadline of the ban"
    if promised and not opens_noun(side, promised) and not promised.startswith(("not ", "be ")):
        return f"the figure in the commitment to {promised}"
    before = subject(side, start)
    if before and not is_pronoun(side, before):
        return f"the {name} for {before}"
    return f"the {name} for {topic(side, span)}"


def behind(side: Side, size: Hit, said: str) -> str:
    """How many hold something: "the number of members who opposed the levy", "the number of villages"."""
    after = [t for t in sentence_tokens(side, size.end) if t.start >= size.end]
    finite = side.words.words("finite") | side.words.words("finite_only")
    starts = {hit.start for hit in side.of(VERBS)}
    verb = next((at for at, t in enumerate(after[:NEAR]) if t.start in starts or t.key in finite), None)
    if not side.words.spaced or not side.words.tables.get("subject_first") or verb is None:
        return f"the number of {said}"
    who = phrase(side, [t for t in after[:verb] if t.key not in side.words.words("leading")], LONGEST)
    does = phrase(side, after[verb:], LONGEST)
    return f"the number of {who or 'those'} who {does}"


def responsible(side: Side, name: str, act: str) -> str:
    """An author with the act, where the words name the act: "the responsibility of Karsk for the aggression"."""
    author = name.removesuffix("’s").removesuffix("'s")
    first = act.split(" ", 1)[0].casefold()
    verbs = side.words.words("finite") | side.words.words("finite_only") | side.words.words("finite_verbs")
    told = act and first not in verbs and not first.endswith(tuple(side.words.words("past_endings")) or ("\0",))
    return f"the responsibility of {author} for {act}" if told else f"the responsibility of {author}"


def force(side: Side, degree: Hit, said: str) -> str:
    """What a degree word gives its force to."""
    return f"the force of {stressed(side, hit_span(degree)) or said}"


def hit_span(hit: Hit) -> Span:
    """Where a phrase stands."""
    return Span(hit.start, hit.end)


def opens_noun(side: Side, said: str) -> bool:
    """Whether words begin as a noun phrase does: an article, a determiner, a name, an act's name in -ing."""
    first = said.split(" ", 1)[0]
    words = side.words
    articles = words.tables.get("articles", {})
    known = {word for kind in ("definite", "indefinite", "any") for word in articles.get(kind, ())}
    return first[:1].isupper() or first in known or first in words.words("determiners") or first.endswith("ing")


def is_pronoun(side: Side, said: str) -> bool:
    """Whether words are a pronoun alone, which names nothing."""
    return said.casefold() in side.words.words("pronouns")


def sentence_tokens(side: Side, at: int) -> list[Token]:
    """The tokens of the sentence of `side` in which a position lies."""
    for span in side.spans:
        if span.start <= at <= span.end:
            return [t for t in side.tokens if span.start <= t.start < span.end]
    return side.tokens


def phrase(side: Side, tokens: Sequence[Token], most: int) -> str:
    """The phrase at the head of `tokens`, as one line: whole, of at most `most` words, "" where there is none."""
    words = side.words
    openers = words.words("openers_only")
    first = next((i for i, t in enumerate(tokens) if not is_break(t) and t.key not in openers), len(tokens))
    run = clause_run(words, tokens[first:])
    kept = before_verb(side, within_clause(side, run))
    limit = most if words.spaced else most * 2
    if len(kept) > limit or len(kept) < len(run):
        kept = at_a_joint(words, kept, limit, torn=len(kept) > limit)
    loose = loose_ends(words)
    while len(kept) > 1 and kept[-1].key in loose:
        kept = kept[:-1]
    return opening_lowered(side, kept) if kept else ""


def clause_run(words: Vocabulary, tokens: Sequence[Token]) -> list[Token]:
    """The tokens up to a mark that ends the phrase."""
    for at, token in enumerate(tokens):
        if at and (token.key in "([—–" or (ends_here(tokens, at) and not in_a_list(words, tokens, at))):
            return list(tokens[:at])
    return list(tokens)


def ends_here(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark ends a clause at a token: not the stop inside "U.S." or after an initial."""
    token = tokens[at]
    if not is_break(token):
        return False
    if token.key != ".":
        return True
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    initial = before is not None and before.end == token.start and before.end - before.start == 1 and before.capital
    return not (after is not None and (after.start == token.end or initial))


def in_a_list(words: Vocabulary, tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma joins words of one noun phrase: few words before it, a joint soon after."""
    joints = words.words("joints") - {","}
    if tokens[at].key != "," or at > LIST or any(t.key in words.words("object_ends") for t in tokens[:at]):
        return False
    near = tokens[at + 1 : at + 2 + LIST]
    joint = next((i for i, t in enumerate(near) if t.key in joints), None)
    return joint is not None and not any(is_break(t) and t.key != "," for t in near[:joint])


def within_clause(side: Side, tokens: list[Token]) -> list[Token]:
    """The tokens that stand in the clause of the first, with what is said of its nouns."""
    frame = frame_at(side, tokens[0].start) if tokens and side.words.spaced else None
    if frame is None:
        return tokens
    kept: list[Token] = []
    for token in tokens:
        if not frame.holds(token.start):
            other = frame_at(side, token.start)
            if other is None or other.opening not in ("relatives", "complementisers"):
                break
        kept.append(token)
    return kept


def before_verb(side: Side, tokens: list[Token]) -> list[Token]:
    """The tokens before a verb of the clause itself, which ends a noun phrase; one of a relative clause does not."""
    words = side.words
    finite = words.words("finite") | words.words("finite_only")
    opening = words.words("relatives") | words.words("complementisers")
    for at, token in enumerate(tokens):
        if token.key in opening:
            return tokens
        if at and token.key in finite:
            return tokens[:at]
    return tokens


def at_a_joint(words: Vocabulary, tokens: list[Token], limit: int, *, torn: bool) -> list[Token]:
    """The tokens cut to `limit`: before a clause that would be torn, else at the last joint."""
    kept = tokens[:limit]
    if not torn or not words.spaced:
        return kept
    clauses = words.words("relatives") | words.words("complementisers")
    opened = next((at for at, token in enumerate(kept) if at >= SHORTEST and token.key in clauses), None)
    if opened is not None:
        bare = opened - 2 >= SHORTEST and kept[opened - 2].key in words.words("infinitive")
        return kept[: opened - 2] if bare else kept[:opened]
    joints = words.words("joints") | words.words("object_ends") | loose_ends(words)
    if tokens[limit].key in joints:
        return kept
    return next(
        (kept[:at] for at in range(len(kept) - 1, SHORTEST - 1, -1) if kept[at].key in joints),
        kept,
    )


def opening_lowered(side: Side, tokens: Sequence[Token]) -> str:
    """The words of some tokens; a word that is capital only because a sentence begins there gets a small letter."""
    first, said = tokens[0], side.quote(tokens[0].start, tokens[-1].end)
    begins = any(span.start <= first.start <= span.start + 6 for span in side.spans)
    if not (first.capital and begins and first.end - first.start > 1) or said[:2].isupper():
        return said
    plain = first.key in side.words.words("stop") or f" {first.key} " in side.text
    return said[0].lower() + said[1:] if plain else said


def is_break(token: Token) -> bool:
    """Whether a token ends a clause: a stop, comma, colon or semicolon of any script."""
    return token.key in ",;:.!?，。；：、！？،؛۔"


def loose_ends(words: Vocabulary) -> frozenset[str]:
    """The words at which no phrase ends."""
    return words.words("dangling") | words.words("loose_ends")


def presentable(referent: str, words: Vocabulary) -> str:
    """A referent as a person reads it: no label or joint at its head, no loose end, no mark without its partner."""
    name, colon, said = referent.rpartition(": ")
    said = whole(said, words)
    if not colon or not said:
        return whole(name, words) if colon else said
    return f"{name}: {said}"


def whole(said: str, words: Vocabulary) -> str:
    """Words without what hangs loose at either end."""
    parts = LABEL.sub("", closed(" ".join(said.split()).strip(EDGES)).strip(EDGES)).split(" ")
    loose, openers = loose_ends(words), words.words("openers_only")
    while len(parts) > 1 and parts[-1].casefold() in loose:
        parts.pop()
    while len(parts) > 1 and parts[0].casefold() in openers:
        parts.pop(0)
    return " ".join(parts).strip(EDGES)


def closed(said: str) -> str:
    """Words up to the first bracket or quotation mark that has no partner."""
    for opening, closing in CLOSERS.items():
        if said.count(opening) > said.count(closing):
            said = said[: said.rindex(opening)] if said.rindex(opening) else said[len(opening) :]
        elif opening not in said and closing in said:
            said = said.replace(closing, "", 1)
    return said
