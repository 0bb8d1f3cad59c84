"""What editors wrote, for everybody: `/tentang`, `/panduan`, `/kabar`, `/halaman/<slug>`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponseRedirect
from django.urls import reverse

from pulau.apps.editorial.models import PageKind
from pulau.apps.editorial.refusals import PageNotFound
from pulau.apps.editorial.selectors import news, news_line, public_page
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

NEWS_A_PAGE: Final = 10
KEPT_SECONDS: Final = 60
"""How long a page stands ready; publishing and taking back end that at once."""
OWN_ADDRESS: Final = {"tentang": "editorial:about", "panduan": "editorial:guide"}
"""Pages that do not lie below `/halaman/`."""
MOVED: Final = 301


@public
@kept_ready(seconds=KEPT_SECONDS)
def about(request: HttpRequest) -> HttpResponse:
    """Tell what Pulau and integrity zones are."""
    return _page(request, "tentang", PageKind.PAGE)


@public
@kept_ready(seconds=KEPT_SECONDS)
def guide(request: HttpRequest) -> HttpResponse:
    """Guide citizens and offices."""
    return _page(request, "panduan", PageKind.PAGE)


@public
@kept_ready(seconds=KEPT_SECONDS)
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show another page of the editors."""
    if slug in OWN_ADDRESS:
        return HttpResponseRedirect(reverse(OWN_ADDRESS[slug]), status=MOVED)
    return _page(request, slug, PageKind.PAGE)


@public
@kept_ready(seconds=KEPT_SECONDS, asks=("halaman",))
def news_list(request: HttpRequest) -> HttpResponse:
    """List the news, the newest first."""
    pages = paged(request, news(), NEWS_A_PAGE)
    return render_public(request, "editorial/news.html", {**pages, "lines": [news_line(row) for row in pages["page"]]})


@public
@kept_ready(seconds=KEPT_SECONDS)
def news_item(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one piece of news."""
    return _page(request, slug, PageKind.NEWS)


def _page(request: HttpRequest, slug: str, kind: PageKind) -> HttpResponse:
    try:
        shown = public_page(slug, kind)
    except PageNotFound:
        return render_public(request, "editorial/missing.html", {"news": kind is PageKind.NEWS}, status=404)
    return render_public(request, "editorial/page.html", {"shown": shown, "news": kind is PageKind.NEWS})
