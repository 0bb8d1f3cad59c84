"""Addresses of clearances and panels, below a case."""

from __future__ import annotations

from django.urls import path

from pulau.apps.panels.views import clearances, panel

app_name = "panels"

urlpatterns = [
    path("penilaian/<slug:unit>/<int:year>/klarifikasi", clearances.clearances, name="clearances"),
    path("penilaian/<slug:unit>/<int:year>/klarifikasi/minta", clearances.ask, name="ask"),
    path("penilaian/<slug:unit>/<int:year>/klarifikasi/<slug:body>/jawaban", clearances.answer, name="answer"),
    path("penilaian/<slug:unit>/<int:year>/klarifikasi/<slug:body>/surat", clearances.letter, name="letter"),
    path("penilaian/<slug:unit>/<int:year>/panel", panel.panel, name="panel"),
    path("penilaian/<slug:unit>/<int:year>/panel/buka", panel.begin, name="begin"),
    path("penilaian/<slug:unit>/<int:year>/panel/anggota", panel.seat, name="seat"),
    path("penilaian/<slug:unit>/<int:year>/panel/mundur", panel.leave, name="leave"),
    path("penilaian/<slug:unit>/<int:year>/panel/suara", panel.vote, name="vote"),
]
