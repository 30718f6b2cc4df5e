"""What can be set from outside: read once from the environment, typed, refused when malformed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from webapp import setting_values as read
from webapp.setting_values import MAKE_KEYS

Value = TypeVar("Value")

PREFIX = "UNHUNCH_"
NO_SITE_YET = "mailto:unhunch@example.org"
# May hold a password or a key: neither shown in a repr nor repeated in a problem.
SECRETS = frozenset(
    {
        "UNHUNCH_DATABASE_URL",
        "UNHUNCH_SECRET_KEY",
        "UNHUNCH_VAPID_PRIVATE_KEY",
        "UNHUNCH_PUSH_PROXY",
        "UNHUNCH_METRICS_TOKEN",
    }
)


class SettingsError(ValueError):
    """One or more settings are wrong; `problems` and the text have a line for each of them."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting; on SQLite a key not given is empty until `keys.with_keys` fills it in."""

    data_dir: Path
    database_url: str = field(repr=False)
    host: str
    port: int
    public_url: str
    secret_key: str = field(repr=False)
    vapid_private_key: str = field(repr=False)
    vapid_subject: str
    push_hosts: frozenset[str]
    push_proxy: str | None = field(repr=False)
    push_ca: Path | None
    tick_seconds: float
    trusted_proxies: tuple[read.IPAddress, ...]
    metrics_token: str | None = field(repr=False)

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Read the settings; every problem is reported, together, in one SettingsError."""
        given = _Given(environ)
        settings = _read(given)
        given.refuse_problems(settings)
        return settings

    @property
    def is_sqlite(self) -> bool:
        """Whether the data are in a file of their own rather than in a database server."""
        return self.database_url.startswith("sqlite:")


def known_names() -> frozenset[str]:
    """The name of every variable there is."""
    given = _Given({})
    _read(given)
    return frozenset(given.asked)


class _Given:
    """What the environment gives, and every problem met while reading it."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.texts = {
            name: text.strip()
            for name, text in environ.items()
            if name.startswith(PREFIX) and text.strip()
        }
        self.asked: list[str] = []
        self.problems: dict[str, str] = {}

    def __call__(self, name: str, parse: Callable[[str], Value], default: Value) -> Value:
        self.asked.append(name)
        text = self.texts.get(name)
        if text is None:
            return default
        try:
            return parse(text)
        except ValueError as problem:
            shown = name if name in SECRETS else f"{name}={text}"
            self.problems[name] = f"{shown} {problem}"
            return default

    def refuse_problems(self, settings: Settings) -> None:
        problems = [*self.problems.values(), *self._unknown()]
        if not settings.is_sqlite:
            problems += self._missing("UNHUNCH_SECRET_KEY", "UNHUNCH_VAPID_PRIVATE_KEY")
        if problems:
            raise SettingsError(tuple(problems))

    def _unknown(self) -> Iterator[str]:
        known = [name.removeprefix(PREFIX) for name in self.asked]
        for name in sorted(self.texts.keys() - set(self.asked)):
            near = get_close_matches(name.removeprefix(PREFIX), known, n=1, cutoff=0.5)
            meant = f"write {PREFIX}{near[0]}" if near else "docs/settings.md lists them all"
            yield f"{name} is no setting; {meant}"

    def _missing(self, *names: str) -> Iterator[str]:
        for name in names:
            if name not in self.texts:
                yield f"{name} must be given with PostgreSQL; make one with: {MAKE_KEYS}"


def _read(given: _Given) -> Settings:
    data_dir = given("UNHUNCH_DATA_DIR", read.folder, read.folder("instance"))
    database = f"sqlite:///{data_dir / 'unhunch.db'}"
    port = given("UNHUNCH_PORT", read.port, 8000)
    public_url = given("UNHUNCH_PUBLIC_URL", read.public_url, f"http://localhost:{port}")
    subject = public_url if read.is_public_address(public_url) else NO_SITE_YET
    return Settings(
        data_dir=data_dir,
        database_url=given("UNHUNCH_DATABASE_URL", read.database_url, database),
        host=given("UNHUNCH_HOST", read.host, "127.0.0.1"),
        port=port,
        public_url=public_url,
        secret_key=given("UNHUNCH_SECRET_KEY", read.secret_key, ""),
        vapid_private_key=given("UNHUNCH_VAPID_PRIVATE_KEY", read.vapid_private_key, ""),
        vapid_subject=given("UNHUNCH_VAPID_SUBJECT", read.vapid_subject, subject),
        push_hosts=given("UNHUNCH_PUSH_HOSTS", read.push_hosts, frozenset()),
        push_proxy=given("UNHUNCH_PUSH_PROXY", read.push_proxy, None),
        push_ca=given("UNHUNCH_PUSH_CA", read.file, None),
        tick_seconds=given("UNHUNCH_TICK_SECONDS", read.tick_seconds, 1.0),
        trusted_proxies=given("UNHUNCH_TRUSTED_PROXIES", read.addresses, ()),
        metrics_token=given("UNHUNCH_METRICS_TOKEN", read.token, None),
    )
