"""The single sign-ons of agencies, as the operator gives them: checked, and as allauth wants them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

_CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DOMAIN: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_TEXTS: Final = ("id", "name", "server", "client_id", "secret")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class SsoInvalid(ValueError):  # noqa: N818 - a fact, as every error of this project
    """What was given is no list of single sign-ons; the text says what is wrong with which."""


@dataclass(frozen=True, slots=True)
class Sso:
    """One provider (OpenID Connect); it may vouch for people whose address is in one of `domains`, and no others."""

    code: str
    name: str
    server: str
    client_id: str
    secret: str
    domains: tuple[str, ...]


def read_sso(value: object) -> tuple[Sso, ...]:
    """Read a list of tables (`[[sso]]` in the file, JSON in a variable). Raises SsoInvalid."""
    if value in (None, ""):
        return ()
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as problem:
            raise SsoInvalid("must be a list in JSON") from problem
    if not isinstance(value, list):
        raise SsoInvalid("must be a list of providers")
    found = tuple(_one(entry, number) for number, entry in enumerate(value, 1))
    if len({each.code for each in found}) != len(found):
        raise SsoInvalid("two providers have the same id")
    return found


def sso_settings(providers: tuple[Sso, ...]) -> dict[str, Any]:
    """Return SOCIALACCOUNT_PROVIDERS."""
    apps = [
        {
            "provider_id": each.code,
            "name": each.name,
            "client_id": each.client_id,
            "secret": each.secret,
            "settings": {"server_url": each.server, "oauth_pkce_enabled": True, "domains": list(each.domains)},
        }
        for each in providers
    ]
    return {"openid_connect": {"APPS": apps}} if apps else {}


def _one(entry: object, number: int) -> Sso:
    if not isinstance(entry, dict):
        raise SsoInvalid(f"provider {number} must be a table")
    if unknown := sorted(entry.keys() - {*_TEXTS, "domains"}):
        raise SsoInvalid(f"provider {number}: unknown {', '.join(unknown)}")
    for key in _TEXTS:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise SsoInvalid(f"provider {number}: {key} is missing")
    if not _CODE.fullmatch(entry["id"]):
        raise SsoInvalid(f"provider {number}: id must be lower-case words joined by hyphens")
    where = urlsplit(entry["server"])
    if where.scheme != "https" and not (where.scheme == "http" and where.hostname in _LOOPBACK):
        raise SsoInvalid(f"provider {number}: server must begin with https://")
    domains = entry.get("domains")
    if not isinstance(domains, list) or not domains:
        raise SsoInvalid(f"provider {number}: domains must name whose people it may sign in, such as sagara.go.id")
    if not all(isinstance(each, str) and _DOMAIN.fullmatch(each) for each in domains):
        raise SsoInvalid(f"provider {number}: domains must be lower-case names such as sagara.go.id")
    texts = {key: entry[key].strip() for key in _TEXTS}
    return Sso(texts["id"], texts["name"], texts["server"].rstrip("/"), texts["client_id"], texts["secret"],
               tuple(domains))  # fmt: skip
