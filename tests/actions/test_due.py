"""What is due now is offered until it is answered, practised, or no longer useful."""

from datetime import timedelta

import pytest

from tests.actions.lives import MONDAY, TEN, guest, reminded
from tests.domain.session_examples import a_session
from webapp.actions.due import find_due
from webapp.actions.receipts import Word, record_receipt
from webapp.actions.reminders import tick
from webapp.actions.sessions import record
from webapp.domain.reminders import ReceiptKind
from webapp.push.go_token import GoToken

pytestmark = pytest.mark.usefixtures("any_app")
SOON = TEN + timedelta(minutes=1)


@pytest.fixture
def mina(any_app):
    person, _ = reminded()
    tick(TEN)
    return person


def test_what_was_due_is_offered_while_it_is_useful(mina):
    assert find_due(mina.id, SOON).due_at == TEN
    assert find_due(mina.id, TEN + timedelta(minutes=15)) is None


def test_nothing_is_offered_to_somebody_else(mina):
    assert find_due(guest(MONDAY).id, SOON) is None


@pytest.mark.parametrize("kind", ["opened", "snoozed", "skipped"])
def test_what_was_answered_is_not_offered_again(mina, kind):
    token = GoToken(find_due(mina.id, SOON).id, None)

    record_receipt(token, Word(ReceiptKind(kind), SOON), SOON)

    assert find_due(mina.id, SOON) is None


@pytest.mark.parametrize("kind", ["shown", "dismissed"])
def test_what_was_only_shown_or_swept_away_is_still_offered(mina, kind):
    token = GoToken(find_due(mina.id, SOON).id, None)

    record_receipt(token, Word(ReceiptKind(kind), SOON), SOON)

    assert find_due(mina.id, SOON) is not None


def test_what_was_practised_is_not_offered_again(mina):
    done = SOON + timedelta(seconds=100)
    record(mina, a_session(started_at=SOON, finished_at=done), done)

    assert find_due(mina.id, done) is None
