"""What is answered where somebody wants to change a worksheet that was handed in: who did it, when, what helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pulau.apps.people.contract import actor_of
from pulau.apps.worksheets.handed_band import band_of
from pulau.apps.worksheets.locked import WorksheetSubmitted
from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.core.shared.problems import Problem
from pulau.foundation.api.problems import refuse

CONFLICT: Final = 409
_PREFIX: Final = "/api/"
_KEPT: Final = 3
"""Characters of a field beyond which it is worth giving back: more than a choice."""
_VERSION: Final = "versi:"


class SubmittedMiddleware:
    """Answer every WorksheetSubmitted with 409: a page, pieces for a page that saves by itself, or problems."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer; every other exception is somebody else's."""
        return refuse_change(request, exception) if isinstance(exception, WorksheetSubmitted) else None


def refuse_change(request: HttpRequest, problem: WorksheetSubmitted) -> HttpResponse:
    """Say that the worksheet was handed in; what was typed comes back with the answer."""
    if request.path.startswith(_PREFIX):
        return refuse(request, CONFLICT, [Problem.of("worksheet-submitted")])
    row = get_worksheet_by_id(actor_of(request), problem.worksheet_id)
    context = {**band_of(actor_of(request), row), "sheet": row}
    if request.headers.get("HX-Request"):
        sent = [name.removeprefix(_VERSION).replace(".", "-") for name in request.POST if name.startswith(_VERSION)]
        response = render(request, "worksheets/desk/submitted_pieces.html", {**context, "items": sent}, status=CONFLICT)
    else:
        typed = {**context, "typed": _typed(request)}
        response = render(request, "worksheets/desk/submitted.html", typed, status=CONFLICT)
    response.headers["Cache-Control"] = "no-store"
    return response


def _typed(request: HttpRequest) -> list[str]:
    """Return the texts that were sent, to be copied: nothing that somebody wrote is lost."""
    if request.method != "POST":
        return []
    names = [name for name in request.POST if name != "csrfmiddlewaretoken" and not name.startswith(_VERSION)]
    texts = (text for name in names for text in request.POST.getlist(name))
    return [text for text in texts if len(text) > _KEPT]
