"""What serves the bare view: Django's own middleware as `django-admin startproject` lists it, one address."""

from __future__ import annotations

from benchmarks.web.settings import *  # noqa: F403 - Django settings are made by adding to a module

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",  # lets fields be typed while running, as ours are
    "pulau.foundation.registry",
    "pulau.foundation.tenancy",
    "pulau.foundation.journal",
    "benchmarks.web.accounts.BareAccounts",  # the person's own table
    "benchmarks.web",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ROOT_URLCONF = "benchmarks.web.bare_urls"
