from __future__ import annotations

from pathlib import Path

import pytest

from pulau.config.blobs import FileStore
from pulau.config.environment import Environment, Profile, SettingInvalid, read_environment
from pulau.config.log import LogSettings
from pulau.config.signing import Signing
from pulau.exchange.home import home_folder


def read(home: Path, **variables: str) -> Environment:
    return read_environment({"PULAU_HOME": str(home), **variables})


def test_nothing_given_is_an_embedded_installation(tmp_path: Path) -> None:
    assert read(tmp_path) == Environment(
        home=tmp_path,
        profile=Profile.EMBEDDED,
        secret_key=None,
        database_url=None,
        allowed_hosts=(),
        trusted_origins=(),
        debug=False,
        hsts_seconds=31_536_000,
        log_level="INFO",
        email_url=None,
        email_from=None,
        public_url=None,
        webhook_private=False,
        trusted_proxies=1,
        data_keys=(),
        migration_database_url=None,
        row_security=True,
        breached_passwords_url=None,
        password_profile="default",
        second_factor_required=True,
        sso=(),
        signing=Signing(),
        file_store=FileStore(),
        upload_max_mb=200,
        standing_memory_mb=32,
        standing_disk_mb=256,
        security_contact=None,
        clamd_address="",
        log=LogSettings(enabled=True, folder=tmp_path / "log", lock=tmp_path / "log" / "lock.sqlite3"),
    )


def test_the_file_is_read_and_a_variable_wins_over_it(tmp_path: Path) -> None:
    (tmp_path / "pulau.toml").write_text(
        'profile = "production"\nallowed_hosts = ["zi.example.id", "www.zi.example.id"]\n'
        "hsts_seconds = 60\ndebug = true\n",
        encoding="utf-8",
    )
    found = read(tmp_path, PULAU_HSTS_SECONDS="120", PULAU_DEBUG="off")
    assert found.profile is Profile.PRODUCTION
    assert found.allowed_hosts == ("zi.example.id", "www.zi.example.id")
    assert found.hsts_seconds == 120
    assert found.debug is False


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"PULAU_FILE_STORE": "ftp"}, "PULAU_FILE_STORE.*allowed are local, s3"),
        ({"PULAU_FILE_STORE": "s3"}, "PULAU_S3_BUCKET is needed"),
        ({"PULAU_CLAMD_ADDRESS": "127.0.0.1"}, "PULAU_CLAMD_ADDRESS.*has to look like"),
        ({"PULAU_S3_ENDPOINT": "s3.example.id"}, "PULAU_S3_ENDPOINT must be an address"),
    ],
)
def test_a_store_that_cannot_be_reached_so_is_refused(tmp_path: Path, values: dict[str, str], told: str) -> None:
    with pytest.raises(SettingInvalid, match=told):
        read(tmp_path, **values)


def test_a_bucket_is_read_with_its_keys_which_no_log_prints(tmp_path: Path) -> None:
    keys = {"PULAU_S3_BUCKET": "bukti", "PULAU_S3_ACCESS_KEY": "nama", "PULAU_S3_SECRET_KEY": "rahasia"}
    found = read(tmp_path, PULAU_FILE_STORE="s3", PULAU_UPLOAD_MAX_MB="2000", **keys)
    assert (found.file_store.kind, found.file_store.s3_bucket, found.upload_max_mb) == ("s3", "bukti", 2000)
    assert "rahasia" not in repr(found)


def test_a_list_in_a_variable_is_separated_by_commas(tmp_path: Path) -> None:
    assert read(tmp_path, PULAU_ALLOWED_HOSTS="a.example.id, b.example.id,").allowed_hosts == (
        "a.example.id",
        "b.example.id",
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PULAU_PROFILE", "staging"),
        ("PULAU_DEBUG", "perhaps"),
        ("PULAU_HSTS_SECONDS", "-1"),
        ("PULAU_HSTS_SECONDS", "1.5"),
        ("PULAU_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(tmp_path: Path, variable: str, value: str) -> None:
    with pytest.raises(SettingInvalid, match=variable):
        read(tmp_path, **{variable: value})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("alowed_hosts = []", "unknown setting alowed_hosts"),
        ("debug = ", "not valid TOML"),
        ("allowed_hosts = 3", "allowed_hosts must be a list"),
        ('allowed_hosts = ["a", 3]', "allowed_hosts must be a list"),
        ("secret_key = 3", "secret_key must be text"),
        ("hsts_seconds = true", "hsts_seconds must be a whole number"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_the_file(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "pulau.toml").write_text(content, encoding="utf-8")
    with pytest.raises(SettingInvalid, match=told) as refusal:
        read(tmp_path)
    assert str(tmp_path / "pulau.toml") in str(refusal.value)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pulau.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingInvalid, match="cannot be read"):
        read(tmp_path)


def test_a_checkout_keeps_its_data_in_var() -> None:
    home = home_folder({})
    assert home.name == "var"
    assert (home.parent / "pyproject.toml").is_file()
