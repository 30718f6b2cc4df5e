"""Everything of the catalogue in a real browser: found, read and played, as it is written down.

The long way, every exercise alone at every level and in Russian too, is `make content`.
"""

import itertools
from collections.abc import Iterator

import pytest

from tests import requirements
from tests.content.crawl import Crawl, crawling
from tests.content.written import LEVELS, written
from tests.looks.glass import chromium_glass
from tests.looks.product import Product

pytestmark = pytest.mark.browser
WRITTEN = written()
IN_ROUTINES = {name for routine in WRITTEN.routines for name in WRITTEN.played(routine)}


@pytest.fixture(scope="module")
def product_seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawl]:
    """The product through the eyes of somebody to whom every level is open."""
    requirements.demand("Chromium")
    with (
        Product(tmp_path_factory.mktemp("crawl")) as place,
        chromium_glass(place) as glass,
        crawling(glass, "en") as found,
    ):
        yield found


@pytest.fixture
def crawl(product_seen: Crawl) -> Crawl:
    """The same, with nothing noted yet."""
    product_seen.misfits.clear()
    return product_seen


def test_the_lists_lead_to_every_page_and_the_pages_say_what_is_written(crawl: Crawl) -> None:
    crawl.lists()
    for name in WRITTEN.exercises:
        crawl.exercise(name)
    for number, name in enumerate(WRITTEN.routines):
        crawl.routine(name, LEVELS[number % 3])

    assert crawl.misfits == []


def test_every_routine_plays_to_its_end_at_every_level(crawl: Crawl) -> None:
    for name, level in itertools.product(WRITTEN.routines, LEVELS):
        crawl.play(name, level)

    assert crawl.misfits == []


def test_an_exercise_that_no_routine_holds_plays_alone(crawl: Crawl) -> None:
    for name in WRITTEN.exercises.keys() - IN_ROUTINES:
        for level in LEVELS:
            crawl.play(name, level)

    assert crawl.misfits == []


def test_the_crawl_would_notice_what_is_not_as_written(crawl: Crawl) -> None:
    wanted = written()
    wanted.exercises["mas_side_rub"]["levels"][2]["seconds"] += 1
    wanted.exercises["mas_side_rub"]["sources"].append("R1")
    other = Crawl(crawl.page, crawl.url, crawl.catalogue, wanted=wanted)

    other.exercise("mas_side_rub")
    other.play("mas_side_rub", 2)

    assert [line.split(": ")[1] for line in other.misfits] == ["sources", "doses", "seconds"]
