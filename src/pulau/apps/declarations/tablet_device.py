"""A device that is a tablet: the cookie with its key, what opens its pages, and what keeps all others closed on it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, Final, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from pulau.apps.declarations.models import TabletSession
from pulau.apps.declarations.selectors.tablet import Kiosk, presented_tablet

P = ParamSpec("P")
COOKIE: Final = "pulau_tablet"
HOME: Final = "/tablet"
GONE: Final = 410
NOT_FOUND: Final = 404


def at_tablet(
    view: Callable[Concatenate[HttpRequest, Kiosk, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Open a page only on a device that is an open tablet, and hand it the tablet. Stands right above the view.

    Who may have signed in in the same browser plays no part: the key in the cookie opens these pages, and nothing else.
    """

    @functools.wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = request.COOKIES.get(COOKIE, "")
        kiosk = presented_tablet(key, timezone.now()) if key else None
        return closed(request, was_open=bool(key)) if kiosk is None else view(request, kiosk, *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", opened)


def closed(request: HttpRequest, *, was_open: bool) -> HttpResponse:
    """Say that the device is a tablet no more (or is none), and let it open other pages again."""
    status = GONE if was_open else NOT_FOUND
    response = render(request, "declarations/tablet/closed.html", {"was_open": was_open}, status=status)
    response.delete_cookie(COOKIE)
    return response


def become_tablet(response: HttpResponse, session: TabletSession, key: str) -> None:
    """Let the device that gets this answer be the tablet."""
    response.set_cookie(
        COOKIE, key, expires=session.until, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax"
    )


class TabletMiddleware:
    """On a device that is a tablet, lead every other address back to the tablet's own page.

    It asks for the cookie alone, and not for the database: where the key opens nothing any more, that page says so and
    takes the cookie away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or lead back."""
        path = request.path
        own = path == HOME or path.startswith((f"{HOME}/", settings.STATIC_URL))
        if COOKIE not in request.COOKIES or own:
            return self.get_response(request)
        response = HttpResponseRedirect(reverse("declarations:kiosk"), status=303)
        response.headers["Cache-Control"] = "no-store"
        return response
