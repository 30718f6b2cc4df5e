"""The process of a headless Firefox that waits to be driven."""

import json
import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.lab.firefox_preferences import QUIET, Preferences
from tests.lab.leash import leashed, stop
from tests.lab.waiting import TooLate, until

START_SECONDS = 60
QUIT_SECONDS = 15


class FirefoxRun:
    """One run on `profile`, whose cookies, subscriptions and preferences outlive it."""

    def __init__(
        self, binary: str, profile: Path, preferences: Preferences, environment: Mapping[str, str]
    ) -> None:
        self._profile = profile
        self._preferences = {**QUIET, **preferences}
        self._environment = {**os.environ, "HOME": str(profile), **environment}
        self._environment["MOZ_CRASHREPORTER_DISABLE"] = "1"
        self._command = [binary, "--headless", "--marionette", "--remote-allow-system-access"]
        self._command += ["--no-remote", "--profile", str(profile), "about:blank"]

    def start(self) -> None:
        """Write the preferences and start."""
        self._profile.mkdir(parents=True, exist_ok=True)
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in self._preferences.items()
        ]
        (self._profile / "user.js").write_text("".join(lines))
        self._port_file.unlink(missing_ok=True)
        with (self._profile / "firefox.log").open("ab") as log:
            self._process = subprocess.Popen(
                leashed(self._command),
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
            )

    def wait_for_port(self) -> int:
        """Return the port on which it waits for commands."""
        return until(self._port, "Firefox's Marionette port", START_SECONDS)

    def wait(self) -> None:
        """Wait until it has quit; kill it when it does not."""
        try:
            self._process.wait(QUIT_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it at once."""
        stop(self._process, signal.SIGKILL, QUIT_SECONDS)

    @property
    def _port_file(self) -> Path:
        return self._profile / "MarionetteActivePort"

    def _port(self) -> int:
        if self._process.poll() is not None:
            raise TooLate("Firefox ended before it opened its Marionette port")
        text = self._port_file.read_text().strip() if self._port_file.exists() else ""
        return int(text) if text else 0
