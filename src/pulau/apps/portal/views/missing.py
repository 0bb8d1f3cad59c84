"""A page that is not there, said so that the way on is clear: what was looked for, and where to look instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from pulau.foundation.standing.pages import render_public

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

NOT_FOUND: Final = 404


def not_found(
    request: HttpRequest, title: str, words: str, links: Sequence[tuple[str, str]] = (), looked_for: str = ""
) -> HttpResponse:
    """Answer 404 with what is missing, links that lead on, and the search."""
    context = {"title": title, "words": words, "links": links, "looked_for": looked_for}
    return render_public(request, "portal/missing.html", context, status=NOT_FOUND)


def no_such_zone(request: HttpRequest, looked_for: str) -> HttpResponse:
    """Say that nothing is published under an address."""
    words = _("Alamatnya mungkin salah ketik, atau unit ini belum memakai Pulau. Coba cari namanya.")
    return not_found(request, _("Unit atau instansi ini tidak ditemukan"), words, looked_for=looked_for)
