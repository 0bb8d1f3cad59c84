"""Pulau's addresses, and a public page of some 30 KB that is kept ready."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from pulau.config.urls import urlpatterns as pulau
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public

_UNITS = 560


@public
@kept_ready(seconds=5, asks=("tahun",))
def kept(request: HttpRequest) -> HttpResponse:
    """A page with header, footer and a text as long as a unit's page."""
    lines = (f"{number}. Satuan kerja {number:04d}: area {number % 6 + 1}, nilai {number}." for number in range(_UNITS))
    return render_public(request, "400.html", {"reason": "\n".join(lines)})


urlpatterns = [*pulau, path("siap", kept)]
