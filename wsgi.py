"""The web process: the application a WSGI server serves, and `flask --app wsgi` commands."""

import os

from webapp.application import create_app
from webapp.keys import with_keys
from webapp.settings import Settings

app = create_app(with_keys(Settings.from_env(os.environ)))
