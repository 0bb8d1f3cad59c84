"""As `settings`, with room for the phones of a test and one more."""

from __future__ import annotations

from tests.live.settings import *  # noqa: F403 - Django settings are made by adding to a module

LIVE_STREAMS = 21
