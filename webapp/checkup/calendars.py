"""Time zones and public holidays: there, and not out of date."""

import re
import zoneinfo
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import tzdata  # type: ignore[import-untyped]

from webapp.checkup.finding import Finding, ok, trouble, warning
from webapp.domain.public_holidays import count_holidays, is_calendar

OUTDATED_AFTER_YEARS = 2
VERSION = re.compile(r"(?:# version )?(\d{4}[a-z]+)\b")
UPDATE_ZONES = "Update the system's package tzdata, or run with PYTHONTZPATH= to use Python's."
UPDATE_HOLIDAYS = "Update the package holidays, or choose another calendar in these plans."


def package_zones() -> str:
    """The release of the zone rules that came with us, such as "2026a"."""
    return str(tzdata.IANA_VERSION)


def find_system_zones(path: Iterable[str] = zoneinfo.TZPATH) -> str | None:
    """The release of the system's zone rules, which come first; "" if untold, None without any."""
    folders = [Path(one) for one in path if (Path(one) / "Europe" / "Berlin").exists()]
    if not folders:
        return None
    for name in ("tzdata.zi", "+VERSION", "version"):
        file = folders[0] / name
        if file.exists():
            with file.open(encoding="ascii", errors="replace") as lines:
                found = VERSION.match(lines.readline())
            return found[1] if found else ""
    return ""


def check_zones(system: str | None, package: str, now: datetime) -> Finding:
    """The zone rules that count: the system's where it has any, or else the package's."""
    name = "time zones"
    if system == "":
        return ok(name, f"The system's, of an untold release; the package has {package}.")
    used, whose = (package, "package") if system is None else (system, "system")
    says = f"Release {used}, the {whose}'s."
    if used < package:
        return warning(name, f"{says} The package has a newer one, {package}.", UPDATE_ZONES)
    if now.year - int(used[:4]) >= OUTDATED_AFTER_YEARS:
        return warning(name, f"{says} Countries have changed their clocks since.", UPDATE_ZONES)
    return ok(name, says)


def holidays_known(calendars: Iterable[str], years: Iterable[int]) -> dict[tuple[str, int], int]:
    """How many public holidays are known in each of these calendars and years; 0 for none."""
    years = tuple(years)
    return {
        (calendar, year): count_holidays(calendar, year) if is_calendar(calendar) else 0
        for calendar in calendars
        for year in years
    }


def check_holidays(known: Mapping[tuple[str, int], int]) -> Finding:
    """The public holidays of the calendars that plans follow, this year and the next."""
    name = "public holidays"
    missing = sorted({f"{calendar} {year}" for (calendar, year), n in known.items() if not n})
    gone = sorted({calendar for calendar, _ in known if not is_calendar(calendar)})
    if gone:
        return trouble(name, f"No longer known: {', '.join(gone)}.", UPDATE_HOLIDAYS)
    if missing:
        return warning(name, f"None known in {', '.join(missing)}.", UPDATE_HOLIDAYS)
    calendars = sorted({calendar for calendar, _ in known})
    if not calendars:
        return ok(name, "No plan follows any.")
    return ok(name, f"{', '.join(calendars)}: known for this year and the next.")
