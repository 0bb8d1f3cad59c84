"""Addresses of worksheets. Those of one worksheet stand below its unit's code and its year."""

from __future__ import annotations

from django.urls import include, path

from pulau.apps.worksheets.views import (
    area,
    calculator,
    compare,
    downloads,
    evidence,
    item,
    last_year,
    mentions,
    opening,
    overview,
    plan,
    simulate,
    table,
    takeaway,
    thread,
    tour,
    upload,
    webhooks,
)

app_name = "worksheets"

sheet = [
    path("", overview.overview, name="overview"),
    path("predikat", overview.prior_title, name="prior-title"),
    path("area/<slug:area>", area.area, name="area"),
    path("area/<slug:area>/denyut", area.pulse, name="pulse"),
    path("butir/<str:item>", item.item, name="item"),
    path("butir/<str:item>/denyut", item.pulse, name="item_pulse"),
    path("butir/<str:item>/pulihkan", item.restore, name="restore"),
    path("butir/<str:item>/komentar", thread.comment, name="comment"),
    path("butir/<str:item>/bukti", evidence.evidence, name="item_evidence"),
    path("butir/<str:item>/bukti/tambah", evidence.add, name="add_evidence"),
    path("butir/<str:item>/bukti/<uuid:placed>/ubah", evidence.change, name="change_evidence"),
    path("butir/<str:item>/bukti/<uuid:placed>/lepas", evidence.remove, name="remove_evidence"),
    path("tahun-lalu", last_year.last_year, name="last_year"),
    path("tahun-lalu/jawaban", last_year.answer, name="last_answer"),
    path("tahun-lalu/bukti", last_year.evidence, name="last_evidence"),
    path("rencana", plan.plan, name="plan"),
    path("coba", plan.attempt, name="try"),
    path("bandingkan", compare.compare, name="compare"),
    path("simulasi", simulate.simulate, name="simulate"),
    path("unggah", upload.upload, name="upload"),
    path("unduh", takeaway.takeaway, name="print"),
    path("unduh/lembar", takeaway.paper, name="paper"),
    path("unduh/<slug:kind>", takeaway.file, name="file"),
]

urlpatterns = [
    path("", overview.home, name="home"),
    path("hitung", calculator.calculator, name="calculator"),
    path("hitung/contoh/<slug:slug>", calculator.demo, name="demo"),
    path("hitung/unduh/<slug:kind>", downloads.download, name="download"),
    path("hitung/lembar-kosong/<slug:regulation>", downloads.template, name="template"),
    path("sebutan", mentions.mentions, name="mentions"),
    path("sebutan/dibaca", mentions.mark_read, name="mark_read"),
    path("webhook", webhooks.webhooks, name="webhooks"),
    path("webhook/<uuid:webhook_id>", webhooks.webhook, name="webhook"),
    path("webhook/<uuid:webhook_id>/<slug:deed>", webhooks.act, name="webhook_act"),
    path("webhook/<uuid:webhook_id>/yakin/<slug:deed>", webhooks.confirm, name="webhook_confirm"),
    path("lke", overview.worksheets, name="worksheets"),
    path("lke/panduan/selesai", tour.end, name="end-tour"),
    path("lke/baru", opening.new, name="new"),
    path("lke/tabel", table.table, name="table"),
    path("lke/tabel.<slug:kind>", table.export, name="table-export"),
    path("lke/<slug:unit>/<int:year>/", include(sheet)),
]
