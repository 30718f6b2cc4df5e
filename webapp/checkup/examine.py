"""The whole examination, from the settings to the push services, in the order things depend."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from webapp.checkup import addresses, calendars, clocks, databases, machine
from webapp.checkup.contents import Insight, look_inside
from webapp.checkup.finding import Finding, ok, trouble, warning
from webapp.checkup.network import reach
from webapp.checkup.reach import check_reach, places_of
from webapp.domain.catalogue import CatalogueError, load_catalogues
from webapp.keys import KeyRefused, key_files, new_secret_key, new_vapid_private_key, with_keys
from webapp.push.endpoint import EndpointPolicy
from webapp.settings import Settings, SettingsError

Clock = Callable[[], datetime]
CODE = Path(__file__).parent.parent
A_WHILE = 0.2  # seconds


def examine(environ: Mapping[str, str], clock: Clock) -> Iterator[Finding]:
    """Look at everything, changing nothing; a check that needs what is not there is left out."""
    try:
        settings = Settings.from_env(environ)
    except SettingsError as refused:
        do = "docs/settings.md lists every setting."
        yield from (trouble("settings", f"{problem}.", do) for problem in refused.problems)
        return
    yield ok("settings", "All can be read.")
    yield from _machine(settings)
    yield _content()
    yield _keys(settings)
    yield addresses.check_contact(settings.vapid_subject)
    yield addresses.check_public_url(settings.public_url)
    insight = Insight()
    yield from _time(settings, clock)
    yield from look_inside(_usable(settings), clock, insight)
    yield from _network(settings, insight.endpoints)


def _machine(settings: Settings) -> Iterator[Finding]:
    yield machine.check_folder(settings.data_dir)
    yield machine.check_disk(machine.free_bytes(settings.data_dir))
    yield machine.check_memory(machine.available_memory())


def _content() -> Finding:
    try:
        return ok("content", f"{len(load_catalogues()['en'].routines)} routines.")
    except CatalogueError as broken:
        do = "Bring back the catalogue that came with Unhunch."
        return trouble("content", str(broken), do)


def _keys(settings: Settings) -> Finding:
    name = "keys"
    missing = [file for file in key_files(settings) if not file.exists()]
    if missing and _database_file(settings).exists():
        return trouble(
            name,
            f"{missing[0]} is missing, though there is a database.",
            "Bring it back from a backup before the next start makes a new one: a new key signs "
            "everyone out, and a new VAPID key loses every subscribed device.",
        )
    if missing:
        return warning(name, "None yet.", "The first start makes them; keep them in your backups.")
    try:
        with_keys(settings)
    except KeyRefused as refused:
        return trouble(name, str(refused), "Nothing starts until this is put right.")
    return ok(name, "Both there, readable by their owner alone, and well-formed.")


def _usable(settings: Settings) -> Settings:
    """The settings with keys good enough to look with: nothing is signed, nothing written."""
    keys = (new_secret_key(), new_vapid_private_key())
    with suppress(KeyRefused):
        if all(file.exists() for file in key_files(settings)):
            settings = with_keys(settings)
    return replace(
        settings,
        secret_key=settings.secret_key or keys[0],
        vapid_private_key=settings.vapid_private_key or keys[1],
    )


def _time(settings: Settings, clock: Clock) -> Iterator[Finding]:
    database = _database_file(settings)
    files = [database, database.with_name(f"{database.name}-wal"), *key_files(settings)]
    newest = clocks.newest_of([*files, *CODE.rglob("*.py")])
    evidence = [datetime.fromtimestamp(newest, UTC)] if newest is not None else []
    yield clocks.check_clock(clock(), evidence)
    yield clocks.check_steadiness(*_watched(clock))
    zones = calendars.find_system_zones()
    yield calendars.check_zones(zones, calendars.package_zones(), clock())


def _watched(clock: Clock) -> tuple[timedelta, timedelta]:
    """How long a short while took, by the wall clock and by a counter."""
    wall, counter = clock(), time.monotonic()
    time.sleep(A_WHILE)
    return clock() - wall, timedelta(seconds=time.monotonic() - counter)


def _network(settings: Settings, endpoints: Iterable[str]) -> Iterator[Finding]:
    policy = EndpointPolicy(settings.push_hosts)
    reached = reach(places_of(endpoints, settings.push_hosts, policy), settings.push_proxy)
    yield from check_reach(reached, settings.push_proxy is not None)


def _database_file(settings: Settings) -> Path:
    return databases.file_of(settings.database_url)
