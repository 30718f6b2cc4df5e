"""Before anything runs: the database is brought up to date and the keys are checked against it."""

import os
import sys
from collections.abc import Sequence

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from webapp import clock
from webapp.domain.catalogue import CatalogueError, load_catalogues
from webapp.keys import KeyRefused, with_keys
from webapp.push.vapid import VapidKey
from webapp.settings import Settings, SettingsError
from webapp.storage.devices import count_other_keys
from webapp.storage.migrate import Upgraded, upgrade

OTHER_KEY = """\
{count} devices subscribed with another key than the present one; nothing sent to them would arrive.
Put the key they know back (UNHUNCH_VAPID_PRIVATE_KEY, or the file vapid_private_key of your
backup), or go on without them: flask --app wsgi push accept-key
They subscribe again by themselves when the app is next opened there."""


def main(_arguments: Sequence[str]) -> int:
    """Prepare, saying what was done; answers 1, with what to do, when Unhunch must not start."""
    try:
        settings = with_keys(Settings.from_env(os.environ))
        load_catalogues()
        done = upgrade(settings.database_url, settings.data_dir / "backups", clock.now())
        sys.stdout.writelines(f"{line}\n" for line in _said(done))
        refused = _other_key(settings)
    except (SettingsError, KeyRefused, CatalogueError) as error:
        refused = str(error)
    except SQLAlchemyError as error:
        refused = f"{error}\nNothing was lost; look at UNHUNCH_DATABASE_URL and at the backups."
    sys.stderr.write(refused)
    return 1 if refused else 0


def _said(done: Upgraded) -> Sequence[str]:
    if not done.changed:
        return [f"up to date (revision {done.after})"]
    if done.before is None:
        return [f"made (revision {done.after})"]
    lines = [f"brought from revision {done.before} to {done.after}"]
    return [*lines, f"a copy of it as it was: {done.copy}"] if done.copy else lines


def _other_key(settings: Settings) -> str:
    key = VapidKey.from_text(settings.vapid_private_key).public_text
    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        count = count_other_keys(connection, key)
    engine.dispose()
    return OTHER_KEY.format(count=count) if count else ""
