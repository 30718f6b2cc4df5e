"""What the environment may say, and what is answered when it says something else."""

from ipaddress import ip_address
from pathlib import Path

import pytest

from webapp.keys import new_secret_key, new_vapid_private_key
from webapp.settings import Settings, SettingsError

POSTGRES = "postgresql://unhunch:hush-hush@db/unhunch"
KEYS = {
    "UNHUNCH_SECRET_KEY": new_secret_key(),
    "UNHUNCH_VAPID_PRIVATE_KEY": new_vapid_private_key(),
}


def problems_of(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(environ)
    return refused.value.problems


def test_nothing_set_runs_on_this_machine_with_sqlite(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    settings = Settings.from_env({"PATH": "/bin", "HOME": "/"})

    assert settings.data_dir == tmp_path / "instance"
    assert settings.database_url == f"sqlite:///{tmp_path}/instance/unhunch.db"
    assert settings.is_sqlite
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.public_url == "http://localhost:8000"
    assert settings.vapid_subject == "mailto:unhunch@example.org"
    assert settings.tick_seconds == 1
    assert settings.push_hosts == frozenset()
    assert settings.trusted_proxies == ()
    assert (settings.push_proxy, settings.push_ca, settings.metrics_token) == (None, None, None)


def test_everything_set_is_read_typed(tmp_path):
    certificates = tmp_path / "ca.pem"
    certificates.touch()

    settings = Settings.from_env(
        {
            **KEYS,
            "UNHUNCH_DATA_DIR": str(tmp_path),
            "UNHUNCH_DATABASE_URL": POSTGRES,
            "UNHUNCH_HOST": "0.0.0.0",
            "UNHUNCH_PORT": "9000",
            "UNHUNCH_PUBLIC_URL": "https://neck.example.org",
            "UNHUNCH_VAPID_SUBJECT": "mailto:ops@example.org",
            "UNHUNCH_PUSH_HOSTS": "127.0.0.1:9300, Push.Example.org [::1]:9300",
            "UNHUNCH_PUSH_PROXY": "http://proxy:3128",
            "UNHUNCH_PUSH_CA": str(certificates),
            "UNHUNCH_TICK_SECONDS": "0.5",
            "UNHUNCH_TRUSTED_PROXIES": "10.0.0.1, ::1",
            "UNHUNCH_METRICS_TOKEN": "0123456789abcdef",
        }
    )

    assert settings.data_dir == tmp_path
    assert settings.database_url == POSTGRES
    assert not settings.is_sqlite
    assert (settings.host, settings.port) == ("0.0.0.0", 9000)
    assert settings.public_url == "https://neck.example.org"
    assert settings.secret_key == KEYS["UNHUNCH_SECRET_KEY"]
    assert settings.vapid_private_key == KEYS["UNHUNCH_VAPID_PRIVATE_KEY"]
    assert settings.vapid_subject == "mailto:ops@example.org"
    assert settings.push_hosts == {"127.0.0.1:9300", "push.example.org", "[::1]:9300"}
    assert settings.push_proxy == "http://proxy:3128"
    assert settings.push_ca == certificates
    assert settings.tick_seconds == 0.5
    assert settings.trusted_proxies == (ip_address("10.0.0.1"), ip_address("::1"))
    assert settings.metrics_token == "0123456789abcdef"


def test_the_public_address_follows_the_port_and_the_subject_follows_a_public_address():
    assert Settings.from_env({"UNHUNCH_PORT": "8123"}).public_url == "http://localhost:8123"

    public = Settings.from_env({"UNHUNCH_PUBLIC_URL": "https://neck.example.org"})

    assert public.vapid_subject == "https://neck.example.org"


@pytest.mark.parametrize(
    ("name", "text", "advice"),
    [
        ("UNHUNCH_DATABASE_URL", "mysql://db/unhunch", "write sqlite:///FILE or postgresql://"),
        ("UNHUNCH_DATABASE_URL", "postgres://db/unhunch", "write sqlite:///FILE or postgresql://"),
        ("UNHUNCH_DATABASE_URL", "sqlite://", "write sqlite:///FILE"),
        ("UNHUNCH_DATABASE_URL", "sqlite:///:memory:", "write sqlite:///FILE"),
        ("UNHUNCH_HOST", "http://0.0.0.0", "such as 127.0.0.1"),
        ("UNHUNCH_HOST", "0.0.0.0:80", "such as 127.0.0.1"),
        ("UNHUNCH_PORT", "80a", "from 1 to 65535"),
        ("UNHUNCH_PORT", "0", "from 1 to 65535"),
        ("UNHUNCH_PORT", "65536", "from 1 to 65535"),
        ("UNHUNCH_PORT", "²", "from 1 to 65535"),
        ("UNHUNCH_PUBLIC_URL", "neck.example.org", "such as https://"),
        ("UNHUNCH_PUBLIC_URL", "ftp://neck.example.org", "such as https://"),
        ("UNHUNCH_PUBLIC_URL", "https://me:pw@neck.example.org", "such as https://"),
        ("UNHUNCH_PUBLIC_URL", "https://neck.example.org:99999", "such as https://"),
        ("UNHUNCH_PUBLIC_URL", "http://neck.example.org", "write https://neck.example.org"),
        ("UNHUNCH_PUBLIC_URL", "http://192.168.1.7:8000", "write https://192.168.1.7:8000"),
        ("UNHUNCH_PUBLIC_URL", "https://example.org/", "write https://example.org"),
        ("UNHUNCH_PUBLIC_URL", "https://example.org/neck", "write https://example.org"),
        ("UNHUNCH_PUBLIC_URL", "https://example.org?a=1", "write https://example.org"),
        ("UNHUNCH_SECRET_KEY", "secret", "make one with: python -m webapp.keys"),
        ("UNHUNCH_VAPID_PRIVATE_KEY", "not base64!", "make one with: python -m webapp.keys"),
        ("UNHUNCH_VAPID_PRIVATE_KEY", "AAAA", "make one with: python -m webapp.keys"),
        ("UNHUNCH_VAPID_PRIVATE_KEY", "A" * 43, "make one with: python -m webapp.keys"),
        ("UNHUNCH_VAPID_SUBJECT", "ops@example.org", "write mailto:you@example.org"),
        ("UNHUNCH_VAPID_SUBJECT", "mailto:ops@localhost", "write mailto:you@example.org"),
        ("UNHUNCH_VAPID_SUBJECT", "mailto:<ops@example.org>", "write mailto:you@example.org"),
        ("UNHUNCH_VAPID_SUBJECT", "https://", "write mailto:you@example.org"),
        ("UNHUNCH_PUSH_HOSTS", "a.example.org,http://b", "'http://b', which is no host"),
        ("UNHUNCH_PUSH_HOSTS", "a:b", "HTTPS"),
        ("UNHUNCH_PUSH_PROXY", "proxy:3128", "write http://HOST:PORT"),
        ("UNHUNCH_PUSH_CA", "/nowhere/ca.pem", "write the path of a file"),
        ("UNHUNCH_TICK_SECONDS", "0.05", "write seconds from 0.1 to 60"),
        ("UNHUNCH_TICK_SECONDS", "61", "write seconds from 0.1 to 60"),
        ("UNHUNCH_TICK_SECONDS", "nan", "write seconds from 0.1 to 60"),
        ("UNHUNCH_TICK_SECONDS", "soon", "write seconds from 0.1 to 60"),
        ("UNHUNCH_TRUSTED_PROXIES", "10.0.0.1,nginx", "'nginx', which is no IP address"),
        ("UNHUNCH_METRICS_TOKEN", "short", "write 16 or more characters"),
        ("UNHUNCH_METRICS_TOKEN", "with spaces in between", "write 16 or more characters"),
    ],
)
def test_a_malformed_setting_is_refused_by_name_with_what_to_write_instead(name, text, advice):
    (problem,) = problems_of({name: text})

    assert problem.startswith(name)
    assert advice.lower() in problem.lower()


def test_every_problem_is_told_at_once():
    problems = problems_of(
        {"UNHUNCH_PORT": "x", "UNHUNCH_TICK_SECONDS": "x", "UNHUNCH_HOTS": "0.0.0.0"}
    )

    assert [problem.partition(" ")[0] for problem in problems] == [
        "UNHUNCH_PORT=x",
        "UNHUNCH_TICK_SECONDS=x",
        "UNHUNCH_HOTS",
    ]


def test_an_unknown_setting_is_refused_with_the_nearest_known_one():
    assert problems_of({"UNHUNCH_PUBLICURL": "x", "UNHUNCH_TICK": "1"}) == (
        "UNHUNCH_PUBLICURL is no setting; write UNHUNCH_PUBLIC_URL",
        "UNHUNCH_TICK is no setting; write UNHUNCH_TICK_SECONDS",
    )
    assert problems_of({"UNHUNCH_COLOUR": "x"}) == (
        "UNHUNCH_COLOUR is no setting; docs/settings.md lists them all",
    )


def test_an_empty_setting_is_one_not_given():
    assert Settings.from_env({"UNHUNCH_PORT": " "}).port == 8000


def test_postgresql_needs_both_keys_and_says_how_to_make_them():
    problems = problems_of({"UNHUNCH_DATABASE_URL": POSTGRES})

    assert [problem.partition(" ")[0] for problem in problems] == [
        "UNHUNCH_SECRET_KEY",
        "UNHUNCH_VAPID_PRIVATE_KEY",
    ]
    assert all("python -m webapp.keys" in problem for problem in problems)
    assert Settings.from_env({"UNHUNCH_DATABASE_URL": POSTGRES, **KEYS}).secret_key


def test_a_key_that_is_malformed_is_not_called_missing_too():
    problems = problems_of({"UNHUNCH_DATABASE_URL": POSTGRES, **KEYS, "UNHUNCH_SECRET_KEY": "x"})

    assert len(problems) == 1


def test_no_secret_is_shown():
    secrets = {
        **KEYS,
        "UNHUNCH_DATABASE_URL": POSTGRES,
        "UNHUNCH_PUSH_PROXY": "http://me:hush-hush@proxy:3128",
        "UNHUNCH_METRICS_TOKEN": "hush-hush-hush-hush",
    }

    shown = repr(Settings.from_env(secrets))
    told = problems_of({name: f"hush-hush {text}" for name, text in secrets.items()})

    assert not any(secret in shown for secret in ["hush-hush", *KEYS.values()])
    assert "hush-hush" not in "".join(told)


def test_a_relative_database_file_is_where_the_program_was_started(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    settings = Settings.from_env({"UNHUNCH_DATABASE_URL": "sqlite:///my.db"})

    assert settings.database_url == f"sqlite:///{tmp_path}/my.db"
    assert Path(settings.database_url.removeprefix("sqlite:///")).is_absolute()
