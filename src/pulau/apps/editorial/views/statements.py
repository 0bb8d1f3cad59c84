"""Two statements, written from data: on accessibility (`/aksesibilitas`) and on personal data (`/privasi`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.editorial.accessibility import statement
from pulau.apps.editorial.privacy import purposes_told
from pulau.apps.editorial.views.reading import KEPT_SECONDS
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@public
@kept_ready(seconds=KEPT_SECONDS)
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible Pulau is, how that was found, what is known to be missing, and how to report more."""
    return render_public(request, "editorial/accessibility.html", {"statement": statement()})


@public
@kept_ready(seconds=KEPT_SECONDS)
def privacy(request: HttpRequest) -> HttpResponse:
    """Say for each purpose what is kept of people, why, for how long, and who sees it: all of the register."""
    return render_public(request, "editorial/privacy.html", {"purposes": purposes_told(spoken_language())})
