"""Addresses of the editors' pages: what everybody reads, and the desk."""

from __future__ import annotations

from django.urls import path

from pulau.apps.editorial.views import announcing, desk, publishing, reading, statements, writing

app_name = "editorial"

READING = [
    path("tentang", reading.about, name="about"),
    path("panduan", reading.guide, name="guide"),
    path("kabar", reading.news_list, name="news"),
    path("kabar/<slug:slug>", reading.news_item, name="news-item"),
    path("halaman/<slug:slug>", reading.page, name="page"),
    path("aksesibilitas", statements.accessibility, name="accessibility"),
    path("privasi", statements.privacy, name="privacy"),
]

DESK = [
    path("redaksi", desk.desk, name="desk"),
    path("redaksi/tulis/<slug:kind>", writing.new, name="new"),
    path("redaksi/halaman/<slug:slug>", writing.edit, name="edit"),
    path("redaksi/halaman/<slug:slug>/versi/<int:number>", publishing.preview, name="preview"),
    path("redaksi/halaman/<slug:slug>/versi/<int:number>/pulihkan", publishing.restore, name="restore"),
    path("redaksi/halaman/<slug:slug>/riwayat", publishing.history, name="history"),
    path("redaksi/halaman/<slug:slug>/terbitkan", publishing.publish, name="publish"),
    path("redaksi/halaman/<slug:slug>/tarik", publishing.take_back, name="take-back"),
    path("redaksi/halaman/<slug:slug>/tempat", publishing.place, name="place"),
    path("redaksi/pengumuman/baru", announcing.new, name="announce"),
    path("redaksi/pengumuman/<uuid:announcement_id>", announcing.change, name="change-announcement"),
    path("redaksi/pengumuman/<uuid:announcement_id>/akhiri", announcing.end, name="end-announcement"),
]

urlpatterns = [*READING, *DESK]
