"""From draft to public and back: a look at a version, publishing, taking back, history, restoring, and the footer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.editorial.comparing import differences
from pulau.apps.editorial.forms import words_of
from pulau.apps.editorial.models import PageKind
from pulau.apps.editorial.policies import EDIT
from pulau.apps.editorial.refusals import EditorialRefusal
from pulau.apps.editorial.selectors import find_page, find_version, newest_of, shown, versions_of
from pulau.apps.editorial.services.pages import place_page, publish_page, restore_version, take_page_back
from pulau.apps.editorial.wishes import texts_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged
from pulau.foundation.ui.middleware import known_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SEE_OTHER: Final = 303
LAST_PLACE: Final = 99
VERSIONS_A_PAGE: Final = 20


@requires(may(EDIT))
@never_cache
@require_safe
def preview(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a version exactly as the public would read it, in either language. Raises PageNotFound (404)."""
    page = find_page(slug)
    version, newest = find_version(page, number), newest_of(page)
    language = known_language(request.GET.get("bahasa")) or translation.get_language()
    with translation.override(language):
        told = shown(slug, texts_of(version), page.published_at or version.at, version.at)
        context = {
            "shown": told, "news": page.kind == PageKind.NEWS, "version": version, "newest": newest,
            "publishable": newest.pk == version.pk and page.live_id != version.pk, "preview": True,
        }  # fmt: skip
        return render(request, "editorial/page.html", context)


@requires(may(EDIT))
@never_cache
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish the newest version. Raises PageNotFound (404)."""
    seen, now = read_number(request.POST.get("terlihat")), timezone.now()
    return _done(
        request, slug, _("Terbit. Publik membacanya sekarang."),
        lambda: publish_page(actor=required_actor(request), slug=slug, seen=seen, now=now),
    )  # fmt: skip


@requires(may(EDIT))
@never_cache
@require_POST
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a page back from the public. Raises PageNotFound (404)."""
    seen, now = read_number(request.POST.get("terlihat")), timezone.now()
    return _done(
        request, slug, _("Ditarik. Publik tidak membacanya lagi."),
        lambda: take_page_back(actor=required_actor(request), slug=slug, seen=seen, now=now),
    )  # fmt: skip


@requires(may(EDIT))
@never_cache
@require_POST
def restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make an old version's texts the newest draft. Raises PageNotFound or VersionNotFound (404)."""
    seen, now = read_number(request.POST.get("terlihat")), timezone.now()
    return _done(
        request, slug, _("Dipulihkan sebagai draf. Publik membaca yang sekarang sampai Anda menerbitkannya."),
        lambda: restore_version(actor=required_actor(request), slug=slug, number=number, seen=seen, now=now),
    )  # fmt: skip


@requires(may(EDIT))
@never_cache
@require_POST
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a page among the links below every page, or take it away. Raises PageNotFound (404)."""
    typed = request.POST.get("urutan", "").strip()
    footer = min(read_number(typed), LAST_PLACE) if typed else None
    return _done(
        request, slug, _("Tempatnya di kaki halaman tersimpan."),
        lambda: place_page(actor=required_actor(request), slug=slug, footer=footer, now=timezone.now()),
    )  # fmt: skip


@requires(may(EDIT))
@never_cache
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all versions, and how two of them differ (`?dari=1&ke=3`). Raises PageNotFound or VersionNotFound (404)."""
    page = find_page(slug)
    first, second = read_number(request.GET.get("dari")), read_number(request.GET.get("ke"))
    context: dict[str, object] = {
        **paged(request, versions_of(page), VERSIONS_A_PAGE, dari=str(first or ""), ke=str(second or "")),
        "slug": slug, "newest": newest_of(page), "row": page, "first": first, "second": second,
    }  # fmt: skip
    if first and second:
        old, new = find_version(page, min(first, second)), find_version(page, max(first, second))
        context |= {"old": old, "new": new, "differences": differences(texts_of(old), texts_of(new))}
    return render(request, "editorial/history.html", context)


def read_number(typed: str | None) -> int:
    """Return the number of a version; 0, which no version has, for anything else."""
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0  # noqa: PLR2004


def _done(request: HttpRequest, slug: str, words: str, deed: Callable[[], object]) -> HttpResponse:
    """Do it, and lead to the history with what came of it."""
    try:
        with transaction.atomic():
            deed()
    except EditorialRefusal as problem:
        messages.warning(request, words_of(problem))
    else:
        messages.success(request, words)
    return HttpResponseRedirect(reverse("editorial:history", args=[slug]), status=SEE_OTHER)
