"""Reading pages: what the public sees, what editors have written, and announcements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from pulau.apps.editorial.markdown import render
from pulau.apps.editorial.models import Announcement, Page, PageKind, PageVersion
from pulau.apps.editorial.refusals import AnnouncementNotFound, PageNotFound, VersionNotFound
from pulau.apps.editorial.shipped import SHIPPED, shipped
from pulau.apps.editorial.wishes import Texts, Wording, texts_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db import models
    from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the public reads it: its words in `language`, which is not the reader's where `other` says so.

    `published_at` and `changed_at` are empty for a text that came with the software.
    """

    slug: str
    title: str
    lead: str
    html: SafeString
    sections: tuple[tuple[str, str], ...]
    language: str
    other: bool
    published_at: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A line of the list of news."""

    slug: str
    words: Wording
    language: str
    other: bool
    published_at: datetime | None


def shown(slug: str, texts: Texts, published_at: datetime | None = None, changed_at: datetime | None = None) -> Shown:
    """Return texts as the public would read them, in the reader's language or the one there is."""
    language, words, other = _read(texts)
    rendered = render(words.body)
    return Shown(
        slug, words.title, words.lead, rendered.html, rendered.sections, language, other, published_at, changed_at
    )


def public_page(slug: str, kind: str) -> Shown:
    """Return a published page, or the text that came with the software. Raises PageNotFound (404)."""
    page = Page.objects.filter(slug=slug, kind=kind, live__isnull=False).select_related("live").first()
    if page is not None and page.live is not None:
        return shown(slug, texts_of(page.live), page.published_at, page.live.at)
    if kind == PageKind.PAGE and slug in SHIPPED:
        return shown(slug, shipped(slug))
    raise PageNotFound


def news() -> models.QuerySet[Page]:
    """Return the published news, the newest first."""
    rows = Page.objects.filter(kind=PageKind.NEWS, live__isnull=False).select_related("live")
    return rows.defer("live__body_id", "live__body_en").order_by("-published_at", "slug")


def news_line(page: Page) -> NewsLine:
    """Return a published page as a line of the list; its text is not read, so a title says whether it is there."""
    live = page.live
    if live is None:
        raise PageNotFound
    there = [Wording(title, lead, title) for title, lead in
             ((live.title_id, live.lead_id), (live.title_en, live.lead_en))]  # fmt: skip
    language, words, other = _read(Texts(*there))
    return NewsLine(page.slug, words, language, other, page.published_at)


def _read(texts: Texts) -> tuple[str, Wording, bool]:
    wanted = get_language() or "id"
    language, words = texts.read_in(wanted)
    return language, words, not wanted.startswith(language)


def pages() -> models.QuerySet[Page]:
    """Return all pages, each with what the public reads."""
    return Page.objects.select_related("live").order_by("kind", "slug")


def find_page(slug: str, *, lock: bool = False) -> Page:
    """Return a page for its editors. Raises PageNotFound (404)."""
    rows = Page.objects.filter(slug=slug)
    page = (rows.select_for_update() if lock else rows).first()
    if page is None:
        raise PageNotFound
    return page


def newest_of(page: Page) -> PageVersion:
    """Return the newest version of a page, with its writer. Raises VersionNotFound (404)."""
    row = PageVersion.objects.filter(page=page).select_related("written_by").order_by("-number").first()
    if row is None:
        raise VersionNotFound
    return row


def newest_by_page() -> dict[UUID, PageVersion]:
    """Return the newest version of every page, by the page's id, without the texts."""
    newest = PageVersion.objects.filter(page=OuterRef("page")).order_by("-number").values("pk")[:1]
    rows = PageVersion.objects.filter(pk=Subquery(newest)).select_related("written_by")
    return {row.page_id: row for row in rows.defer("body_id", "body_en").order_by()}


def versions_of(page: Page) -> models.QuerySet[PageVersion]:
    """Return the versions of a page, the newest first, each with its writer."""
    return PageVersion.objects.filter(page=page).select_related("written_by").order_by("-number")


def find_version(page: Page, number: int) -> PageVersion:
    """Return one version of a page. Raises VersionNotFound (404)."""
    row = versions_of(page).filter(number=number).first()
    if row is None:
        raise VersionNotFound
    return row


def announcements() -> models.QuerySet[Announcement]:
    """Return all announcements, the newest first, each with its writer."""
    return Announcement.objects.select_related("written_by")


def find_announcement(announcement_id: UUID, *, lock: bool = False) -> Announcement:
    """Return an announcement for its editors. Raises AnnouncementNotFound (404)."""
    rows = Announcement.objects.filter(pk=announcement_id)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise AnnouncementNotFound
    return row
