"""Addresses of remediation: a case's plan below its unit's code and its year, and good practices."""

from __future__ import annotations

from django.urls import path

from pulau.apps.remediation.views import plan, practices, step

app_name = "remediation"

urlpatterns = [
    path("penilaian/<slug:unit>/<int:year>/perbaikan", plan.plan, name="plan"),
    path("penilaian/<slug:unit>/<int:year>/perbaikan/tambah", plan.add, name="add"),
    path("penilaian/<slug:unit>/<int:year>/perbaikan/<int:number>", step.step, name="step"),
    path("penilaian/<slug:unit>/<int:year>/perbaikan/<int:number>/selesai", step.finish, name="finish"),
    path("penilaian/<slug:unit>/<int:year>/perbaikan/<int:number>/periksa", step.check, name="check"),
    path("praktik-baik", practices.practices, name="practices"),
    path("praktik-baik/baru", practices.write, name="write"),
    path("praktik-baik/<slug:code>", practices.practice, name="practice"),
    path("praktik-baik/<slug:code>/ubah", practices.change, name="change"),
    path("praktik-baik/<slug:code>/terbitkan", practices.publish, name="publish"),
    path("praktik-baik/<slug:code>/tarik", practices.withdraw, name="withdraw"),
    path("praktik-baik/<slug:code>/tiru", practices.follow, name="follow"),
    path("praktik-baik/<slug:code>/dampak/<uuid:copy>", practices.effect, name="effect"),
]
