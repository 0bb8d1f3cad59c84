"""What is answered at an address of data that leads nowhere: words, not a page, for programs read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest


def missing(_request: HttpRequest) -> HttpResponse:
    """Say that nothing is published at an address."""
    told = _("Tidak ada yang dipublikasikan pada alamat ini.")
    return HttpResponse(f"{told}\n", content_type="text/plain; charset=utf-8", status=404)
