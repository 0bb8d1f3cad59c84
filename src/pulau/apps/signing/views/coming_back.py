"""Where a person came from, when another page sent them here to sign: an address of this site, or nothing."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

FIELD: Final = "kembali"
_LONGEST: Final = 300


def way_back(request: HttpRequest) -> str:
    """Return the path that the address or the form names, empty unless it is one of this site."""
    path = request.POST.get(FIELD) or request.GET.get(FIELD) or ""
    own = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if own and len(path) <= _LONGEST and path.isprintable() else ""
