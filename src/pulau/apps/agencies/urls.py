"""Addresses of an agency's own pages."""

from __future__ import annotations

from django.urls import path

from pulau.apps.agencies.views import units

app_name = "agencies"

urlpatterns = [
    path("unit", units.units, name="units"),
]
