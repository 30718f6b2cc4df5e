"""The one foreground command in a folder of its own, with stand-ins for its parts."""

import json

import pytest

from tests.processes.running import PROGRAMS, Running, free_port


@pytest.fixture
def site(tmp_path):
    """A folder to start in, with a stand-in for the web app."""
    (tmp_path / "wsgi.py").symlink_to(PROGRAMS / "wsgi.py")
    return tmp_path


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def unhunch(site, port):
    """Start the command in the site's folder."""

    def start(*arguments: str, before: tuple[str, ...] = (), port=port, environ=None, **told):
        command = [*before, str(PROGRAMS / "unhunch.py"), json.dumps(told), *arguments]
        return Running(command, site, {"UNHUNCH_PORT": str(port), **(environ or {})})

    return start
