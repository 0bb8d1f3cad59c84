"""Headers that keep a page to itself, and a limit on what is sent to us."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pulau.foundation.ui.views import render_error

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""No script or style inside a page, and nothing from elsewhere."""

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
FOR_ANY_SITE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Of an answer that pages and programs of other sites may show and read."""


class ContentSecurityMiddleware:
    """Send the policies with every answer, static files included; keep what a person is told out of shared caches."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # Also on refusals, which no view has marked: they name the person and the address they asked for.
            response.headers.setdefault("Cache-Control", "private")
        return response


class BodyLimitMiddleware:
    """Refuse a request that announces more than its address takes before any of it is read.

    That is UPLOAD_LIMIT_BYTES, or what UPLOAD_LIMITS says of addresses like it.

    A WSGI server hands over no more than was announced, so a false announcement gains nothing.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse with 413 and the limit in megabytes."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) <= _limit(request):
            return self.get_response(request)
        return _too_large(request)


def _limit(request: HttpRequest) -> int:
    return _own_limit(request) or int(settings.UPLOAD_LIMIT_BYTES)


def _own_limit(request: HttpRequest) -> int | None:
    """Return what the address itself takes, by the first pattern (`*` is anything) that it is like."""
    limits: dict[str, int] = settings.UPLOAD_LIMITS
    return next((limit for pattern, limit in limits.items() if fnmatchcase(request.path, pattern)), None)


def _too_large(request: HttpRequest) -> HttpResponse:
    limit = _limit(request) // (1024 * 1024)
    told = _("Berkas terlalu besar: paling besar %(limit)d MB.") % {"limit": limit}
    if request.path.startswith("/unggahan"):
        return JsonResponse({"problems": [{"code": "upload-too-large", "place": "", "message": told}]}, status=413)
    if _own_limit(request) is not None and not request.path.startswith("/api/"):
        return render(request, "413.html", {"reason": told, "other": True}, status=413)
    sentence = _("Berkas terlalu besar: paling besar %(limit)d MB. Kirim lembar kerjanya saja.") % {"limit": limit}
    if request.path.startswith("/api/"):
        problem = {"code": "file-too-large", "place": "", "message": told if _own_limit(request) else sentence}
        return JsonResponse({"problems": [problem]}, status=413)  # the shape of every refusal of the API
    return render_error(request, 413, sentence)
