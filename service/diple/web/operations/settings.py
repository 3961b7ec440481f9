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
    Setting("DIPLE_MAX_BYTES", _BODY, 8 * 1024 * 1024, "the most bytes in the body of a request"),
    Setting("DIPLE_MAX_WORDS", _COUNT, 1_000_000, "the most words in all texts of a request"),
    Setting("DIPLE_MAX_EARLIER", _COUNT, 50, "the most earlier texts in a request"),
    Setting("DIPLE_MAX_PACKS", _COUNT, 8, "the most lexicon packs in a request"),
    Setting("DIPLE_MAX_PACK_BYTES", _BODY, 256 * 1024, "the most bytes in one of these packs"),
    Setting(
        "DIPLE_MAX_SILENCE",
        _SECONDS,
        15,
        "the longest pause of a client that sends a body, and the longest time for the head of a request, in seconds",
    ),
    Setting("DIPLE_MAX_RECEIVING", _SECONDS, 25, "the longest time for a whole request to arrive, in seconds"),
    Setting("DIPLE_MAX_SENDING", _SECONDS, 60, "the longest time for a client to receive the answer, in seconds"),
    Setting(
        "DIPLE_MAX_SECONDS",
        _SECONDS,
        60,
        "the longest processing time of a request, in seconds; after it the request ends with 503 `OUT_OF_TIME`",
    ),
    Setting(
        "DIPLE_MAX_MEMORY",
        _COUNT,
        1024,
        "the most memory for a request in megabytes, without that of the worker itself; beyond it the request ends "
        "with 503 `OUT_OF_MEMORY`",
    ),
    Setting(
        "DIPLE_MAX_WAITING",
        _COUNT,
        4,
        "the most requests that wait in each worker (four small ones count as one); the next one gets 503 `BUSY`: "
        "[when more comes](deployment.md#when-more-comes-than-can-be-answered)",
    ),
    Setting(
        "DIPLE_CHILDREN",
        number(1, 256),
        3,
        "the most requests that each worker [processes](deployment.md#what-takes-a-processor) at the same time",
    ),
    Setting(
        "DIPLE_REMEMBER_SECONDS",
        number(0, 3600),
        300,
        "how long each worker keeps answers and comparisons [in memory](access.md#what-is-in-memory), in seconds; 0 "
        "turns this off",
    ),
    Setting("DIPLE_REMEMBER_MOST", _COUNT, 500, "the most answers and comparisons that each worker keeps in memory"),
    Setting("DIPLE_REMEMBER_BYTES", _BYTES, 32 * 1024 * 1024, "the most bytes that these take"),
    Setting("DIPLE_MAX_JOB_BYTES", _BODY, 32 * 1024 * 1024, "the most bytes in the body of a [job](api.md#jobs)"),
    Setting("DIPLE_MAX_JOB_WORDS", _COUNT, 4_000_000, "the most words in all texts of a job"),
    Setting("DIPLE_MAX_JOB_SECONDS", number(1, 86_400), 600, "the longest processing time of a job, in seconds"),
    Setting("DIPLE_MAX_JOBS", _COUNT, 100, "the most jobs at the same time, finished ones included"),
    Setting("DIPLE_MAX_JOBS_EACH", _COUNT, 20, "the most jobs of one client (a key, or an address without a key)"),
    Setting("DIPLE_JOB_HOURS", number(1, 8_760), 24, "how long the result of a job is kept, in hours"),
    Setting(
        "DIPLE_JOB_SILENCE",
        number(6, 3600),
        30,
        "how long a process may give no sign of life (it gives one every five seconds) before another process starts "
        "its job again, in seconds",
    ),
    Setting(
        "DIPLE_WEBHOOK_SECRET",
        SECRET,
        "",
        "the secret that signs [webhooks](api.md#webhooks), at least 16 characters; without it webhooks are off",
    ),
    Setting(
        "DIPLE_WEBHOOK_NETWORKS",
        TEXT,
        "",
        "private networks to which webhooks may be sent, such as `10.1.0.0/16`, separated by blanks or commas",
    ),
    Setting("DIPLE_KEEP_DAYS", _DAYS, 7, "how long a result is kept if the request does not say it, in days"),
    Setting("DIPLE_MAX_KEEP_DAYS", _DAYS, 90, "the longest time for which a request may have a result kept, in days"),
    Setting("DIPLE_MAX_KEPT", _COUNT, 10_000, "the most kept results"),
    Setting("DIPLE_MAX_KEPT_BYTES", _BYTES, 1024 * 1024 * 1024, "the most bytes that kept results take"),
    Setting(
        "DIPLE_MAX_STORED_HOURLY",
        _COUNT,
        300,
        "the most results that one key or address may store in an hour",
    ),
    Setting("DIPLE_MAX_KEPT_EACH", _COUNT, 2_000, "the most kept results of one key or address"),
    Setting(
        "DIPLE_MAX_STATEMENTS",
        _COUNT,
        100_000,
        "the most [statements](archive.md) that a tenant may store through the API",
    ),
    Setting(
        "DIPLE_DATA",
        TEXT,
        "",
        "the data directory; if it is empty, `$XDG_DATA_HOME/diple`: [kept results](deployment.md#kept-results)",
    ),
    Setting(
        "DIPLE_DATABASE_URL",
        TEXT,
        "",
        "the URL of another database (PostgreSQL, or another SQLite file): [kept results](deployment.md#kept-results)",
    ),
    Setting(
        "DIPLE_PUBLIC_URL",
        PUBLIC_ADDRESS,
        "",
        "the public address of the service, used in links: [addresses](deployment.md#addresses)",
    ),
    Setting(
        "DIPLE_PROXIES",
        number(0, 10),
        0,
        "the number of your own proxies in front of the service, whose `X-Forwarded-For` is trusted",
    ),
    Setting(
        "DIPLE_EMBED_ANCESTORS",
        ORIGINS,
        "",
        "the origins of pages that may embed comparisons and read their JSON: [component](component.md#who-may-embed)",
    ),
    Setting(
        "DIPLE_ACCESS",
        choice("", "keys", "open"),
        "",
        "`keys`: only requests with a key; `open`: everybody: [who may use the service](access.md#open-or-with-keys)",
    ),
    Setting(
        "DIPLE_SECRET", SECRET, "", "[the secret](access.md#the-secret); if it is empty, the one in the data directory"
    ),
    Setting("DIPLE_SESSION_HOURS", number(1, 8_760), 12, "how long a user stays signed in, in hours"),
    Setting("DIPLE_SHARE_DAYS", _DAYS, 7, "how long a share link is valid if the request does not say it, in days"),
    Setting("DIPLE_RATE_KEY", _COUNT, 1_200, "the most requests of one key in a minute: [rates](access.md#rates)"),
    Setting("DIPLE_RATE_ADDRESS", _COUNT, 600, "the most requests of one address without a key in a minute"),
    Setting("DIPLE_RATES", choice("on", "off"), "on", "`off` turns the limits of requests in a minute off"),
    Setting(
        "DIPLE_RATE_STORAGE",
        TEXT,
        "",
        "the address of a store (such as Redis) that counts requests for all processes; if it is empty, each process "
        "counts its own",
    ),
    Setting("DIPLE_SAMPLES", TEXT, "", "a folder of samples for the start page, instead of those that come with Diple"),
    Setting(
        "DIPLE_LOG",
        choice("json", "off"),
        "json",
        "`json` writes a line for each request, `off` writes none: [logs](#logs)",
    ),
    Setting(
        "DIPLE_METRICS",
        LISTENING,
        "",
        "the port on which metrics are served; if it is empty, they are not: [metrics](#metrics)",
    ),
    Setting(
        "DIPLE_MIN_FREE_BYTES",
        number(0, 1024**4),
        64 * 1024 * 1024,
        "the free space that the disk of kept results needs for the service to be [ready](#readiness), in bytes",
    ),
    Setting(
        "DIPLE_DRAIN_SECONDS",
        number(0, 600),
        2,
        "how long the service still accepts requests after the signal to stop, in seconds: [stopping](#stopping)",
    ),
    Setting("DIPLE_DEBUG", SWITCH, "", "1 writes the complete details of internal errors to the log, with the texts"),
    Setting("DIPLE_RAISE_FAULTS", SWITCH, "", "1 stops a comparison when a rule fails; for tests"),
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
