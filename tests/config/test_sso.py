"""The single sign-ons that an operator gives, refused with what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pulau.config.environment import SettingInvalid, read_environment
from pulau.config.sso import sso_settings

GOOD: dict[str, Any] = {
    "id": "sagara",
    "name": "SSO Sagara",
    "server": "https://sso.sagara.example.id/",
    "client_id": "pulau",
    "secret": "rahasia",
    "domains": ["sagara.example.id"],
}


def read(home: Path, value: object) -> Any:  # noqa: ANN401 - what allauth is given
    return sso_settings(read_environment({"PULAU_HOME": str(home), "PULAU_SSO": json.dumps(value)}).sso)


def test_a_provider_is_given_to_allauth_with_its_domains(tmp_path: Path) -> None:
    (app,) = read(tmp_path, [GOOD])["openid_connect"]["APPS"]
    assert (app["provider_id"], app["name"], app["client_id"], app["secret"]) == (
        "sagara",
        "SSO Sagara",
        "pulau",
        "rahasia",
    )
    assert app["settings"] == {
        "server_url": "https://sso.sagara.example.id",
        "oauth_pkce_enabled": True,
        "domains": ["sagara.example.id"],
    }
    assert read(tmp_path, []) == {}


def test_the_file_has_tables(tmp_path: Path) -> None:
    lines = [f"{key} = {json.dumps(value)}" for key, value in GOOD.items()]
    (tmp_path / "pulau.toml").write_text("[[sso]]\n" + "\n".join(lines), encoding="utf-8")
    assert [each.code for each in read_environment({"PULAU_HOME": str(tmp_path)}).sso] == ["sagara"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([{**GOOD, "domains": []}], "domains must name whose people"),
        ([{key: text for key, text in GOOD.items() if key != "domains"}], "domains must name"),
        ([{**GOOD, "domains": ["*"]}], "domains must be lower-case names"),
        ([{**GOOD, "server": "http://sso.sagara.example.id"}], "https://"),
        ([{**GOOD, "id": "Sagara!"}], "id must be"),
        ([{**GOOD, "secret": ""}], "secret is missing"),
        ([{**GOOD, "scope": "x"}], "unknown scope"),
        ([GOOD, GOOD], "same id"),
        ({"a": 1}, "list of providers"),
        (["x"], "must be a table"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, value: object, said: str) -> None:
    with pytest.raises(SettingInvalid, match="PULAU_SSO") as refused:
        read(tmp_path, value)
    assert said in str(refused.value)


def test_what_is_no_json_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="list in JSON"):
        read_environment({"PULAU_HOME": str(tmp_path), "PULAU_SSO": "[{"})
