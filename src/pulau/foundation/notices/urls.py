"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from pulau.foundation.notices import views

app_name = "notices"

urlpatterns = [
    path("pemberitahuan", views.notices, name="notices"),
    path("pemberitahuan/dibaca", views.mark_read, name="mark_read"),
    path("pemberitahuan/<uuid:notice_id>/buka", views.open_notice, name="open"),
    path("akun/pemberitahuan", views.preferences, name="preferences"),
]
