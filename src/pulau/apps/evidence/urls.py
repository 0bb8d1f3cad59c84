"""Addresses of evidence."""

from __future__ import annotations

from django.urls import path

from pulau.apps.evidence.views import changing, files, house, keeping, picking, pieces

app_name = "evidence"

urlpatterns = [
    path("bukti", pieces.pieces, name="pieces"),
    path("bukti/baru", keeping.new, name="new"),
    path("bukti/pilih", picking.choose, name="choose"),
    path("bukti/berkas", house.house, name="house"),
    path("bukti/<uuid:evidence_id>", pieces.piece, name="piece"),
    path("bukti/<uuid:evidence_id>/ubah", changing.change, name="change"),
    path("bukti/<uuid:evidence_id>/versi", keeping.version, name="version"),
    path("bukti/<uuid:evidence_id>/tarik", changing.withdraw, name="withdraw"),
    path("bukti/<uuid:evidence_id>/kembalikan", changing.bring_back_piece, name="bring_back"),
    path("bukti/<uuid:evidence_id>/versi/<int:number>", files.file, name="file"),
    path("bukti/<uuid:evidence_id>/lihat/<int:number>", files.view, name="view"),
    path("bukti/<uuid:evidence_id>/halaman/<int:number>/<int:position>", files.page, name="page"),
]
