"""What a lexicon holds: packs, concepts, ladders, forms, kinds of marker; and what it finds: matches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Status = Literal["attested", "field"]
LadderDirection = Literal["strengthened", "softened", "neutral", "review"]
CollisionAdvice = Literal["never_rank", "neutral", "decide_by_object"]


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of concepts, ladders, kinds of marker and weights with one name, version and licence.

    `sha256` is the digest of the pack's file and of its companion files (forms by language, examples), in the
    order of their names. `native_checked` are the languages whose forms a native reader has checked.
    """

    name: str
    version: str
    sha256: str
    license: str
    source: str
    path: str
    concepts: tuple[str, ...] = ()
    ladders: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    native_checked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing that statements say in fixed words, whatever the language.

    `rank` is its place on `ladder`, None on ladders without ranks; it may be compared with ranks of the same
    ladder only. `weight` is 0 to 5. `owner` are the parties whose formula it is. `inverted` is true where a
    higher rank is worse for the friendship of the two sides (a threat label). `years` are the first and last
    year of use, where known. `counter_reading` says who contests the usual reading; it is empty where nobody
    does.
    """

    id: str
    category: str
    weight: float
    pack: str
    ladder: str | None = None
    rank: float | None = None
    referent: str = ""
    owner: tuple[str, ...] = ()
    axis: str = ""
    polarity: str = ""
    inverted: bool = False
    level: str = "any"
    years: tuple[int | None, int | None] = (None, None)
    contested: bool = False
    counter_reading: str = ""
    source: str = ""
    note: str = ""
    native_checked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """An order of concepts by strength.

    `direction` says what a higher rank means for the ladder's referent. Ranks may be compared between texts
    of two languages only where both are in `languages`; within one language, always, except for the forms that
    `Lexicon.collisions` lists.
    """

    name: str
    higher_means: str
    direction: LadderDirection
    pack: str
    axis: str = ""
    ranked: bool = True
    languages: tuple[str, ...] = ()
    comparability: str = ""
    rule: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class MarkerKind:
    """A kind of marker of the taxonomy; `weight` is its typical weight, 0 to 5."""

    code: str
    name: str
    definition: str
    weight: float
    direction: str
    pack: str
    also_called: str = ""
    signal: str = ""
    guard: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A wording of a concept in one language.

    `status` is "attested" where the string was seen in a real text (which does not prove that it bears the
    concept there), else "field". A form with `clause_only` is so frequent that it means something only inside
    an aligned clause.
    """

    text: str
    status: Status = "attested"
    clause_only: bool = False

    @property
    def acronym(self) -> bool:
        """Whether the form is all in capitals, and so is to be found in capitals only."""
        return len(self.text) > 1 and self.text.isupper()


@dataclass(frozen=True, slots=True)
class Collision:
    """A form that several concepts own in one language, and what may be read from it.

    "never_rank": two of them are on one ladder at different ranks, and no rank may be read from this form;
    "neutral": all are on one ladder at one rank; "decide_by_object": the sentence decides which is meant.
    """

    form: str
    concepts: tuple[str, ...]
    advice: CollisionAdvice


class Match(NamedTuple):
    """A form found in a text: `text[start:end]` is the wording there, `form` the wording in the pack."""

    concept: str
    start: int
    end: int
    form: str
    clause_only: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which a concept must be found (`matches`) or must not, and why not; `file` is where it is."""

    concept: str
    language: str
    text: str
    matches: bool
    why: str = ""
    known_failure: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a pack: how bad, where (`file`, `line`, `key`), and what to do (`remedy`)."""

    severity: Literal["error", "warning"]
    code: str
    message: str
    file: str
    key: str = ""
    line: int | None = None
    remedy: str = ""
    data: dict[str, object] = field(default_factory=dict)
