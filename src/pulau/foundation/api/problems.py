"""Refusals of the API: a status and `{"problems": [{code, place, message}]}`, in the language of Accept-Language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as ParameterInvalid

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.messages import LANGUAGES, sentence
from pulau.exchange.result_json import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ninja import NinjaAPI

JSON: Final = "application/json"
_LONGEST_HEADER: Final = 200
_TOO_LARGE: Final = "file-too-large"
_STATUS_OF: Final = {_TOO_LARGE: 413, "media-type": 415, "media-type-form": 415}
"""The codes whose status is not 422."""
_NOT_SIGNED_IN: Final = 401
_WRONG_METHOD: Final = 405


def language_of(request: HttpRequest) -> str:
    """Return the first of the languages asked for that there are messages in; Indonesian otherwise."""
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:_LONGEST_HEADER])
    known = (code.partition("-")[0] for code, _weight in asked)
    return next((code for code in known if code in LANGUAGES), "id")


def answer(request: HttpRequest, body: object, status: int = 200) -> HttpResponse:
    """Answer with JSON. Half characters, as a hostile JSON spells them, become question marks."""
    text = dump(body).encode("utf-8", "replace")
    headers = {"Content-Language": language_of(request), "Cache-Control": "no-store"}
    return HttpResponse(text, content_type=JSON, status=status, headers=headers)


def told(problems: Iterable[Problem], language: str) -> list[dict[str, str]]:
    """Return problems as the API tells them."""
    return [
        {"code": problem.code, "place": problem.place, "message": sentence(problem.code, problem.params, language)}
        for problem in problems
    ]


def refuse(
    request: HttpRequest, status: int, problems: Iterable[Problem], extra: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Refuse a request; `extra` are further keys beside the problems."""
    return answer(request, {"problems": told(problems, language_of(request)), **(extra or {})}, status)


def refuse_input(request: HttpRequest, error: BadInput) -> HttpResponse:
    """Refuse what was sent: 422, or 413 and 415 for a body of the wrong size and kind."""
    return refuse(request, _STATUS_OF.get(error.problems[0].code, 422), error.problems)


def install(api: NinjaAPI) -> None:
    """Let every error of an operation be told as problems."""
    api.add_exception_handler(AuthenticationError, _not_signed_in)
    api.add_exception_handler(PermissionDenied, _not_allowed)
    api.add_exception_handler(Http404, _not_there)
    api.add_exception_handler(BadInput, _bad_input)
    api.add_exception_handler(ParameterInvalid, _parameter)
    api.add_exception_handler(HttpError, _http_error)


def problem_of(request: HttpRequest, status: int) -> Problem | None:
    """Return what a bare status means; None for one that has no words."""
    if status == _NOT_SIGNED_IN:
        brought = bool(request.headers.get("Authorization"))
        return Problem.of("token-refused" if brought else "token-needed", "Authorization")
    if status == _WRONG_METHOD:
        return Problem.of("method-not-allowed", value=request.method)
    told_as = {
        400: Problem.of("request-invalid"),
        403: Problem.of("not-allowed"),
        404: Problem.of("not-there"),
        500: Problem.of("our-mistake"),
        503: Problem.of("database-away"),
    }
    return told_as.get(status)


def _told_by_status(request: HttpRequest, status: int) -> HttpResponse:
    problem = problem_of(request, status)
    return refuse(request, status, [problem] if problem else [])


def _not_signed_in(request: HttpRequest, _error: Exception | type[Exception]) -> HttpResponse:
    response = _told_by_status(request, 401)
    response.headers["WWW-Authenticate"] = 'Bearer realm="Pulau"'
    return response


def _not_allowed(request: HttpRequest, _error: Exception | type[Exception]) -> HttpResponse:
    return _told_by_status(request, 403)


def _not_there(request: HttpRequest, _error: Exception | type[Exception]) -> HttpResponse:
    return _told_by_status(request, 404)


def _http_error(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return _told_by_status(request, error.status_code if isinstance(error, HttpError) else 400)


def _parameter(request: HttpRequest, _error: Exception | type[Exception]) -> HttpResponse:
    return _told_by_status(request, 400)


def _bad_input(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return refuse_input(request, error) if isinstance(error, BadInput) else _told_by_status(request, 400)
