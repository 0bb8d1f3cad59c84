"""A bare response of as many bytes as the kept page has."""

from __future__ import annotations

import os

from django.http import HttpRequest, HttpResponse
from django.urls import path

_BODY = b"x" * int(os.environ.get("BENCH_BYTES", "30000"))


def bare(_request: HttpRequest) -> HttpResponse:
    """The least that Django can answer."""
    return HttpResponse(_BODY)


urlpatterns = [path("polos", bare)]
