"""Addresses of the national figures."""

from __future__ import annotations

from django.urls import path

from pulau.apps.analytics.views import figures

app_name = "analytics"
urlpatterns = [
    path("angka", figures.index, name="figures"),
    path("angka/<slug:slug>", figures.figure, name="figure"),
    path("angka/<slug:slug>.csv", figures.as_csv, name="csv"),
    path("angka/<slug:slug>.sql", figures.as_sql, name="sql"),
]
