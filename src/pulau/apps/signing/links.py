"""Addresses that stand on documents: short, and good for as long as the installation's name."""

from __future__ import annotations

from django.conf import settings


def short_link(code: str) -> str:
    """Return the address at which anybody checks a document: it stands on the paper and in its QR code."""
    return f"{settings.PUBLIC_URL}/v/{code}"
