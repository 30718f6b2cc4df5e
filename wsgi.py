"""The web process: the application a WSGI server serves, and `flask --app wsgi` commands."""

import os
import sys

from flask import Flask

from webapp import doctor, log_lines
from webapp.application import create_app
from webapp.keys import with_keys
from webapp.settings import Settings


def _application() -> Flask:
    # The doctor is called when settings or keys are wrong, and must not make what is missing.
    if doctor.is_asked_for(sys.argv):
        return doctor.doctor_alone()
    settings = with_keys(Settings.from_env(os.environ))
    log_lines.configure(settings, "web")
    return create_app(settings)


app = _application()
