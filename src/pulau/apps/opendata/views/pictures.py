"""Badges and pictures, for pages of others: they set no cookie, and any site may show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone

from pulau.apps.opendata.addresses import badge_path, picture_path
from pulau.apps.opendata.depicting import agency_picture, country_picture, standing_of, unit_picture
from pulau.apps.opendata.pictures import PainterBusy, picture
from pulau.apps.opendata.views.missing import missing
from pulau.apps.publication.contract import Moved, NotPublished, agency_at, figures_of, unit_at
from pulau.exchange import badge as badge_form
from pulau.exchange import sharing_picture as picture_form
from pulau.exchange.badge import Badge, badge_svg
from pulau.exchange.standings import Standing, State
from pulau.foundation.standing.pages import in_language
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.ui.security import FOR_ANY_SITE

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.exchange.sharing_picture import SharingPicture

BADGE_SECONDS: Final = 300
PICTURE_SECONDS: Final = 3600
AGAIN_SECONDS: Final = 10


@public
@kept_ready(seconds=BADGE_SECONDS)
def badge(_request: HttpRequest, agency: str, unit: str) -> HttpResponse:
    """Draw the badge of a unit as it stands today; of one that is not known, that it is not."""
    try:
        found = unit_at(agency, unit)
    except NotPublished:
        return _drawn(badge_svg(Badge(Standing(State.UNKNOWN), spoken_language())), badge_form.MEDIA_TYPE, 404)
    if isinstance(found, Moved):
        return _moved(badge_path(found.agency_slug, found.slug))
    standing = standing_of(found, timezone.localdate())
    return _drawn(badge_svg(Badge(standing, spoken_language(), found.name)), badge_form.MEDIA_TYPE)


@public
@kept_ready(seconds=PICTURE_SECONDS)
def unit(request: HttpRequest, agency: str, unit: str) -> HttpResponse:
    """Give the picture of a unit's page."""
    try:
        found = unit_at(agency, unit)
    except NotPublished:
        return missing(request)
    if isinstance(found, Moved):
        return _moved(picture_path(found.agency_slug, found.slug))
    return _painted(unit_picture(found, spoken_language(), timezone.localdate()))


@public
@kept_ready(seconds=PICTURE_SECONDS)
def agency(request: HttpRequest, agency: str) -> HttpResponse:
    """Give the picture of a body's page."""
    try:
        found = agency_at(agency)
    except NotPublished:
        return missing(request)
    return _painted(agency_picture(found, spoken_language()))


@public
@kept_ready(seconds=PICTURE_SECONDS)
def country(_request: HttpRequest) -> HttpResponse:
    """Give the picture of every other page."""
    figures = figures_of()
    return _painted(country_picture(figures[-1] if figures else None, spoken_language()))


def _painted(wanted: SharingPicture) -> HttpResponse:
    try:
        return _drawn(picture(wanted), picture_form.MEDIA_TYPE)
    except PainterBusy:
        return HttpResponse(status=503, headers={"Retry-After": str(AGAIN_SECONDS)})


def _drawn(content: bytes, media_type: str, status: int = 200) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, status=status, headers=FOR_ANY_SITE)


def _moved(address: str) -> HttpResponse:
    return HttpResponsePermanentRedirect(in_language(address, spoken_language()), headers=FOR_ANY_SITE)
