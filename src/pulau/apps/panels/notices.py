"""Who is told: those who are seated on a panel by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.foundation.notices.notifying import LONGEST_PARAM, News, notify
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from pulau.apps.assessments.contract import Case
    from pulau.apps.panels.models import Panel
    from pulau.core.shared.actor import Actor

GROUP: Final = NoticeGroup("panels", "Sidang panel", "Panels")
SEATED: Final = NoticeKind(
    "panels.seated",
    GROUP.code,
    Words("Anda duduk di sidang panel {unit}", "Baca lembar panelnya, lalu berikan suara dengan alasan."),
    Words("You sit on the panel of {unit}", "Read its sheet, then vote with your reason."),
)


def tell_seated(actor: Actor, case: Case, panel: Panel, people: Iterable[UUID], now: datetime) -> None:
    """Tell who was seated, but for who did it themselves."""
    url = reverse("panels:panel", args=[case.unit_code, case.year])
    params = {"unit": case.unit_name[:LONGEST_PARAM]}
    news = News(SEATED.code, panel, url, params, f"{SEATED.code}:{panel.pk}")
    notify(tenant_id=case.tenant_id, users=[one for one in people if one != actor.user_id], news=news, now=now)
