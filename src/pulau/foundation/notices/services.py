"""What a person does with their notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction

from pulau.core.shared.problems import BadInput
from pulau.foundation.journal import services as journal
from pulau.foundation.notices.actions import CADENCE_CHOSEN, NOTICES_READ
from pulau.foundation.notices.models import Notice, NoticePreference
from pulau.foundation.notices.policies import CHOOSE_CADENCE, READ_NOTICES
from pulau.foundation.notices.selectors import cadences_of, notices_of
from pulau.foundation.registry.notice_kinds import Cadence
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_TOLD = 50
"""Ids that one entry of the journal names."""


@transaction.atomic
def mark_notices_read(*, actor: Actor, now: datetime, notice_ids: Sequence[UUID] | None = None) -> int:
    """Mark notices of the actor as read (all of this body without ids); returns how many were not yet.

    Those of others, and of other bodies, are passed over.
    """
    actor = require(actor, READ_NOTICES, person_id=actor.person)
    unread = notices_of(actor).filter(read_at__isnull=True)
    if notice_ids is not None:
        unread = unread.filter(pk__in=list(notice_ids))
    ids = list(unread.order_by("pk").select_for_update().values_list("pk", flat=True))
    if not ids:
        return 0
    Notice.objects.for_actor(actor).filter(pk__in=ids).update(read_at=now)
    subject = Notice(id=ids[0], tenant_id=actor.tenant_id)
    journal.record(actor, NOTICES_READ.code, subject, {"notices": ids[:_TOLD], "count": len(ids)}, now)
    return len(ids)


@transaction.atomic
def choose_cadences(*, actor: Actor, chosen: Mapping[str, str], now: datetime) -> int:
    """Keep how often the actor wants each group of notices by e-mail; returns how many changed.

    `chosen` maps codes of groups to cadences; a group that is not named stays as it is. It holds for what comes from
    now on. Raises BadInput for a cadence that there is not.
    """
    actor = require(actor, CHOOSE_CADENCE, person_id=actor.person)
    before = {group.code: cadence for group, cadence in cadences_of(actor.person)}
    changes: dict[str, Cadence] = {}
    for code, word in chosen.items():
        if code in before and word not in set(Cadence):
            raise BadInput.because("unknown-choice", code, value=word, allowed=", ".join(Cadence))
        if code in before and word != before[code]:
            changes[code] = Cadence(word)
    for code, cadence in changes.items():
        NoticePreference.objects.update_or_create(
            user_id=actor.person, group=code, defaults={"cadence": cadence.value, "chosen_at": now}
        )
    if changes:
        payload = journal.changed({code: before[code] for code in changes}, dict(changes))
        journal.record(actor, CADENCE_CHOSEN.code, get_user_model()(pk=actor.person), payload, now)
    return len(changes)
