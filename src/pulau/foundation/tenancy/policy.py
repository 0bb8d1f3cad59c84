"""Who may open an address: every view says so, and a test of the architecture finds the one that does not.

@public
def evaluate(request): ...

@requires(signed_in)
def my_worksheets(request): ...
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

P = ParamSpec("P")
R = TypeVar("R")
V = TypeVar("V", bound=Callable[..., object])
Rule = Callable[[HttpRequest], bool]

_MARK = "pulau_policy"


class SignInNeeded(PermissionDenied):
    """Nobody has signed in, and the address is not for everybody: the page asks to sign in, the API answers 401."""


@dataclass(frozen=True, slots=True)
class AccessPolicy:
    """What a view said about who may open it; `name` is `public` or the names of its rules."""

    name: str


def public(view: V) -> V:
    """Mark a view (a function, or a class of Django's) that anybody may open, signed in or not."""
    setattr(view, _MARK, AccessPolicy("public"))
    return view


def requires(*rules: Rule) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let in only whom every rule lets in; raises PermissionDenied for others, SignInNeeded where nobody signed in."""
    if not rules:
        raise ValueError("name at least one rule, or say `public`")

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            request = _request_in(args)
            if not all(rule(request) for rule in rules):
                raise PermissionDenied if signed_in(request) else SignInNeeded
            return view(*args, **kwargs)

        setattr(guarded, _MARK, AccessPolicy(" and ".join(rule.__name__ for rule in rules)))
        return guarded

    return guard


def signed_in(request: HttpRequest) -> bool:
    """Whether somebody has signed in."""
    return request.user.is_authenticated


def policy_of(view: Callable[..., Any]) -> AccessPolicy | None:
    """Return what `view` (a function, or what `as_view()` or ninja made of one) said, or None."""
    found = getattr(view, _MARK, None) or getattr(getattr(view, "view_class", None), _MARK, None)
    return found if isinstance(found, AccessPolicy) else None


def _request_in(args: tuple[object, ...]) -> HttpRequest:
    """Find the request: first for a function, second (after self) for a method."""
    for argument in args[:2]:
        if isinstance(argument, HttpRequest):
            return argument
    raise TypeError("a view is called with its request first")
