"""Addresses of companions."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "companions"

urlpatterns: list[URLPattern | URLResolver] = []
