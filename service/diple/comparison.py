"""The comparison, step by step: read, align, choose the mode, diff, mark, group by themes.

This module has all steps in their order; each step is a function of another module.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from diple.align import Link, align
from diple.align.modes import Choice, are_two_languages, chosen_mode, unrelated, unrelated_notice
from diple.coverage import counted_once, coverage_notices, unlike_lengths
from diple.errors import OptionError
from diple.lexicon import Lexicon
from diple.model import Change, Mode, Near, Notice, Statement, Theme
from diple.result import Comparison, Engine, PackRef
from diple.statement import Source, common_language, in_one_language, mixed_languages, read, read_beside, unmixed
from diple.timing import timed
from diple.version import VERSION

if TYPE_CHECKING:
    from diple.diff import Diff
    from diple.mark import Marking

Packs = Lexicon | Sequence[str | Path] | None


def compare(
    old: Source,
    new: Source,
    *,
    mode: Mode | Literal["auto"] = "auto",
    earlier: Iterable[Source] = (),
    packs: Packs = None,
    markers: bool = True,
    semantic: bool = False,
) -> Comparison:
    """Compares two statements and marks what the changes mean.

    `old` and `new` are statements, str (text, never a path), bytes, paths or open files; `earlier`, the earlier texts
    of the series, oldest first. `mode` is revision (versions of one text), succession (statements of a series),
    translation (two languages) or auto, which chooses one and gives the reason. `packs` are paths of lexicon packs that
    are added to those of Diple, or a Lexicon. Without `markers` only the changes are found. With `semantic` two
    languages are aligned by the meaning of whole sentences, which needs the extra of that name.

    Raises `ReadError` if a source cannot be read, `LexiconError` for a pack that is not well formed, and
    `OptionError` for an unknown mode, or for `semantic` without its extra.
    """
    old, new = _texts(old, new, mode)
    before, given_twice = _earlier(earlier, new)
    links = [] if are_two_languages(mode, old, new) else _links(old, new)
    choice = chosen_mode(mode, old, new, links)
    links, coarse = _links_for(choice.mode, old, new, links, semantic=semantic)
    found = _diffed(old, new, links)
    lexicon = _lexicon(packs) if markers else None
    bounds = _of_bounds(old, new, choice.mode, links, lexicon)
    engine = _engine(lexicon, mode, before, markers, semantic)
    result = _unmarked(old, new, choice, found, lexicon, engine, coarse, (*given_twice, *bounds))
    if lexicon is None or unrelated_notice() in bounds:
        return result
    return _with_themes(_with_markers(result, lexicon, before))


def compare_series(
    statements: Sequence[Statement], *, packs: Packs = None, markers: bool = True
) -> tuple[Comparison, ...]:
    """Compares each statement of a series with the one before, with those before that as earlier texts; oldest first.

    Raises OptionError, NO_SERIES, for fewer than two statements, and what `compare` raises.
    """
    if len(statements) < 2:
        raise OptionError("NO_SERIES", "A series has two statements at least.", "Give them oldest first.")
    lexicon = _lexicon(packs) if markers else None
    return tuple(
        compare(statements[at - 1], statements[at], earlier=statements[: at - 1], packs=lexicon, markers=markers)
        for at in range(1, len(statements))
    )


def _texts(old: Source, new: Source, mode: str) -> tuple[Statement, Statement]:
    """Both statements, each in one language; where that is not asked for as two languages, in the same one."""
    first = read(old)
    first, second = in_one_language(first, read_beside(new, first))
    return (first, second) if mode == "translation" else unmixed(first, second)


def _earlier(earlier: Iterable[Source], new: Statement) -> tuple[list[Statement], tuple[Notice, ...]]:
    """The earlier statements in the language of the new one, each once, and what was given twice."""
    return counted_once([in_one_language(new, read(source))[1] for source in earlier])


@timed("diff")
def _diffed(old: Statement, new: Statement, links: list[Link]) -> Diff:
    """The segments and changes; the rules of noise are imported here, at the first call."""
    from diple.diff import diff

    return diff(old, new, links)


def _unmarked(
    old: Statement,
    new: Statement,
    choice: Choice,
    found: Diff,
    lexicon: Lexicon | None,
    engine: Engine,
    coarse: tuple[Notice, ...],
    notices: tuple[Notice, ...],
) -> Comparison:
    """The result without markers; `coarse` says where links were made coarsely, `notices` are of the whole pair."""
    return Comparison(
        old=old,
        new=new,
        mode=choice.mode,
        mode_reason=choice.reason,
        segments=found.segments,
        changes=found.changes,
        markers=(),
        engine=engine,
        degraded=(*coarse, *found.degraded),
        warnings=(*_warnings(old, new), *notices),
        lexicon=lexicon,
    )


def _with_markers(result: Comparison, lexicon: Lexicon, before: Sequence[Statement]) -> Comparison:
    """The same comparison with its markers and the weights of its changes."""
    marked = _judged(result, lexicon, before)
    changes, degraded = _weighed(result.changes, marked), (*result.degraded, *marked.degraded)
    return replace(result, changes=changes, markers=marked.markers, degraded=degraded)


@timed("mark")
def _judged(result: Comparison, lexicon: Lexicon, before: Sequence[Statement]) -> Marking:
    """The markers and weights; the rules are imported here, at the first call."""
    from diple.mark import mark

    return mark(result.old, result.new, result.segments, result.changes, lexicon, result.mode, before)


def _with_themes(result: Comparison) -> Comparison:
    """The same comparison with its themes, where both texts are of a series."""
    themes = _themes(result) if result.mode == "succession" else ()
    return replace(result, themes=themes, nearest=_nearest(result, themes)) if themes else result


@timed("themes")
def _themes(result: Comparison) -> tuple[Theme, ...]:
    """The subjects of two statements of a series."""
    from diple.themes import themes_of

    return themes_of(result.old, result.new, result.segments, result.markers)


@timed("themes")
def _nearest(result: Comparison, themes: Sequence[Theme]) -> tuple[Near, ...]:
    """What is gone or new in a series, with the nearest wording of the other text."""
    from diple.themes.nearest import nearest_of

    return nearest_of(result.old, result.new, result.segments, themes)


@timed("align")
def _links(old: Statement, new: Statement) -> list[Link]:
    spaced = "zh" not in (old.language, new.language)
    return align(_sentences(old), _sentences(new), spaced=spaced, language=common_language(old, new))


@timed("align")
def _links_for(
    mode: Mode, old: Statement, new: Statement, links: list[Link], *, semantic: bool
) -> tuple[list[Link], tuple[Notice, ...]]:
    """The links for the mode: by topic in a series, by meaning, length and names between languages."""
    if mode == "translation":
        from diple.align.translation import align_translation, by_sentences, by_words

        return align_translation(old, new, by_sentences if semantic else by_words)
    if mode == "succession":
        from diple.align.topics import link_by_topic

        spaced = "zh" not in (old.language, new.language)
        return link_by_topic(links, _sentences(old), _sentences(new), spaced=spaced), ()
    return links, ()


def _encoder_name() -> str:
    """The encoder of whole sentences. Raises OptionError, MISSING_EXTRA, where it is not installed."""
    from diple.align.translation.sentences import encoder_name

    return encoder_name()


def _unrendered(links: Sequence[Link]) -> tuple[Notice, ...]:
    """A notice if much of a language version has no translation in the other."""
    from diple.align.translation import unrendered

    return unrendered(links)


def _sentences(statement: Statement) -> list[str]:
    """The words of each sentence without its list label, which is not part of the wording."""
    labels = {block.label.start: block.label.end for block in statement.blocks if block.label}
    text = statement.text
    if not labels:
        return [text[start:end] for start, end in statement.sentences]
    return [text[labels.get(start, start) : end].strip() or text[start:end] for start, end in statement.sentences]


def _lexicon(packs: Packs) -> Lexicon:
    if isinstance(packs, Lexicon):
        return packs
    return Lexicon.load(packs) if packs else Lexicon.default()


def _weighed(changes: tuple[Change, ...], marked: Marking) -> tuple[Change, ...]:
    """The changes with their weights and the ids of their markers."""
    named: dict[str, list[str]] = {}
    for marker in marked.markers:
        for change in marker.changes:
            named.setdefault(change, []).append(marker.id)
    if not named and not marked.weights:
        return changes
    return tuple(
        change._replace(markers=tuple(named.get(change.id, ())), weight=marked.weights.get(change.id, 0))
        for change in changes
    )


def _engine(lexicon: Lexicon | None, mode: str, before: Sequence[Statement], markers: bool, semantic: bool) -> Engine:
    """The options that determine the result; the encoder only if it is used, so that other ids stay the same."""
    options = [("mode", mode), ("markers", str(markers)), *(("earlier", text.sha256) for text in before)]
    if semantic:
        options.append(("semantic", _encoder_name()))
    packs = lexicon.packs if lexicon else ()
    return Engine(
        version=VERSION,
        packs=tuple(PackRef(pack.name, pack.version, pack.sha256) for pack in packs),
        options=tuple(options),
    )


def _of_bounds(
    old: Statement, new: Statement, mode: Mode, links: Sequence[Link], lexicon: Lexicon | None
) -> tuple[Notice, ...]:
    """What of the pair itself sets bounds to the result."""
    strangers = (unrelated_notice(),) if mode == "succession" and unrelated(old, new, links) else ()
    renderings = (*unlike_lengths(old, new), *_unrendered(links)) if mode == "translation" else ()
    return (*strangers, *renderings, *(coverage_notices(old, new) if lexicon else ()))


def _warnings(old: Statement, new: Statement) -> tuple[Notice, ...]:
    """The warnings of both statements, each with the side it speaks of."""
    return tuple(
        Notice(notice.code, f"{label}: {notice.message}", {**notice.data, "side": side})
        for side, label, statement in (("old", "Old text", old), ("new", "New text", new))
        for notice in (*statement.warnings, *mixed_languages(statement))
    )
