"""A number for each request (and each run of a job), by which the journal, the log and a person's complaint meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"

_current: ContextVar[UUID | None] = ContextVar("pulau_request_id", default=None)


def request_id() -> UUID | None:
    """Return the number of what is going on, or None outside of a request and a job."""
    return _current.get()


@contextmanager
def numbered(number: UUID | None = None) -> Iterator[UUID]:
    """Give what happens inside a number of its own."""
    chosen = number or uuid4()
    token = _current.set(chosen)
    try:
        yield chosen
    finally:
        _current.reset(token)


class RequestIdMiddleware:
    """Number each request and tell the number in its answer. A number that the visitor sent is not believed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, numbered."""
        with numbered() as number:
            response = self.get_response(request)
        response.headers[HEADER] = str(number)
        return response
