"""Writing pages: each save adds a version, and none is ever changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.apps.editorial import board
from pulau.apps.editorial.actions import DRAFT_SAVED, PAGE_BEGUN, PAGE_PLACED, PAGE_PUBLISHED, PAGE_TAKEN_BACK
from pulau.apps.editorial.checking import checked_draft, checked_slug
from pulau.apps.editorial.models import Page, PageKind, PageVersion, VersionState
from pulau.apps.editorial.policies import EDIT
from pulau.apps.editorial.refusals import EditedMeanwhile, NothingToPublish, SlugTaken
from pulau.apps.editorial.selectors import find_page, find_version, newest_of
from pulau.apps.editorial.shipped import SHIPPED
from pulau.apps.editorial.wishes import Draft, Texts, texts_of
from pulau.core.shared.digest import canonical_digest
from pulau.foundation.journal import services as journal
from pulau.foundation.standing import news as standing
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_TOLD = {
    VersionState.DRAFT: DRAFT_SAVED,
    VersionState.PUBLISHED: PAGE_PUBLISHED,
    VersionState.WITHDRAWN: PAGE_TAKEN_BACK,
}


@transaction.atomic
def begin_page(*, actor: Actor, slug: str, kind: PageKind, draft: Draft, now: datetime) -> PageVersion:
    """Make a page with its first draft.

    Raises PermissionDenied, SlugWrong, SlugTaken, BadInput, HalfLanguage, NoLanguage.
    """
    actor = require(actor, EDIT)
    kept = checked_draft(draft)
    address = checked_slug(slug)
    if address in SHIPPED and kind is not PageKind.PAGE:
        raise SlugTaken
    page, made = Page.objects.get_or_create(slug=address, defaults={"kind": kind, "created_at": now})
    if not made:
        raise SlugTaken
    return _added(actor, page, kept, VersionState.DRAFT, now)


@transaction.atomic
def save_draft(*, actor: Actor, slug: str, draft: Draft, now: datetime) -> PageVersion:
    """Add a draft; the public reads what it read before.

    Raises PermissionDenied, PageNotFound, EditedMeanwhile, BadInput, HalfLanguage, NoLanguage.
    """
    actor = require(actor, EDIT)
    page, newest = _page_as_read(slug, draft.seen)
    return _added(actor, page, checked_draft(draft), VersionState.DRAFT, now, after=newest)


@transaction.atomic
def publish_page(*, actor: Actor, slug: str, seen: int, now: datetime) -> PageVersion:
    """Let the public read the newest version, whose number is `seen`.

    Raises PermissionDenied, PageNotFound, EditedMeanwhile, NothingToPublish where they read it already.
    """
    actor = require(actor, EDIT)
    page, newest = _page_as_read(slug, seen)
    if newest.pk == page.live_id:
        raise NothingToPublish
    return _added(actor, page, Draft(texts_of(newest), newest.note), VersionState.PUBLISHED, now, after=newest)


@transaction.atomic
def take_page_back(*, actor: Actor, slug: str, seen: int, now: datetime) -> PageVersion:
    """Let the public read the page no more; where a text came with the software, they read that again.

    Raises PermissionDenied, PageNotFound, EditedMeanwhile, NothingToPublish where it is not published.
    """
    actor = require(actor, EDIT)
    page, newest = _page_as_read(slug, seen)
    if page.live_id is None:
        raise NothingToPublish
    return _added(actor, page, Draft(texts_of(newest)), VersionState.WITHDRAWN, now, after=newest)


@transaction.atomic
def restore_version(*, actor: Actor, slug: str, number: int, seen: int, now: datetime) -> PageVersion:
    """Add an old version's texts as a new draft.

    Raises PermissionDenied, PageNotFound, VersionNotFound, EditedMeanwhile.
    """
    actor = require(actor, EDIT)
    page, newest = _page_as_read(slug, seen)
    old = find_version(page, number)
    draft = Draft(texts_of(old), old.note)
    return _added(actor, page, draft, VersionState.DRAFT, now, after=newest, restored=number)


@transaction.atomic
def place_page(*, actor: Actor, slug: str, footer: int | None, now: datetime) -> Page:
    """Put a page at a place among the links below every page, or (None) take it away from there.

    Raises PermissionDenied, PageNotFound.
    """
    actor = require(actor, EDIT)
    page = find_page(slug, lock=True)
    before, page.footer = page.footer, footer
    page.save(update_fields=["footer"])
    journal.record(actor, PAGE_PLACED.code, page, journal.changed({"footer": before}, {"footer": footer}), now)
    board.renew()
    return page


def _page_as_read(slug: str, seen: int) -> tuple[Page, PageVersion]:
    """Return a page for one save at a time, and its newest version, which its editor must have read."""
    page = find_page(slug, lock=True)
    newest = newest_of(page)
    if newest.number != seen:
        raise EditedMeanwhile(newest)
    return page, newest


def _added(
    actor: Actor, page: Page, draft: Draft, state: VersionState, now: datetime, *, after: PageVersion | None = None,
    restored: int | None = None,
) -> PageVersion:  # fmt: skip
    """Add the version that comes after another, or a page's first."""
    row = PageVersion.objects.create(
        page=page, number=after.number + 1 if after else 1, state=state, note=draft.note,
        written_by_id=actor.person, at=now, **_columns(draft.texts),
    )  # fmt: skip
    if state is not VersionState.DRAFT:
        page.live = row if state is VersionState.PUBLISHED else None
        page.published_at = page.published_at or (now if state is VersionState.PUBLISHED else None)
        page.save(update_fields=["live", "published_at"])
        board.renew()
        if state is VersionState.WITHDRAWN:
            standing.withdraw()
    payload: dict[str, object] = {"page": str(page.pk), "slug": page.slug, "version": row.number}
    payload |= {"digest": canonical_digest(_columns(draft.texts)), "restored": restored}
    action = _TOLD[state] if after else PAGE_BEGUN
    journal.record(actor, action.code, row, payload, now)
    return row


def _columns(texts: Texts) -> dict[str, str]:
    return {
        f"{name}_{language}": getattr(words, name) for language, words in texts for name in ("title", "lead", "body")
    }
