"""Pulau as it runs embedded, and beside it the bare view's table, address and sign-in."""

from __future__ import annotations

from pulau.config.settings.embedded import *  # noqa: F403 - Django settings are made by adding to a module

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.web"]  # noqa: F405 - from embedded
ROOT_URLCONF = "benchmarks.web.urls"
# Each session names the one that made it: the bare view's person is loaded by Django's own, with a single query.
AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, "django.contrib.auth.backends.ModelBackend"]  # noqa: F405 - the same
# A connection for each request, Django's default: for the bare view, and in process for the save beside it.
DATABASES = {"default": {**DATABASES["default"], "CONN_MAX_AGE": 0}}  # noqa: F405 - from embedded
