"""The same server and a Django without any middleware: the bare response that kept pages are measured against."""

from __future__ import annotations

from benchmarks.web.bare_settings import *  # noqa: F403 - Django settings are made by adding to a module

MIDDLEWARE = []
ROOT_URLCONF = "benchmarks.web.standing_bare_urls"
