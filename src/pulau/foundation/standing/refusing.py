"""What must never be kept, whatever a view says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse

PLACE: Final = "<!--standing-->"
"""Where a page says since when it stands, while the database is away."""
LARGEST: Final = 512 * 1024
"""Bytes of a page."""
_TOKEN: Final = b"csrfmiddlewaretoken"
_PRIVATE: Final = re.compile(r"\b(?:private|no-store|no-cache)\b", re.IGNORECASE)
_VARIES: Final = frozenset({"cookie", "accept-encoding"})
"""What every kept answer varies by: those with other cookies that matter pass by, and languages are keys."""


def why_not(request: HttpRequest, response: HttpResponse) -> str:
    """Return why an answer cannot be kept, or nothing. Looks at the body last, and only where there is one."""
    return next(_reasons(request, response), "")


def _reasons(request: HttpRequest, response: HttpResponse) -> Iterator[str]:
    if response.streaming or not getattr(response, "is_rendered", True):
        yield "is made while it is sent"
        return
    if response.cookies:
        yield "sets a cookie"
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        yield "holds a token of forms"
    session = getattr(request, "session", None)
    if session is not None and session.modified:
        yield "changes the session"
    yield from _headers(response)
    yield from _content(response)


def _headers(response: HttpResponse) -> Iterator[str]:
    if _PRIVATE.search(response.headers.get("Cache-Control", "")):
        yield "is private"
    if "Content-Encoding" in response.headers:
        yield "is encoded already"
    names = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")} - {""}
    if others := sorted(names - _VARIES):
        yield f"varies by {', '.join(others)}"


def _content(response: HttpResponse) -> Iterator[str]:
    if len(response.content) > LARGEST:
        yield f"has more than {LARGEST} bytes"
    if _TOKEN in response.content:
        yield "holds a token of forms"
    if is_page(response) and PLACE.encode() not in response.content:
        yield "has no place to say since when it stands (render_public makes one)"


def is_page(response: HttpResponse) -> bool:
    """Whether an answer is a page for people."""
    return response.headers.get("Content-Type", "").startswith("text/html")
