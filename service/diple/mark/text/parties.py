"""Who speaks in a statement: told from its parties, or from the organs and offices named in its first lines."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import dropwhile
from typing import Any

from diple.lexicon.tables import language_table, neutral_table
from diple.lexicon.vocabulary import vocabulary
from diple.model import Statement

HEAD = 240  # code points at the opening in which a statement says whose it is
BEGINNING = 5  # letters that the cases of one name share
NAME = r"[^\W\d_a-zа-яё][\w'’-]*(?:\s+[^\W\d_a-zа-яё][\w'’-]*)*"
HAN_NAME = r"[㐀-鿿]{2,6}?"
# A bare noun with a verb of the third person at the very start, "Bramont supports": a name, for it has no article.
BARE_SUBJECT = re.compile(
    r"(?P<name>[A-Z][a-z]+[a-rt-z])\s+(?:[a-z]+[a-rt-z]s|[a-z]+ed|is|was|has|will|shall|cannot)\s"
)

BARE_PAIR = re.compile(r"([A-Z][a-z]+)\sand\s([A-Z][a-z]+)\s[a-z]")
LEADING = r"(?:[A-Z][^,.:]{0,40},\s(?=the\s))?"  # "In Marl, the Prime Minister of …"


@cache
def table() -> dict[str, Any]:
    """The parties that own formulas, by code, and the groups that they belong to."""
    return neutral_table("parties")


@cache
def words_of(language: str, name: str) -> tuple[str, ...]:
    """A list of one language, empty where nothing is written of it."""
    return tuple(language_table(language, "parties").get(name, ()))


def is_of_another(text: Statement, new: Statement) -> bool:
    """Whether both statements tell whose they are, and it is not the same party; or one is signed, one of many."""
    theirs, ours = authors(text), authors(new)
    if not ours:
        return len(theirs) == 1 and is_signed(text) and speaks_for_many(new)
    return bool(theirs) and not any(is_one_party(one, two) for one in theirs for two in ours)


def is_one_party(one: str, two: str) -> bool:
    """Whether two keys are of one name, or of a name and what is made from it: "Tarn", "Tarnish"."""
    return one.startswith(two) or two.startswith(one)


def is_signed(statement: Statement) -> bool:
    """Whether a statement begins with whose it is and a colon, and that is a name: not "the Alliance"."""
    words = {word.lower() for name in author_names(statement) for word in name.split()}
    text = statement.text
    return ends_in_colon(text, sentence_one(text[:HEAD])) and words.isdisjoint(not_names(statement.language))


def ends_in_colon(text: str, first: str) -> bool:
    """Whether a colon follows the first line of a text."""
    return text.lstrip()[len(first) :].lstrip()[:1] in (":", "：")


def speaks_for_many(statement: Statement) -> bool:
    """Whether the subject at the very beginning is several parties that no name decides apart: "Ministers agreed"."""
    head = statement.text[:HEAD].lstrip().lower()
    openings = (words for words in words_of(statement.language, "many") if head.startswith(words))
    return any(not head[len(words) : len(words) + 1].isalpha() for words in openings)


def authors(statement: Statement) -> frozenset[str]:
    """Keys of the parties that speak, empty where a statement does not tell."""
    if statement.parties:
        return frozenset(map(name_key, statement.parties))
    return frozenset(map(name_key, author_names(statement)))


def author_names(statement: Statement) -> tuple[str, ...]:
    """The parties that speak, as the statement's first lines name them; of two offices the first speaks."""
    return opening_names(statement.text[:HEAD], statement.language)


@lru_cache(maxsize=256)
def opening_names(text: str, language: str) -> tuple[str, ...]:
    """The parties named in an opening: "Statement of the Government of X", "The Senate of X declares", "X政府声明"."""
    pattern, first = patterns(language), sentence_one(text)
    found = pattern.search(first) if pattern else None
    if found is None:
        name = name_at_head(text, first, language)
        return (name,) if name else bare_names(text, language)
    return () if is_gathering(first[found.end() :], language) else names_in(found, language)


def names_in(found: re.Match[str], language: str) -> tuple[str, ...]:
    """The parties that an opening names, without months and what is no name: "联合" of "联合声明"."""
    whole = (without_form_of_state(name, language) for name in found.group("name", "other") if name)
    names = (own_part(name, language) for name in whole if name)
    none = months(language) | set(words_of(language, "no_names"))
    return tuple(name for name in names if name.lower() not in none)


@cache
def forms_of_state(language: str) -> tuple[str, ...]:
    """The words for what a State is, as titles have them before its name: republic, kingdom, federal."""
    return tuple(language_table(language, "titles").get("makers", {}).get("states", ()))


def without_form_of_state(name: str, language: str) -> str:
    """A name without the form of State before it; "" where that is all: "the President of the Republic"."""
    known = forms_of_state(language)
    return " ".join(dropwhile(lambda word: word.lower() in known, name.split()))


def bare_names(text: str, language: str) -> tuple[str, ...]:
    """The parties that are the subject at the very start, with a verb right behind: "Bramont supports"."""
    found = (BARE_PAIR.match(text) or BARE_SUBJECT.match(text)) if language == "en" else None
    names = found.groups() if found else ()
    return names if all(may_be_name(name.lower()) for name in names) else ()


def own_part(name: str, language: str) -> str:
    """A name without the office beside it: "Vantor Foreign Ministry", "Vantorian President"."""
    known = not_names(language)
    words = name.split()
    kept = [word for at, word in enumerate(words) if at == 0 or word.lower() not in known]
    return name if words[0].lower() in known else " ".join(kept)


def may_be_name(word: str) -> bool:
    """Whether a bare subject may be the name of a party, and no common noun: "Growth has slowed"."""
    if word in not_names("en") or word in vocabulary("en").words("stop") or word in words_of("en", "no_parties"):
        return False
    return not word.endswith(words_of("en", "noun_endings"))


def name_at_head(text: str, first: str, language: str) -> str:
    """A name that opens a text: it signs ("X, statement of May:", "X's Minister:"), or a side speaks; "" for none."""
    signed, *sides = openings(language)
    patterns = (signed, *sides) if ends_in_colon(text, first) else sides
    match = next(filter(None, (pattern.match(first) for pattern in patterns)), None)
    name: str = match.group("name") if match else ""
    return "" if not_names(language) & {word.lower() for word in name.split()} else name


@cache
def openings(language: str) -> tuple[re.Pattern[str], ...]:
    """Finds a name before what is signed with it, and before those who speak for it; nothing where none is written."""
    never = re.compile(r"(?!)")
    sides, papers = words_of(language, "sides"), (*words_of(language, "documents"), *words_of(language, "papers"))
    if not sides:
        return (never,)
    name = r"(?P<name>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2}?)"
    offices = words_of(language, "offices")
    return (
        re.compile(rf"^{name}(?:['’]s\s|,\s)(?=.*\b(?i:{choice((*papers, *offices))}))"),
        re.compile(rf"^(?:The\s)?{name}\s(?i:{choice(sides)})\b"),
        re.compile(rf"^{name}['’]s\s(?:\w+\s)?(?i:{choice(sides)})\b"),
        re.compile(rf"^{name}\s{choice(words_of(language, 'with_others'))}\b"),
    )


@cache
def not_names(language: str) -> frozenset[str]:
    """Words with a capital that are no names of parties: of offices and papers, of bodies, of months."""
    offices = {word for office in words_of(language, "offices") for word in office.split()}
    papers = {word for paper in words_of(language, "documents") for word in paper.split()}
    common = vocabulary(language).words("common_capitals")
    return frozenset(offices | papers | common | set(words_of(language, "no_names"))) | months(language)


def months(language: str) -> frozenset[str]:
    """The names of months, which are written like those of States."""
    return frozenset(vocabulary(language).tables.get("numbers", {}).get("months", ()))


def sentence_one(text: str) -> str:
    """The first line or sentence of an opening, up to a colon."""
    return re.split(r"(?<=[\w)”»\"])[.。:：]\s*|\n", text.lstrip(), maxsplit=1)[0]


def is_gathering(rest: str, language: str) -> bool:
    """Whether what follows a name makes it the name of a meeting: "the Marrow summit"."""
    words = rest.lower().split()
    return bool(words) and words[0].startswith(words_of(language, "gatherings") or ("\0",))


@cache
def patterns(language: str) -> re.Pattern[str] | None:
    """Finds who speaks in an opening of one language."""
    offices, documents = words_of(language, "offices"), words_of(language, "documents")
    if not offices:
        return None
    if language == "zh":
        office, paper = choice(offices), choice(documents)
        return re.compile(rf"^(?P<name>{HAN_NAME})(?:和(?P<other>{HAN_NAME}))?(?:{office}|(?={paper}))")
    if language == "ru":
        office = rf"(?i:{choice(offices)})\w*(?:\s+[а-яё]+)*?"
        paper = rf"(?i:{choice(documents)})"
        return re.compile(
            rf"^(?:{paper}\s+(?:{office}\s+)?|{office}\s+)(?P<name>{NAME})"
            rf"(?:\s+и\s+(?:{office}\s+)?(?P<other>{NAME}))?"
        )
    link, article = (
        rf"(?i:{choice(words_of(language, 'links'))})",
        rf"(?:(?i:{choice(words_of(language, 'articles'))})\s+)?",
    )
    office, paper = rf"(?i:{choice(offices)})", rf"(?i:{choice(documents)})"
    lead = r"(?:[\w'’-]+\s+){0,3}?"
    organ = rf"{article}{lead}{office}(?:\s+[A-Z][\w-]+){{0,2}}?\s+{link}['’\s]\s*"
    states = rf"(?i:{choice(forms_of_state(language))})" if forms_of_state(language) else r"(?!)"
    state = rf"(?:{article}(?:{states}\s+)*{states}\s+{link}['’\s]\s*)?"
    # Before the second name, "of" may be repeated, and its office: "and of the King of the Kingdom of Orrin".
    other = rf"(?:{link}['’\s]\s*)?(?:{organ})?{state}{article}(?P<other>{NAME})"
    return re.compile(
        rf"^{LEADING}(?:{article}{lead}{paper}\s+{link}['’\s]\s*{article}(?:{organ})?|{organ})"
        rf"{state}{article}(?P<name>{NAME})(?:\s+(?:and|et|y)\s+{other})?"
    )


def choice(words: tuple[str, ...]) -> str:
    """A group of alternatives, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


def name_key(name: str) -> str:
    """What the cases of a name share: the beginning of each of its words."""
    return " ".join(word.lower().removesuffix("'s").removesuffix("’s")[:BEGINNING] for word in name.split())


def owner_codes(owners: tuple[str, ...]) -> frozenset[str]:
    """The codes of parties in a concept's owners: "RU/CN" and "RU of CN" name two."""
    known = table()["owners"]
    return frozenset(code for owner in owners for code in re.findall(r"[A-Za-z]\w*", owner) if code in known)


@cache
def owner_names() -> re.Pattern[str]:
    """Finds a name of a party that owns formulas."""
    names = [name for group in table()["owners"].values() for name in group]
    return re.compile(r"(?<![A-Za-z])" + choice(tuple(names)) + r"(?![A-Z])")


def parties_named(text: str) -> frozenset[str]:
    """The codes of the parties that own formulas and are named in a text, and those of a group that is named."""
    found = set(owner_names().findall(text))
    owners = table()["owners"]
    named = {code for code, names in owners.items() if not found.isdisjoint(names)}
    return frozenset(named | {member for group in named for member in table()["members"].get(group, ())})


def groups_of(codes: frozenset[str]) -> frozenset[str]:
    """The groups that own formulas and of which one of some parties is a member."""
    return frozenset(group for group, members in table()["members"].items() if not codes.isdisjoint(members))
