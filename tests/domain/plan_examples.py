"""Plans to test with: one good version to vary, and strategies that draw awkward ones."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import available_timezones

from hypothesis import strategies as st

from tests.domain.oracle import clock_changes
from webapp.domain.plans import HourRange, Plan, PlanVersion, due_between
from webapp.domain.wall_clock import wall_of, zone_named, zone_names

NASTY_ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour
    "Pacific/Apia",  # no 30 December 2011
    "Africa/Casablanca",  # back for Ramadan
    "America/Sao_Paulo",  # no midnight in spring
    "Asia/Kathmandu",
    "Antarctica/Troll",  # two hours
    "America/St_Johns",  # at 00:01 until 2011
    "Asia/Gaza",
    "Africa/Cairo",
    "US/Eastern",
    "Asia/Calcutta",
)
OFFICE = (HourRange(540, 750), HourRange(810, 1050))  # 09:00-12:30, 13:30-17:30
OFFICE_WEEK = (OFFICE,) * 5 + ((), ())
LONG_AGO = date(1999, 1, 1)

nasty_zones = st.sampled_from(NASTY_ZONES)
zones = nasty_zones | nasty_zones | st.sampled_from(sorted(zone_names() & available_timezones()))
years = st.integers(2000, 2037)


def a_version(**changes: object) -> PlanVersion:
    """Hourly in office hours in Berlin, for ever; override what the test is about."""
    good: dict[str, object] = {
        "valid_from": LONG_AGO,
        "time_zone": "Europe/Berlin",
        "weekdays": OFFICE_WEEK,
        "every_minutes": None if "times" in changes else 60,
        "times": (),
        "holidays": None,
        "routine": "desk_minute",
    }
    return PlanVersion(**{**good, **changes})  # type: ignore[arg-type]


def a_plan(**changes: object) -> Plan:
    """An enabled plan of one version."""
    return Plan(enabled=True, versions=(a_version(**changes),))


def every_day(start: str, end: str) -> tuple[tuple[HourRange, ...], ...]:
    """The same hours on all seven days."""
    return ((HourRange.from_text(start, end),),) * 7


def on_the_wall(plan: Plan, start: datetime, days: int = 1) -> list[str]:
    """What the plan's first wall clock shows at each time due from a midnight on."""
    zone = zone_named(plan.versions[0].time_zone)
    due = due_between(plan, start - timedelta(seconds=1), start + timedelta(days=days))
    return [wall_of(instant, zone).strftime("%a %H:%M") for instant in due]


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone, and an instant near one of its clock changes, a turn of the year or anywhere."""
    zone, year = draw(zones), draw(years)
    changes = clock_changes(zone, year)
    new_year = datetime(year, 1, 1, tzinfo=UTC)
    anywhere = new_year + timedelta(hours=draw(st.integers(0, 8759)))
    base = draw(st.sampled_from((*changes, *changes, new_year, anywhere)))
    return zone, base - timedelta(minutes=draw(st.integers(-300, 2160)))


@st.composite
def clock_change_moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone whose clocks change in some year, and the instant at which they do."""
    zone, year = draw(zones), draw(years)
    if not clock_changes(zone, year):
        zone = "Europe/Berlin"
    return zone, draw(st.sampled_from(clock_changes(zone, year)))


@st.composite
def days_of_hours(draw: st.DrawFn) -> tuple[HourRange, ...]:
    """Up to two ranges that do not overlap, the last one perhaps into the night."""
    early = st.integers(0, 240)
    cuts = sorted(draw(st.sets(early | st.integers(0, 1439), min_size=2, max_size=4)))
    last = HourRange(cuts[-1], draw(st.integers(cuts[-1] + 1, cuts[-1] + 1439)))
    whole = [HourRange(0, 1440), last]
    if len(cuts) < 4:
        return (draw(st.sampled_from([*whole, HourRange(cuts[0], cuts[1])])),)
    return HourRange(cuts[0], cuts[1]), draw(
        st.sampled_from([HourRange(cuts[2], cuts[3]), HourRange(cuts[2], 1440), last])
    )


@st.composite
def weeks(draw: st.DrawFn) -> tuple[tuple[HourRange, ...], ...]:
    """Seven days of which at least one has hours."""
    some = draw(st.lists(days_of_hours(), min_size=1, max_size=3))
    rest = draw(st.lists(st.sampled_from([*some, *some, ()]), min_size=6, max_size=6))
    return tuple(draw(st.permutations([some[0], *rest])))


@st.composite
def versions(draw: st.DrawFn, zone: str, valid_from: date) -> PlanVersion:
    """A version of any week and rhythm in a zone."""
    week = draw(weeks())
    ranges = [hours for day in week for hours in day]
    longest = max(hours.end - hours.start for hours in ranges)
    every = draw(st.none() | st.integers(30, min(240, longest - 1))) if longest > 30 else None
    inside = st.sampled_from(ranges).flatmap(lambda hours: st.integers(hours.start, hours.end - 1))
    times = draw(st.sets(inside.map(lambda minute: minute % 1440), min_size=1, max_size=8))
    return a_version(
        valid_from=valid_from,
        time_zone=zone,
        weekdays=week,
        every_minutes=every,
        times=() if every else tuple(times),
        holidays=draw(st.sampled_from([None, None, "DE-BE", "US", "JP"])),
    )


@st.composite
def small_hours_with_moments(draw: st.DrawFn) -> tuple[Plan, datetime]:
    """A plan that reminds often in the night, and an instant within a day before a change."""
    zone, change = draw(clock_change_moments())
    week = draw(st.sampled_from([every_day("00:00", "24:00"), every_day("20:00", "06:00")]))
    quarters = st.integers(0, 18).map(lambda quarter: quarter * 15)
    times = draw(st.sets(quarters | st.integers(0, 300), min_size=3, max_size=24))
    plan = a_plan(time_zone=zone, weekdays=week, times=tuple(times))
    return plan, change - timedelta(minutes=draw(st.integers(0, 30) | st.integers(0, 1440)))


@st.composite
def plans_with_moments(draw: st.DrawFn) -> tuple[Plan, datetime]:
    """A plan of one to three versions and an instant near which something happens."""
    zone, after = draw(moments())
    made = [draw(versions(zone, draw(st.sampled_from([LONG_AGO, after.date()]))))]
    for valid_from in sorted(draw(st.sets(st.integers(1, 3), max_size=2))):
        begins = after.date() + timedelta(days=valid_from)
        made.append(draw(versions(draw(st.just(zone) | zones), begins)))
    return Plan(enabled=True, versions=tuple(made)), after
