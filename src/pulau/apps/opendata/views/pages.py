"""Pages of open data: `/data`, a year's newest release, one of its versions, and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.opendata.keys import A_MINUTE, make_key
from pulau.apps.opendata.limits import ANONYMOUS, allow_key
from pulau.apps.opendata.models import LONGEST_LABEL
from pulau.apps.opendata.selectors import NoSuchRelease, newest_by_year, release_at, versions_of
from pulau.apps.opendata.showing import catalogue, release_context
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.ui.security import FOR_ANY_SITE

if TYPE_CHECKING:
    from django.http import HttpRequest

KEPT_SECONDS: Final = 60


@public
@kept_ready(seconds=KEPT_SECONDS)
def data(request: HttpRequest) -> HttpResponse:
    """Show the releases, and how to take data otherwise."""
    found = newest_by_year()
    newest = release_context(release_at(found[0].year), spoken_language()) if found else {}
    context = {"releases": found, "anonymous": ANONYMOUS, **newest}
    return render_public(request, "opendata/data.html", context)


@public
@kept_ready(seconds=KEPT_SECONDS)
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the newest release of a year."""
    return _release(request, year, None)


@public
@kept_ready(seconds=KEPT_SECONDS)
def version(request: HttpRequest, year: int, version: int) -> HttpResponse:
    """Show one release."""
    return _release(request, year, version)


@public
@kept_ready(seconds=KEPT_SECONDS)
def catalogue_file(_request: HttpRequest) -> HttpResponse:
    """Give the catalogue of releases (schema.org)."""
    content = catalogue(spoken_language())
    return HttpResponse(content, content_type="application/ld+json", headers=FOR_ANY_SITE)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def key(request: HttpRequest) -> HttpResponse:
    """Make a key of the read API, shown this once."""
    context: dict[str, object] = {"anonymous": ANONYMOUS, "with_key": A_MINUTE, "longest": LONGEST_LABEL}
    if request.method != "POST":
        return render(request, "opendata/key.html", context)
    label = " ".join(request.POST.get("untuk", "").replace("\x00", "").split())
    if len(label) > LONGEST_LABEL:
        problem = _("Paling panjang %(most)s huruf.") % {"most": LONGEST_LABEL}
        return render(request, "opendata/key.html", {**context, "label_value": label, "problem": problem}, status=422)
    wait = allow_key(request)
    if wait:
        response = render(request, "opendata/key.html", {**context, "label_value": label, "wait": wait}, status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    made = make_key(label=label, now=timezone.now())
    return render(request, "opendata/key.html", {**context, "key": made}, status=201)


def _release(request: HttpRequest, year: int, version: int | None) -> HttpResponse:
    try:
        row = release_at(year, version)
    except NoSuchRelease:
        context = {"year": year, "version": version, "releases": newest_by_year()}
        return render_public(request, "opendata/missing.html", context, status=404)
    context = {**release_context(row, spoken_language()), "versions": versions_of(year)}
    return render_public(request, "opendata/release.html", context, canonical=f"/data/{row}")
