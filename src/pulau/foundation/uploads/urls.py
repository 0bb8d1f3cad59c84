"""Addresses of uploads."""

from __future__ import annotations

from django.urls import path

from pulau.foundation.uploads import views

app_name = "uploads"

urlpatterns = [
    path("unggahan", views.uploads, name="uploads"),
    path("unggahan/<uuid:upload_id>", views.upload, name="upload"),
]
