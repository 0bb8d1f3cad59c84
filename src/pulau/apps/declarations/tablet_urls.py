"""Addresses of shared tablets: `/pakta/tablet` for who attends, `/tablet` for the device itself."""

from __future__ import annotations

from django.urls import path

from pulau.apps.declarations.views import kiosk, tablets

TABLETS = [
    path("pakta/tablet", tablets.tablets, name="tablets"),
    path("pakta/tablet/buka", tablets.open_here, name="open_tablet"),
    path("pakta/tablet/gambar/<uuid:pact_id>", tablets.drawing, name="drawing"),
    path("pakta/tablet/<uuid:tablet_id>", tablets.one, name="tablet"),
    path("pakta/tablet/<uuid:tablet_id>/akhiri", tablets.end, name="end_tablet"),
    path("pakta/tablet/<uuid:tablet_id>/saksikan", tablets.attest, name="attest_drawings"),
    path("pakta/tablet/<uuid:tablet_id>/lanjutkan", tablets.resume, name="resume_attesting"),
    path("pakta/tablet/<uuid:tablet_id>/tolak/<uuid:pact_id>", tablets.refuse, name="refuse_drawing"),
    path("tablet", kiosk.home, name="kiosk"),
    path("tablet/terima-kasih", kiosk.thanks, name="kiosk_thanks"),
    path("tablet/akhiri", kiosk.end, name="kiosk_end"),
    path("tablet/<uuid:pact_id>", kiosk.pact, name="kiosk_pact"),
    path("tablet/<uuid:pact_id>/akun", kiosk.sign, name="kiosk_sign"),
    path("tablet/<uuid:pact_id>/gambar", kiosk.draw, name="kiosk_draw"),
]
