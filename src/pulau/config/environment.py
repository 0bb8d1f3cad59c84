"""What the operator decides: `PULAU_HOME/pulau.toml`, overridden by `PULAU_*` variables.

Every setting is described in docs/howto/settings.md; a test keeps that page complete.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from pulau.config.blobs import FileStore, StoreInvalid, read_store
from pulau.config.log import LogInvalid, LogSettings, read_log
from pulau.config.signing import Signing, SigningInvalid, read_signing
from pulau.config.sso import Sso, SsoInvalid, read_sso
from pulau.exchange.home import home_folder

FILE_NAME = "pulau.toml"
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})
_PASSWORD_PROFILES = ("default", "bssn")
_CLAMD = re.compile(r"unix:/\S+|tcp:\S+:\d{1,5}")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class Profile(StrEnum):
    """How Pulau is run: alone on one machine (SQLite), or behind a proxy for many (PostgreSQL)."""

    EMBEDDED = "embedded"
    PRODUCTION = "production"


class SettingInvalid(ImproperlyConfigured):
    """A setting that cannot be used; the text says which, where it came from and what is allowed."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The operator's decisions, checked. `None` means not given."""

    home: Path
    profile: Profile
    secret_key: str | None
    database_url: str | None
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    debug: bool
    hsts_seconds: int
    log_level: str
    email_url: str | None
    email_from: str | None
    public_url: str | None
    webhook_private: bool
    trusted_proxies: int
    data_keys: tuple[str, ...]
    migration_database_url: str | None
    row_security: bool
    breached_passwords_url: str | None
    password_profile: str
    second_factor_required: bool
    sso: tuple[Sso, ...]
    signing: Signing
    file_store: FileStore
    upload_max_mb: int
    standing_memory_mb: int
    standing_disk_mb: int
    security_contact: str | None
    clamd_address: str
    log: LogSettings


SETTINGS = ("profile", "secret_key", "database_url", "allowed_hosts", "trusted_origins", "debug", "hsts_seconds",
            "log_level", "email_url", "email_from", "public_url",
            "webhook_private", "trusted_proxies", "data_keys", "migration_database_url",
            "row_security", "breached_passwords_url", "password_profile", "second_factor_required", "sso",
            "signature_provider", "timestamp_url", "timestamp_anchor", "pkcs11_module", "pkcs11_token", "pkcs11_pin",
            "pkcs11_key", "bsre_url", "bsre_user", "bsre_password", "bsre_anchor", "file_store", "s3_endpoint",
            "s3_bucket", "s3_region", "s3_access_key", "s3_secret_key", "upload_max_mb",
            "standing_memory_mb", "standing_disk_mb", "security_contact",
            "clamd_address", "log", "log_origin", "log_folder", "log_lock", "log_store", "log_sequencer")  # fmt: skip
"""Keys of pulau.toml; the variable of each is PULAU_ and the key in capitals."""


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Read the settings from `variables` (the process's own by default) and from pulau.toml.

    Raises SettingInvalid for an unknown key, a value of the wrong kind or a file that is not TOML.
    """
    variables = os.environ if variables is None else variables
    home = home_folder(variables)
    found = _Found(variables, _read_file(home / FILE_NAME), home / FILE_NAME)
    return Environment(
        home=home,
        profile=Profile(found.one_of("profile", tuple(Profile), Profile.EMBEDDED)),
        secret_key=found.text("secret_key"),
        database_url=found.text("database_url"),
        allowed_hosts=found.words("allowed_hosts"),
        trusted_origins=found.words("trusted_origins"),
        debug=found.flag("debug"),
        hsts_seconds=found.whole("hsts_seconds", 31_536_000),
        log_level=found.one_of("log_level", _LEVELS, "INFO"),
        email_url=found.text("email_url"),
        email_from=found.text("email_from"),
        public_url=found.text("public_url"),
        webhook_private=found.flag("webhook_private"),
        trusted_proxies=found.whole("trusted_proxies", 1),
        data_keys=found.words("data_keys"),
        migration_database_url=found.text("migration_database_url"),
        row_security=found.flag("row_security", default=True),
        breached_passwords_url=found.text("breached_passwords_url"),
        password_profile=found.one_of("password_profile", _PASSWORD_PROFILES, "default"),
        second_factor_required=found.flag("second_factor_required", default=True),
        sso=found.sso(),
        signing=found.signing(home),
        file_store=found.file_store(),
        upload_max_mb=found.whole("upload_max_mb", 200),
        standing_memory_mb=found.whole("standing_memory_mb", 32),
        standing_disk_mb=found.whole("standing_disk_mb", 256),
        security_contact=found.text("security_contact"),
        clamd_address=found.clamd(),
        log=found.log(home),
    )


def _read_file(path: Path) -> dict[str, object]:
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingInvalid(f"{path}: cannot be read: {error}") from error
    try:
        values: dict[str, object] = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise SettingInvalid(f"{path}: not valid TOML: {error}") from error
    if unknown := sorted(values.keys() - set(SETTINGS)):
        raise SettingInvalid(f"{path}: unknown setting {', '.join(unknown)}; known are {', '.join(SETTINGS)}")
    return values


@dataclass(frozen=True, slots=True)
class _Found:
    """The two sources, asked by kind; every refusal names the source it came from."""

    variables: Mapping[str, str]
    values: Mapping[str, object]
    path: Path

    def raw(self, key: str) -> tuple[object, str]:
        """Return the value and a name of its source; the variable wins over the file."""
        variable = f"PULAU_{key.upper()}"
        if variable in self.variables:
            return self.variables[variable], variable
        return self.values.get(key), f"{self.path}: {key}"

    def text(self, key: str) -> str | None:
        value, source = self.raw(key)
        if value is None or isinstance(value, str):
            return value or None
        raise SettingInvalid(f"{source} must be text")

    def one_of(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(key) or default
        if value not in allowed:
            raise SettingInvalid(f"{self.raw(key)[1]} is {value!r}; allowed are {', '.join(allowed)}")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list: an array in the file, separated by commas in a variable."""
        value, source = self.raw(key)
        if value is None:
            return ()
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list):
            raise SettingInvalid(f"{source} must be a list of texts")
        words = [part.strip() for part in parts if isinstance(part, str)]
        if len(words) != len(parts):
            raise SettingInvalid(f"{source} must be a list of texts")
        return tuple(filter(None, words))

    def flag(self, key: str, *, default: bool = False) -> bool:
        value, source = self.raw(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().lower() in _TRUE | _FALSE:
            return value.strip().lower() in _TRUE
        raise SettingInvalid(f"{source} must be true or false")

    def sso(self) -> tuple[Sso, ...]:
        """Return the single sign-ons: tables in the file, JSON in a variable."""
        value, source = self.raw("sso")
        try:
            return read_sso(value)
        except SsoInvalid as problem:
            raise SettingInvalid(f"{source}: {problem}") from problem

    def signing(self, home: Path) -> Signing:
        """Return how documents are signed."""
        try:
            return read_signing(self.text, home)
        except SigningInvalid as problem:
            raise SettingInvalid(f"{self.raw(problem.key)[1]} {problem}") from problem

    def file_store(self) -> FileStore:
        """Return where files are kept."""
        try:
            return read_store(self.text)
        except StoreInvalid as problem:
            raise SettingInvalid(f"{self.raw(problem.key)[1]} {problem}") from problem

    def log(self, home: Path) -> LogSettings:
        """Return where the public log lies."""
        try:
            enabled, sequencer = self.flag("log", default=True), self.flag("log_sequencer", default=True)
            return read_log(self.text, home, enabled=enabled, sequencer=sequencer)
        except LogInvalid as problem:
            raise SettingInvalid(f"{self.raw(problem.key)[1]} {problem}") from problem

    def clamd(self) -> str:
        """Return where clamd listens, empty where it is not used."""
        address = self.text("clamd_address") or ""
        if address and not _CLAMD.fullmatch(address):
            wanted = "unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310"
            raise SettingInvalid(f"{self.raw('clamd_address')[1]} is {address!r}; it has to look like {wanted}")
        return address

    def whole(self, key: str, default: int) -> int:
        value, source = self.raw(key)
        if value is None:
            return default
        number = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            raise SettingInvalid(f"{source} must be a whole number, zero or more")
        return number
