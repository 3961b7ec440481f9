"""What the documents point to is there: files, headings, targets of make, modules, settings."""

import re

import pytest

from drawings import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "samples").glob("*.md")])
LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]+))?\)")


def prose(page):
    return re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def anchors(page):
    """The anchors that headings get: lower case, words joined by hyphens."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(prose(page)):
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), f"{target}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_targets_of_make_exist(page):
    lines = re.findall(r"^(\w+(?: \w+)*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    targets = {target for line in lines for target in line.split()}
    named = re.findall(r"(?:^|`)make (\w+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= targets


def test_the_makefile_tells_all_its_targets_for_people():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)[1].split()) - {"programs", "python"}
    head = text.split("\n\n")[0]
    assert phony == {word for word in re.findall(r"\w+", head) if word in phony}


def test_architecture_has_the_floors_of_the_contract():
    contract = re.search(r"^layers =\n((?: +.+\n)+)", (ROOT / "setup.cfg").read_text(encoding="utf-8"), re.MULTILINE)[1]
    told = re.search(
        r"## Floors.*?```\n(.*?)```", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.DOTALL
    )[1]
    assert told.replace(",", " :").split() == contract.split()


def test_each_dependency_is_accounted_for():
    setup = (ROOT / "setup.cfg").read_text(encoding="utf-8")
    required = re.findall(r"^ +([\w-]+)>=", setup.split("install_requires =")[1].split("\n\n")[0], re.MULTILINE)
    told = re.findall(r"^\| ([\w-]+) \|", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(required) <= set(told)


def test_modules_named_in_contributing_exist():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for path in re.findall(r"`(service/[\w./]+)`", text):
        assert (ROOT / path.replace("LANGUAGE", "en")).exists(), path
