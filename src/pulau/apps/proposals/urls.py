"""Addresses of proposals and of the year's calendar."""

from __future__ import annotations

from django.urls import path

from pulau.apps.proposals.views import papers, proposal, proposals, season, unit

app_name = "proposals"

urlpatterns = [
    path("jadwal-zi", season.season, name="season"),
    path("jadwal-zi/<int:year>/ubah", season.change, name="change_season"),
    path("usulan-zi", proposals.proposals, name="proposals"),
    path("usulan-zi/<int:year>/baru", proposals.draft, name="draft"),
    path("usulan-zi/<int:year>/<int:number>", proposal.proposal, name="proposal"),
    path("usulan-zi/<int:year>/<int:number>/berkas/<slug:paper>", papers.paper, name="paper"),
    path("usulan-zi/<int:year>/<int:number>/unit", proposal.put, name="put"),
    path("usulan-zi/<int:year>/<int:number>/unit/keluar", proposal.take, name="take"),
    path("usulan-zi/<int:year>/<int:number>/tanda-tangan", proposal.sign, name="sign"),
    path("penilaian/<slug:unit>/<int:year>/usulan", unit.unit, name="unit"),
    path("penilaian/<slug:unit>/<int:year>/usulan/syarat/<slug:condition>", unit.state, name="state"),
    path("penilaian/<slug:unit>/<int:year>/usulan/pra-evaluasi", unit.screen, name="screen"),
    path("penilaian/<slug:unit>/<int:year>/usulan/tarik", unit.withdraw, name="withdraw"),
]
