"""The history: every reminder once, newest first, at a cost that does not grow with it."""

from datetime import timedelta

import pytest

from tests.actions.lives import TEN, guest, phone
from tests.actions.past_reminders import DAY, HOUR, SECOND, Past, a_past, many
from tests.statements import scans, statements
from webapp.actions.history import HistoryPage, Wish, on_time_lately, read_history
from webapp.domain.reminder_lives import Fate, OnTime
from webapp.domain.reminders import DeliveryState, ReceiptKind

pytestmark = pytest.mark.usefixtures("any_app")
NOW = TEN + HOUR


@pytest.fixture
def past(any_app) -> Past:
    """Mina's."""
    return a_past()


def pages_of(past: Past, limit: int, rang: bool | None = None) -> list[HistoryPage]:
    """Every page, to the end."""
    pages, before = [], None
    while not pages or before is not None:
        pages.append(read_history(past.person.id, Wish(before, limit, rang), NOW))
        before = pages[-1].next_before
    return pages


def test_nobody_has_a_history_before_the_first_reminder(past):
    assert read_history(past.person.id, Wish(None, 20), NOW) == HistoryPage((), None)
    assert on_time_lately(past.person.id, NOW) == OnTime(0, 0)


def test_a_life_holds_everything_that_is_known(past):
    tablet = phone(past.person, name="tablet")
    occurrence = past.sent(TEN, after=2 * SECOND)
    past.copy(occurrence, tablet, DeliveryState.GONE, 3 * SECOND)
    past.said(occurrence, ReceiptKind.SHOWN, 4 * SECOND)
    past.said(occurrence, ReceiptKind.OPENED, 180 * SECOND)
    past.played(occurrence, 190 * SECOND)

    [life] = read_history(past.person.id, Wish(None, 20), NOW).lives

    assert (life.id, life.due_at, life.routine) == (occurrence.id, TEN, "desk_minute")
    assert [(c.state, c.settled_at) for c in life.copies] == [
        ("accepted", TEN + 2 * SECOND),
        ("gone", TEN + 3 * SECOND),
    ]
    assert [(r.kind, r.at) for r in life.replies] == [
        ("shown", TEN + 4 * SECOND),
        ("opened", TEN + 180 * SECOND),
    ]
    assert life.played.started_at == TEN + 190 * SECOND
    assert life.fate is Fate.DONE


def test_of_several_sessions_the_first_that_counted_is_told(past):
    occurrence = past.sent(TEN)
    past.played(occurrence, 10 * SECOND, practised=False)
    past.played(occurrence, 500 * SECOND)
    past.played(occurrence, 900 * SECOND)

    [life] = read_history(past.person.id, Wish(None, 20), NOW).lives

    assert life.played.started_at == TEN + 500 * SECOND


def test_a_snooze_says_what_it_came_of_and_is_no_past_while_it_waits(past):
    first = past.sent(TEN)
    past.sent(TEN + timedelta(minutes=10), kind="snoozed", of_id=first.id)
    past.reminder(TEN + timedelta(minutes=50), kind="snoozed", of_id=first.id, claimed_at=None)

    lives = read_history(past.person.id, Wish(None, 20), NOW).lives

    assert [(life.kind, life.of_due_at) for life in lives] == [("snoozed", TEN), ("planned", None)]


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_page_by_page_everything_comes_once_and_newest_first(past, limit):
    many(past, 9)
    past.sent(TEN - 3 * HOUR, kind="snoozed")  # at the same instant as a planned one
    past.sent(TEN - 400 * DAY)
    past.reminder(TEN - 401 * DAY, "quiet")

    lives = [life for page in pages_of(past, limit) for life in page.lives]

    assert len(lives) == len({life.id for life in lives}) == 12
    instants = [life.due_at for life in lives]
    assert instants == sorted(instants, reverse=True)


@pytest.mark.parametrize(("rang", "fates"), [(True, {Fate.SENT}), (False, {Fate.NOT_SENT, "lost"})])
def test_asked_for_what_rang_or_did_not_the_rest_is_left_out(past, rang, fates):
    for day in range(0, 500, 50):
        past.sent(TEN - day * DAY)
        past.sent(TEN - day * DAY - HOUR, DeliveryState.EXPIRED)
        past.reminder(TEN - day * DAY - 2 * HOUR, "paused")

    lives = [life for page in pages_of(past, 4, rang) for life in page.lives]

    assert len(lives) == (10 if rang else 20)
    assert {life.fate for life in lives} == fates


def test_a_page_looks_three_months_back_at_most_and_says_where_to_go_on(past):
    past.reminder(TEN - 300 * DAY, "quiet")
    for day in range(0, 299, 20):
        past.sent(TEN - day * DAY)

    pages = pages_of(past, 20, rang=False)

    assert [len(page.lives) for page in pages[:-1]] == [0] * (len(pages) - 1)
    assert len(pages[-1].lives) == 1
    assert len(pages) == 4


def test_nobody_sees_anybody_else_s(past):
    many(past, 3)

    assert read_history(guest().id, Wish(None, 20), NOW).lives == ()


def test_a_page_takes_the_same_few_queries_however_long_the_history_is(past):
    costs = []
    for count in (2, 60):
        many(past, count, TEN - len(costs) * 10 * HOUR)
        with statements() as said:
            read_history(past.person.id, Wish(None, 20), NOW)
            on_time_lately(past.person.id, NOW)
        costs.append(len([s for s, _ in said if s.startswith("SELECT")]))

    assert max(costs) <= 8


# PostgreSQL plans by how many rows there are; these few it reads at once.
@pytest.mark.parametrize("any_settings", ["sqlite"], indirect=True)
@pytest.mark.parametrize("rang", [None, True, False])
def test_no_query_of_a_page_reads_a_whole_table(past, rang):
    many(past, 5)
    with statements() as said:
        read_history(past.person.id, Wish(None, 2, rang), NOW)
        on_time_lately(past.person.id, NOW)

    assert len(said) >= 5
    assert scans(said) == []


def test_the_rate_is_of_the_last_thirty_days(past):
    past.sent(TEN)
    past.sent(TEN - HOUR, after=70 * SECOND)
    past.sent(TEN - 2 * HOUR, DeliveryState.REFUSED)
    past.sent(TEN - 3 * HOUR, DeliveryState.WAITING)
    past.sent(TEN - 4 * HOUR, DeliveryState.CANCELLED)
    past.reminder(TEN - 5 * HOUR, "late")
    past.reminder(TEN - 6 * HOUR, "quiet")
    shown_late = past.sent(TEN - 7 * HOUR)
    past.said(shown_late, ReceiptKind.SHOWN, 61 * SECOND)
    past.sent(TEN - 31 * DAY, DeliveryState.REFUSED)

    assert on_time_lately(past.person.id, NOW) == OnTime(due=5, on_time=1)
