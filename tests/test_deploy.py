"""The units for several machines start programs that exist, with settings that are known."""

import shlex
from configparser import ConfigParser
from pathlib import Path

import pytest

from jobs.__main__ import PROGRAMS
from tests.conftest import on_postgres
from webapp.settings import Settings

DEPLOY = Path(__file__).parent.parent / "deploy"
UNITS = sorted(DEPLOY.rglob("*.service"))


def read(unit: Path) -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(unit)
    return parser


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_a_program_of_ours(unit: Path):
    service = read(unit)["Service"]
    _, flag, module, *arguments = shlex.split(service["ExecStart"])

    assert (flag, module) in (("-m", "jobs"), ("-m", "webapp.serve"))
    if module == "jobs":
        named = [word for word in arguments if not word.startswith("-")]
        assert {*named, ""} <= set(PROGRAMS)
    assert service["DynamicUser"] == "yes"
    assert service["NoNewPrivileges"] == "yes"


def test_the_settings_for_several_machines_are_known_and_lack_only_what_is_secret():
    lines = (DEPLOY / "many" / "unhunch.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    keys = {f"UNHUNCH_{name}": value for name, value in on_postgres("").items()}
    asked = {name for name, value in given.items() if not value}
    filled = given | {name: keys[name] for name in asked}

    settings = Settings.from_env(filled)

    assert asked == {"UNHUNCH_SECRET_KEY", "UNHUNCH_VAPID_PRIVATE_KEY"}
    assert settings.public_url == "https://break.example.org"
