"""Public holidays by the name of their calendar."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.domain.plan_examples import a_version
from webapp.domain.plans import holiday_name
from webapp.domain.public_holidays import (
    calendar_names,
    find_holiday,
    find_holiday_in,
    is_calendar,
)

ROOT = Path(__file__).parents[2]


def test_holidays_have_names_in_their_calendar_only() -> None:
    womens_day = date(2026, 3, 8)

    names = [holiday_name(a_version(holidays=name), womens_day) for name in ("DE-BE", "DE", None)]

    assert names == ["Women's Day", None, None]


def test_every_listed_calendar_is_one() -> None:
    names = calendar_names()

    assert {"DE", "DE-BE", "US-CA"} <= set(names)
    assert all(is_calendar(name) for name in names)


def test_asking_for_one_year_leaves_another_as_it_was() -> None:
    before = find_holiday("US", date(2027, 12, 31))

    find_holiday("US", date(2028, 1, 1))

    assert find_holiday("US", date(2027, 12, 31)) == before == "New Year's Day (observed)"


def test_names_of_holidays_do_not_follow_the_locale_of_the_process() -> None:
    ask = (
        "from datetime import date; from webapp.domain.public_holidays import find_holiday;"
        "print(find_holiday('DE', date(2026, 12, 25)))"
    )
    german = {**os.environ, "LANG": "de_DE.UTF-8", "LANGUAGE": "de"}
    command = [sys.executable, "-c", ask]

    told = subprocess.run(command, cwd=ROOT, env=german, capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "Christmas Day"


def test_a_holiday_is_named_in_a_language_that_is_known_there() -> None:
    day = date(2026, 1, 7)

    assert find_holiday_in("ru", "RU", day) == "Рождество Христово"
    assert find_holiday_in("en", "RU", day) == find_holiday("RU", day)
    assert find_holiday_in("ru", "DE", date(2026, 12, 25)) is None
