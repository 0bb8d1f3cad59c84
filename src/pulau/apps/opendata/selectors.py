"""Reading events, releases and their files: whoever comes may, so nothing here asks who."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.opendata.models import Building, DataRelease, ReleaseFile
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from pulau.apps.publication.contract import PublishedEvent


class NoSuchRelease(LookupError):  # noqa: N818 - a fact, as every error of this project
    """There is no such release, or no such file in it."""


def with_names(rows: QuerySet[PublishedEvent]) -> QuerySet[PublishedEvent]:
    """Let events bring their unit and body, without what the pages of these tell: that is most of their bytes."""
    return rows.select_related("agency", "unit").defer("agency__facts", "unit__facts")


def releases() -> list[DataRelease]:
    """Return every release with its files, the newest year and version first: two queries."""
    return list(DataRelease.objects.prefetch_related("files"))


def newest_by_year() -> list[DataRelease]:
    """Return the newest release of each year, the newest year first."""
    found: dict[int, DataRelease] = {}
    for release in DataRelease.objects.all():
        found.setdefault(release.year, release)
    return list(found.values())


def release_at(year: int, version: int | None = None) -> DataRelease:
    """Return a version of a year's release, or its newest one, with its files. Raises NoSuchRelease."""
    rows = DataRelease.objects.prefetch_related("files").filter(year=year)
    found = (rows if version is None else rows.filter(version=version)).order_by("-version").first()
    if found is None:
        raise NoSuchRelease(f"{year}/{version or ''}")
    return found


def versions_of(year: int) -> list[DataRelease]:
    """Return the releases of a year, the newest first."""
    return list(DataRelease.objects.filter(year=year))


def file_at(year: int, version: int, name: str) -> ReleaseFile:
    """Return a file of a release. Raises NoSuchRelease."""
    found = ReleaseFile.objects.filter(release__year=year, release__version=version, name=name).first()
    if found is None:
        raise NoSuchRelease(f"{year}/{version}/{name}")
    return found


def building() -> list[Building]:
    """Return the releases that are being made, or ended without one."""
    return list(Building.objects.order_by("-year"))


def stored_digests(tenant_id: UUID) -> Iterable[str]:
    """Return the digests of all files in the store. They are of no body, and are told with the first one."""
    first = Tenant.objects.order_by("pk").values_list("pk", flat=True).first()
    if tenant_id != first:
        return ()
    return ReleaseFile.objects.values_list("stored", flat=True).iterator()
