"""Each profile is loaded in a process of its own, as it is in use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PRODUCTION = {
    "PULAU_PROFILE": "production",
    "PULAU_SECRET_KEY": "k" * 50,
    "PULAU_DATABASE_URL": "postgres://pulau@/pulau?host=/run/postgresql",
    "PULAU_ALLOWED_HOSTS": "zi.example.id",
    "PULAU_DATA_KEYS": "b25seS1mb3ItdGVzdHMtb3BlbnMtbm90aGluZy0wMDA=",
}
SHOWN = (
    "DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS",
    "SECRET_KEY", "ALLOWED_HOSTS", "TIME_ZONE", "USE_TZ", "LANGUAGE_CODE", "DEMO_SIGN_IN", "WEBHOOK_LOOPBACK",
    "INVENTED_PAST", "ALLAUTH_TRUSTED_PROXY_COUNT", "SECOND_FACTOR_REQUIRED",
)  # fmt: skip
PROGRAM = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name, None) for name in {SHOWN!r}}}))
"""


def load(home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PULAU_", "DJANGO_"))}
    environment = {**kept, "PULAU_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pulau.config.settings.chosen"}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**environment, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_embedded_works_out_of_the_box_and_keeps_its_key(tmp_path: Path) -> None:
    home = tmp_path / "new"
    first, second = (json.loads(load(home).stdout) for _ in range(2))
    assert first == second
    assert len(first["SECRET_KEY"]) >= 50
    assert (home / "secret-key").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in home.iterdir()) == ["data-keys", "secret-key"], "no draft is left"
    assert first["DEBUG"] is False
    assert first["SECOND_FACTOR_REQUIRED"] is True
    assert (first["TIME_ZONE"], first["USE_TZ"], first["LANGUAGE_CODE"]) == ("Asia/Jakarta", True, "id")


@pytest.mark.parametrize(
    ("hosts", "may"),
    [("", "True"), ("localhost,127.0.0.1", "True"), ("localhost,zi.example.id", "False"), ("*", "False")],
)
def test_webhooks_reach_the_machine_itself_only_while_nobody_else_reaches_it(
    tmp_path: Path, hosts: str, may: str
) -> None:
    found = json.loads(load(tmp_path, PULAU_ALLOWED_HOSTS=hosts).stdout)
    assert str(found["WEBHOOK_LOOPBACK"]) == may


def test_production_is_closed(tmp_path: Path) -> None:
    found = json.loads(load(tmp_path, **PRODUCTION).stdout)
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["zi.example.id"]
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert found[name] is True, name
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert found["DEMO_SIGN_IN"] is False, "the password that every demo prints opens nothing here"
    assert found["INVENTED_PAST"] is False, "here no timestamp says another moment than its own"
    assert found["WEBHOOK_LOOPBACK"] is False
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert found["SECOND_FACTOR_REQUIRED"] is True


@pytest.mark.parametrize("missing", ["PULAU_SECRET_KEY", "PULAU_DATABASE_URL", "PULAU_ALLOWED_HOSTS"])
def test_production_does_not_start_on_a_guess(tmp_path: Path, missing: str) -> None:
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    result = load(tmp_path, **given)
    assert result.returncode != 0
    assert f"{missing} is needed" in result.stderr
    assert not (tmp_path / "secret-key").exists()


def test_production_refuses_debug(tmp_path: Path) -> None:
    result = load(tmp_path, **PRODUCTION, PULAU_DEBUG="1")
    assert result.returncode != 0
    assert "PULAU_DEBUG cannot be on" in result.stderr
