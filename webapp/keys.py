"""The two keys of an installation: made once, kept in the data folder, never shown."""

import base64
import contextlib
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

from webapp import setting_values
from webapp.settings import Settings

SECRET_KEY = "secret_key"
VAPID_PRIVATE_KEY = "vapid_private_key"


class KeyRefused(Exception):
    """A key file cannot be used; the text says which, why, and what to do."""


def with_keys(settings: Settings) -> Settings:
    """Answer the settings with both keys: as given, or on SQLite from their files, made if absent.

    Any number of processes may ask at once and all get the same keys; raises KeyRefused.
    """
    secret_key, vapid_key = settings.data_dir / SECRET_KEY, settings.data_dir / VAPID_PRIVATE_KEY
    return replace(
        settings,
        secret_key=settings.secret_key
        or _kept(secret_key, new_secret_key, setting_values.secret_key),
        vapid_private_key=settings.vapid_private_key
        or _kept(vapid_key, new_vapid_private_key, setting_values.vapid_private_key),
    )


def key_files(settings: Settings) -> tuple[Path, ...]:
    """The files that keep the keys the settings do not give."""
    given = {SECRET_KEY: settings.secret_key, VAPID_PRIVATE_KEY: settings.vapid_private_key}
    return tuple(settings.data_dir / name for name, key in given.items() if not key)


def new_secret_key() -> str:
    """A new key to sign cookies and tokens with."""
    return secrets.token_urlsafe(48)


def new_vapid_private_key() -> str:
    """A new P-256 private key: base64url of its 32 bytes, without padding."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return base64.urlsafe_b64encode(number.to_bytes(32)).rstrip(b"=").decode()


def _kept(path: Path, make: Callable[[], str], check: Callable[[str], str]) -> str:
    try:
        if not path.exists():
            _write_once(path, make())
        if path.stat().st_mode & 0o077:
            raise KeyRefused(f"{path} can be read by others. Run: chmod 600 {path}")
        return check(path.read_text("ascii").strip())
    except OSError as error:
        raise KeyRefused(f"{error.filename or path}: {error.strerror}.") from error
    except ValueError as error:
        raise KeyRefused(
            f"{path} {error}. Bring the file back from a backup; a new key signs everyone out, "
            "and a new VAPID key loses every subscribed device."
        ) from error


def _write_once(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        # A link fails where the name is taken, so the first of several makers wins, whole.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def main() -> None:
    """Print two new keys as lines of an environment file."""
    sys.stdout.write(f"UNHUNCH_SECRET_KEY={new_secret_key()}\n")
    sys.stdout.write(f"UNHUNCH_VAPID_PRIVATE_KEY={new_vapid_private_key()}\n")


if __name__ == "__main__":
    main()
