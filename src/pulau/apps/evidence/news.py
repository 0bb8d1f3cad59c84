"""What people are told of evidence: a file that was held back, a piece that ends, a link that is not preserved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.people.contract import Role, holders_on
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.evidence.models import Evidence, EvidenceVersion
    from pulau.core.shared.actor import Actor

_LONGEST: Final = 120
_KEEPERS: Final = (Role.UNIT_HEAD, Role.ZONE_TEAM)


_SHOWN: Final = {"due": kept_date}
GROUP: Final = NoticeGroup("evidence", "Bukti", "Evidence")
HELD_BACK: Final = NoticeKind(
    "evidence.held_back",
    GROUP.code,
    Words(
        "Berkas ditahan: {title}",
        "Antivirus menemukan {found} di dalamnya. Tidak ada yang dapat membukanya; unggah berkas yang bersih.",
    ),
    Words(
        "A file is held back: {title}",
        "The virus scanner found {found} in it. Nobody can open it; upload a clean file.",
    ),
    obligatory=True,
)
ENDING: Final = NoticeKind(
    "evidence.ending",
    GROUP.code,
    Words("Bukti akan habis: {title}", "Berlaku sampai {due}. Siapkan dan unggah yang baru."),
    Words("Evidence ends soon: {title}", "It holds until {due}. Prepare and upload the next one."),
    shown=_SHOWN,
)
ENDED: Final = NoticeKind(
    "evidence.ended",
    GROUP.code,
    Words("Bukti habis berlaku: {title}", "Berlaku sampai {due}; butir yang memakainya kini kehilangan bukti."),
    Words("Evidence has ended: {title}", "It held until {due}; the items that use it now lack evidence."),
    shown=_SHOWN,
)
UNPRESERVED: Final = NoticeKind(
    "evidence.unpreserved",
    GROUP.code,
    Words("Tautan belum diamankan: {title}", "Isi alamat luar dapat berubah atau hilang. Unggah salinannya."),
    Words("A link is not preserved: {title}", "What stands outside can change or vanish. Upload a copy of it."),
)
KINDS: Final = (HELD_BACK, ENDING, ENDED, UNPRESERVED)


def piece_address(row: Evidence) -> str:
    """Return the address of a piece's page."""
    return reverse("evidence:piece", args=[row.pk])


def short_title(row: Evidence) -> str:
    """Return a piece's title as a notice takes it; of a confidential one its number alone, since letters travel."""
    title = row.shown_number if row.confidential else row.title
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"


def keepers_on(system: Actor, units: Iterable[UUID | None], day: date) -> dict[UUID | None, tuple[UUID, ...]]:
    """Return who keeps the evidence of each unit on a day, its head and team; of the agency, its administrators."""
    wanted = set(units)
    found: dict[UUID | None, dict[UUID, None]] = {unit: {} for unit in wanted}
    for user, role, unit in holders_on(system, (*_KEEPERS, Role.AGENCY_ADMINISTRATOR), day):
        if unit in wanted and (unit is None) == (role == Role.AGENCY_ADMINISTRATOR):
            found[unit][user] = None
    return {unit: tuple(users) for unit, users in found.items()}


def tell_held_back(system: Actor, version: EvidenceVersion, found: str, now: datetime) -> None:
    """Tell who uploaded a version, and the head of its unit, that something dangerous is in it."""
    row = version.evidence
    heads = holders_on(system, (Role.UNIT_HEAD,), today_of(system, now))
    users = {user for user, _role, unit in heads if unit == row.unit_id}
    if version.user_id is not None:
        users.add(version.user_id)
    params = {"title": short_title(row), "found": found[:_LONGEST]}
    key = f"{HELD_BACK.code}:{version.pk}"
    news = News(HELD_BACK.code, row, piece_address(row), params, key)
    notify(tenant_id=system.tenant_id, users=users, news=news, now=now)
