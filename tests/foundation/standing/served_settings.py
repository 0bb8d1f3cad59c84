"""Pulau as it runs embedded, with the addresses of the tests."""

from __future__ import annotations

from pulau.config.settings.embedded import *  # noqa: F403 - Django settings are made by adding to a module

ROOT_URLCONF = "tests.foundation.standing.site"
