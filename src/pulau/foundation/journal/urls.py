"""Addresses of the journal."""

from __future__ import annotations

from django.urls import path

from pulau.foundation.journal import views

app_name = "journal"

urlpatterns = [
    path("jurnal", views.entries, name="entries"),
    path("jurnal/unduh/<str:kind>", views.export, name="export"),
    path("jurnal/<uuid:entry_id>", views.entry, name="entry"),
]
