from __future__ import annotations

from pathlib import Path

import pytest

from pulau.config.environment import Environment, SettingInvalid, read_environment
from pulau.config.mail import mail_settings, public_url


def read(home: Path, **variables: str) -> Environment:
    return read_environment({"PULAU_HOME": str(home), **variables})


def test_without_an_address_mail_is_written_into_a_folder_of_the_home(tmp_path: Path) -> None:
    found = mail_settings(read(tmp_path))
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert found["EMAIL_FILE_PATH"] == str(tmp_path / "mail")
    assert found["DEFAULT_FROM_EMAIL"] == "Pulau <pulau@127.0.0.1>"


@pytest.mark.parametrize(
    ("url", "port", "starttls", "implicit"),
    [
        ("smtp://mail.example.id", 587, True, False),
        ("smtp://mail.example.id:2525?tls=starttls", 2525, True, False),
        ("smtp://mail.example.id?tls=implicit", 465, False, True),
        ("smtp://127.0.0.1?tls=none", 25, False, False),
    ],
)
def test_an_smtp_server_by_its_address(tmp_path: Path, url: str, port: int, *, starttls: bool, implicit: bool) -> None:
    found = mail_settings(read(tmp_path, PULAU_EMAIL_URL=url, PULAU_EMAIL_FROM="Pulau <p@example.id>"))
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, starttls, implicit)
    assert (found["EMAIL_HOST_USER"], found["DEFAULT_FROM_EMAIL"]) == ("", "Pulau <p@example.id>")
    assert found["EMAIL_TIMEOUT"] > 0


def test_a_password_may_hold_any_sign(tmp_path: Path) -> None:
    found = mail_settings(read(tmp_path, PULAU_EMAIL_URL="smtp://zi%40example.id:p%40s%3Aw@mail.example.id"))
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("zi@example.id", "p@s:w")


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example.id",
        "smtp://",
        "smtp://mail.example.id:99999",
        "smtp://mail.example.id?tls=perhaps",
        "smtp://mail.example.id?ssl=1",
        "smtp://mail.example.id/inbox",
        "file://folder",
        "file:///",
    ],
)
def test_any_other_address_is_refused_by_name(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingInvalid, match="PULAU_EMAIL_URL"):
        mail_settings(read(tmp_path, PULAU_EMAIL_URL=url))


@pytest.mark.parametrize(
    ("variables", "url"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"PULAU_ALLOWED_HOSTS": ".zi.example.id,other.example.id"}, "https://zi.example.id"),
        ({"PULAU_ALLOWED_HOSTS": "*"}, "http://127.0.0.1:8000"),
        ({"PULAU_PUBLIC_URL": "https://zi.example.id:8443/"}, "https://zi.example.id:8443"),
    ],
)
def test_links_begin_with_the_address_from_outside(tmp_path: Path, variables: dict[str, str], url: str) -> None:
    assert public_url(read(tmp_path, **variables)) == url


@pytest.mark.parametrize("url", ["zi.example.id", "ftp://zi.example.id", "https://zi.example.id/pulau", "https://?x=1"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(SettingInvalid, match="PULAU_PUBLIC_URL"):
        public_url(read(tmp_path, PULAU_PUBLIC_URL=url))
