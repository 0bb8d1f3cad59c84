"""Settings of an installation with one safeguard switched off, named by FAULT: what the tests of faults must notice."""

from __future__ import annotations

import os

from pulau.config.settings.chosen import *  # noqa: F403 - Django settings are made by adding to a module

FAULT = os.environ["FAULT"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.careless_app.CarelessConfig"]  # noqa: F405 - from chosen
_options = DATABASES["default"]["OPTIONS"]  # noqa: F405 - from chosen
if FAULT == "no-sync":
    _options["init_command"] += "PRAGMA synchronous=OFF;"
if FAULT == "no-lock" and "transaction_mode" in _options:
    _options["transaction_mode"] = "DEFERRED"
if FAULT == "no-writes":
    _options["init_command"] += "PRAGMA query_only=ON;"
if FAULT == "full-disk":
    _options["init_command"] += "PRAGMA max_page_count=1;"  # as many as there are: not one more
if FAULT == "short-wait":
    _options["timeout"] = 0.5  # seconds a writer waits for another; 20 outside of tests
