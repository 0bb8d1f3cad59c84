"""Pulau's addresses and the bare view's."""

from __future__ import annotations

from benchmarks.web.bare_urls import urlpatterns as bare
from pulau.config.urls import urlpatterns as pulau

urlpatterns = [*pulau, *bare]
