"""The web process: the application a WSGI server serves, and `flask --app wsgi` commands."""

import os

from webapp import log_lines
from webapp.application import create_app
from webapp.keys import with_keys
from webapp.settings import Settings

settings = with_keys(Settings.from_env(os.environ))
log_lines.configure(settings, "web")
app = create_app(settings)
