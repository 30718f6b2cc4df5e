"""Sums as they lie in columns of JSON."""

from dataclasses import asdict
from datetime import date
from typing import Any

from webapp.domain.ever import Ever, Record
from webapp.domain.tallies import Tally
from webapp.domain.totals import Done, Tension, Totals

DATES = ("first", "last_spent", "run_since", "best_since", "best_until", "last_week")
RECORDS = ("day", "week", "month", "running")


def tally_as(tally: Tally) -> dict[str, Any]:
    """A tally to be kept."""
    kept = asdict(tally)
    return {key: v.isoformat() if isinstance(v, date) else v for key, v in kept.items()}


def tally_from(kept: dict[str, Any]) -> Tally:
    """A tally that was kept."""
    read = {key: date.fromisoformat(kept[key]) for key in DATES if kept[key]}
    return Tally(**(kept | read))


def totals_as(totals: Totals) -> dict[str, Any]:
    """Totals to be kept."""
    return {
        "by_routine": {key: [d.sessions, d.seconds] for key, d in totals.by_routine.items()},
        "by_day": {day.isoformat(): seconds for day, seconds in totals.by_day.items()},
        "tension": [totals.tension.pairs, totals.tension.before, totals.tension.after],
    }


def totals_from(kept: dict[str, Any]) -> Totals:
    """Totals that were kept."""
    return Totals(
        {key: Done(*value) for key, value in kept["by_routine"].items()},
        {date.fromisoformat(day): seconds for day, seconds in kept["by_day"].items()},
        Tension(*kept["tension"]),
    )


def ever_as(ever: Ever) -> dict[str, Any]:
    """What a life adds up to, to be kept."""
    records = {name: _record_as(getattr(ever, name)) for name in RECORDS}
    return {"totals": totals_as(ever.totals)} | records


def ever_from(kept: dict[str, Any]) -> Ever:
    """What a life adds up to, as it was kept."""
    totals = totals_from(kept["totals"])
    return Ever(totals.by_routine, totals.tension, *(_record_from(kept[name]) for name in RECORDS))


def _record_as(record: Record) -> list[Any]:
    return [record.since.isoformat() if record.since else None, record.seconds]


def _record_from(kept: list[Any]) -> Record:
    since, seconds = kept
    return Record(date.fromisoformat(since) if since else None, seconds)
