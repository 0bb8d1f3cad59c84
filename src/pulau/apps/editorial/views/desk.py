"""The editors' desk (`/redaksi`): every page, the news and the announcements, and how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.editorial.models import PageKind, VersionState
from pulau.apps.editorial.policies import EDIT
from pulau.apps.editorial.selectors import announcements, newest_by_page, pages
from pulau.apps.editorial.shipped import SHIPPED, shipped
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from pulau.apps.editorial.models import Announcement, Page, PageVersion
    from pulau.apps.editorial.wishes import Texts

ENDED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A page as its editors see it: its title, whether the public reads it and whether a newer draft waits."""

    slug: str
    title: str
    newest: PageVersion | None
    live: bool
    waiting: bool
    footer: int | None = None


@requires(may(EDIT))
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show all pages, news and announcements."""
    now, newest = timezone.now(), newest_by_page()
    lines = [(page.kind, _line(page, newest.get(page.pk))) for page in pages()]
    own = [line for kind, line in lines if kind == PageKind.PAGE]
    known = {line.slug for line in own}
    unwritten = [_shipped_line(slug) for slug in SHIPPED if slug not in known]
    news = sorted((line for kind, line in lines if kind == PageKind.NEWS), key=_when, reverse=True)
    context = {
        **paged(request, news),
        "pages": unwritten + own,
        "announcements": [(row, _standing(row, now)) for row in announcements()[:ENDED_SHOWN]],
    }
    return render(request, "editorial/desk.html", context)


def _line(page: Page, newest: PageVersion | None) -> DeskLine:
    title = newest.title_id or newest.title_en if newest else page.slug
    waiting = newest is not None and newest.state == VersionState.DRAFT
    return DeskLine(page.slug, title, newest, page.live_id is not None, waiting, page.footer)


def _shipped_line(slug: str) -> DeskLine:
    return DeskLine(slug, _title(shipped(slug)), None, live=True, waiting=False)


def _title(texts: Texts) -> str:
    return texts.id.title or texts.en.title


def _when(line: DeskLine) -> datetime:
    return line.newest.at if line.newest else timezone.now()


def _standing(row: Announcement, now: datetime) -> str:
    if row.up_at(now):
        return "up"
    return "coming" if row.since > now else "over"
