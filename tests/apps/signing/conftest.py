"""What tests of signed documents share."""

from __future__ import annotations

from tests.apps.signing.kept import kept

__all__ = ["kept"]
