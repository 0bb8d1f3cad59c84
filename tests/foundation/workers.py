"""Jobs in tests run as `pulau work` runs them in production: on PostgreSQL, as a role that the wall holds."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from tests.walls.application import as_application, on_postgres


def as_worker() -> AbstractContextManager[None]:
    """Run what is inside as the application's own role."""
    return as_application() if on_postgres() else nullcontext()
