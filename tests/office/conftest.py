"""A real LibreOffice that opens the documents and tables Diple writes, and decides on all their tracked changes."""

import subprocess
from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest

import patience
import programs

# The first start of LibreOffice lays out its profile; what is there before is written over.
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>
"""
MODULES = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Review"/></library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Review" script:language="StarBasic">{}</script:module>
"""


class Opened(NamedTuple):
    """What LibreOffice makes of a document: its text, how many comments, and the kinds of changes left."""

    text: str
    comments: int
    changes: list[str]


def pytest_itemcollected(item):
    item.add_marker(pytest.mark.office)


@pytest.fixture(scope="session")
def writer(tmp_path_factory):
    """Runs LibreOffice Writer with a profile of its own, in which the macro of `review.bas` is."""
    place = programs.soffice()
    assert place, "LibreOffice is missing: make programs"
    profile = tmp_path_factory.mktemp("profile")
    command = [place, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]

    def run(*arguments):
        subprocess.run([*command, *arguments], check=True, capture_output=True, timeout=patience.SECONDS)

    run("--terminate_after_init")
    basic = profile / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    macro = Path(__file__).with_name("review.bas").read_text(encoding="utf-8")
    (basic / "script.xlc").write_text(LIBRARY, encoding="utf-8")
    (basic / "Standard" / "script.xlb").write_text(MODULES, encoding="utf-8")
    (basic / "Standard" / "Review.xba").write_text(MODULE.format(escape(macro)), encoding="utf-8")
    return run


@pytest.fixture
def opened(writer, tmp_path):
    """Opens documents in one run; each with a decision, "Accept" or "Reject", on all its changes, or with "" as it is."""

    def open_documents(orders):
        lines = []
        for number, (content, decision) in enumerate(orders):
            source, target = tmp_path / f"{number}.docx", tmp_path / f"{number}"
            source.write_bytes(content)
            lines.append("\t".join([source.as_uri(), decision and f"{decision}AllTrackedChanges", target.as_uri()]))
        orders_file = tmp_path / "orders"
        orders_file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        writer(f'macro:///Standard.Review.DecideAll("{orders_file.as_uri()}")')
        return [_seen(tmp_path / str(number)) for number in range(len(lines))]

    return open_documents


def _seen(target):
    comments, *changes = target.with_suffix(".found").read_text(encoding="utf-8").split()
    return Opened(target.with_suffix(".txt").read_text(encoding="utf-8-sig"), int(comments), changes)
