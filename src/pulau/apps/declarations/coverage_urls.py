"""Addresses of coverage."""

from __future__ import annotations

from typing import Final

from django.urls import path

from pulau.apps.declarations.views import country, coverage

COVERAGE: Final = (
    path("cakupan", coverage.coverage, name="coverage"),
    path("cakupan/tabel.csv", coverage.coverage_file, name="coverage_file"),
    path("cakupan/hitung", coverage.recount, name="recount"),
    path("cakupan/negara", country.country, name="country"),
    path("cakupan/negara/tabel.csv", country.country_table, name="country_table"),
)
