"""What the operations on stored worksheets share: how they are described, and how a request is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from pulau.apps.people.contract import actor_of
from pulau.apps.worksheets import rest_worksheet_schemas as shapes
from pulau.apps.worksheets.changes import Change
from pulau.apps.worksheets.rest_schemas import ProblemsOut
from pulau.apps.worksheets.selectors import NOT_THERE, WorksheetNotFound, get_worksheet_by_id
from pulau.core.scoring.revisions import UNTOUCHED
from pulau.core.shared.problems import BadInput
from pulau.foundation.api.parameters import LANGUAGE
from pulau.foundation.api.reading import asked_whole, uuid_in, whole_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from pulau.apps.worksheets.models import Worksheet

COMMON: Final[dict[int, Any]] = {401: ProblemsOut, 503: ProblemsOut}
READ: Final[dict[int, Any]] = {**COMMON, 404: ProblemsOut}
ASKED: Final[dict[int, Any]] = {**READ, 422: ProblemsOut}
WRITE: Final[dict[int, Any]] = {**ASKED, 403: ProblemsOut, 413: ProblemsOut, 415: ProblemsOut}
"""The refusals of everything, of what is read, of what is asked with a query, and of what is written."""
CHANGE_KEYS: Final = ("value", "note", "version")


def described(*parameters: dict[str, Any], body: dict[str, Any] | None = None) -> dict[str, Any]:
    """Describe an operation's query, its body, and the header that all of them take."""
    extra: dict[str, Any] = {"parameters": [*parameters, LANGUAGE]}
    return {**extra, "requestBody": body} if body else extra


def id_in(worksheet_id: str) -> UUID:
    """Return the id in an address. Raises WorksheetNotFound (404) for a text that is none."""
    found = uuid_in(worksheet_id)
    if found is None:
        raise WorksheetNotFound(NOT_THERE)
    return found


def worksheet_in(request: HttpRequest, worksheet_id: str) -> Worksheet:
    """Return the worksheet of an address. Raises WorksheetNotFound (404)."""
    return get_worksheet_by_id(actor_of(request), id_in(worksheet_id))


def asked_limit(request: HttpRequest, most: int, default: int) -> int:
    """Return how many entries a page is to have. Raises BadInput."""
    return asked_whole(request, "limit", 1, most, default) or default


def asked_word(request: HttpRequest, key: str) -> str:
    """Return a text of the query, empty where it does not stand; a NUL, which no code has, is left out."""
    return request.GET.get(key, "").replace("\x00", "")


def next_address(request: HttpRequest, **values: int) -> str:
    """Return the address of the next page: this one with other values."""
    return f"{request.path}?{urlencode({**request.GET.dict(), **values})}"


def change_in(item: str, found: Mapping[str, Any]) -> Change:
    """Return the wish for an item; what was not sent stays as it is. Raises BadInput."""
    note = found.get("note", UNTOUCHED)
    if note is not UNTOUCHED and not isinstance(note, str):
        raise BadInput.because("text-expected", f"{item[:40]}.note")
    return Change(item, whole_in(found, "version", 0, shapes.LAST_VERSION), found.get("value", UNTOUCHED), note)
