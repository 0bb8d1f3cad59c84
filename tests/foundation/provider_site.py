"""The single sign-on of an imagined agency: allauth's own provider, as a site of its own with its own database.

`python -m tests.foundation.provider_site PORT FOLDER` serves it. `POST /uji/orang` lets a test say who works there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, CLIENT_SECRET, PASSWORD = "pulau-uji", "rahasia-uji-coba-saja", "sandi-di-sso-instansi"

SECRET_KEY = "only-for-tests"
DEBUG = False
ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "tests.foundation.provider_urls"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(os.environ.get("SSO_FOLDER", ".")) / "sso.sqlite3"),
    }
}
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request",
                                           "django.contrib.messages.context_processors.messages"]},
    }
]  # fmt: skip
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_NAME = "sso_session"  # cookies know no ports: it must not take the place of Pulau's
CSRF_COOKIE_NAME = "sso_csrf"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_URL = "account_login"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
IDP_OIDC_PRIVATE_KEY = (
    rsa.generate_private_key(public_exponent=65537, key_size=2048)
    .private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    .decode()
)


def serve(port: int, folder: str) -> None:
    """Make the database and serve until the process is ended."""
    os.environ["SSO_FOLDER"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.foundation.provider_site"
    import django  # noqa: PLC0415 - after its settings are known
    from django.core.management import call_command  # noqa: PLC0415 - the same
    from django.core.servers.basehttp import run  # noqa: PLC0415 - the same
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - the same

    django.setup()
    call_command("migrate", verbosity=0)
    run("127.0.0.1", port, get_wsgi_application(), threading=True)


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2])
