"""What a class of hostile files yields: name, bytes, what is expected of it."""

from __future__ import annotations

Given = tuple[str, bytes, str]
