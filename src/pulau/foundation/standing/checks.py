"""Whether every view that is kept ready is one that anybody may open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from pulau.foundation.standing.rules import rule_of
from pulau.foundation.tenancy.policy import policy_of


def kept_views_are_public(**_options: object) -> list[CheckMessage]:
    """Return an error for each view that is kept ready and not public: whoever asks next would be given it."""
    return [
        Error(f"{view.__module__}.{view.__name__} is kept ready, but not @public", obj=route, id="standing.E001")
        for route, view in kept_views(get_resolver().url_patterns)
        if (policy := policy_of(view)) is None or policy.name != "public"
    ]


def kept_views(patterns: Sequence[Any], route: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield address and view of all that is kept ready."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from kept_views(entry.url_patterns, route + str(entry.pattern))
        elif isinstance(entry, URLPattern) and rule_of(entry.callback) is not None:
            yield route + str(entry.pattern), entry.callback
