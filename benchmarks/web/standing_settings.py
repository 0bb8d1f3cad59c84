"""Pulau as it runs embedded, with a page that is kept ready."""

from __future__ import annotations

from pulau.config.settings.embedded import *  # noqa: F403 - Django settings are made by adding to a module

ROOT_URLCONF = "benchmarks.web.standing_urls"
