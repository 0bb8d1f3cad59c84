"""When database or file store do not answer: nothing was saved, nothing typed is lost, and the answer says so."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import escape_uri_path

from pulau.foundation.storage import StoreUnavailable

AGAIN_SECONDS = 5
"""When it is worth trying again."""
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_MARK = "pulau_away"
_SECRET = "password"  # noqa: S105 - the part of the names of fields that are never shown again
_log = logging.getLogger(__name__)


class DatabaseAwayMiddleware:
    """Answer a database or store that is gone, locked or full with 503: a script bare, a person by a page.

    Below /api/ the bare answer becomes problems (foundation.api). The transaction was rolled back before this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer; every other exception is somebody else's."""
        away = isinstance(exception, OperationalError | InterfaceError | StoreUnavailable)
        return database_away(request, exception) if away else None


def is_connected() -> bool:
    """Whether this thread has a connection to the database; after a failure, whether one could be made at all."""
    return connection.connection is not None


def database_away(request: HttpRequest, problem: Exception) -> HttpResponse:
    """Answer a request whose database or file store failed it, at whatever moment: nothing of it was kept."""
    path = escape_uri_path(request.path)  # a line break in it would begin a line of its own
    store = isinstance(problem, StoreUnavailable)
    what = "file store" if store else "database"
    _log.error("the %s does not answer: %s %s", what, request.method, path, exc_info=problem)
    if request.headers.get("HX-Request") or request.path.startswith("/api/"):
        response = HttpResponse(status=503)
    else:
        response = _page(request, store=store)
    response.headers["Retry-After"] = str(AGAIN_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    setattr(response, _MARK, True)
    return response


def is_away(response: HttpResponse) -> bool:
    """Whether an answer says that database or file store are away, and not something else that takes time."""
    return bool(getattr(response, _MARK, False))


def _page(request: HttpRequest, *, store: bool) -> HttpResponse:
    """Show it without asking the database who is reading: neither the person nor their messages are looked up."""
    fields = _fields(request)
    context = {"user": None, "messages": (), "fields": fields, "sent": request.method == "POST", "store": store}
    return render(request, "503.html", context, status=503)


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of the form that was sent, to be sent again; none where it held a file or a password."""
    if request.method != "POST" or request.content_type not in _FORMS or request.FILES:
        return []
    if any(_SECRET in name for name in request.POST):
        return []
    pairs = ((name, value) for name, values in request.POST.lists() for value in values)
    return [(name, str(value)) for name, value in pairs if name != "csrfmiddlewaretoken"]
