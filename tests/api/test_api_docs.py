"""docs/api.md and the service say the same."""

import ast
import json
import re
import shlex
from urllib.parse import urlsplit

from diple.errors import DipleError
from diple.schemas.published import openapi
from diple.schemas.reply import CODES
from diple.web.answers.problems import _HTTP, _STATUS
from drawings import NEW, OLD, ROOT
from packing import deleted, docx, ins, p, r

DOCS = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def test_every_path_is_described_and_no_other():
    described = set(re.findall(r"^\| `(GET|POST|DELETE) /api/v1(\S+)`", DOCS, re.M))
    assert described == {(m.upper(), path) for path, methods in openapi()["paths"].items() for m in methods}


def test_every_code_of_a_problem_is_described():
    codes = set(re.findall(r"`([A-Z]{3,}[A-Z_]*)`", DOCS))
    assert {*_STATUS, *(code for code, _, _ in _HTTP.values()), "INTERNAL_ERROR", "INVALID_REQUEST"} <= codes


def test_every_code_is_in_the_description_and_no_other():
    table = DOCS[DOCS.index("| status | codes |") : DOCS.index("## Settings")]
    found = openapi()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
    assert sorted(re.findall(r"`([A-Z]{2,}_?[A-Z_]+)`", table)) == found


NEVER_ANSWERED = {
    # At the start of the service, or with its keys, from the command line.
    *("CANNOT_LISTEN", "CONTRADICTION", "INVALID_KEY", "INVALID_SETTING", "NO_SUCH_KEY", "UNDECIDED"),
    # Of work on several machines, and of exports into a folder.
    *("NOT_EMPTY", "NOT_SHARED", "NO_SCHEDULER", "OTHER_PACKS", "WORKERS_LOST"),
    # Of the library: a route refuses such a request before, or has no such option.
    *("FEW_VERSIONS", "MANY_VERSIONS", "NO_MARKERS", "PACK_NOT_FOUND"),
    *("UNKNOWN_MARKER", "UNKNOWN_MODE", "UNKNOWN_REVISIONS"),
    # Of a job, whose answer is deleted with it.
    "CANCELLED",
}
ERRORS = {each.__name__ for each in (DipleError, *DipleError.__subclasses__())}


def raised():
    """The codes with which an error is made anywhere but in the command line."""
    package = ROOT / "service" / "diple"
    for path in package.rglob("*.py"):
        if path.relative_to(package).parts[0] != "cli":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                    yield from (each.value for each in node.args[:1] if isinstance(each, ast.Constant))


def test_every_code_that_an_error_has_is_in_the_description():
    found = set(raised())
    assert found - set(CODES) == NEVER_ANSWERED
    assert {code for code, _, _ in _HTTP.values()} | set(_STATUS) <= set(CODES)


def test_the_commands_of_the_docs_run(service, tmp_path):
    """Each curl command is sent as it is, but for the address."""
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.html").write_text(f"<p>{NEW}</p>")
    (tmp_path / "redlined.docx").write_bytes(docx(p(r("The Parties "), deleted("shall"), ins("should"), r(" meet."))))
    found = re.findall(r"```sh\n(curl .*?)```", DOCS, re.S)
    assert len(found) == 5
    for command in found:
        arguments = shlex.split(command.replace("\\\n", " "))
        response = _send(service(), arguments, tmp_path)
        body = json.loads(response.read())
        if "store" in command:
            assert (response.status, response.headers["Location"]) == (201, body["url"])
            continue
        (body,) = body if isinstance(body, list) else [body]
        assert (response.status, body["schema"]) == (200, "diple.comparison/1"), body
        counting = [change for change in body["changes"] if change["noise"] is None]
        assert [(c["old"]["quote"], c["new"]["quote"]) for c in counting] == [("shall", "should")]


def _send(connection, arguments, folder):
    path = urlsplit(arguments[1]).path
    options = list(zip(arguments[2::2], arguments[3::2], strict=True))
    if options[0][0] == "-H":
        (_, header), (_, body) = options
        connection.request("POST", path, body, dict([header.split(": ")]))
    else:
        parts = [_part(*value.split("=@"), folder) for _, value in options]
        body = b"".join(parts) + b"--limit--\r\n"
        connection.request("POST", path, body, {"Content-Type": "multipart/form-data; boundary=limit"})
    return connection.getresponse()


def _part(name, file, folder):
    head = f'--limit\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'
    return head.encode() + (folder / file).read_bytes() + b"\r\n"
