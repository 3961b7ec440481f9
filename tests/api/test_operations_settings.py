"""Settings: one table, checked when the service starts, and the same in the docs."""

import re

import pytest

from diple.errors import OptionError
from diple.web import create_app
from diple.web.checking import faults, values
from diple.web.operations.settings import BY_NAME, TABLE, read, table
from drawings import ROOT

PAGE = ROOT / "docs" / "operations.md"
BEGIN, END = "<!-- settings -->\n", "<!-- end of settings -->"
WRONG = {
    "DIPLE_MAX_BYTES": ("0", "300000000", "8 MB", "8e6", "", "-1", "1_000", "٣"),
    "DIPLE_MAX_SILENCE": ("0", "3601"),
    "DIPLE_PROXIES": ("many", "11", "-1"),
    "DIPLE_PUBLIC_URL": ("desk.example", "ftp://desk.example", "https://desk.example/a b"),
    "DIPLE_EMBED_ANCESTORS": ("desk.example", "https://desk.example/path", "*"),
    "DIPLE_METRICS": ("yes", "99999", "desk.example:9464", "/metrics", "10.0.0.5"),
    "DIPLE_LOG": ("JSON", "text"),
    "DIPLE_DEBUG": ("maybe",),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, given in WRONG.items() for value in given])
def test_a_wrong_value_is_told_with_what_to_do(name, value):
    with pytest.raises(OptionError) as refused:
        create_app({name: value})
    assert refused.value.code == "INVALID_SETTING"
    assert name in refused.value.message and repr(value) in refused.value.message
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("name", "meant"), [("DIPLE_DATA_DIR", "DIPLE_DATA"), ("DIPLE_MAX_WORD", "DIPLE_MAX_WORDS"), ("DIPLE_QQQ", None)]
)
def test_a_name_that_is_none_is_told_with_the_nearest(name, meant):
    with pytest.raises(OptionError) as refused:
        create_app({name: "1"})
    assert (f"Is it {meant} that you mean?" in str(refused.value)) == (meant is not None)


def test_all_that_is_wrong_is_told_at_once():
    told = faults({"DIPLE_QQQ": "1", "DIPLE_MAX_WORDS": "no", "DIPLE_LOG": "no"})
    assert [re.search(r"DIPLE_\w+", line)[0] for line in told] == ["DIPLE_QQQ", "DIPLE_MAX_WORDS", "DIPLE_LOG"]
    (told,) = faults({"DIPLE_KEEP_DAYS": "8", "DIPLE_MAX_KEEP_DAYS": "7"})
    assert "DIPLE_MAX_KEEP_DAYS" in told


def test_each_default_is_of_its_kind():
    read({})


def test_the_values_that_hold_are_told_without_a_password():
    told = list(values({"DIPLE_DATABASE_URL": "postgresql://desk:secret@host/name", "DIPLE_MAX_WORDS": "7"}))
    assert len(told) == len(TABLE)
    assert "DIPLE_DATABASE_URL = postgresql://desk:***@host/name" in told
    assert "DIPLE_MAX_WORDS = 7" in told
    assert "DIPLE_MAX_EARLIER = 50 (default)" in told


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("DIPLE_SECRET", "geheim" * 6, "***"),
        ("DIPLE_WEBHOOK_SECRET", "geheim" * 6, "***"),
        ("DIPLE_RATE_STORAGE", "redis://:geheim@host:6379/0", "redis://:***@host:6379/0"),
        ("DIPLE_DATABASE_URL", "postgresql://desk:ge/he:im@host/name", "postgresql://desk:***@host/name"),
        ("DIPLE_DATABASE_URL", "postgresql://desk:geheim@geheim@host/name", "postgresql://desk:***@host/name"),
        (
            "DIPLE_DATABASE_URL",
            "postgresql://desk@/x?password=geheim&host=/run",
            "postgresql://desk@/x?password=***&host=/run",
        ),
        ("DIPLE_DATABASE_URL", "postgresql://desk@host:5432/name", "postgresql://desk@host:5432/name"),
    ],
)
def test_a_check_shows_no_secret(name, value, shown):
    assert f"{name} = {shown}" in list(values({name: value}))


def test_the_docs_have_the_table(request):
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    told, _, tail = rest.partition(END)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(f"{head}{BEGIN}{table()}{END}{tail}", encoding="utf-8")
        told = table()
    assert told == table()


def test_the_table_has_each_setting_that_code_or_docs_name():
    named = {
        name
        for folder, pattern in (("service", "*.py"), ("docs", "*.md"))
        for path in (ROOT / folder).rglob(pattern)
        for name in re.findall(r"DIPLE_[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8"))
    }
    assert named == set(BY_NAME)
