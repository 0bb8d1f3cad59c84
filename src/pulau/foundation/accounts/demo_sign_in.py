"""Signing in to the demo: its people, and the password that is no secret."""

from __future__ import annotations

from django.conf import settings

from pulau.foundation.accounts.models import User

DEMO_PASSWORD = "contoh-pulau-2026"  # noqa: S105 - printed on the sign-in page of a demo; opens invented data
DEMO_DOMAIN = "sagara.example.id"


def demo_context() -> dict[str, object]:
    """Return what the sign-in page needs to offer the people of the demo."""
    return {"demo_people": _people(), "demo_password": DEMO_PASSWORD}


def _people() -> list[User]:
    """Return who may be tried on the sign-in page: nobody in production, or where no demo was loaded."""
    if not settings.DEMO_SIGN_IN:
        return []
    people = User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}", is_active=True).order_by("registered_at", "email")
    return [person for person in people[:8] if person.has_usable_password()]
