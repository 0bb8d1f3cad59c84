"""Addresses of worksheets."""

from __future__ import annotations

from django.urls import path

from pulau.apps.worksheets.views import calculator, downloads

app_name = "worksheets"

urlpatterns = [
    path("", calculator.home, name="home"),
    path("hitung", calculator.calculator, name="calculator"),
    path("hitung/contoh/<slug:slug>", calculator.demo, name="demo"),
    path("hitung/unduh/<slug:kind>", downloads.download, name="download"),
    path("hitung/lembar-kosong/<slug:regulation>", downloads.template, name="template"),
]
