"""How the code of the rules is built: complexity of its functions, and circles among its modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import fmean

from radon.complexity import cc_visit
from radon.visitors import Function

from evaluation.corpora import ROOT
from evaluation.figures import Figure, Part, Table

PACKAGE = ROOT / "service" / "diple"
MARK = PACKAGE / "mark"
COMPLEX = 10  # cyclomatic complexity above which a function is hard to test: the bar of the project


def measured() -> Part:
    """Mean complexity, functions over ten, and the modules in circles of imports, local imports included."""
    part = Part("structure", "How the rules are built")
    found = [(each.complexity, f"{path.name}:{each.lineno} {each.name}") for path, each in functions()]
    over = [each for each in found if each[0] > COMPLEX]
    part.figures["structure mean complexity"] = Figure(round(fmean(size for size, _ in found), 3), 1, plain=True)
    part.figures["structure functions over ten"] = Figure(len(over), len(found))
    loops = circles(imports())
    part.figures["structure circles"] = Figure(len(loops), 1, plain=True)
    rows = [(name, str(size)) for size, name in sorted(over, reverse=True)[:10]]
    part.tables.append(Table("The most complex functions.", ("function", "cyclomatic complexity"), rows))
    part.failures += [f"circle: {', '.join(sorted(loop))}" for loop in loops]
    return part


def functions() -> Iterator[tuple[Path, Function]]:
    """All functions and methods of the rules with their complexity, inner functions counted in their outer ones."""
    for path in sorted(MARK.rglob("*.py")):
        for block in cc_visit(path.read_text(encoding="utf-8")):
            if isinstance(block, Function):
                yield path, block


def imports() -> dict[str, set[str]]:
    """The modules of mark/ that each of them imports, wherever in the module, but not for types alone."""
    modules = {name_of(path): path for path in sorted(MARK.rglob("*.py"))}
    return {name: imported(path, name, modules) for name, path in modules.items()}


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, name: str, modules: Mapping[str, Path]) -> set[str]:
    """The modules among `modules` that one imports."""
    found: set[str] = set()
    for node in statements(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & modules.keys()
            whole = len(inner) < len(node.names)
            found |= inner | ({node.module} if whole else set())
    return found & modules.keys() - {name}


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes of a tree but those under `if TYPE_CHECKING`."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from statements(child)


def circles(graph: Mapping[str, set[str]]) -> list[set[str]]:
    """The sets of modules that reach one another, of two or more."""
    reach = {name: reached(graph, name) for name in graph}
    loops: list[set[str]] = []
    for name in graph:
        loop = {other for other in reach[name] if name in reach[other]}
        if loop and loop not in loops:
            loops.append(loop)
    return loops


def reached(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """The modules that are imported from `start` on, `start` itself only where a circle leads back."""
    seen: set[str] = set()
    todo = list(graph[start])
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += graph[name]
    return seen
