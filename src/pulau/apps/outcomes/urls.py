"""Addresses of titles and outcomes: those of a body, and those of one case below its unit's code and its year."""

from __future__ import annotations

from django.urls import path

from pulau.apps.outcomes.views import compare, monitoring, outcome, proofs, scores, titles

app_name = "outcomes"

_CASE = "penilaian/<slug:unit>/<int:year>"

urlpatterns = [
    path("predikat", titles.titles, name="titles"),
    path("predikat/csv", titles.export, name="export"),
    path("predikat/catat", titles.record, name="record"),
    path("predikat/tetapkan", titles.grant_many, name="grant_many"),
    path("predikat/kawasan", titles.grant_area, name="grant_area"),
    path("predikat/<uuid:title>/sertifikat", titles.certificate, name="title_certificate"),
    path("predikat/mandiri", titles.own_evaluation, name="own_evaluation"),
    path("predikat/keputusan/<uuid:series>", titles.decree, name="decree"),
    path("predikat/keputusan/<uuid:series>/berkas/<int:version>", titles.decree_file, name="decree_file"),
    path("predikat/keputusan/<uuid:series>/perbaiki", titles.correct, name="correct"),
    path(f"{_CASE}/hasil", outcome.outcome, name="outcome"),
    path(f"{_CASE}/hasil/nilai", scores.score, name="score"),
    path(f"{_CASE}/hasil/banding", compare.compare, name="compare"),
    path(f"{_CASE}/hasil/berkas/<slug:digest>", outcome.file, name="file"),
    path(f"{_CASE}/hasil/bukti", proofs.title_receipt, name="title_receipt"),
    path(f"{_CASE}/hasil/tetapkan", outcome.grant, name="grant"),
    path(f"{_CASE}/hasil/tetapkan-sendiri", outcome.grant_own, name="grant_own"),
    path(f"{_CASE}/hasil/sertifikat", outcome.certificate, name="certificate"),
    path(f"{_CASE}/hasil/keberatan", outcome.objection, name="objection"),
    path(f"{_CASE}/hasil/keberatan/putusan", outcome.objection_decision, name="objection_decision"),
    path(f"{_CASE}/hasil/terima", outcome.accept, name="accept"),
    path(f"{_CASE}/hasil/gugur", outcome.void, name="void"),
    path(f"{_CASE}/pemantauan", monitoring.monitoring, name="monitoring"),
    path(f"{_CASE}/pemantauan/lapor", monitoring.report, name="report"),
    path(f"{_CASE}/pemantauan/pemicu", monitoring.found, name="found"),
    path(f"{_CASE}/pemantauan/pemicu/<uuid:trigger>", monitoring.trigger, name="trigger"),
    path(f"{_CASE}/pemantauan/pemicu/<uuid:trigger>/klarifikasi", monitoring.clarify, name="clarify"),
    path(f"{_CASE}/pemantauan/pemicu/<uuid:trigger>/periksa", monitoring.examine, name="examine"),
    path(f"{_CASE}/pemantauan/usul-cabut", monitoring.propose, name="propose"),
    path(f"{_CASE}/pemantauan/lanjutkan", monitoring.drop, name="drop"),
    path(f"{_CASE}/pemantauan/cabut", monitoring.revocation, name="revocation"),
]
