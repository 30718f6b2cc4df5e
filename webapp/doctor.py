"""`flask --app wsgi doctor`: says what is well, what is not, and what to do; changes nothing."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict

import click
from flask import Flask

from webapp import clock
from webapp.checkup.examine import examine
from webapp.checkup.finding import Finding, Grade, is_trouble

NAME = "doctor"
WIDTH = 9
COLOURS = {Grade.OK: "green", Grade.WARNING: "yellow", Grade.TROUBLE: "red"}


@click.command(NAME)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
def doctor_command(as_json: bool) -> None:
    """Check everything reminders depend on; ends with 1 where there is trouble."""
    findings = []
    for finding in examine(os.environ, clock.now):
        findings.append(finding)
        if not as_json:
            _say(finding)
    if as_json:
        click.echo(_as_json(findings))
    else:
        click.echo(_summary(findings))
    sys.exit(1 if is_trouble(findings) else 0)


def is_asked_for(arguments: Sequence[str]) -> bool:
    """Whether the doctor is called, who must look at what an application would stumble over."""
    return NAME in arguments[1:]


def doctor_alone() -> Flask:
    """An application that can do nothing but call the doctor."""
    app = Flask("unhunch")
    app.cli.add_command(doctor_command)
    return app


def _say(finding: Finding) -> None:
    grade = click.style(f"{finding.grade:<{WIDTH}}", fg=COLOURS[finding.grade])
    click.echo(f"{grade}{finding.name}: {finding.says}")
    if finding.do:
        click.echo(f"{'':{WIDTH}}{finding.do}")


def _summary(findings: Sequence[Finding]) -> str:
    count = {grade: sum(one.grade is grade for one in findings) for grade in Grade}
    if count[Grade.TROUBLE]:
        return f"\n{count[Grade.TROUBLE]} in trouble, {count[Grade.WARNING]} to look at."
    return f"\nNo trouble; {count[Grade.WARNING]} to look at."


def _as_json(findings: Sequence[Finding]) -> str:
    body = {"trouble": is_trouble(findings), "findings": [asdict(one) for one in findings]}
    return json.dumps(body, indent=2, ensure_ascii=False)
