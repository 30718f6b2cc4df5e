"""Record sessions of one person and tick, as the web and the scheduler do at once.

Says at the end how many occurrences it claimed. Arguments: the person, how many times, and
which run of ids to use.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.domain.session_examples import a_session
from tests.storage.racing import wait_for_the_others
from webapp.actions.reminders import tick
from webapp.actions.sessions import record
from webapp.application import create_app
from webapp.keys import with_keys
from webapp.settings import Settings
from webapp.storage.people import get_person

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
EVERY = timedelta(minutes=30)


def main(person_id: int, times: int, run: int) -> None:
    app = create_app(with_keys(Settings.from_env(os.environ)))
    with app.app_context():
        person = get_person(person_id)
        wait_for_the_others()
        claimed = 0
        for number in range(times):
            now = START + number * EVERY
            session = a_session(
                id=UUID(int=run << 64 | number),
                started_at=now - timedelta(seconds=120),
                finished_at=now - timedelta(seconds=20),
            )
            record(person, session, now)
            claimed += tick(now)
        print(claimed)


main(*map(int, sys.argv[1:]))
