"""What is the same in every profile."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from pulau.config.log import LogSettings
from pulau.config.signing import Signing

PACKAGE = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024

# --- parts
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    "pulau.foundation.registry",
    "pulau.foundation.tenancy",
    "pulau.foundation.journal",
    "pulau.foundation.jobs",
    "pulau.foundation.accounts",
    "pulau.foundation.ui",
    "pulau.foundation.notices",
    "pulau.foundation.calendar",
    "pulau.foundation.imports",
    "pulau.foundation.live",
    "pulau.foundation.uploads",
    "pulau.foundation.standing",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "pulau.apps.agencies",
    "pulau.apps.people",
    "pulau.apps.transparency",
    "pulau.apps.evidence",
    "pulau.apps.signing",
    "pulau.apps.declarations",
    "pulau.apps.worksheets",
    "pulau.apps.zone_areas",
    "pulau.apps.assessments",
    "pulau.apps.proposals",
    "pulau.apps.visits",
    "pulau.apps.panels",
    "pulau.apps.reports",
    "pulau.apps.outcomes",
    "pulau.apps.remediation",
    "pulau.apps.companions",
    "pulau.apps.editorial",
    "pulau.apps.rehearsal",
    "pulau.apps.publication",
    "pulau.apps.opendata",
    "pulau.apps.analytics",
    "pulau.apps.portal",
]
MIDDLEWARE = [
    "pulau.foundation.tenancy.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # so far out that it marks every answer: files, 413
    "pulau.foundation.ui.security.ContentSecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pulau.apps.transparency.serving.TreeMiddleware",  # before everything that asks for session, language or database
    "pulau.foundation.standing.middleware.StandingMiddleware",  # the same: while the database is away too
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pulau.foundation.ui.middleware.LanguageMiddleware",
    "pulau.apps.declarations.tablet_device.TabletMiddleware",
    "pulau.foundation.api.middleware.ApiMiddleware",
    "pulau.foundation.ui.away.DatabaseAwayMiddleware",
    "pulau.foundation.ui.security.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "pulau.foundation.uploads.receiving.ReceivingMiddleware",
    "pulau.foundation.ui.walled.WallMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pulau.foundation.accounts.middleware.SignInMiddleware",
    "pulau.foundation.accounts.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pulau.apps.worksheets.submitted.SubmittedMiddleware",
    "pulau.apps.transparency.offering.ReceiptMiddleware",
]
ROOT_URLCONF = "pulau.config.urls"
WSGI_APPLICATION = "pulau.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,  # cotton's app replaces this by its own cached loaders
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- people
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name", "nip")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "pulau.foundation.accounts.passwords.CompositionValidator"},
    {"NAME": "pulau.foundation.accounts.passwords.BreachedPasswordValidator"},
]

AUTHENTICATION_BACKENDS = ["pulau.apps.people.acting.PulauBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "pulau.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; allauth asks for the password because of it
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/masuk"
ACCOUNT_PREVENT_ENUMERATION = True
# Tries are counted in our own tables (`accounts.throttle`); allauth's counts, which know addresses only, are off.
ACCOUNT_RATE_LIMITS = dict.fromkeys(
    ("login", "login_failed", "reset_password", "reset_password_from_key", "reauthenticate", "change_password")
)
MFA_RATE_LIMITS = {"webauthn_login": None}
MFA_ADAPTER = "pulau.foundation.accounts.second_factor.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an agency opened the account: its address is the agency's word
MFA_TOTP_ISSUER = "Pulau"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
SOCIALACCOUNT_ADAPTER = "pulau.foundation.accounts.sso.SsoAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
PASSWORD_RESET_TIMEOUT = 2 * 3600
BREACHED_PASSWORDS_URL = ""
PASSWORD_PROFILE = "default"  # noqa: S105 - a name
SECOND_FACTOR_REQUIRED = True  # of whoever holds a role of `core.shared.roles.SECOND_FACTOR`
# What all processes must know of each other for a while: which codes were used.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "pulau_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # `accounts.tasks.forget` removes what has expired
    }
}
DEMO_SIGN_IN = False  # whether the sign-in page offers the people of the demo
INVENTED_PAST = False  # whether the demo may sign documents with days that are gone
SESSION_COOKIE_AGE = 12 * 3600  # a working day

# --- the second wall, on PostgreSQL: whether the database is told whose rows are meant, and who may alter its tables
ROW_SECURITY = False
OWNER_DATABASE: dict[str, Any] | None = None  # as an entry of DATABASES, for `pulau migrate` alone

# --- jobs: kept in our own database, run by `pulau work`
WORKER_BESIDE_SERVER = False  # whether `pulau serve` starts a worker too
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- mail: where it goes and whom it is from is set by each profile (config.mail); links in it begin with PUBLIC_URL
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = "Pulau <pulau@localhost>"
PUBLIC_URL = "http://127.0.0.1:8000"

# --- webhooks: which addresses besides those of the public Internet they may reach
WEBHOOK_PRIVATE = False  # private networks, over https
WEBHOOK_LOOPBACK = False  # this very machine, also over http

# --- signing documents: with the installation's own authority, or as the operator says
SIGNING = Signing()

# --- the public log: off until a profile says where it lies
LOG = LogSettings()

# --- languages and time: stored in UTC, shown in western Indonesian time
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "pulau_language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# --- files of the interface: whitenoise serves them from the packages themselves, so nothing has to be collected
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "blobs": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # signed documents; each profile says where
    "staticfiles": {"BACKEND": "pulau.foundation.ui.assets.VersionedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 24 * 3600  # an address carries the digest of its file, so a new file is fetched at once
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- streams that are open at once in a process; a hall full of phones reaches us from one address
LIVE_STREAMS = 1000
LIVE_STREAMS_OF_ONE_ADDRESS = 500

# --- public pages kept ready: nothing is, until a profile says how much and where
STANDING_MEMORY_MB = 0
STANDING_DISK_MB = 0
STANDING_FOLDER: Path | None = None
STANDING_PASSING_COOKIES = ("messages", "pulau_tablet")  # besides the session's: they change what their bearer is told
STANDING_STRICT = False  # whether a kept view that answers what must not be kept fails, instead of being logged

# --- what is taken in: a filled worksheet is far below this; more is refused before it is read
UPLOAD_LIMIT_BYTES = 12 * MEGABYTE
UPLOAD_LIMITS = {"/periksa": 25 * MEGABYTE + 64 * 1024}  # addresses that take more: a PDF, and the form around it
UPLOADS_FOLDER = Path(tempfile.gettempdir()) / f"pulau-uploads-{os.getuid()}"  # files on their way in; set by profiles
ANALYTICS_FOLDER = Path(tempfile.gettempdir()) / f"pulau-analytics-{os.getuid()}"  # snapshots; set by profiles
PICTURES_FOLDER = Path(tempfile.gettempdir()) / f"pulau-pictures-{os.getuid()}"  # pictures of links, made once
SECURITY_CONTACT = ""  # whom /.well-known/security.txt names; empty: there is none
UPLOAD_MAX_MB = 200  # one file that people send in
CLAMD_ADDRESS = ""  # where files are scanned for viruses; empty: nowhere, which pages say


def file_limits(megabytes: int) -> dict[str, int]:
    """Return the addresses that take files of so many megabytes: resumably, and by ordinary forms without a script."""
    form = megabytes * MEGABYTE + 64 * 1024
    api = 20 * MEGABYTE + 64 * 1024
    own = {
        "/unggahan*": megabytes * MEGABYTE,
        "/bukti*": form,
        "/lke/*/bukti*": form,
        "/penilaian/*/lapangan/*": form,
        "/api/v1/evidence": api,
    }
    return {**UPLOAD_LIMITS, **own}


UPLOAD_LIMITS = file_limits(UPLOAD_MAX_MB)
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES  # so that an upload never touches the disk
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- walls
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"


def logging_settings(level: str) -> dict[str, Any]:
    """Log to the terminal, one line an event."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        # urllib3 would write at DEBUG which addresses it asks: that of a signer's standing holds their NIK.
        # pikepdf tells at INFO that it was loaded.
        "loggers": {"urllib3": {"level": "INFO" if level == "DEBUG" else level}, "pikepdf": {"level": "WARNING"}},
        "root": {"handlers": ["console"], "level": level},
    }
