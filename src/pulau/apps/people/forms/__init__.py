"""What is asked on the pages about people: a module a subject."""

from __future__ import annotations

from pulau.apps.people.forms.tokens import DAYS, TokenForm

__all__ = ["DAYS", "TokenForm"]
