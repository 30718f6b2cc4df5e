"""The keys of an installation: made once, the same for every process, readable by nobody else."""

import base64
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from webapp.keys import KeyRefused, new_vapid_private_key, with_keys
from webapp.settings import Settings

ASK_FOR_KEYS = """
import os
from webapp.keys import with_keys
from webapp.settings import Settings
settings = with_keys(Settings.from_env(os.environ))
print(settings.secret_key, settings.vapid_private_key)
"""


@pytest.fixture
def settings(tmp_path):
    return Settings.from_env({"UNHUNCH_DATA_DIR": str(tmp_path / "instance")})


def test_keys_are_made_once_and_kept(settings):
    first = with_keys(settings)

    second = with_keys(settings)

    assert len(first.secret_key) >= 32
    assert (second.secret_key, second.vapid_private_key) == (
        first.secret_key,
        first.vapid_private_key,
    )


def test_nobody_else_may_read_the_keys_and_no_draft_stays(settings):
    old_mask = os.umask(0)

    with_keys(settings)
    os.umask(old_mask)

    files = sorted(settings.data_dir.iterdir())
    assert [file.name for file in files] == ["secret_key", "vapid_private_key"]
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600, 0o600]


def test_a_given_key_is_used_and_not_written(settings):
    given = replace(settings, secret_key="g" * 40)

    complete = with_keys(given)

    assert complete.secret_key == "g" * 40
    assert [file.name for file in settings.data_dir.iterdir()] == ["vapid_private_key"]


def test_the_vapid_key_is_a_p256_key():
    for _ in range(50):
        raw = base64.urlsafe_b64decode(new_vapid_private_key() + "=")

        assert len(raw) == 32
        ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())


def test_processes_that_start_together_get_the_same_keys(tmp_path):
    environ = {**os.environ, "UNHUNCH_DATA_DIR": str(tmp_path / "instance")}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ASK_FOR_KEYS], env=environ, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]

    answers = {process.communicate(timeout=60)[0] for process in running}

    assert len(answers) == 1
    assert len(answers.pop().split()) == 2


def test_a_key_others_can_read_is_refused_with_the_command_to_run(settings):
    with_keys(settings)
    path = settings.data_dir / "vapid_private_key"
    path.chmod(0o640)

    with pytest.raises(KeyRefused, match=f"chmod 600 {path}"):
        with_keys(settings)


@pytest.mark.parametrize("text", ["", "garbage", "ключ"])
def test_a_damaged_key_is_refused_and_left_as_it_is(settings, text):
    with_keys(settings)
    path = settings.data_dir / "vapid_private_key"
    path.write_text(text)

    with pytest.raises(KeyRefused, match="backup"):
        with_keys(settings)

    assert path.read_text() == text


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()
    settings = Settings.from_env({"UNHUNCH_DATA_DIR": str(tmp_path / "file" / "instance")})

    with pytest.raises(KeyRefused, match="Not a directory"):
        with_keys(settings)


def test_new_keys_can_be_had_as_lines_of_an_environment_file():
    answer = subprocess.run(
        [sys.executable, "-m", "webapp.keys"], capture_output=True, text=True, check=True
    )

    lines = dict(line.split("=", 1) for line in answer.stdout.splitlines())
    settings = Settings.from_env(lines)
    assert (settings.secret_key, settings.vapid_private_key) == (
        lines["UNHUNCH_SECRET_KEY"],
        lines["UNHUNCH_VAPID_PRIVATE_KEY"],
    )
