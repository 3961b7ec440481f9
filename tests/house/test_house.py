"""The house rules that a tool can check: layers, light imports, short modules, public words explained."""

import ast
import subprocess
import sys
from pathlib import Path

from drawings import ROOT

PACKAGE = ROOT / "service" / "diple"
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {
    "apispec",
    "charset_normalizer",
    "diff_match_patch",
    "flask",
    "gunicorn",
    "jinja2",
    "lxml",
    "markdown_it",
    "marshmallow",
    "numpy",
    "pypdf",
    "sqlalchemy",
    "werkzeug",
}
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "data", "info"}
LONGEST_MODULE = 600
LONGEST_FUNCTION = 40


def name(path):
    return str(path.relative_to(PACKAGE))


def lines_of(function):
    """Its lines, without those of its docstring."""
    words = ast.get_docstring(function, clean=False)
    return function.end_lineno - function.lineno - (words.count("\n") + 1 if words else 0)


def modules_after(code):
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return {module.split(".")[0] for module in done.stdout.split()}


def test_imports_run_downward():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_importing_diple_brings_nothing_heavy():
    assert modules_after("import diple") & HEAVY == set()


def test_comparing_needs_no_web():
    assert (
        modules_after("import diple; diple.compare('They shall meet.', 'They should meet.')")
        & {"flask", "werkzeug", "gunicorn"}
        == set()
    )


def test_the_public_surface_is_what_it_says():
    import diple

    assert set(diple.__all__) == {name for name in vars(diple) if name in diple.__all__}
    assert len(diple.__all__) < 20


def faults_of(path):
    """What is against the rules of the house in a module."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    public = [one for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name[0] != "_"]
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    return [
        *["is long"] * (text.count("\n") > LONGEST_MODULE),
        *["has a name that says nothing"] * (path.stem in SAYS_NOTHING),
        *["says nothing of itself"] * (not ast.get_docstring(tree)),
        *(f"{each.name} has no docstring" for each in public if not ast.get_docstring(each)),
        *(f"{each.name} is long" for each in functions if lines_of(each) > LONGEST_FUNCTION),
    ]


def test_modules_are_short_and_explain_themselves():
    assert [(name(path), faults) for path in MODULES if (faults := faults_of(path))] == []


def test_what_is_against_the_rules_is_seen(tmp_path):
    module = tmp_path / "utils.py"
    module.write_text("def shown():\n" + "    pass\n" * LONGEST_MODULE, encoding="utf-8")
    assert len(faults_of(module)) == 5
