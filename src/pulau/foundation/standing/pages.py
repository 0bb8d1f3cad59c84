"""How a page is made that anybody may be given: without any cookie, and with a place to say since when it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.utils.safestring import mark_safe

from pulau.foundation.standing.asking import LANGUAGE
from pulau.foundation.standing.refusing import PLACE
from pulau.foundation.ui.middleware import DEFAULT_LANGUAGE

_EVERY_OTHER = "x-default"


def render_public(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200, canonical: str = ""
) -> HttpResponse:
    """Render a page of `base.html` for everybody; who has signed in gets the usual header and forms.

    `canonical` is the address (path and query) under which search engines should know the page; without it, that of
    the request. The page names it, and its address in each language.
    """
    user = getattr(request, "user", None)
    addresses = {"page_addresses": _addresses(canonical or _own(request))}
    if user is not None and user.is_authenticated:
        return render(request, template, {**addresses, **context}, status=status)
    bare = {
        "csrf_token": "",
        "language_links": True,
        "language_query": _query(request, "&"),
        "standing_place": mark_safe(PLACE),  # noqa: S308 - our own constant
    }
    return render(request, template, {**addresses, **context, **bare}, status=status)


def in_language(address: str, language: str) -> str:
    """Return the stable address of a page (path and query) in a language: the default one's is the plain address."""
    if language == DEFAULT_LANGUAGE:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode({LANGUAGE: language})}"


def _addresses(address: str) -> dict[str, Any]:
    here = f"{settings.PUBLIC_URL}{address}"
    spoken = (translation.get_language() or DEFAULT_LANGUAGE).partition("-")[0]
    each = [(code, in_language(here, code)) for code, _name in settings.LANGUAGES]
    return {"canonical": in_language(here, spoken), "alternates": [*each, (_EVERY_OTHER, here)]}


def _own(request: HttpRequest) -> str:
    query = _query(request, "")
    return f"{escape_uri_path(request.path)}?{query}" if query else escape_uri_path(request.path)


def _query(request: HttpRequest, end: str) -> str:
    """Return what the address asks for besides the language, followed by `end` where there is any."""
    asked = request.GET.copy()
    asked.pop(LANGUAGE, None)
    return f"{asked.urlencode()}{end}" if asked else ""
