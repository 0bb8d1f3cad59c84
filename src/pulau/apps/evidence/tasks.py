"""Jobs: looking at what was kept. Each may run twice: what was done is marked."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from pulau.apps.evidence.preparing import prepare


@task()
def prepare_version(tenant: str, version: str) -> None:
    """Scan a version, make its pages to look at, and keep its words for searching."""
    prepare(UUID(tenant), UUID(version))
