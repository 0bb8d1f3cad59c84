"""Addresses of the public log."""

from __future__ import annotations

from django.urls import path

from pulau.apps.transparency.views import erasing, offline, receipts, status, tree

app_name = "transparency"

urlpatterns = [
    path("log", status.page, name="status"),
    path("log/checkpoint", tree.checkpoint, name="checkpoint"),
    path("log/policy", tree.policy, name="policy"),
    path("log/tile/<path:path>", tree.tile, name="tile"),
    path("log/pulau_verify.py", tree.verifier, name="verifier"),
    path("log/pulau_replay.py", tree.replay, name="replay"),
    path("log/periksa-luring.html", offline.offline, name="offline"),
    path("log/entri/<uuid:entry_id>/hapus", erasing.erase, name="erase"),
    path("tanda-terima", receipts.receipts, name="receipts"),
    path("tanda-terima/<uuid:entry_id>", receipts.one, name="receipt"),
    path("tanda-terima/<uuid:entry_id>/berkas", receipts.download, name="receipt-file"),
]
