"""Addresses of the pages about people."""

from __future__ import annotations

from django.urls import path

from pulau.apps.people.views import bodies, tokens

app_name = "people"

urlpatterns = [
    path("instansi", bodies.bodies, name="bodies"),
    path("token", tokens.tokens, name="tokens"),
    path("token/<uuid:token_id>/cabut", tokens.revoke, name="revoke_token"),
]
