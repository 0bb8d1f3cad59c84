"""Feeds and the calendar: `/umpan/…`, in the language of `?bahasa=`; readers that have the newest one get 304."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone

from pulau.apps.opendata.addresses import ATOM, feed_of_unit
from pulau.apps.opendata.feeding import calendar, feed, of_agency, of_country, of_region, of_unit
from pulau.apps.opendata.views.missing import missing
from pulau.apps.publication.contract import Moved, NotPublished, agency_at, unit_at
from pulau.exchange.feeds import atom as atom_form
from pulau.exchange.feeds import calendar as calendar_form
from pulau.exchange.feeds import json_feed as json_form
from pulau.exchange.feeds.conditional import not_modified, validators
from pulau.foundation.standing.pages import in_language
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.ui.security import FOR_ANY_SITE

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from pulau.apps.opendata.feeding import Asked

KEPT_SECONDS: Final = 300


@public
@kept_ready(seconds=KEPT_SECONDS)
def country(request: HttpRequest, form: str) -> HttpResponse:
    """Tell what happened in the whole country."""
    return _given(request, of_country(request.path), form)


@public
@kept_ready(seconds=KEPT_SECONDS)
def region(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Tell what happened in a province, regency or city."""
    asked = of_region(code, request.path)
    return missing(request) if asked is None else _given(request, asked, form)


@public
@kept_ready(seconds=KEPT_SECONDS)
def agency(request: HttpRequest, agency: str, form: str) -> HttpResponse:
    """Tell what happened to a body and its units."""
    try:
        return _given(request, of_agency(agency_at(agency), request.path), form)
    except NotPublished:
        return missing(request)


@public
@kept_ready(seconds=KEPT_SECONDS)
def unit(request: HttpRequest, agency: str, unit: str, form: str) -> HttpResponse:
    """Tell what happened to a unit; an address that it had before leads to the one it has now."""
    try:
        found = unit_at(agency, unit)
    except NotPublished:
        return missing(request)
    if isinstance(found, Moved):
        there = feed_of_unit(found.agency_slug, found.slug, form)
        return HttpResponsePermanentRedirect(in_language(there, spoken_language()))
    return _given(request, of_unit(found, request.path), form)


@public
@kept_ready(seconds=KEPT_SECONDS)
def agenda(request: HttpRequest) -> HttpResponse:
    """Give the calendar of declarations and ceremonies."""
    told = calendar(request.path, spoken_language(), timezone.localdate())
    body = calendar_form.icalendar(told)
    changed = max((event.changed for event in told.events), default=timezone.now())
    return _answer(request, body, calendar_form.MEDIA_TYPE, changed)


def _given(request: HttpRequest, asked: Asked, form: str) -> HttpResponse:
    made = feed(asked, spoken_language())
    if form == ATOM:
        return _answer(request, atom_form.atom(made), atom_form.MEDIA_TYPE, made.updated)
    return _answer(request, json_form.json_feed(made), json_form.MEDIA_TYPE, made.updated)


def _answer(request: HttpRequest, body: bytes, media_type: str, changed: datetime) -> HttpResponse:
    current = validators(body, changed, timezone.now())
    headers = {
        "ETag": current.etag,
        "Cache-Control": f"public, max-age={KEPT_SECONDS}",
        **FOR_ANY_SITE,
    }
    if current.last_modified:
        headers["Last-Modified"] = current.last_modified
    seen, since = request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")
    if not_modified(current, if_none_match=seen, if_modified_since=since):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type=media_type, headers=headers)
