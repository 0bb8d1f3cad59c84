"""The read API of what is public, open to all: bodies, units, events, practices, figures, releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from ninja import Router

from pulau.apps.opendata import rest_shapes as shapes
from pulau.apps.opendata.rest_asking import (
    AFTER,
    FOUND,
    LIMIT,
    LISTED,
    answer_all,
    asked_choice,
    asked_id,
    asked_since,
    asked_word,
    described,
    limited,
    page_of,
)
from pulau.apps.opendata.rest_objects import (
    agency_object,
    event_object,
    figures_object,
    practice_object,
    release_object,
    unit_object,
    year_object,
)
from pulau.apps.opendata.rest_shapes import query
from pulau.apps.opendata.selectors import releases, with_names
from pulau.apps.publication.contract import (
    COUNTRY,
    EventKind,
    Moved,
    NotPublished,
    StateWords,
    agencies,
    agency_at,
    events,
    figures_of,
    in_region,
    practices,
    unit_at,
    unit_by_id,
    units,
    years_of_unit,
)
from pulau.foundation.api.problems import language_of
from pulau.foundation.api.reading import uuid_in
from pulau.foundation.tenancy.policy import public

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.apps.publication.contract import PublishedUnit

router = Router(tags=["open data"])

EVENTS: Final = 200
TITLES: Final = ("WBK", "WBBM", "none")
FLAGS: Final = {"true": True, "false": False}
_WORD: Final = {"type": "string", "maxLength": 64}
_SINCE: Final = {"type": "string", "examples": ["2026-11-01", "2026-11-01T00:00:00Z"]}
REGION: Final = query("region", "A province (`32`, `pusat`, `lain`), or a regency or city (`32.04`).", _WORD)
PLACE: Final = query("place", "`negara`, a province's code, `pusat` or `lain`.", {**_WORD, "default": COUNTRY})
CHANGED: Final = query("changed_since", "Only what was published or changed since; to harvest what is new.", _SINCE)


def _one_of(*words: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


@router.get(
    "/agencies",
    operation_id="list_open_agencies",
    summary="List agencies",
    response={200: shapes.OpenAgenciesOut, **LISTED},
    openapi_extra=described(REGION, query("kind", "Kind of body.", _WORD), AFTER, LIMIT),
)
@public
@limited("region", "kind", "after", "limit")
def list_open_agencies(request: HttpRequest) -> HttpResponse:
    """List bodies with their counts of today, by id."""
    return page_of(request, "agencies", _filtered(request, agencies(), "kind").defer("facts"), agency_object)


@router.get(
    "/agencies/{agency}",
    operation_id="get_open_agency",
    summary="Read an agency",
    response={200: shapes.OpenAgencyOut, **FOUND},
    openapi_extra=described(),
)
@public
@limited()
def get_open_agency(request: HttpRequest, agency: str) -> HttpResponse:
    """Read a body by its address (slug)."""
    try:
        return answer_all(request, agency_object(agency_at(_plain(agency))))
    except NotPublished:
        raise Http404 from None


@router.get(
    "/agencies/{agency}/units/{unit}",
    operation_id="get_open_unit_at",
    summary="Read a unit by its address",
    response={200: shapes.OpenUnitWholeOut, 301: None, **FOUND},
    openapi_extra=described(),
)
@public
@limited()
def get_open_unit_at(request: HttpRequest, agency: str, unit: str) -> HttpResponse:
    """Read a unit by its address; one that it had before leads (301) to the one it has now."""
    try:
        found = unit_at(_plain(agency), _plain(unit))
    except NotPublished:
        raise Http404 from None
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(reverse("api:get_open_unit_at", args=[found.agency_slug, found.slug]))
    return _whole(request, found)


@router.get(
    "/units",
    operation_id="list_open_units",
    summary="List units",
    response={200: shapes.OpenUnitsOut, **LISTED},
    openapi_extra=described(
        REGION,
        query("agency", "Only of the body with this address (slug).", _WORD),
        query("kind", "Kind of unit.", _WORD),
        query("title", "The title held; `none` for units without one.", _one_of(*TITLES)),
        query("state", "How far the unit came.", _one_of(*StateWords.values)),
        query("silent", "Declared, and no activity since.", _one_of(*FLAGS)),
        CHANGED,
        AFTER,
        LIMIT,
    ),
)
@public
@limited("region", "agency", "kind", "title", "state", "silent", "changed_since", "after", "limit")
def list_open_units(request: HttpRequest) -> HttpResponse:
    """List units as they stand today, by id."""
    rows = _filtered(request, units(), "kind").defer("facts", "agency__facts")
    if agency := asked_word(request, "agency"):
        rows = rows.filter(agency__slug=agency)
    if title := asked_choice(request, "title", TITLES):
        rows = rows.filter(title="" if title == "none" else title)
    if state := asked_choice(request, "state", StateWords.values):
        rows = rows.filter(state=state)
    if silent := asked_choice(request, "silent", FLAGS):
        rows = rows.filter(silent=FLAGS[silent])
    if since := asked_since(request, "changed_since"):
        rows = rows.filter(published_at__gte=since)
    return page_of(request, "units", rows, unit_object)


@router.get(
    "/units/{unit_id}",
    operation_id="get_open_unit",
    summary="Read a unit",
    response={200: shapes.OpenUnitWholeOut, **FOUND},
    openapi_extra=described(),
)
@public
@limited()
def get_open_unit(request: HttpRequest, unit_id: str) -> HttpResponse:
    """Read a unit by its lasting id, with its years and events."""
    known = uuid_in(unit_id)
    found = unit_by_id(known) if known else None
    if found is None:
        raise Http404
    return _whole(request, found)


@router.get(
    "/events",
    operation_id="list_open_events",
    summary="List events",
    response={200: shapes.OpenEventsOut, **LISTED},
    openapi_extra=described(
        REGION,
        query("unit", "Only of the unit with this id.", {"type": "string", "format": "uuid"}),
        query("kind", "What happened.", _one_of(*EventKind.values)),
        CHANGED,
        AFTER,
        LIMIT,
    ),
)
@public
@limited("region", "unit", "kind", "changed_since", "after", "limit")
def list_open_events(request: HttpRequest) -> HttpResponse:
    """List what happened in public, by id, each with a sentence in the language asked for."""
    rows = _filtered(request, with_names(events()))
    if unit := asked_id(request, "unit"):
        rows = rows.filter(unit=unit)
    if kind := asked_choice(request, "kind", EventKind.values):
        rows = rows.filter(kind=kind)
    if since := asked_since(request, "changed_since"):
        rows = rows.filter(changed_at__gte=since)
    language = language_of(request)
    return page_of(request, "events", rows, lambda row: event_object(row, language))


@router.get(
    "/practices",
    operation_id="list_open_practices",
    summary="List good practices",
    response={200: shapes.OpenPracticesOut, **LISTED},
    openapi_extra=described(query("area", "Area of change.", _WORD), AFTER, LIMIT),
)
@public
@limited("area", "after", "limit")
def list_open_practices(request: HttpRequest) -> HttpResponse:
    """List good practices, by id."""
    rows = practices().select_related(None)  # their ids alone are told
    if area := asked_word(request, "area"):
        rows = rows.filter(area=area)
    return page_of(request, "practices", rows, practice_object)


@router.get(
    "/figures",
    operation_id="list_open_figures",
    summary="Read figures of a place",
    response={200: shapes.OpenAllFiguresOut, **LISTED},
    openapi_extra=described(PLACE),
)
@public
@limited("place")
def list_open_figures(request: HttpRequest) -> HttpResponse:
    """Read the figures of the country or a province, year by year; none for a place that is none."""
    rows = figures_of(asked_word(request, "place") or COUNTRY)
    return answer_all(request, {"figures": [figures_object(row) for row in rows]})


@router.get(
    "/releases",
    operation_id="list_open_releases",
    summary="List releases",
    response={200: shapes.OpenReleasesOut, **LISTED},
    openapi_extra=described(),
)
@public
@limited()
def list_open_releases(request: HttpRequest) -> HttpResponse:
    """List every release with its files and their digests."""
    return answer_all(request, {"releases": [release_object(row) for row in releases()]})


def _whole(request: HttpRequest, row: PublishedUnit) -> HttpResponse:
    language = language_of(request)
    happened = with_names(events().filter(unit=row.pk))[:EVENTS]
    told = {
        **unit_object(row),
        "years": [year_object(year) for year in years_of_unit(row.pk)],
        "events": [event_object(event, language) for event in happened],
    }
    return answer_all(request, told)


def _filtered(request: HttpRequest, rows: QuerySet[Any], *words: str) -> QuerySet[Any]:
    if region := asked_word(request, "region"):
        rows = rows.filter(in_region(region))
    for name in words:
        if word := asked_word(request, name):
            rows = rows.filter(**{name: word})
    return rows


def _plain(text: str) -> str:
    """Return an address as it was sent. Raises Http404 for what no database takes as text."""
    if "\x00" in text or text.encode("utf-8", "replace").decode() != text:
        raise Http404
    return text
