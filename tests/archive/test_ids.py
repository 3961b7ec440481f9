"""Ids of results and links: of letters that an address may have, and no option to a command line."""

import re
from itertools import islice

import pytest

from diple.archive.ids import LINK_BYTES, id_of
from diple.web.work import seeds


@pytest.mark.parametrize("first", range(256))
def test_no_id_looks_like_an_option(first):
    assert re.fullmatch(r"\w[\w-]{21}", id_of(bytes([first]) * LINK_BYTES), re.ASCII)


def test_the_ids_that_follow_from_a_seed_look_like_none_either():
    assert all(re.fullmatch(r"\w[\w-]{31}", id_, re.ASCII) for id_ in islice(seeds.ids("a seed"), 500))
