"""Where mail goes (`smtp://…`, `file:///…`) as Django wants it, and the address under which people reach Pulau."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from pulau.config.environment import Environment, SettingInvalid

TIMEOUT_SECONDS = 10
_PORTS = {"starttls": 587, "implicit": 465, "none": 25}


def mail_settings(environment: Environment) -> dict[str, Any]:
    """Return Django's EMAIL_* settings and the sender; without an address mail is written to `PULAU_HOME/mail`.

    `smtp://user:password@host:587?tls=starttls` (the default), `tls=implicit` or `tls=none`; `file:///a/folder`.
    Raises SettingInvalid for anything else.
    """
    parts = urlsplit(environment.email_url or f"file://{environment.home / 'mail'}")
    match parts.scheme:
        case "smtp":
            found = _smtp(parts)
        case "file":
            found = _file(parts)
        case _:
            raise SettingInvalid("PULAU_EMAIL_URL must begin with smtp:// or file:///")
    sender = environment.email_from or f"Pulau <pulau@{urlsplit(public_url(environment)).hostname}>"
    return {"EMAIL_TIMEOUT": TIMEOUT_SECONDS, "DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender, **found}


def public_url(environment: Environment) -> str:
    """Return the address under which people reach Pulau, without a slash at its end. Raises SettingInvalid."""
    named = [host.lstrip(".") for host in environment.allowed_hosts if host != "*"]
    guessed = f"https://{named[0]}" if named else "http://127.0.0.1:8000"
    url = (environment.public_url or guessed).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise SettingInvalid("PULAU_PUBLIC_URL must be like https://zi.example.id, without a path")
    return url


def _smtp(parts: SplitResult) -> dict[str, Any]:
    options = dict(parse_qsl(parts.query))
    tls = options.pop("tls", "starttls")
    if tls not in _PORTS or options:
        raise SettingInvalid(f"PULAU_EMAIL_URL: after the ? stands tls={'|'.join(_PORTS)} and nothing else")
    try:
        port = parts.port
    except ValueError as error:
        raise SettingInvalid("PULAU_EMAIL_URL: the port is not a number from 0 to 65535") from error
    if not parts.hostname or parts.path.strip("/"):
        raise SettingInvalid("PULAU_EMAIL_URL names no host: write smtp://user:password@host:587")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or _PORTS[tls],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "implicit",
    }


def _file(parts: SplitResult) -> dict[str, Any]:
    folder = Path(unquote(parts.path))
    if parts.netloc or not folder.is_absolute() or folder == folder.parent:
        raise SettingInvalid("PULAU_EMAIL_URL names no folder: write file:///var/lib/pulau/mail")
    return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(folder)}
