"""Addresses of assessments. Those of one case stand below its unit's code and its year."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "assessments"

urlpatterns: list[URLPattern | URLResolver] = []
