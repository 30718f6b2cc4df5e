"""What is missing is named with its command; in continuous integration it is a failure."""

import pytest

from tests import requirements
from tests.requirements import Requirement

LACKING = [
    Requirement("Firefox", lambda: False, "firefox-esr"),
    Requirement("Chromium", lambda: False, "chromium"),
    Requirement("the npm packages", lambda: False, command="npm ci"),
]


@pytest.fixture
def nothing_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requirements, "REQUIREMENTS", {one.name: one for one in LACKING})


def test_one_command_installs_all_that_is_missing() -> None:
    command = requirements.command_for(LACKING)

    assert command == ("apt-get install -y --no-install-recommends chromium firefox-esr && npm ci")


@pytest.mark.usefixtures("nothing_is_there")
def test_something_missing_skips_and_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match=r"Firefox; install: apt-get .* firefox-esr"):
        requirements.demand("Firefox")


@pytest.mark.usefixtures("nothing_is_there")
def test_something_missing_fails_in_continuous_integration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match=r"Firefox; install: apt-get"):
        requirements.demand("Firefox")


@pytest.mark.usefixtures("nothing_is_there")
def test_all_that_is_missing_is_listed() -> None:
    assert [one.name for one in requirements.missing()] == [one.name for one in LACKING]
