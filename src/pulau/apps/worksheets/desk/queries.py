"""Addresses of pages whose form is sent by GET: blank fields are left out, so that a link stays short."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from django.http import HttpRequest


def without_blanks(request: HttpRequest) -> str | None:
    """Return the address of a request without its blank fields; None where it has none."""
    fields = [(key, value) for key in request.GET for value in request.GET.getlist(key)]
    filled = [(key, value) for key, value in fields if value.strip()]
    if len(filled) == len(fields):
        return None
    return with_fields(request.path, filled)


def with_fields(path: str, fields: list[tuple[str, str]]) -> str:
    """Return an address with its fields; a bare path where there are none."""
    return f"{path}?{urlencode(fields)}" if fields else path
