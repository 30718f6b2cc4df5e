"""Random lives, lived through the real actions, against a brute-force oracle."""

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as hypothesis_settings
from sqlalchemy import delete, select

from tests.actions.life_ingredients import INGREDIENTS, ingredients_of
from tests.actions.lived_lives import SPAN, Life, live, lives
from tests.domain import day_oracle
from tests.domain.day_oracle import tell
from tests.soak import SOAK
from webapp.actions import people
from webapp.actions.day_marks import begin_days_at
from webapp.actions.days import LifeSoFar, days_of, life_of
from webapp.actions.transaction import transaction
from webapp.storage.db import db
from webapp.storage.month_summaries import StoredMonth, forget_months
from webapp.storage.outages import Outage
from webapp.storage.people import Person

LIVES = 10_000 if SOAK else 40
SEEDS = range(20)  # more than it takes: which lives come of one depends on what else is imported


def born(life: Life) -> Person:
    """Somebody who was there all the time."""
    with transaction():
        db.session.execute(delete(Outage))
    person = people.join(life.told.home, "en", life.now).person
    begin_days_at(person, life.told.day_start)
    return person


def months_of(person: Person) -> list[tuple[object, ...]]:
    """What is summed up of a person; which outages were known then is no part of it."""
    table = StoredMonth.__table__
    columns = [column for column in table.columns if column.name != "outages_known"]
    query = select(*columns).where(table.c.person_id == person.id).order_by("month")
    found = [tuple(row) for row in db.session.execute(query)]
    db.session.rollback()
    return found


def judge(life: Life, found: LifeSoFar) -> None:
    """Hold a life to what the oracle tells of it."""
    told, streak = tell(life.told, life.now), found.streak
    assert (streak.days, streak.best) == (told.run, told.best)
    assert (streak.freezes_held, streak.freezes_spent) == (told.held, told.spent)
    if told.days:
        days = days_of(found, told.days[0][0], told.days[-1][0])
        assert [(day.date, str(day.why)) for day in days] == list(told.days)


@pytest.mark.timeout(0)
@pytest.mark.usefixtures("context")
@hypothesis_settings(
    max_examples=LIVES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck],
)
@given(lives())
def test_a_life_is_what_the_oracle_tells_in_whatever_order_it_arrives(life: Life) -> None:
    person = born(life)

    live(life, person)

    judge(life, life_of(person, life.now))
    summed = months_of(person)
    with transaction():
        forget_months(person.id)
    judge(life, life_of(person, life.now))
    assert months_of(person) == summed
    people.leave(person.id)


def test_random_lives_hold_every_ingredient_that_days_are_made_of() -> None:
    seen: set[str] = set()

    @hypothesis_settings(max_examples=120, phases=[Phase.generate])
    @given(lives())
    def look(life: Life) -> None:
        seen.update(ingredients_of(life, tell(life.told, life.now)))

    for number in SEEDS:
        if seen != INGREDIENTS:
            seed(number)(look)()

    assert seen == INGREDIENTS


def test_the_oracle_knows_nothing_of_the_code_it_judges() -> None:
    tree = ast.parse(Path(day_oracle.__file__).read_text())
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}

    assert modules == {"dataclasses", "datetime", "functools", "zoneinfo", "holidays"}


def test_a_hundred_days_are_long_enough_to_sum_up_months() -> None:
    assert SPAN > 31 + 62
