"""Guards of the rules that may be changed without a failing case: `make mutation`, and a sample of them in `make eval`.

A guard is the test of an `if`, an operand of `and` or `or`, or the filter of a comprehension, inside a function of
mark/. Each is inverted (with `--constants` also fixed to true and to false) in memory: the source is compiled anew and
the code of the function exchanged. A first run over all marker cases notes which of them reach which guard with which
truth; only these are run on the mutant. It is killed by a case that passed and now fails, raises or does not end.

What a cache answers is not run again, so a guard behind one may be reached by fewer cases than depend on it. Of cases
in two languages only the divergences are run.
"""

from __future__ import annotations

import argparse
import ast
import functools
import gc
import importlib
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Literal, NamedTuple

import diple
from diple import Statement
from diple.model import Mode
from evaluation import corpora
from evaluation.comparing import Comparer, statement, statements
from evaluation.figures import Figure, Part, Table
from evaluation.judging import loud, wrong
from evaluation.structure import MARK, name_of

SAMPLE = 60  # guards of `make eval`: of about 4,000, so that the part takes less than a minute
CASES = 100  # cases that a mutant of the sample must survive; `make mutation` runs all that reach it
SECONDS = 20  # that a case of some milliseconds may take before a mutant counts as endless
Change = Literal["inverted", "true", "false"]


class Guard(NamedTuple):
    """A Boolean expression of a function of mark/: the `order`th guard in the walk of its tree."""

    path: Path
    function: str
    order: int
    line: int
    text: str

    @property
    def place(self) -> str:
        """File and line, as reports name them."""
        return f"{self.path.relative_to(MARK.parent)}:{self.line}"

    @property
    def digest(self) -> str:
        """A key for a sample by chance that moves only where the guard itself does."""
        return sha256(f"{self.path.name} {self.function} {self.order} {self.text}".encode()).hexdigest()


class Slot(NamedTuple):
    """Where a guard is in a tree: a field of a node, or an element of that field."""

    node: ast.AST
    name: str
    at: int | None

    def read(self) -> ast.expr:
        """The expression in the slot."""
        value = getattr(self.node, self.name)
        expression: ast.expr = value if self.at is None else value[self.at]
        return expression

    def write(self, expression: ast.expr) -> None:
        """Puts an expression into the slot."""
        if self.at is None:
            setattr(self.node, self.name, expression)
        else:
            getattr(self.node, self.name)[self.at] = expression


@dataclass(frozen=True, slots=True)
class Case:
    """A marker case, read: two statements, earlier ones, and what is expected or forbidden."""

    old: Statement
    new: Statement
    earlier: tuple[Statement, ...]
    raw: dict[str, Any]

    def passes(self) -> bool:
        """Whether the expected marker is found, and no forbidden one, as the tests of the rules judge it."""
        mode: Mode = "translation" if "languages" in self.raw else self.raw.get("mode", "revision")
        markers = diple.compare(self.old, self.new, mode=mode, earlier=self.earlier).markers
        if "languages" in self.raw:
            return bool(markers) if "diverges" in self.raw else not loud(markers)
        if "expect" in self.raw:
            code, direction, keyword = self.raw["expect"]
            said = [
                f"{kind.referent} {kind.rationale}".casefold()
                for marker in markers
                for kind in marker.kinds
                if (kind.code, kind.direction) == (code, direction)
            ]
            return any(keyword.casefold() in words for words in said)
        return not wrong(markers, self.raw["must_not"])


@dataclass(slots=True)
class Result:
    """Guards looked at, those that some case reaches, and the mutants that survived."""

    guards: int = 0
    mutants: int = 0
    reached: int = 0
    survivors: list[tuple[Guard, str]] = field(default_factory=list)


# ---- guards and mutants ------------------------------------------------------------------------


def functions_of(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods of a module by qualified name; inner ones belong to their outer ones."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{n.name}", n) for n in node.body if isinstance(n, ast.FunctionDef))


def slots_of(function: ast.FunctionDef) -> list[Slot]:
    """The guards of a function in the order of the walk."""
    slots: list[Slot] = []
    for node in (inner for part in function.body for inner in ast.walk(part)):
        if isinstance(node, ast.If | ast.IfExp):
            slots.append(Slot(node, "test", None))
        elif isinstance(node, ast.comprehension):
            slots += [Slot(node, "ifs", at) for at in range(len(node.ifs))]
        elif isinstance(node, ast.BoolOp):
            slots += [Slot(node, "values", at) for at in range(len(node.values))]
    return slots


def guards() -> Iterator[Guard]:
    """All guards of mark/."""
    for path in sorted(MARK.rglob("*.py")):
        for name, function in functions_of(ast.parse(path.read_text(encoding="utf-8"))):
            for order, slot in enumerate(slots_of(function)):
                expression = slot.read()
                yield Guard(path, name, order, expression.lineno, ast.unparse(expression))


def changed(expression: ast.expr, change: Change) -> ast.expr:
    """What replaces a guard."""
    if change == "inverted":
        return ast.UnaryOp(ast.Not(), expression)
    return ast.Constant(change == "true")


def noted(expression: ast.expr, number: int) -> ast.expr:
    """A guard that reports its number and its value before it is used."""
    return ast.Call(ast.Name("__seen__", ast.Load()), [ast.Constant(number), expression], [])


def compiled(path: Path, edits: Iterable[tuple[Guard, Callable[[ast.expr], ast.expr]]]) -> dict[str, CodeType]:
    """The code of the functions of a module after some edits of its guards, by qualified name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    slots = {name: slots_of(function) for name, function in functions_of(tree)}
    for guard, edit in sorted(edits, key=lambda pair: -pair[0].order):
        slot = slots[guard.function][guard.order]
        slot.write(edit(slot.read()))
    whole = compile(ast.fix_missing_locations(tree), str(path), "exec")
    return {code.co_qualname: code for code in codes(whole)}


def codes(code: CodeType) -> Iterator[CodeType]:
    """All code objects inside one."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from codes(constant)


# ---- the code that runs ------------------------------------------------------------------------


class Running:
    """The functions of mark/ as they are loaded, and the caches of each module."""

    def __init__(self) -> None:
        for path in sorted(MARK.rglob("*.py")):
            importlib.import_module(name_of(path))
        self.functions: dict[tuple[str, str], list[FunctionType]] = defaultdict(list)
        self.caches: dict[str, list[Any]] = defaultdict(list)
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType):
                self.functions[thing.__code__.co_filename, thing.__code__.co_qualname].append(thing)
            elif isinstance(thing, functools._lru_cache_wrapper):
                self.caches[thing.__module__].append(thing)

    @contextmanager
    def exchanged(self, path: Path, names: Iterable[str], new: dict[str, CodeType]) -> Iterator[None]:
        """Runs with other code for some functions of a module, and with its caches empty before and after."""
        known = [(function, function.__code__) for name in names for function in self.functions[str(path), name]]
        self.clear(path)
        try:
            for function, code in known:
                function.__code__ = new[code.co_qualname]
            yield
        finally:
            for function, code in known:
                function.__code__ = code
            self.clear(path)

    def clear(self, path: Path) -> None:
        """Empties the caches of a module."""
        for cache in self.caches[name_of(path)]:
            cache.cache_clear()


def read_cases() -> list[Case]:
    """The marker cases and the divergences between two languages, read once."""
    cases = []
    for raw in corpora.cases(corpora.RULE_CASES):
        if not raw.keys() & {"expect", "must_not", "diverges", "agrees"}:
            continue
        first, second = raw.get("languages") or (raw["lang"], raw["lang"])
        earlier = tuple(statements(raw.get("earlier") or (), first))
        cases.append(Case(statement(raw["old"], first), statement(raw["new"], second), earlier, raw))
    return cases


def reaching(running: Running, chosen: Sequence[Guard], cases: Sequence[Case]) -> list[dict[int, set[bool]]]:
    """For each guard the cases that pass and reach it, by number, each with the values that the guard had."""
    found: list[dict[int, set[bool]]] = [defaultdict(set) for _ in chosen]
    current: dict[int, set[bool]] = {}

    def seen(number: int, value: object) -> object:
        current.setdefault(number, set()).add(bool(value))
        return value

    by_path: dict[Path, list[tuple[Guard, int]]] = defaultdict(list)
    for number, guard in enumerate(chosen):
        by_path[guard.path].append((guard, number))
    originals = []
    for path, mine in by_path.items():
        vars(sys.modules[name_of(path)])["__seen__"] = seen
        new = compiled(path, [(guard, functools.partial(noted, number=number)) for guard, number in mine])
        running.clear(path)
        for name in {guard.function for guard, _ in mine}:
            for function in running.functions[str(path), name]:
                originals.append((function, function.__code__))
                function.__code__ = new[name]
    try:
        for at, case in enumerate(cases):
            current.clear()
            if case.passes():
                for number, values in current.items():
                    found[number][at] |= values
    finally:
        for function, code in originals:
            function.__code__ = code
        for path in by_path:
            running.clear(path)
    return found


def survives(cases: Iterable[Case]) -> bool:
    """Whether all cases still pass with the code as it is now."""
    return all(ends_well(case) for case in cases)


def ends_well(case: Case) -> bool:
    """Whether a case passes in time; one that raises does not."""
    signal.signal(signal.SIGALRM, endless)
    signal.alarm(SECONDS)
    try:
        return case.passes()
    except Exception:  # whatever a mutant raises, it is seen
        return False
    finally:
        signal.alarm(0)


def endless(*_: object) -> None:
    """Ends a case whose mutant does not."""
    raise TimeoutError


def depending(values: dict[int, set[bool]], change: Change) -> list[int]:
    """The cases in which a changed guard has another value than it had."""
    if change == "inverted":
        return list(values)
    return [at for at, seen in values.items() if (change != "true") in seen]


def mutated(chosen: Sequence[Guard], changes: Sequence[Change], most: int | None) -> Result:
    """Changes each guard in turn and runs the cases that reach it, at most so many."""
    running, cases = Running(), read_cases()
    result = Result(guards=len(chosen))
    reached = reaching(running, chosen, cases)
    result.reached = sum(bool(values) for values in reached)
    for guard, values in zip(chosen, reached, strict=True):
        for change in changes:
            result.mutants += 1
            numbers = sorted(depending(values, change), key=lambda at: not asks(cases[at]))[:most]
            new = compiled(guard.path, [(guard, functools.partial(changed, change=change))])
            with running.exchanged(guard.path, [guard.function], new):
                alive = survives(cases[at] for at in numbers)
            if alive:
                how = f"may be {change if change == 'inverted' else f'always {change}'}, {len(numbers)} cases reach it"
                result.survivors.append((guard, how))
    return result


def asks(case: Case) -> bool:
    """Whether a case asks for something, rather than forbids it: such a case is the likelier to fail."""
    return bool(case.raw.keys() & {"expect", "diverges"})


def sampled(comparer: Comparer) -> Part:
    """A sample of guards, inverted."""
    part = Part("mutation", "Guards of the rules that may be inverted")
    result = mutated(sorted(guards(), key=lambda guard: guard.digest)[:SAMPLE], ("inverted",), CASES)
    part.figures["guards that may be inverted"] = Figure(len(result.survivors), result.mutants)
    part.figures["guards reached by a case"] = Figure(result.reached, result.guards)
    rows = [(guard.place, guard.function, guard.text[:80], how) for guard, how in result.survivors]
    about = f"{SAMPLE} guards by chance, each inverted and run on at most {CASES} of the marker cases that reach it."
    part.tables.append(Table(about, ("place", "function", "guard", ""), rows))
    return part


def main() -> int:
    parser = argparse.ArgumentParser(prog="make mutation", description="Which guards may be changed unseen?")
    parser.add_argument("--file", default="", help="only modules whose path holds this")
    parser.add_argument("--sample", type=int, help="only so many guards, by digest")
    parser.add_argument("--constants", action="store_true", help="fix each guard to true and to false, too")
    arguments = parser.parse_args()
    chosen = [guard for guard in guards() if arguments.file in str(guard.path.relative_to(MARK))]
    if arguments.sample:
        chosen = sorted(chosen, key=lambda guard: guard.digest)[: arguments.sample]
    changes: tuple[Change, ...] = ("inverted", "true", "false") if arguments.constants else ("inverted",)
    result = mutated(chosen, changes, None)
    for guard, how in sorted(result.survivors):
        print(f"{guard.place}: {guard.text}: {how}")
    print(
        f"{len(result.survivors)} of {result.mutants} survive; cases reach {result.reached} of {result.guards} guards"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
