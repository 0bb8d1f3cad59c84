"""Addresses of assessments. Those of one case stand below its unit's code and its year."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from pulau.apps.assessments import desk_urls
from pulau.apps.assessments.views import case, cases

app_name = "assessments"

_one_case: list[URLPattern | URLResolver] = [
    path("", case.case, name="case"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *desk_urls.urlpatterns,
    path("penilaian", cases.cases, name="cases"),
    path("penilaian/<slug:unit>/<int:year>/", include(_one_case)),
]
