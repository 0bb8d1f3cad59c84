"""What operations of the read API share: filters, pages by id, limits, and answers that caches may keep.

A page begins after the id of the last row of the one before: rows that come or go meanwhile shift nothing, and a
cursor that is no id is refused. Ids say nothing, so there is nothing in a cursor to forge.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_date, parse_datetime

from pulau.apps.opendata.limits import HEADER, KeyRefused, allow
from pulau.apps.opendata.rest_shapes import OpenProblemsOut, query
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.feeds.conditional import Validators, etag_of, not_modified
from pulau.exchange.result_json import dump
from pulau.foundation.api.parameters import LANGUAGE
from pulau.foundation.api.problems import JSON, language_of, refuse, refuse_input
from pulau.foundation.api.reading import asked_whole, only_asked, uuid_in
from pulau.foundation.ui.security import FOR_ANY_SITE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

P = ParamSpec("P")
Operation = Callable[Concatenate[HttpRequest, P], HttpResponse]
PAGE: Final = 50
LARGEST_PAGE: Final = 200
KEPT_SECONDS: Final = 60
_SHOWN: Final = 40
_LONGEST_WORD: Final = 64
COMMON: Final[dict[int, Any]] = {304: None, 401: OpenProblemsOut, 429: OpenProblemsOut, 503: OpenProblemsOut}
LISTED: Final[dict[int, Any]] = {**COMMON, 422: OpenProblemsOut}
FOUND: Final[dict[int, Any]] = {**LISTED, 404: OpenProblemsOut}
KEY: Final[dict[str, Any]] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A free key from /data/kunci: more requests a minute. Without one, 60.",
    "schema": {"type": "string", "pattern": "^data_[0-9a-f]{32}$"},
}
_ID: Final[dict[str, Any]] = {"type": "string", "format": "uuid"}
AFTER: Final = query("after", "The page after the row with this id; `next` holds it.", _ID)
LIMIT: Final = query(
    "limit", "Rows a page.", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE}
)


def described(*parameters: dict[str, Any]) -> dict[str, Any]:
    """Describe an operation's query, and the headers that all of them take."""
    return {"parameters": [*parameters, KEY, LANGUAGE]}


def limited(*known: str) -> Callable[[Operation[P]], Operation[P]]:
    """Let an operation be asked so often and with these parameters only; tell what is wrong as problems."""

    def around(operation: Operation[P]) -> Operation[P]:
        @functools.wraps(operation)
        def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                allowance = allow(request)
            except KeyRefused:
                return refuse(request, 401, [Problem.of("data-key-refused", HEADER)])
            if allowance.wait:
                return _too_often(request, allowance.wait, allowance.limit)
            try:
                only_asked(request, *known)
                return operation(request, *args, **kwargs)
            except BadInput as problem:
                return refuse_input(request, problem)

        return asked

    return around


def page_of(request: HttpRequest, name: str, rows: QuerySet[Any], tell: Callable[[Any], object]) -> HttpResponse:
    """Answer with a page of rows by id. Raises BadInput for a cursor or length that is none."""
    limit = asked_whole(request, "limit", 1, LARGEST_PAGE, PAGE) or PAGE
    after = asked_id(request, "after")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found: list[Model] = list(rows.order_by("pk")[: limit + 1])
    shown = found[:limit]
    more = None
    if len(found) > limit:
        more = f"{request.path}?{urlencode({**request.GET.dict(), 'after': str(shown[-1].pk)})}"
    return answer_all(request, {name: [tell(row) for row in shown], "next": more})


def answer_all(request: HttpRequest, body: object) -> HttpResponse:
    """Answer with JSON that anybody's cache may keep for a minute; 304 to who has it."""
    content = dump(body).encode("utf-8", "replace")
    etag = etag_of(content)
    headers = {
        "ETag": etag,
        "Cache-Control": f"public, max-age={KEPT_SECONDS}",
        "Content-Language": language_of(request),
        **FOR_ANY_SITE,
    }
    seen = request.headers.get("If-None-Match")
    if not_modified(Validators(etag, ""), if_none_match=seen, if_modified_since=None):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(content, content_type=JSON, headers=headers)


def asked_id(request: HttpRequest, key: str) -> UUID | None:
    """Return an id of the query. Raises BadInput."""
    text = request.GET.get(key)
    if text is None:
        return None
    found = uuid_in(text)
    if found is None:
        raise BadInput.because("not-an-id", key, value=text[:_SHOWN])
    return found


def asked_word(request: HttpRequest, key: str) -> str:
    """Return a code of the query, empty where it is not asked for. Raises BadInput for what no database takes."""
    text = request.GET.get(key, "")
    if "\x00" in text or len(text) > _LONGEST_WORD or text.encode("utf-8", "replace").decode() != text:
        raise BadInput.because("text-unreadable", key)
    return text


def asked_choice(request: HttpRequest, key: str, allowed: Iterable[str]) -> str:
    """Return one of few words, empty where none is asked for. Raises BadInput for another."""
    text, known = request.GET.get(key), list(allowed)
    if text is None:
        return ""
    if text not in known:
        raise BadInput.because("unknown-choice", key, value=text[:_SHOWN], allowed=", ".join(known))
    return text


def asked_since(request: HttpRequest, key: str) -> datetime | None:
    """Return a day or moment (RFC 3339) of the query, a day as its beginning in UTC. Raises BadInput."""
    text = request.GET.get(key)
    if text is None:
        return None
    try:
        moment = parse_datetime(text)
        day = parse_date(text) if moment is None else None
    except ValueError:
        moment = day = None
    if day is not None:
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if moment is None or moment.utcoffset() is None:
        raise BadInput.because("not-a-moment", key, value=text[:_SHOWN])
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first and the last day of the calendar, in another zone
        raise BadInput.because("not-a-moment", key, value=text[:_SHOWN]) from None


def _too_often(request: HttpRequest, seconds: int, limit: int) -> HttpResponse:
    response = refuse(request, 429, [Problem.of("too-often", limit=limit, seconds=seconds)])
    response.headers["Retry-After"] = str(seconds)
    return response
