"""Which views are kept ready, and for how long.

@public
@kept_ready(seconds=30, asks=("tahun", "hal"))
def unit_page(request, agency, unit): ...
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, Final, ParamSpec, TypeAlias

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from pulau.foundation.standing.asking import LANGUAGE, passes_by
from pulau.foundation.standing.refusing import why_not
from pulau.foundation.ui.middleware import known_language

P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponse]
_MARK: Final = "pulau_kept"
_OK: Final = 200
_log = logging.getLogger(__name__)


class NotForEverybody(ImproperlyConfigured):
    """A view that is kept ready answered what must not be kept: the text says what."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How a view is kept: fresh for `seconds`, one answer for each path, language and value of what it `asks`."""

    seconds: int
    asks: tuple[str, ...]


def kept_ready(*, seconds: int = 30, asks: tuple[str, ...] = ()) -> Callable[[View[P]], View[P]]:
    """Mark a view whose answer is the same for everybody who has not signed in.

    `asks` names the parameters of its address; the view sees no others, nor any cookie but the language's. It answers
    GET and HEAD, in the language of `?bahasa=` where that is given. Raises ValueError for a rule that makes no sense.
    """
    if seconds < 1 or LANGUAGE in asks or len(set(asks)) != len(asks):
        raise ValueError("a kept view is fresh for a second or more, and names each parameter once, never the language")
    rule = Rule(seconds, asks)

    def keep(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def kept(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            asked = known_language(request.GET.get(LANGUAGE))
            with translation.override(asked or translation.get_language()):
                response = view(request, *args, **kwargs)
                response.headers.setdefault("Content-Language", translation.get_language() or "")
            if response.status_code == _OK and not _for_somebody(request) and may_be_kept(request, response):
                mark(response, rule)
            return response

        safe: View[P] = require_safe(kept)
        setattr(safe, _MARK, rule)
        return safe

    return keep


def rule_of(view: Callable[..., Any]) -> Rule | None:
    """Return how a view is kept, or None where it is not."""
    found = getattr(view, _MARK, None)
    return found if isinstance(found, Rule) else None


def mark(response: HttpResponse, rule: Rule) -> None:
    """Say of a response that its view let it be kept."""
    setattr(response, _MARK, rule)


def marked(response: HttpResponse) -> Rule | None:
    """Return the rule under which a response may be kept, or None."""
    found = getattr(response, _MARK, None)
    return found if isinstance(found, Rule) else None


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer to nobody in particular is for everybody; if not, it is told loudly: raised where tests run."""
    reason = why_not(request, response)
    if not reason:
        return True
    if settings.STANDING_STRICT:
        raise NotForEverybody(f"{request.path_info}: it {reason}, so it cannot be kept ready")
    _log.error("%r is kept ready, but its answer %s: it was not kept", request.path_info, reason)
    return False


def _for_somebody(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return passes_by(request) or bool(user is not None and user.is_authenticated)
