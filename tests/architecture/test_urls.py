"""Every address says who may open it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from pulau.config.api import api
from pulau.foundation.accounts.services.opening import ADDRESSES
from pulau.foundation.tenancy.policy import policy_of

NINJA_OWN = {
    "api:openapi-json",
    "api:api-root",
}  # the description of the API, made by ninja; open to all, holds no data

OF_A_BODY = (
    "/zona/%s", "/zona/%s/u", "/umpan/%s.atom", "/umpan/%s.json", "/umpan/%s/u.atom", "/umpan/%s/u.json",
    "/kartu/%s.png", "/kartu/%s/u.png", "/lencana/%s/u.svg",
)  # fmt: skip


def addresses(
    patterns: list[Any], route: str = "", namespace: str = ""
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every address as (route, full name, view)."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry.url_patterns, route + str(entry.pattern), inner)
        elif isinstance(entry, URLPattern):
            yield route + str(entry.pattern), namespace + (entry.name or ""), entry.callback


def api_views() -> Iterator[tuple[str, Callable[..., Any]]]:
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield f"{'/'.join(operation.methods)} {prefix}{path}", operation.view_func


def test_every_page_names_its_policy() -> None:
    pages = [found for found in addresses(get_resolver().url_patterns) if not found[1].startswith("api:")]
    assert len(pages) >= 2, "the walk has lost its way"
    assert [route for route, _name, view in pages if policy_of(view) is None] == []


def test_every_operation_of_the_api_names_its_policy() -> None:
    assert [name for name, view in api_views() if policy_of(view) is None] == []


def test_the_api_holds_nothing_but_its_operations_and_its_description() -> None:
    names = {name for _route, name, _view in addresses(get_resolver().url_patterns) if name.startswith("api:")}
    operations = {f"api:{operation.view_func.__name__}" for _prefix, router in api._routers
                  for view in router.path_operations.values() for operation in view.operations}  # fmt: skip
    assert names - operations <= NINJA_OWN


def answering(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def test_the_code_of_no_body_may_be_a_word_that_leads_elsewhere() -> None:
    routes = [route for route, _name, _view in addresses(get_resolver().url_patterns)]
    words = {word for route in routes for word in re.findall(r"\w+", route)}
    usual = {path: answering(path % "kab-sagara") for path in OF_A_BODY}
    assert all(usual.values())
    assert {word for word in words if any(answering(path % word) != usual[path] for path in OF_A_BODY)} == ADDRESSES
