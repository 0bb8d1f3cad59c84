"""Being written."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from pulau.apps.people.contract import acts
from pulau.foundation.tenancy.policy import requires


@requires(acts)
def compare(_request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Being written."""
    raise Http404
