"""The Dockerfile's own commands: the wheel is built, installed alone, and serves, with the source tree out of the way."""

import re
import subprocess
import zipfile
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from dockerfile import Image

import patience
from diple.lexicon.compiling import compiled_files
from drawings import ROOT
from serving import free_port, post, running

READ_AT_RUN_TIME = {
    ".toml", ".tsv", ".txt", ".model", ".json", ".xml", ".html", ".css", ".js", ".ts", ".svg", ".typed", ".py",
}  # fmt: skip


def shipped(folder):
    """What the package reads at run time, as names in the wheel."""
    files = (ROOT / folder).rglob("*")
    return {
        str(f.relative_to(ROOT / folder)) for f in files if f.suffix in READ_AT_RUN_TIME and "egg-info" not in str(f)
    }


@pytest.mark.container
def test_each_line_of_the_dockerfile_works_and_the_service_answers(tmp_path):
    image = Image(ROOT, tmp_path)

    (wheel,) = image.place("/wheels").glob("diple-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert shipped("service") <= set(names)
    assert {f"diple/lexicon/compiled/{name}" for name, _ in compiled_files()} <= set(names)
    in_wheel = {re.sub(r"^.*\.data/data/share/diple/", "", name) for name in names}
    assert {f"samples/{name}" for name in shipped("samples") if "/" in name} <= in_wheel
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "service"))]

    uid = image.user.split(":")[0]
    assert uid.isdigit()
    assert uid != "0"

    port = free_port()
    command = [part.replace(f"0.0.0.0:{image.port}", f"127.0.0.1:{port}") for part in image.start]
    assert command != image.start
    command[0] = str(image.bin / command[0])
    with running(command, "Booting worker", cwd=tmp_path, env=image.environment):
        url, pair = (
            f"http://127.0.0.1:{port}/api/v1/comparisons",
            {"old": "They shall meet.", "new": "They should meet."},
        )
        with pytest.raises(HTTPError, match="401"):
            post(url, pair)
        made = image.run_command([str(image.bin / "diple"), "keys", "make"], capture_output=True, text=True)
        key = {"Authorization": f"Bearer {made.stdout.strip()}"}
        answer = post(url, pair, key)
        assert [change["new"]["quote"] for change in answer["changes"]] == ["should"]
        assert [marker["code"] for marker in answer["markers"]] == ["M1"]
        sample = Request(f"http://127.0.0.1:{port}/samples/without-limits", headers=key)
        with urlopen(sample, timeout=patience.SECONDS) as page:
            assert "without limits" in page.read().decode()
        check = [part.replace(f":{image.port}", f":{port}") for part in image.check]
        assert image.run_command([str(image.bin / check[0]), *check[1:]]).returncode == 0

    told = image.run_command([str(image.bin / "diple"), "--version"], capture_output=True, text=True)
    assert told.stdout.startswith("diple ")
    where = image.run_command(
        [str(image.bin / "python"), "-c", "import diple; print(diple.__file__)"], capture_output=True, text=True
    )
    assert where.stdout.startswith(str(tmp_path))


def test_compose_publishes_the_port_of_the_dockerfile_to_this_machine_only():
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    port = re.search(r"^EXPOSE (\d+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert re.findall(r'^ +- "(.*:\d+)"$', compose, re.MULTILINE) == [f"127.0.0.1:{port}:{port}"]


def test_compose_says_that_it_is_open_and_the_image_that_it_is_not():
    assert "DIPLE_ACCESS: open" in (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert "ENV DIPLE_ACCESS=keys" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_compose_sets_only_settings_that_the_service_has():
    from diple.web.operations.settings import NUMBERS

    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    told = dict(re.findall(r'^ +(DIPLE_\w+): "(\d+)"$', compose, re.MULTILINE))
    assert told
    assert told.items() <= {name: str(default) for name, default in NUMBERS.items()}.items()


def test_ci_run_and_the_makefile_are_well_formed():
    subprocess.run(["bash", "-n", ".ci/run"], cwd=ROOT, check=True)
    done = subprocess.run(["make", "--dry-run", "test", "lint"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert "pytest" in done.stdout
    assert "lint-imports" in done.stdout


def test_each_way_to_start_the_service_gives_a_worker_as_many_threads():
    """Each request that waits has one: with fewer, health would wait behind them."""
    from diple.web.server import _THREADS

    docker, docs = ((ROOT / name).read_text(encoding="utf-8") for name in ("Dockerfile", "docs/deployment.md"))
    commands = re.findall(r'--threads[", ]+(\d+)', docker + docs)
    assert [int(threads) for threads in (*commands, *re.findall(r"has (\d+) threads", docs))] == [_THREADS] * 3
