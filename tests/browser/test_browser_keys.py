"""Signing in with a key, and a share link, in a real browser: its cookies, and its word on which page sends what."""

import os
import re
import subprocess
import sys

import pytest
from axe import violations

import campaign
import forking
import patience

PAIR = ("The Parties shall meet every year.", "The Parties should meet every year.")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """Where a service with keys answers, and one of them."""
    environment = {**os.environ, "DIPLE_DATA": str(tmp_path_factory.mktemp("kept"))}
    make = [sys.executable, "-m", "diple.cli", "keys", "make"]
    made = subprocess.run(make, env=environment, capture_output=True, text=True, check=True)
    with forking.Service("--port", "0", "--workers", "1", env=environment) as child:
        yield re.search(r"http://\S+:\d+", child.stdout.readline())[0], made.stdout.strip()
        child.terminate()
        assert child.wait(patience.SECONDS) == 0


def signed_in(page, key):
    page.get_by_label("Key").fill(key)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.campaign
@pytest.mark.parametrize("script", campaign.cases([False], [True, False]))  # with a script axe goes the same way
def test_a_reader_signs_in_keeps_shares_and_signs_out(context_of, guarded, script):
    address, key = guarded
    page = context_of(java_script_enabled=script).new_page()
    page.goto(f"{address}/?lang=en")
    signed_in(page, "diple_wrong")
    page.get_by_text("This key is unknown, revoked or expired.").wait_for()
    signed_in(page, key)
    page.get_by_label("Old text").fill(PAIR[0])
    page.get_by_label("New text").fill(PAIR[1])
    page.get_by_label("Keep this result for 7 days").check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/comparisons/[\w-]{32}"))
    page.locator(".share summary").click()
    page.get_by_role("button", name="Make a share link").click()
    page.locator(".share summary").click()
    link = page.get_by_label("Share link").input_value()
    assert link.startswith(f"{address}/s/")

    guest = context_of(java_script_enabled=script).new_page()
    assert guest.goto(link).status == 200
    assert guest.locator(".c").count() == 1
    assert guest.goto(page.url).status == 401

    page.get_by_role("button", name="End it").click()
    page.locator(".share summary").wait_for()
    assert guest.goto(link).status == 410
    guest.get_by_text("This share link has ended").wait_for()

    page.goto(f"{address}/?lang=en")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Key").wait_for()
    assert page.context.cookies() == []


def test_no_script_sees_the_cookie_and_no_other_site_brings_it(context_of, guarded):
    address, key = guarded
    page = context_of().new_page()
    page.goto(f"{address}/?lang=en")
    signed_in(page, key)
    page.get_by_label("Old text").wait_for()
    assert page.evaluate("document.cookie") == ""
    elsewhere = address.replace("127.0.0.1", "localhost")  # another site for the browser
    page.goto(f"{elsewhere}/sign-in?lang=en")
    page.evaluate("to => { location.href = to }", f"{address}/?lang=en")
    page.get_by_label("Key").wait_for()
    page.get_by_role("link", name="You have signed in already? Go on to the page.").click()
    page.get_by_label("Old text").wait_for()


def test_axe_finds_nothing_against_the_form_and_the_links(context_of, guarded):
    address, key = guarded
    page = context_of(viewport={"width": 1400, "height": 900}).new_page()
    page.goto(f"{address}/?lang=en")
    signed_in(page, "wrong")
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    signed_in(page, key)
    page.get_by_label("Old text").fill(PAIR[0])
    page.get_by_label("New text").fill(PAIR[1])
    page.get_by_label("Keep this result for 7 days").check()
    page.get_by_role("button", name="Compare").click()
    page.locator(".share summary").click()
    page.get_by_role("button", name="Make a share link").click()
    page.locator(".share summary").click()
    assert violations(page) == []
