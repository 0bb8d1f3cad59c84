"""For tests: SQLite in memory, or the PostgreSQL that PULAU_TEST_DATABASE_URL names. Reads no pulau.toml."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from pulau.config.database import database_settings
from pulau.config.settings.base import *  # noqa: F403 - Django settings are made by adding to a module

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105 - opens nothing
DATA_KEYS = ["b25seS1mb3ItdGVzdHMtb3BlbnMtbm90aGluZy0wMDA="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": database_settings(os.environ.get("PULAU_TEST_DATABASE_URL") or "sqlite://:memory:", Path())}
ROW_SECURITY = True  # of PostgreSQL: SQLite has no such wall
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; guards nobody
LOGGING = logging_settings("WARNING")  # noqa: F405 - from base
WEBHOOK_LOOPBACK = True
INVENTED_PAST = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STANDING_STRICT = True
# Of this process alone: others that run tests at the same time would take its snapshots away.
ANALYTICS_FOLDER = Path(tempfile.gettempdir()) / f"pulau-analytics-tests-{os.getpid()}"
atexit.register(shutil.rmtree, ANALYTICS_FOLDER, ignore_errors=True)
SECOND_FACTOR_REQUIRED = False  # tests sign people in without asking; those of the second factor turn it on
