"""What templates say in one language of the interface: phrases, names, and the English words of notes put into it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from diple.explanation import Explanation
from diple.model import Further, Marker
from diple.render.language import phrases, reasons
from diple.render.language.interface import LANGUAGES, call, catalogue, dated, listed, number, say, title, told
from diple.render.language.shown import shown
from diple.render.markers.naming import MOVED, heading, label_parts, without_ids
from diple.render.pages.filters import Choice
from diple.render.pages.note import Note

_SAID = re.compile(r'\bsay\("([^"]+)"')
_OTHER_LETTERS = re.compile(r"[\u0370-\u1fff\u2e80-\uffef]")
_NUMBER = re.compile(r"\d+")


def voice(language: str) -> dict[str, Any]:
    """The globals of templates in a language: `_` says a phrase, `call` a name; `en` marks what stays English."""
    spoken: tuple[Callable[..., object], ...] = (
        *(_titled, _kinds, _further, _placed, _shaped, _reasons, _worded, _counted, dated, told, number),
        *(_labelled, _about, _why, _why_also, _because, _means, _but_not, _otherwise_read, _verdict),
    )
    return {
        "lang": language,
        "tongues": LANGUAGES,
        "_": partial(say, language),
        "call": partial(call, language),
        "en": Markup("") if language == "en" else Markup(' lang="en"'),
        **{function.__name__.strip("_"): partial(function, language) for function in spoken},
    }


def filters(language: str) -> dict[str, Callable[..., str]]:
    """The filters of templates that count, in a language."""
    if language == "en":
        return {"counts_in_words": phrases.counts_in_words, "level_counts": phrases.level_counts}
    return {"counts_in_words": partial(_largest_first, language), "level_counts": partial(_counts, language)}


def script_words(language: str, scripts: str) -> Markup:
    """The phrases and joiners that scripts say, with what they are in a language, as JSON for an element of a page."""
    known = {**catalogue(language).joiners, **catalogue(language).phrases}
    said = {phrase: known[phrase] for phrase in (*_SAID.findall(scripts), "change", "marker") if phrase in known}
    return Markup(json.dumps(said, ensure_ascii=False).replace("<", "\\u003c"))


def _counts(language: str, counts: Mapping[str, int]) -> str:
    """Counts with their names, in their order: "решающий: 3, высокий: 1"."""
    colon = say(language, ": ").replace(" ", "\N{NO-BREAK SPACE}")
    return listed(language, (f"{call(language, name)}{colon}{number(language, n)}" for name, n in counts.items()))


def _largest_first(language: str, counts: Mapping[str, int]) -> str:
    return _counts(language, dict(sorted(counts.items(), key=lambda entry: -entry[1])))


def _counted(language: str, words: str, count: int) -> str:
    """A name with the count of what bears it: "critical (3)"."""
    return f"{words}{say(language, ' (')}{number(language, count)}{say(language, ')')}"


def _titled(language: str, note: Note) -> str:
    return title(language, note.marker.code, note.title)


def _kinds(language: str, kind: Further) -> str:
    """A further kind of an event with its direction, where it has one: "Verb of censure, softened"."""
    named = title(language, kind.code, heading(kind))
    return named + (say(language, ", ") + call(language, kind.direction) if kind.direction in MOVED else "")


def _labelled(language: str, note: Note) -> str | Markup:
    """The news of a marker in one line, the words that changed underlined; of one side "new" or "gone" before it."""
    if not note.marker.label:
        return _titled(language, note)
    sort, colon, _ = note.label.partition(": ")
    lead = f"{say(language, sort)}{say(language, colon)}" if colon and sort in ("new", "gone") else ""
    first, *parts = label_parts(note.marker)
    parts = [first._replace(text=first.text.removeprefix(f"{sort}{colon}") if lead else first.text), *parts]
    words = (Markup("<u>{}</u>").format(shown(part.text)) if part.differs else shown(part.text) for part in parts)
    return Markup("").join((shown(lead), *words))


def _about(language: str, referent: str) -> str | Markup:
    """What a marker bears on."""
    return _marked(language, referent, reasons.referent(language, referent))


def _why(language: str, note: Note) -> str | Markup:
    """Why there is a marker."""
    return _marked(language, note.rationale, reasons.rationale(language, note.marker.code, note.rationale))


def _why_also(language: str, kind: Further, marker: Marker) -> str | Markup:
    """Why there is a further kind: its ids of concepts, which are said of the marker, are left out."""
    english = kind.rationale if language == "en" else without_ids(kind.rationale, marker)
    return _marked(language, english, reasons.rationale(language, kind.code, english))


def _because(language: str, reason: str) -> str | Markup:
    """The reason of a term of a score."""
    return _marked(language, reason, reasons.term(language, reason))


def _means(language: str, code: str, definition: str) -> str | Markup:
    """What a kind of marker means."""
    return _marked(language, definition, reasons.meaning(language, code, definition))


def _but_not(language: str, code: str, guard: str) -> str | Markup:
    """What looks like a kind of marker and is not."""
    return _marked(language, guard, reasons.guard(language, code, guard))


def _otherwise_read(language: str, reading: str) -> str | Markup:
    """How others read what a marker rests on."""
    return _marked(language, reading, reasons.reading(language, reading))


def _verdict(language: str, why: Explanation) -> str:
    """The level of a marker with its threshold, and the next one."""
    if language == "en":
        return why.verdict()
    level, above = why.marker.level, why.next_level
    own = dict(why.levels).get(level)
    said = [reasons.threshold(language, "own", call(language, level), own) if own else call(language, level)]
    said += [reasons.threshold(language, "above", call(language, above[0]), above[1])] if above else []
    return say(language, "; ").join(said)


def _marked(language: str, english: str, said: str) -> str | Markup:
    """Words in the language of the interface; what stays English is in an element that says so.

    Words of a text in other letters are not English.
    """
    if said != english or language == "en" or _OTHER_LETTERS.search(said):
        return said
    return Markup('<span lang="en">{}</span>').format(shown(english))


def _further(language: str, marker: Marker) -> list[str]:
    """The further kinds of a marker with their directions, each once."""
    return list(dict.fromkeys(_kinds(language, kind) for kind in marker.also))


def _placed(language: str, place: str) -> str:
    """Where a marker is: "¶ 3", "old ¶ 3", "whole text"."""
    words, sign, number = place.partition("¶")
    return f"{say(language, words.strip())} {sign}{number}".strip() if sign else say(language, place)


def _shaped(language: str, shape: str) -> str:
    """What the row says of a split or a merge, such as "split into 2"."""
    numbers = _NUMBER.findall(shape)
    if len(numbers) != 1:
        return say(language, "{n} into {m}", n=int(numbers[0]), m=int(numbers[1]))
    return say(language, _NUMBER.sub("{n}", shape), n=int(numbers[0]))


def _reasons(language: str, reasons: str) -> str:
    """Reasons of noise with their counts: "alternat, typography × 3"."""
    each = (reason.partition(" × ") for reason in reasons.split(", "))
    return listed(language, (call(language, name.replace(" ", "_")) + sign + count for name, sign, count in each))


def _worded(language: str, choice: Choice) -> str:
    """What a choice of the list is called: a level, a direction, a reason, a kind of marker, or a party."""
    named = call(language, choice.value)
    return title(language, choice.value, choice.words if named == choice.value.replace("_", " ") else named)
