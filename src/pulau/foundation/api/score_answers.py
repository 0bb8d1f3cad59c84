"""A score file as an answer: to be kept, never by a cache; what cannot be scored any more is told as problems."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.score_file import ENDING
from pulau.foundation.api.problems import JSON, refuse

CONFLICT: Final = 409
UNAVAILABLE: Final = 503
_log: Final = logging.getLogger(__name__)


def answer_score(request: HttpRequest, name: str, file: Callable[[], bytes | None]) -> HttpResponse:
    """Answer with what `file` makes, under a name without its ending; 409 where it makes none: no score stands there.

    503 where an answer that is kept is none of its form: whatever did that, it was not this program.
    """
    try:
        content = file()
    except BadInput as problem:
        _log.exception("the answers of %s cannot be scored", name)
        return refuse(request, UNAVAILABLE, problem.problems)
    if content is None:
        return refuse(request, CONFLICT, [Problem.of("no-score")])
    headers = {"Content-Disposition": f'attachment; filename="{name}{ENDING}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=JSON, headers=headers)
