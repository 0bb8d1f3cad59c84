"""The language of the API, and JSON also for what is refused before or after an operation runs."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from pulau.foundation.api.problems import JSON, language_of, problem_of, refuse

PREFIX = "/api/"
_FIRST_ERROR = 400
_KEPT = {"Allow", "Retry-After"}


class ApiMiddleware:
    """Below /api/: speak the language of Accept-Language, and answer no error with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a page that tells an error becomes problems, with the headers it had (Allow, Retry-After)."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        if response.status_code >= _FIRST_ERROR and not response.headers.get("Content-Type", "").startswith(JSON):
            response = _as_problems(request, response)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language",))
        return response


def _as_problems(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    problem = problem_of(request, page.status_code)
    if problem is None:
        return page
    response = refuse(request, page.status_code, [problem])
    for name in _KEPT & set(page.headers):
        response.headers[name] = page.headers[name]
    return response
