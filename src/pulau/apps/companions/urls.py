"""Addresses of companions: one's own rooms, and those of one case."""

from __future__ import annotations

from django.urls import path

from pulau.apps.companions.views import room, rooms

app_name = "companions"
_CASE = "penilaian/<slug:unit>/<int:year>/pendamping"

urlpatterns = [
    path("pendamping", rooms.mine, name="mine"),
    path(_CASE, rooms.rooms, name="rooms"),
    path(f"{_CASE}/undang", rooms.invite, name="invite"),
    path(f"{_CASE}/buka", rooms.come, name="come"),
    path(f"{_CASE}/<uuid:room_id>", room.room, name="room"),
    path(f"{_CASE}/<uuid:room_id>/jawaban-unit", room.answers, name="answers"),
    path(f"{_CASE}/<uuid:room_id>/laporan/<uuid:version>", room.report, name="report"),
    path(f"{_CASE}/<uuid:room_id>/tulis", room.say, name="say"),
    path(f"{_CASE}/<uuid:room_id>/jawab", room.answer, name="answer"),
    path(f"{_CASE}/<uuid:room_id>/tutup", rooms.end, name="end"),
]
