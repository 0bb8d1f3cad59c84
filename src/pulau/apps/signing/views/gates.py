"""What lies at an address is looked for before anybody is asked who they are: to others it is not there."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from pulau.apps.signing.views.signer import signer_of

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def behind(find: Callable[[Actor, UUID], object]) -> Callable[[View[P]], View[P]]:
    """Ask a gate for the first id of an address (404 where the actor has no business there), then go on."""

    def around(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def gated(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            find(signer_of(request), cast("UUID", next(iter(kwargs.values()))))
            return view(request, *args, **kwargs)

        return cast("View[P]", gated)

    return around
