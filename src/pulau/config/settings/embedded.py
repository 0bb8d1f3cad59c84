"""One machine, one process, SQLite; works out of the box. The default profile."""

from __future__ import annotations

from dataclasses import replace

from pulau.config.blobs import blob_storage
from pulau.config.database import database_settings, owner_settings
from pulau.config.environment import read_environment
from pulau.config.mail import mail_settings, public_url
from pulau.config.secret_key import checked_keys, kept_data_keys, kept_secret_key
from pulau.config.settings.base import *  # noqa: F403 - Django settings are made by adding to a module
from pulau.config.sso import sso_settings

_environment = read_environment()
_environment.home.mkdir(parents=True, exist_ok=True)

DEBUG = _environment.debug
SECRET_KEY = _environment.secret_key or kept_secret_key(_environment.home)
DATA_KEYS = checked_keys(list(_environment.data_keys)) or kept_data_keys(_environment.home)
_OWN = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = list(_environment.allowed_hosts) or _OWN
CSRF_TRUSTED_ORIGINS = list(_environment.trusted_origins)
DATABASES = {"default": database_settings(_environment.database_url or "sqlite:///pulau.sqlite3", _environment.home)}
STORAGES["blobs"] = blob_storage(_environment.home, _environment.file_store)  # noqa: F405 - from base
UPLOADS_FOLDER = _environment.home / "uploads"
STANDING_MEMORY_MB = 0 if DEBUG else _environment.standing_memory_mb  # a developer sees each change at once
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
DEMO_SIGN_IN = True
INVENTED_PAST = True
WORKER_BESIDE_SERVER = True
WEBHOOK_PRIVATE = _environment.webhook_private
PUBLIC_URL = public_url(_environment)
globals().update(mail_settings(_environment))  # EMAIL_* and DEFAULT_FROM_EMAIL
WEBHOOK_LOOPBACK = set(ALLOWED_HOSTS) <= set(_OWN)  # once others reach us, our own services are not theirs to reach

BREACHED_PASSWORDS_URL = _environment.breached_passwords_url or ""
PASSWORD_PROFILE = _environment.password_profile
SECOND_FACTOR_REQUIRED = _environment.second_factor_required
SOCIALACCOUNT_PROVIDERS = sso_settings(_environment.sso)
SIGNING = _environment.signing
LOG = replace(_environment.log, local_witnesses=True)  # those of the demo
