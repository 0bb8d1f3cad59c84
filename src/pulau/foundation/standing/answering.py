"""A kept answer as it goes to one visitor: packed or not, whole or "not changed", with the language they chose."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from django.http import HttpRequest, HttpResponse

from pulau.foundation.standing.entries import Form, Ready
from pulau.foundation.ui.views import keep_language

_NOT_CHANGED: Final = 304
_LONGEST: Final = 200
"""What is looked at of an Accept-Encoding: what was looked at is remembered."""
_SAID_AGAIN: Final = ("ETag", "Cache-Control", "Vary", "Content-Language")
"""What "not changed" repeats (RFC 9110, 15.4.5)."""


def answer(ready: Ready, request: HttpRequest, switch: str = "") -> HttpResponse:
    """Answer with what is fresh; `switch` is the language that the visitor keeps from now on.

    Only a page changes that: a feed or a picture, shown in pages of others, sets no cookie.
    """
    switch = switch if ready.kept.is_page else ""
    form = _form(ready.plain, ready.packed, request)
    seen = request.META.get("HTTP_IF_NONE_MATCH")
    if seen is not None and not switch and _seen(seen, ready.etag):
        return HttpResponse(status=_NOT_CHANGED, headers={n: form.headers[n] for n in _SAID_AGAIN if n in form.headers})
    response = _whole(form, ready, request)
    if switch and request.method == "GET":
        response.headers["Cache-Control"] = "private, no-cache"  # it sets a cookie: no cache may give it to others
        keep_language(response, switch)
    return response


def answer_away(ready: Ready, request: HttpRequest, now: float) -> HttpResponse:
    """Answer with what stood last, which says since when; what is no page says it in its headers (RFC 7234, 5.5)."""
    response = _whole(_form(*ready.away, request), ready, request)
    response.headers["Age"] = str(max(0, int(now - ready.kept.built)))
    response.headers["Warning"] = '110 - "Response is Stale"'
    return response


def _whole(form: Form, ready: Ready, request: HttpRequest) -> HttpResponse:
    response = HttpResponse(b"" if request.method == "HEAD" else form.body, headers=form.headers)
    if ready.kept.frameable:
        response.xframe_options_exempt = True  # Django's own mark, which its decorators set
    return response


def _form(plain: Form, packed: Form | None, request: HttpRequest) -> Form:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")[:_LONGEST]
    return packed if packed is not None and takes_gzip(accepted) else plain


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding takes gzip: by name or by `*`, and not with a weight of nothing."""
    weights = dict(map(_weighted, accepted.lower().split(",")))
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _weighted(part: str) -> tuple[str, float]:
    name, _semicolon, weight = part.partition(";")
    try:
        return name.strip(), float(weight.partition("=")[2] or 1)
    except ValueError:
        return name.strip(), 0.0


def _seen(seen: str, etag: str) -> bool:
    return seen.strip() == "*" or etag.removeprefix("W/") in seen
