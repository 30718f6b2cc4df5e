"""Bring one database to the newest revision and say whether that took anything."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.storage.racing import wait_for_the_others
from webapp.storage.migrate import upgrade

wait_for_the_others()
done = upgrade(sys.argv[1], Path(sys.argv[2]), datetime(2026, 1, 1, tzinfo=UTC))
print("changed" if done.changed else "nothing to do")
