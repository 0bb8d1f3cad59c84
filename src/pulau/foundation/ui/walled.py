"""A signed-in request is one transaction on PostgreSQL, as the second wall needs it: kept or undone as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

from pulau.foundation.tenancy.wall import Place, place, request_transaction, standing_at, wall_stands
from pulau.foundation.ui.away import database_away

_FAILED = 500


class WallMiddleware:
    """Begin the request's transaction where somebody is to be looked up; commit it before the answer leaves.

    An answer of 500 or more keeps nothing. A commit that fails is answered as a database that is away: what was to be
    acknowledged was not written. It stands inside the session's middleware, whose rows are saved apart.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and commit or undo."""
        if not wall_stands():
            return self.get_response(request)
        try:
            return self._within(request)
        except (OperationalError, InterfaceError) as problem:
            _forget_session(request)
            return database_away(request, problem)

    def _within(self, request: HttpRequest) -> HttpResponse:
        with request_transaction() as opened:
            if _names_somebody(request):
                opened.begin()
            response = self.get_response(request)
            if response.status_code >= _FAILED and opened.begun:
                _forget_session(request)
                opened.undo()
            elif opened.broken:
                raise OperationalError("a statement failed unnoticed, so nothing of the request can be kept")
            elif opened.begun and response.streaming:
                _stay_behind(cast("StreamingHttpResponse", response), place())
        return response


def _names_somebody(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers


def _forget_session(request: HttpRequest) -> None:
    """Let nothing of the session be saved: its own row may have been made in what was undone."""
    request.session.modified = False


def _stay_behind(response: StreamingHttpResponse, there: Place) -> None:
    """Let the rest of an answer, which is made while it is sent, read behind the same wall."""
    if not isinstance(response, FileResponse):  # a file is there already
        response.streaming_content = _walled(cast("Iterator[bytes]", response.streaming_content), there)


def _walled(content: Iterator[bytes], there: Place) -> Iterator[bytes]:
    with standing_at(there):
        yield from content
