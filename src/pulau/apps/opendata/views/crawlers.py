"""For search engines and who finds a weakness: `/robots.txt`, `/sitemap.xml`, `/.well-known/security.txt`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pulau.apps.opendata.addresses import whole
from pulau.apps.opendata.mapping_site import index, part
from pulau.apps.opendata.views.missing import missing
from pulau.exchange.sitemaps import MEDIA_TYPE, sitemap_index, sitemap_part
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

PLAIN: Final = "text/plain; charset=utf-8"
KEPT_SECONDS: Final = 3600
SECURITY_DAYS: Final = 180
CLOSED: Final = (
    *("/masuk", "/akun", "/bukti", "/lke", "/penilaian", "/tanda-tangan", "/dokumen", "/jurnal"),
    *("/redaksi", "/token", "/unggahan", "/impor", "/kelola", "/pemberitahuan", "/data/kunci", "/api/v1/worksheets"),
)
"""Where search engines have no business: for people who have signed in, and forms."""


@public
@kept_ready(seconds=KEPT_SECONDS)
def robots(_request: HttpRequest) -> HttpResponse:
    """Say what search engines may look at: all public pages, not too fast."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "Crawl-delay: 1", ""]
    return HttpResponse("\n".join([*lines, f"Sitemap: {whole('/sitemap.xml')}", ""]), content_type=PLAIN)


@public
@kept_ready(seconds=KEPT_SECONDS)
def sitemap(_request: HttpRequest) -> HttpResponse:
    """Give the index of all public pages."""
    return HttpResponse(b"".join(sitemap_index(index())), content_type=MEDIA_TYPE)


@public
@require_safe
def sitemap_of(request: HttpRequest, number: int) -> HttpResponseBase:
    """Give one part of them, as it is read."""
    pages = part(number)
    if pages is None:
        return missing(request)
    headers = {"Cache-Control": f"public, max-age={KEPT_SECONDS}"}
    return StreamingHttpResponse(sitemap_part(pages), content_type=MEDIA_TYPE, headers=headers)


@public
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116), where the operator named somebody."""
    contact: str = settings.SECURITY_CONTACT
    if not contact:
        return missing(request)
    expires = (timezone.now() + timedelta(days=SECURITY_DAYS)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {contact}", f"Expires: {expires}", "Preferred-Languages: id, en"]
    canonical = f"Canonical: {whole('/.well-known/security.txt')}"
    return HttpResponse("\n".join([*lines, canonical, ""]), content_type=PLAIN)
