"""For many people: PostgreSQL, behind a proxy that ends TLS and sets X-Forwarded-Proto."""

from __future__ import annotations

from pulau.config.blobs import blob_storage
from pulau.config.database import database_settings, owner_settings
from pulau.config.environment import Environment, SettingInvalid, read_environment
from pulau.config.mail import mail_settings, public_url
from pulau.config.secret_key import checked_keys
from pulau.config.settings.base import *  # noqa: F403 - Django settings are made by adding to a module
from pulau.config.sso import sso_settings


def _given(environment: Environment) -> tuple[str, str, list[str]]:
    """Return secret key, database and hosts; production starts with none of them guessed."""
    if environment.debug:
        raise SettingInvalid("PULAU_DEBUG cannot be on in the production profile")
    if not environment.secret_key:
        raise SettingInvalid("PULAU_SECRET_KEY is needed in the production profile: 50 or more random characters")
    if not environment.database_url:
        raise SettingInvalid("PULAU_DATABASE_URL is needed in the production profile: postgres://user:password@host/db")
    if not environment.allowed_hosts:
        raise SettingInvalid("PULAU_ALLOWED_HOSTS is needed in the production profile: the names people type")
    if not environment.data_keys:
        raise SettingInvalid("PULAU_DATA_KEYS is needed in the production profile: one or more keys, newest first")
    return environment.secret_key, environment.database_url, list(environment.allowed_hosts)


_environment = read_environment()

DEBUG = False
SECRET_KEY, _database_url, ALLOWED_HOSTS = _given(_environment)
DATA_KEYS = checked_keys(list(_environment.data_keys))
CSRF_TRUSTED_ORIGINS = list(_environment.trusted_origins)
DATABASES = {"default": database_settings(_database_url, _environment.home)}
STORAGES["blobs"] = blob_storage(_environment.home, _environment.file_store)  # noqa: F405 - from base
UPLOADS_FOLDER = _environment.home / "uploads"
STANDING_MEMORY_MB = _environment.standing_memory_mb
STANDING_DISK_MB = _environment.standing_disk_mb
STANDING_FOLDER = _environment.home / "standing"
PICTURES_FOLDER = _environment.home / "pictures"
SECURITY_CONTACT = _environment.security_contact or ""
ANALYTICS_FOLDER = _environment.home / "analytics"
UPLOAD_MAX_MB = _environment.upload_max_mb
UPLOAD_LIMITS = file_limits(UPLOAD_MAX_MB)  # noqa: F405 - from base
CLAMD_ADDRESS = _environment.clamd_address
OWNER_DATABASE = owner_settings(_environment)
ROW_SECURITY = _environment.row_security
LOGGING = logging_settings(_environment.log_level)  # noqa: F405 - from base

WEBHOOK_PRIVATE = _environment.webhook_private
PUBLIC_URL = public_url(_environment)
globals().update(mail_settings(_environment))  # EMAIL_* and DEFAULT_FROM_EMAIL

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = _environment.trusted_proxies  # whose tries at the sign-in are counted together
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = _environment.hsts_seconds
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = False  # a promise for a whole domain is its owner's to make
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the check that asks for that promise
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"  # a browser keeps such a cookie only over TLS, from this very host
CSRF_COOKIE_NAME = "__Host-csrftoken"

BREACHED_PASSWORDS_URL = _environment.breached_passwords_url or ""
PASSWORD_PROFILE = _environment.password_profile
SECOND_FACTOR_REQUIRED = _environment.second_factor_required
SOCIALACCOUNT_PROVIDERS = sso_settings(_environment.sso)
SIGNING = _environment.signing
LOG = _environment.log
