"""Pulau as it runs embedded, with the topic of the tests."""

from __future__ import annotations

from pulau.config.settings.embedded import *  # noqa: F403 - Django settings are made by adding to a module

INSTALLED_APPS = [*INSTALLED_APPS, "tests.live.app.LiveProbeConfig"]  # noqa: F405 - from embedded
ROOT_URLCONF = "tests.live.urls"
