"""What rows of the editors are called, for the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.editorial.models import Announcement, Page, PageVersion
from pulau.foundation.registry.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor


def _pages(_actor: Actor, ids: Collection[str]) -> dict[str, str]:
    return {str(key): slug for key, slug in Page.objects.filter(pk__in=ids).values_list("pk", "slug")}


def _versions(_actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = PageVersion.objects.filter(pk__in=ids).order_by().values_list("pk", "page__slug", "number")
    return {str(key): f"{slug}, {number}" for key, slug, number in rows}


def _announcements(_actor: Actor, ids: Collection[str]) -> dict[str, str]:
    rows = Announcement.objects.filter(pk__in=ids).order_by().values_list("pk", "text_id")
    return {str(key): text for key, text in rows}


SUBJECTS: Final = (
    Subjects("editorial.page", "Halaman publik", "Public page", _pages, keys=frozenset({"page"})),
    Subjects("editorial.pageversion", "Versi halaman publik", "Version of a public page", _versions),
    Subjects("editorial.announcement", "Pengumuman", "Announcement", _announcements),
)
