"""Addresses of pledges, pacts, declarations, their ceremonies and coverage."""

from __future__ import annotations

from django.urls import path

from pulau.apps.declarations.coverage_urls import COVERAGE
from pulau.apps.declarations.declaration_urls import DECLARATIONS
from pulau.apps.declarations.pact_urls import PACTS
from pulau.apps.declarations.tablet_urls import TABLETS
from pulau.apps.declarations.views import ceremony, leading

app_name = "declarations"

urlpatterns = [
    *COVERAGE,
    *PACTS,
    *TABLETS,
    *DECLARATIONS,
    path("layar/<str:code>", ceremony.hall, name="hall"),
    path("c/<str:code>", ceremony.phone, name="phone"),
    path("c/<str:code>/saksi", ceremony.confirm, name="confirm"),
    path("pencanangan/<uuid:declaration_id>/acara", leading.lead, name="lead"),
]
