"""What a request asks for: by which key its answer is kept, who passes by, and the same question asked by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest

from pulau.foundation.ui.middleware import DEFAULT_LANGUAGE, LANGUAGE_COOKIE, known_language

LANGUAGE: Final = "bahasa"
SAFE: Final = frozenset({"GET", "HEAD"})
LONGEST_QUERY: Final = 4096
LONGEST_VALUE: Final = 100
LONGEST_KEY: Final = 400
"""Characters of path and query together: what asks for more is answered, but not kept."""
_FIELDS: Final = 50
_HEADERS: Final = frozenset({"HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"})
"""What the view hears of the visitor's headers: what tells the site's own address, and whose tries are counted."""

Key = tuple[str, str, str]
"""Path, canonical query, language."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; `switch` is the language that the address asks for where the cookie has another."""

    key: Key
    switch: str = ""


def passes_by(request: HttpRequest) -> bool:
    """Whether an answer may be for this one visitor: signed in, told something, a program, or a part of a page."""
    cookies = request.COOKIES
    if settings.SESSION_COOKIE_NAME in cookies or any(name in cookies for name in settings.STANDING_PASSING_COOKIES):
        return True
    return "HTTP_AUTHORIZATION" in request.META or "HTTP_HX_REQUEST" in request.META


def read(request: HttpRequest, asks: tuple[str, ...]) -> Asked | None:
    """Return what a request asks of a view that asks for these parameters, or None where that is not kept.

    Other parameters are not seen at all, so that nobody makes many keys of one page.
    """
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    spoken = known_language(request.COOKIES.get(LANGUAGE_COOKIE)) or DEFAULT_LANGUAGE
    if not query:
        return Asked((path, "", spoken))
    if len(query) > LONGEST_QUERY:
        return None
    try:
        pairs = parse_qsl(query, max_num_fields=_FIELDS)  # without those that are empty
    except ValueError:
        return None
    asked = next((value for name, value in reversed(pairs) if name == LANGUAGE), None)
    language = known_language(asked) or spoken
    ours = [(name, value) for each in asks for name, value in pairs if name == each]
    canonical = urlencode(ours) if ours else ""
    if len(path) + len(canonical) > LONGEST_KEY or any(len(value) > LONGEST_VALUE for _name, value in ours):
        return None
    return Asked((path, canonical, language), "" if language == spoken else language)


def nobody(request: HttpRequest, key: Key) -> WSGIRequest:
    """Return the question of a key as nobody in particular asks it: what is not in it cannot come into the answer.

    The cookie of forms goes along, lest an answer that is not kept (404) give the visitor another one.
    """
    _path, query, language = key
    meta = request.META
    environ = {name: value for name, value in meta.items() if not name.startswith("HTTP_") or name in _HEADERS}
    cookies = f"{LANGUAGE_COOKIE}={language}"
    token = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    if token.isalnum() and token.isascii():
        cookies += f"; {settings.CSRF_COOKIE_NAME}={token}"
    environ |= {"REQUEST_METHOD": "GET", "QUERY_STRING": query, "HTTP_COOKIE": cookies, "CONTENT_LENGTH": "0"}
    return WSGIRequest(environ)
