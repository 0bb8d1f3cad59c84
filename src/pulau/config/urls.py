"""All addresses. Every one names who may (`pulau.foundation.tenancy.policy`); a test checks it."""

from __future__ import annotations

from django.urls import include, path

from pulau.config.api import api

urlpatterns = [
    path("", include("pulau.apps.agencies.urls")),
    path("", include("pulau.apps.people.urls")),
    path("", include("pulau.apps.transparency.urls")),
    path("", include("pulau.apps.declarations.urls")),
    path("", include("pulau.apps.evidence.urls")),
    path("", include("pulau.apps.signing.urls")),
    path("", include("pulau.apps.worksheets.urls")),
    path("", include("pulau.apps.zone_areas.urls")),
    path("", include("pulau.apps.assessments.urls")),
    path("", include("pulau.apps.proposals.urls")),
    path("", include("pulau.apps.visits.urls")),
    path("", include("pulau.apps.panels.urls")),
    path("", include("pulau.apps.reports.urls")),
    path("", include("pulau.apps.outcomes.urls")),
    path("", include("pulau.apps.remediation.urls")),
    path("", include("pulau.apps.companions.urls")),
    path("", include("pulau.apps.editorial.urls")),
    path("", include("pulau.apps.portal.urls")),  # /umpan/pantau.atom comes before the feeds of bodies
    path("", include("pulau.apps.opendata.urls")),
    path("", include("pulau.apps.analytics.urls")),
    path("", include("pulau.foundation.ui.urls")),
    path("", include("pulau.foundation.notices.urls")),
    path("", include("pulau.foundation.calendar.urls")),
    path("", include("pulau.foundation.imports.urls")),
    path("", include("pulau.foundation.live.urls")),
    path("", include("pulau.foundation.uploads.urls")),
    path("", include("pulau.foundation.accounts.urls")),
    path("", include("pulau.foundation.journal.urls")),
    path("api/v1/", api.urls),
]

handler403 = "pulau.apps.people.views.refused.refused"
handler429 = "pulau.foundation.accounts.views.signing_in.too_many_tries"  # allauth asks for it
