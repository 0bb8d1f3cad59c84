"""Parameters that operations of every app take, as OpenAPI describes them."""

from __future__ import annotations

from typing import Any, Final

LANGUAGE: Final[dict[str, Any]] = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": "The language of messages: id (default) or en.",
    "schema": {"type": "string", "examples": ["en"]},
}
