"""All settings of the service in one table: name, kind, default, meaning. They are read from the environment.

A value that is not of its kind, and a name that begins with DIPLE_ and is none of these, is an error that says what is
wrong and what to do; the service then does not start. The table of docs/operations.md is `table()`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from diple.errors import OptionError
from diple.schemas.request import MOST_DAYS
from diple.web.operations.kinds import LISTENING, ORIGINS, PUBLIC_ADDRESS, SECRET, SWITCH, TEXT, Kind, choice, number

PREFIX = "DIPLE_"
_BYTES = number(1, 1024**4)
_BODY = number(1, 256 * 1024 * 1024)
_COUNT = number(1, 1_000_000_000)
_SECONDS = number(1, 3600)
_DAYS = number(1, MOST_DAYS)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `default` is what is taken where it is not in the environment, as it would be written there."""

    name: str
    kind: Kind
    default: int | str
    meaning: str

    def value(self, given: Mapping[str, object]) -> object:
        """Its value. Raises OptionError, INVALID_SETTING."""
        found = given.get(self.name, self.default)
        written = "" if found is None else str(found)
        try:
            return self.kind.read(written)
        except ValueError as error:
            raise self._wrong(written, str(error)) from None

    def _wrong(self, written: str, why: str) -> OptionError:
        default = f"for the default, {self.default}" if self.default != "" else "where it is not needed"
        message = f"The setting {self.name} is {written!r}, which is {why}."
        return OptionError("INVALID_SETTING", message, f"Leave it out {default}.", setting=self.name, value=written)


TABLE = (
    Setting("DIPLE_MAX_BYTES", _BODY, 8 * 1024 * 1024, "bytes of a request's body"),
    Setting("DIPLE_MAX_WORDS", _COUNT, 1_000_000, "words of all texts of a request"),
    Setting("DIPLE_MAX_EARLIER", _COUNT, 50, "earlier texts of a request"),
    Setting("DIPLE_MAX_PACKS", _COUNT, 8, "lexicon packs of a request"),
    Setting("DIPLE_MAX_PACK_BYTES", _BODY, 256 * 1024, "bytes of one of them"),
    Setting(
        "DIPLE_MAX_SILENCE",
        _SECONDS,
        15,
        "seconds that the sender of a body may be silent, and in which a head must be whole",
    ),
    Setting("DIPLE_MAX_RECEIVING", _SECONDS, 25, "seconds in which a request must be whole, whatever its pauses"),
    Setting("DIPLE_MAX_SENDING", _SECONDS, 60, "seconds in which an answer must be taken"),
    Setting("DIPLE_MAX_SECONDS", _SECONDS, 60, "seconds of a request, after which it is ended (503 `OUT_OF_TIME`)"),
    Setting(
        "DIPLE_MAX_MEMORY",
        _COUNT,
        1024,
        "megabytes that a request may take beyond what is loaded (503 `OUT_OF_MEMORY`)",
    ),
    Setting(
        "DIPLE_MAX_WAITING",
        _COUNT,
        4,
        "requests that wait in each worker, four small ones for one; beyond that 503 `BUSY`: [when more comes]"
        "(deployment.md#when-more-comes-than-can-be-answered)",
    ),
    Setting(
        "DIPLE_CHILDREN",
        number(1, 256),
        3,
        "requests that [begin](deployment.md#what-takes-a-processor) in each worker at one time",
    ),
    Setting(
        "DIPLE_REMEMBER_SECONDS",
        number(0, 3600),
        300,
        "seconds for which each worker [remembers](access.md#what-is-in-memory) what nobody keeps; 0 for never",
    ),
    Setting("DIPLE_REMEMBER_MOST", _COUNT, 500, "answers and comparisons that each worker remembers"),
    Setting("DIPLE_REMEMBER_BYTES", _BYTES, 32 * 1024 * 1024, "bytes of all of them"),
    Setting("DIPLE_MAX_JOB_BYTES", _BODY, 32 * 1024 * 1024, "bytes of the body of a [job](api.md#jobs)"),
    Setting("DIPLE_MAX_JOB_WORDS", _COUNT, 4_000_000, "words of all its texts"),
    Setting("DIPLE_MAX_JOB_SECONDS", number(1, 86_400), 600, "seconds after which a job is ended"),
    Setting("DIPLE_MAX_JOBS", _COUNT, 100, "jobs that there are at one time, with those that are answered"),
    Setting("DIPLE_MAX_JOBS_EACH", _COUNT, 20, "jobs of one who asks"),
    Setting("DIPLE_JOB_HOURS", number(1, 8_760), 24, "hours for which the answer of a job is kept"),
    Setting(
        "DIPLE_JOB_SILENCE",
        number(6, 3600),
        30,
        "seconds without a sign of life, given each five, after which another process begins a job again",
    ),
    Setting(
        "DIPLE_WEBHOOK_SECRET",
        SECRET,
        "",
        "what [webhooks](api.md#webhooks) are signed with, 16 characters at least; without it there are none",
    ),
    Setting(
        "DIPLE_WEBHOOK_NETWORKS",
        TEXT,
        "",
        "networks that webhooks may be in though they are not public, `10.1.0.0/16`, separated by blanks or commas",
    ),
    Setting("DIPLE_KEEP_DAYS", _DAYS, 7, "days for which a result is kept where nothing else is asked"),
    Setting("DIPLE_MAX_KEEP_DAYS", _DAYS, 90, "days for which one may ask"),
    Setting("DIPLE_MAX_KEPT", _COUNT, 10_000, "results that are kept at one time"),
    Setting("DIPLE_MAX_KEPT_BYTES", _BYTES, 1024 * 1024 * 1024, "bytes of all of them"),
    Setting(
        "DIPLE_MAX_STORED_HOURLY",
        _COUNT,
        300,
        "results that one key or address may store in an hour",
    ),
    Setting("DIPLE_MAX_KEPT_EACH", _COUNT, 2_000, "results of one key or address that are kept at one time"),
    Setting("DIPLE_MAX_STATEMENTS", _COUNT, 100_000, "[statements](archive.md) that a tenant may keep by the API"),
    Setting(
        "DIPLE_DATA",
        TEXT,
        "",
        "the data directory; without it `$XDG_DATA_HOME/diple`: [kept results](deployment.md#kept-results)",
    ),
    Setting(
        "DIPLE_DATABASE_URL",
        TEXT,
        "",
        "another database for kept results: [kept results](deployment.md#kept-results)",
    ),
    Setting(
        "DIPLE_PUBLIC_URL",
        PUBLIC_ADDRESS,
        "",
        "the address by which readers reach the service: [addresses](deployment.md#addresses)",
    ),
    Setting(
        "DIPLE_PROXIES",
        number(0, 10),
        0,
        "how many proxies of your own are in front of the service, whose `X-Forwarded-For` is believed",
    ),
    Setting(
        "DIPLE_EMBED_ANCESTORS",
        ORIGINS,
        "",
        "whose pages may show comparisons in a frame and read their JSON: [component](component.md#who-may-embed)",
    ),
    Setting(
        "DIPLE_ACCESS",
        choice("", "keys", "open"),
        "",
        "`keys` or `open`: [who may use the service](access.md#open-or-with-keys)",
    ),
    Setting("DIPLE_SECRET", SECRET, "", "[the secret](access.md#the-secret), if not in the data directory"),
    Setting("DIPLE_SESSION_HOURS", number(1, 8_760), 12, "hours for which a reader stays signed in"),
    Setting("DIPLE_SHARE_DAYS", _DAYS, 7, "days for which a share link holds where nothing else is asked"),
    Setting("DIPLE_RATE_KEY", _COUNT, 1_200, "requests of one key in a minute: [rates](access.md#rates)"),
    Setting("DIPLE_RATE_ADDRESS", _COUNT, 600, "requests of one address without a key in a minute"),
    Setting("DIPLE_RATES", choice("on", "off"), "on", "`off` counts no requests"),
    Setting("DIPLE_RATE_STORAGE", TEXT, "", "where requests are counted for all processes; without it, in each"),
    Setting("DIPLE_SAMPLES", TEXT, "", "another folder of samples for the start page"),
    Setting("DIPLE_LOG", choice("json", "off"), "json", "whether a line is written for each request: [logs](#logs)"),
    Setting("DIPLE_METRICS", LISTENING, "", "where metrics are given, nowhere by default: [metrics](#metrics)"),
    Setting(
        "DIPLE_MIN_FREE_BYTES",
        number(0, 1024**4),
        64 * 1024 * 1024,
        "bytes that must be free on the disk of kept results for the service to be [ready](#readiness)",
    ),
    Setting(
        "DIPLE_DRAIN_SECONDS",
        number(0, 600),
        2,
        "seconds between the signal to stop and the end of listening: [stopping](#stopping)",
    ),
    Setting("DIPLE_DEBUG", SWITCH, "", "whether faults of Diple are told in full, texts included"),
    Setting("DIPLE_RAISE_FAULTS", SWITCH, "", "whether a rule that fails ends a comparison; for tests"),
)
BY_NAME = {setting.name: setting for setting in TABLE}
NUMBERS = {setting.name: setting.default for setting in TABLE if isinstance(setting.default, int)}


def read(given: Mapping[str, object]) -> dict[str, object]:
    """The value of each setting. Raises OptionError, INVALID_SETTING, for the first that is wrong."""
    for error in wrong(given):
        raise error
    return {setting.name: setting.value(given) for setting in TABLE}


def wrong(given: Mapping[str, object]) -> Iterator[OptionError]:
    """What is wrong with each setting, and with the names that are none."""
    for name in sorted(given):
        if name.startswith(PREFIX) and name not in BY_NAME:
            yield _unknown(name)
    sound = True
    for setting in TABLE:
        try:
            setting.value(given)
        except OptionError as error:
            sound = False
            yield error
    if sound:
        yield from _of_two(given)


def _unknown(name: str) -> OptionError:
    meant = get_close_matches(name, BY_NAME, n=1)
    suggested = f" Is it {meant[0]} that you mean?" if meant else ""
    return OptionError(
        "INVALID_SETTING",
        f"{name} is no setting of this service.{suggested}",
        "Take it out of the environment; docs/operations.md has all that there are.",
        setting=name,
    )


def _of_two(given: Mapping[str, object]) -> Iterator[OptionError]:
    """What is wrong with two settings together, each of which may be right."""
    usual, most = (BY_NAME[name].value(given) for name in ("DIPLE_KEEP_DAYS", "DIPLE_MAX_KEEP_DAYS"))
    if isinstance(usual, int) and isinstance(most, int) and usual > most:
        yield OptionError(
            "INVALID_SETTING",
            f"DIPLE_KEEP_DAYS is {usual}, which is more than DIPLE_MAX_KEEP_DAYS, {most}.",
            "Lower the one or raise the other.",
            setting="DIPLE_KEEP_DAYS",
            value=usual,
        )


def table() -> str:
    """The table of all settings in Markdown."""
    rows = (f"| `{each.name}` | {each.kind.name} | {each.default} | {each.meaning} |" for each in TABLE)
    return "\n".join(("| setting | value | default | |", "|---|---|---|---|", *rows)) + "\n"
