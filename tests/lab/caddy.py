"""Caddy in front of the product, as its own authority: `deploy/Caddyfile` as it is."""

import os
import signal
import subprocess
from pathlib import Path
from types import TracebackType

from tests.lab.app import ROOT, free_port
from tests.lab.leash import leashed, stop
from tests.lab.waiting import until

# The machine's own trust is none of a test's business, and no second door is opened.
AROUND = """{{
	skip_install_trust
	admin off
	auto_https disable_redirects
}}
import {file}
"""


class Caddy:
    """One run of Caddy that leads `https://localhost:PORT` to the product on another port."""

    def __init__(self, folder: Path, port: int, to: int) -> None:
        self.url = f"https://localhost:{port}"
        self._folder = folder
        self._environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "UNHUNCH_DOMAIN": f"localhost:{port}",
            "UNHUNCH_TLS": "internal",
            "UNHUNCH_PORT": str(to),
        }

    @property
    def root_certificate(self) -> Path:
        """What a device has to trust."""
        return self._folder / "data" / "caddy" / "pki" / "authorities" / "local" / "root.crt"

    def __enter__(self) -> "Caddy":
        self._folder.mkdir(parents=True)
        around = self._folder / "Caddyfile"
        around.write_text(AROUND.format(file=ROOT / "deploy" / "Caddyfile"))
        with (self._folder / "output.log").open("wb") as log:
            self._process = subprocess.Popen(
                leashed(["caddy", "run", "--adapter", "caddyfile", "--config", str(around)]),
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(self.root_certificate.exists, "Caddy's root certificate")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        stop(self._process, signal.SIGTERM, 10)
        if error is not None:
            error.add_note((self._folder / "output.log").read_text(errors="replace")[-3000:])


def trust(store: Path, certificate: Path) -> None:
    """Let whoever reads this store of certificates trust one authority more."""
    store.mkdir(parents=True, exist_ok=True)
    place = f"sql:{store}"
    make = ["certutil", "-N", "-d", place, "--empty-password"]
    add = ["certutil", "-A", "-d", place, "-t", "C,,", "-n", "caddy", "-i", str(certificate)]
    for command in (make, add):
        subprocess.run(command, check=True, timeout=30, stdin=subprocess.DEVNULL)


def two_ports() -> tuple[int, int]:
    """A port for the product and one for Caddy."""
    return free_port(), free_port()
