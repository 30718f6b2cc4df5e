"""How the text of each setting is read: a typed value, or what is wrong and what to write."""

import base64
import binascii
import math
import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

IPAddress = IPv4Address | IPv6Address

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.I)
MAIL_ADDRESS = re.compile(r"mailto:[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+")
MAKE_KEYS = "python -m webapp.keys"
SECRET_CHARACTERS = 32
TOKEN_CHARACTERS = 16


def folder(text: str) -> Path:
    """A folder, made absolute against the folder the program was started in."""
    return Path(text).expanduser().absolute()


def database_url(text: str) -> str:
    """An SQLAlchemy address of a SQLite file or a PostgreSQL database."""
    scheme, _, rest = text.partition("://")
    if scheme in ("postgresql", "postgresql+psycopg") and rest:
        return text
    if scheme != "sqlite":
        raise ValueError(
            "is no database we know; write sqlite:///FILE or postgresql://USER@HOST/NAME"
        )
    file = rest.removeprefix("/")
    if file in ("", ":memory:"):
        raise ValueError("names no file, and two processes share it; write sqlite:///FILE")
    return f"sqlite:///{Path(file).absolute()}"


def host(text: str) -> str:
    """An address or name of this machine to listen on."""
    if not _is_host(text):
        raise ValueError("is no address of a machine; write one such as 127.0.0.1 or 0.0.0.0")
    return text


def port(text: str) -> int:
    """A TCP port, 1-65535."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise ValueError("is no port; write a number from 1 to 65535")
    return int(text)


def public_url(text: str) -> str:
    """The address people open: https, or http on this very machine; without path and last slash."""
    parts = _split(text)
    origin = f"{parts.scheme}://{parts.netloc}"
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise ValueError("is no web address; write one such as https://unhunch.example.org")
    if text != origin:
        raise ValueError(f"has something after the host; write {origin}")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise ValueError(
            f"must be https, or browsers allow no reminders; write https://{parts.netloc}"
        )
    return text


def secret_key(text: str) -> str:
    """A key to sign with, long enough not to be guessed."""
    if len(text) < SECRET_CHARACTERS:
        raise ValueError(
            f"is shorter than {SECRET_CHARACTERS} characters; make one with: {MAKE_KEYS}"
        )
    return text


def vapid_private_key(text: str) -> str:
    """A P-256 private key: base64url of its 32 bytes, without padding."""
    advice = f"is not base64url of the 32 bytes of a P-256 key; make one with: {MAKE_KEYS}"
    try:
        raw = base64.b64decode(text.rstrip("=") + "=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(advice) from None
    if len(raw) != 32 or not 0 < int.from_bytes(raw) < P256_ORDER:
        raise ValueError(advice)
    return text.rstrip("=")


def is_public_address(text: str) -> bool:
    """Whether this is an https address that others could reach; a name without a dot is not."""
    host = _split(text).hostname or ""
    return text.startswith("https://") and _is_host(host) and "." in host


def vapid_subject(text: str) -> str:
    """How a push service reaches whoever runs this: mailto: or https:."""
    if not MAIL_ADDRESS.fullmatch(text) and not is_public_address(text):
        raise ValueError("is no way to reach you; write mailto:you@example.org or https://...")
    return text


def push_hosts(text: str) -> frozenset[str]:
    """Hosts, each with a port or without, in lower case."""
    found = frozenset(text.lower().replace(",", " ").split())
    for one in sorted(found):
        parts = _split(f"//{one}")
        if parts.netloc != one or "@" in one or not _is_host(parts.hostname or ""):
            raise ValueError(f"has {one!r}, which is no host; write them as HOST or HOST:PORT")
    return found


def push_proxy(text: str) -> str:
    """The address of an HTTP proxy."""
    parts = _split(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError("is no address of a proxy; write http://HOST:PORT")
    return text


def file(text: str) -> Path:
    """A file that is there, as an absolute path."""
    path = Path(text).expanduser().absolute()
    if not path.is_file():
        raise ValueError("is no file here; write the path of a file of certificates (PEM)")
    return path


def tick_seconds(text: str) -> float:
    """A pause between two looks at what is due, 0.1-60 seconds."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0.1 <= seconds <= 60:
        raise ValueError("is no pause we can keep; write seconds from 0.1 to 60")
    return seconds


def addresses(text: str) -> tuple[IPAddress, ...]:
    """IP addresses, in the order given."""
    found = []
    for one in text.replace(",", " ").split():
        try:
            found.append(ip_address(one))
        except ValueError:
            raise ValueError(
                f"has {one!r}, which is no IP address; write 10.0.0.1,10.0.0.2"
            ) from None
    return tuple(found)


def token(text: str) -> str:
    """A word to be sent along, long enough not to be guessed, without spaces."""
    if len(text) < TOKEN_CHARACTERS or text.split() != [text]:
        raise ValueError(f"is no token; write {TOKEN_CHARACTERS} or more characters without spaces")
    return text


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018  reading it is what checks it
    except ValueError as error:
        raise ValueError(
            f"is no address ({error}); write one such as https://example.org"
        ) from None
    return parts


def _is_host(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return bool(HOST_NAME.fullmatch(text))
    return True


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")
