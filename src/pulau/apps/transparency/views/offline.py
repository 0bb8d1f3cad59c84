"""The page that checks proofs without a network (`/log/periksa-luring.html`), to use here or to save."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.transparency import places
from pulau.apps.transparency.offline import NAME, PageNotBuilt, offline_page, security_policy
from pulau.foundation.tenancy.policy import public

_CAMERA: Final = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
SAVE: Final = "simpan"


@public
@never_cache
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Give the page with this installation's policy inside; `?simpan` gives it as a file. It sets no cookie."""
    try:
        page = offline_page(places.policy_text() if places.chosen().enabled else "")
        allowed = security_policy(page)
    except PageNotBuilt as problem:
        raise Http404(NAME) from problem
    answer = HttpResponse(page)
    answer.headers["Content-Security-Policy"] = allowed
    answer.headers["Permissions-Policy"] = _CAMERA
    if SAVE in request.GET:
        answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer
