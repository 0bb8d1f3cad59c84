"""What the person of a request may do, for the policies of pages and for links that only some are shown."""

from __future__ import annotations

from django.http import HttpRequest

from pulau.apps.people.contract import acting
from pulau.apps.worksheets.policies import administers, can_open_some, sees_all


def oversees(request: HttpRequest) -> bool:
    """Whether the request acts for somebody who reads every worksheet of their agency."""
    actor = acting(request)
    return actor is not None and sees_all(actor)


def opens_worksheets(request: HttpRequest) -> bool:
    """Whether the request acts for somebody who may open a worksheet for some unit."""
    actor = acting(request)
    return actor is not None and can_open_some(actor)


def administers_agency(request: HttpRequest) -> bool:
    """Whether the request acts for the administrator of an agency."""
    actor = acting(request)
    return actor is not None and administers(actor)
