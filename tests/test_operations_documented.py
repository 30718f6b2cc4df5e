"""docs/operations.md and the alarms stay true: every alarm is explained and every metric exists."""

import re
from pathlib import Path

import pytest
import yaml

from tests.visitor import Visitor

ROOT = Path(__file__).parent.parent
RULES = ROOT / "deploy" / "unhunch.rules.yml"
DOCUMENT = ROOT / "docs" / "operations.md"
SUFFIX = re.compile(r"_(?:bucket|sum|count)$")
PAIRS = {")": "(", "]": "[", "}": "{"}


def alarms() -> list[dict]:
    [group] = yaml.safe_load(RULES.read_text("utf-8"))["groups"]
    return group["rules"]


@pytest.mark.parametrize("alarm", alarms(), ids=lambda alarm: alarm["alert"])
def test_an_alarm_says_what_is_so_what_to_do_and_how_urgent_it_is(alarm):
    assert set(alarm) <= {"alert", "expr", "for", "labels", "annotations"}
    assert alarm["labels"]["severity"] in ("page", "ticket")
    assert set(alarm["annotations"]) == {"summary", "action"}
    assert all(words.endswith(".") for words in alarm["annotations"].values())
    assert re.fullmatch(r"\d+[smhd]", alarm.get("for", "1m"))


@pytest.mark.parametrize("alarm", alarms(), ids=lambda alarm: alarm["alert"])
def test_an_alarm_watches_metrics_that_there_are(stranger: Visitor, alarm: dict) -> None:
    told = set(re.findall(r"^# TYPE (\S+)", stranger.get("/metrics").text, re.MULTILINE))
    named = {SUFFIX.sub("", name) for name in re.findall(r"unhunch_\w+", alarm["expr"])}

    assert named <= told
    assert named or alarm["expr"].startswith("up{")


@pytest.mark.parametrize("alarm", alarms(), ids=lambda alarm: alarm["alert"])
def test_an_alarm_s_brackets_and_ranges_are_whole(alarm):
    open_: list[str] = []
    for letter in alarm["expr"]:
        if letter in PAIRS.values():
            open_.append(letter)
        elif letter in PAIRS:
            assert open_.pop() == PAIRS[letter]

    assert open_ == []
    assert all(re.fullmatch(r"\d+[smhd]", r) for r in re.findall(r"\[(.*?)\]", alarm["expr"]))


def test_every_alarm_has_its_row_in_the_document_and_every_row_its_alarm():
    rows = re.findall(r"^\| (Unhunch\w+) \| (\w+) \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)

    assert dict(rows) == {a["alert"]: a["labels"]["severity"] for a in alarms()}
    assert len(rows) == len(alarms())


def test_every_command_the_document_names_is_there(app):
    text = DOCUMENT.read_text("utf-8")
    named = set(re.findall(r"flask --app wsgi (\w+)", text))

    assert named >= {"backup", "doctor", "restore"}
    assert named <= set(app.cli.commands)
