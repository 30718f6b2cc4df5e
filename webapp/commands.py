"""Commands for whoever runs Unhunch: `flask --app wsgi ...`."""

import json
import sqlite3
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from webapp import clock
from webapp.actions import devices, people, push_hosts
from webapp.actions.demo import find_demo_link, make_demo_person
from webapp.actions.taking_along import taken_along
from webapp.doctor import doctor_command
from webapp.parts import parts
from webapp.storage.migrate import copy_sqlite, newest_revision, upgrade
from webapp.storage.people import find_person, is_anybody_there
from webapp.storage.push_hosts import all_hosts

database = AppGroup("db", help="The database.")
person_group = AppGroup("person", help="One person.")
push_group = AppGroup("push", help="Push messages.")


@database.command("upgrade")
def upgrade_command() -> None:
    """Bring the database to the newest revision, after a copy."""
    settings = parts().settings
    done = upgrade(settings.database_url, settings.data_dir / "backups", clock.now())
    click.echo(f"from {done.before or 'empty'} to {done.after}" if done.changed else "up to date")


@click.command("backup")
@with_appcontext
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def backup_command(target: Path) -> None:
    """Copy the SQLite database, while it is in use, to TARGET."""
    if target.exists():
        raise click.ClickException(f"{target} exists already; choose another name.")
    copy_sqlite(_sqlite_file(), target)
    click.echo(f"Copied to {target}. Keep the keys in the data folder with it.")


@click.command("restore")
@with_appcontext
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore_command(source: Path) -> None:
    """Put the copy SOURCE in the place of the database; the present one is kept beside it."""
    _refuse_what_is_no_copy(source)
    present = _sqlite_file()
    kept = present.with_suffix(f".before-restore-{clock.now():%Y%m%d-%H%M%S}.db")
    if present.exists():
        copy_sqlite(present, kept)
        click.echo(f"The database as it was is kept in {kept}.")
    copy_sqlite(source, present)
    click.echo("Restored. Start Unhunch again.")


@person_group.command("delete")
@click.argument("person_id", type=int)
@click.confirmation_option(prompt="Delete this person and everything that is theirs?")
def delete_command(person_id: int) -> None:
    """Delete a person and everything that is theirs."""
    people.leave(person_id)
    click.echo("Deleted.")


@person_group.command("export")
@click.argument("person_id", type=int)
def export_command(person_id: int) -> None:
    """Write everything of a person to the standard output; docs/export.md describes it."""
    person = find_person(person_id)
    if person is None:
        raise click.ClickException("There is no such person.")
    click.echo(json.dumps(taken_along(person, clock.now()), ensure_ascii=False, indent=1))


@push_group.command("test")
@click.argument("person_id", type=int)
@click.argument("device_id", type=int)
def push_test_command(person_id: int, device_id: int) -> None:
    """Queue a test message to one device of a person."""
    try:
        delivery = devices.send_test(person_id, device_id, clock.now())
    except devices.NoSuchDevice:
        raise click.ClickException("This person has no such device.") from None
    click.echo(f"Queued as delivery {delivery.id}; the reminder process sends it.")


@push_group.command("hosts")
def push_hosts_command() -> None:
    """Show the push services that were sent to, and which of them are paused, and why."""
    for host in all_hosts():
        until = f"{host.paused_until:%Y-%m-%d %H:%M:%S} UTC" if host.paused_until else ""
        click.echo(f"{host.host}: {f'{host.reason}, paused until {until}' if until else 'works'}")


@push_group.command("resume")
@click.argument("host")
def push_resume_command(host: str) -> None:
    """Send to HOST again, now that what it refused has been put right."""
    try:
        waited = push_hosts.resume(host, clock.now())
    except push_hosts.NoSuchHost:
        known = ", ".join(state.host for state in all_hosts()) or "none so far"
        raise click.ClickException(f"Nothing was sent to {host}. Push services: {known}.") from None
    click.echo(f"{host} is sent to again; {waited} messages waited for it.")


@push_group.command("accept-key")
@click.confirmation_option(prompt="Drop every device that subscribed with another key?")
def accept_key_command() -> None:
    """Go on with the present key: devices of another key subscribe again when next opened."""
    dropped = devices.drop_other_keys(parts().vapid_key.public_text, clock.now())
    click.echo(f"{dropped} devices dropped; each subscribes again when the app is opened there.")


@click.command("demo")
@with_appcontext
def demo_command() -> None:
    """Make a person with three months of history and print the link that signs you in as them."""
    code = find_demo_link(clock.now())
    if code is None and is_anybody_there():
        raise click.ClickException(
            "There are people in this database. Use an empty folder: make demo does, or set "
            "UNHUNCH_DATA_DIR."
        )
    code = code or make_demo_person(parts().catalogue, clock.now())
    click.echo(f"{parts().settings.public_url}/link/{code}")


def register(app: Flask) -> None:
    """Give an application its commands."""
    commands = (backup_command, restore_command, demo_command, doctor_command)
    for command in (*commands, database, person_group, push_group):
        app.cli.add_command(command)


def _sqlite_file() -> Path:
    settings = parts().settings
    if not settings.is_sqlite:
        raise click.ClickException("With PostgreSQL use pg_dump and pg_restore.")
    return Path(settings.database_url.removeprefix("sqlite:///"))


def _refuse_what_is_no_copy(source: Path) -> None:
    connection = sqlite3.connect(source)
    try:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        raise click.ClickException(f"{source} is no copy of an Unhunch database.") from None
    finally:
        connection.close()
    if revision is None:
        raise click.ClickException(f"{source} is no copy of an Unhunch database.")
    click.echo(
        f"The copy is of revision {revision[0]}; this version works with {newest_revision()}."
    )
