"""Addresses that are kept ready, as a test needs them: good ones, and those that must be refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import path
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_exempt

from pulau.config.urls import urlpatterns as pulau
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.refusing import LARGEST, PLACE
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.policy import public

PIXEL: Final = b"\x89PNG\r\n\x1a\n" + bytes(2000)
made: Counter[str] = Counter()
"""How often each view has answered."""
trouble: dict[str, Exception] = {}
"""What a view fails with, by its name."""


def clear() -> None:
    """Begin anew."""
    made.clear()
    trouble.clear()


def _count(name: str) -> int:
    made[name] += 1
    if name in trouble:
        raise trouble[name]
    return made[name]


@public
@kept_ready(seconds=30, asks=("tahun", "cari", "bagian"))
def page(request: HttpRequest, code: str) -> HttpResponse:
    """A page that asks the database."""
    number = _count("page")
    if code == "tiada":
        raise Http404
    said = f"{code} {number} {Tenant.objects.count()} {request.GET.urlencode()} {urlencode(request.COOKIES)}"
    return render_public(request, "400.html", {"reason": said})


@public
@kept_ready(seconds=30)
def plain(request: HttpRequest, code: str) -> HttpResponse:
    """A page that asks no database and takes what a visitor sent as far as it comes."""
    said = f"{code} {_count('plain')} {translation.get_language()} {sorted(request.headers)}"
    return HttpResponse(f"<!doctype html><p>{said}</p>{PLACE}{'isi ' * 1000}")


@public
@kept_ready(seconds=60)
def feed(_request: HttpRequest) -> HttpResponse:
    """A feed."""
    number = _count("feed")
    return HttpResponse(f"<feed>{number} {'isi ' * 1000}</feed>", content_type="application/atom+xml; charset=utf-8")


@public
@kept_ready(seconds=60)
@xframe_options_exempt
def picture(_request: HttpRequest) -> HttpResponse:
    """A picture that other sites may frame."""
    _count("picture")
    return HttpResponse(PIXEL, content_type="image/png")


def _whole(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"<p>{PLACE}</p>")


def _cookie(request: HttpRequest) -> HttpResponse:
    response = _whole(request)
    response.set_cookie("siapa", "ayu")
    return response


def _token(request: HttpRequest) -> HttpResponse:
    get_token(request)
    return _whole(request)


def _form(request: HttpRequest) -> HttpResponse:
    return render(request, "400.html", {"reason": "", "standing_place": PLACE})


def _session(request: HttpRequest) -> HttpResponse:
    request.session["siapa"] = "ayu"
    return _whole(request)


def _private(request: HttpRequest) -> HttpResponse:
    response = _whole(request)
    response.headers["Cache-Control"] = "max-age=5, Private"
    return response


def _never(request: HttpRequest) -> HttpResponse:
    response = _whole(request)
    response.headers["Cache-Control"] = "no-store"
    return response


def _varies(request: HttpRequest) -> HttpResponse:
    response = _whole(request)
    response.headers["Vary"] = "Cookie, Authorization"
    return response


def _encoded(request: HttpRequest) -> HttpResponse:
    response = _whole(request)
    response.headers["Content-Encoding"] = "gzip"
    return response


def _placeless(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("<p>isi</p>")


def _large(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(PLACE + "x" * LARGEST)


def _streamed(_request: HttpRequest) -> HttpResponseBase:
    return StreamingHttpResponse([PLACE.encode()])


REFUSED: Final[dict[str, tuple[Callable[[HttpRequest], HttpResponseBase], str]]] = {
    "kue": (_cookie, "sets a cookie"),
    "kunci": (_token, "token of forms"),
    "formulir": (_form, "token of forms"),
    "sesi": (_session, "changes the session"),
    "pribadi": (_private, "is private"),
    "jangan": (_never, "is private"),
    "ragam": (_varies, "varies by authorization"),
    "mampat": (_encoded, "is encoded already"),
    "polos": (_placeless, "no place to say since when"),
    "besar": (_large, "more than"),
    "alir": (_streamed, "made while it is sent"),
}
"""Views that are marked and must not be kept, by their address, and what is said of each."""

urlpatterns = [
    *pulau,
    path("uji/hal/<str:code>", page),
    path("uji/polos/<path:code>", plain),
    path("uji/umpan", feed),
    path("uji/gambar", picture),
    *(path(f"uji/{name}", public(kept_ready()(view))) for name, (view, _why) in REFUSED.items()),  # type: ignore[arg-type]
]
