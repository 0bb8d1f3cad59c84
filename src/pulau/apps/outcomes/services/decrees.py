"""Recording decrees, and correcting one that was recorded wrongly by a new version; nothing is overwritten."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import Decree, DecreeCase, DecreeKind, TitleHeld
from pulau.apps.outcomes.policies import to_correct
from pulau.apps.outcomes.refusals import OutcomeNotFound, OutcomeRefused
from pulau.apps.outcomes.selectors import decides_cases, decree_versions
from pulau.apps.outcomes.services.certifying import reissue
from pulau.apps.outcomes.services.ending import end_anew
from pulau.apps.outcomes.services.stating import state_title
from pulau.apps.outcomes.wishes import FIRST_DECREE, DecreeWish, checked_decree, plain
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.uploads.keeping import consume

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_FIELDS = ("number", "day", "about", "valid_from", "valid_until", "digest")


@transaction.atomic
def keep_decree(
    *, actor: Actor, does: tuple[DecreeKind, str], wish: DecreeWish, now: datetime, earliest: date = FIRST_DECREE,
    cases: Iterable[UUID] = (),
) -> Decree:  # fmt: skip
    """Return the decree that is wished for, one that is known already or a new one, and keep that it decides cases.

    `does` is what it does and who decided.

    Called by services that asked their policy. Raises OutcomeRefused, also where the number is known of another day.
    """
    kind, issuer = does
    wish = checked_decree(wish, today=today_of(actor, now), earliest=earliest)
    decree = _known(actor, kind, issuer, wish) or _new(actor, kind, issuer, wish, now)
    for case_id in cases:
        DecreeCase.objects.for_actor(actor).create(decree_id=decree.series, case_id=case_id, kind=kind)
    return decree


def _new(actor: Actor, kind: DecreeKind, issuer: str, wish: DecreeWish, now: datetime) -> Decree:
    decree = _row(actor, wish, now, kind=kind, issuer=issuer)
    decree.series = decree.pk
    decree.save()
    payload = {"kind": kind, "issuer": issuer, "number": fingerprint("decree", decree.number), "day": str(decree.day)}
    payload |= {"from": str(decree.valid_from or ""), "until": str(decree.valid_until or "")}
    journal.record(actor, actions.DECREE_RECORDED.code, decree, payload | {"file": decree.digest or None}, now)
    return decree


@transaction.atomic
def correct_decree(*, actor: Actor, series: UUID, wish: DecreeWish, reason: str, now: datetime) -> Decree:
    """Record a decree anew under its next version, with the reason; its titles follow what it says now.

    A wish without a file keeps the one that is there. Raises PermissionDenied, OutcomeNotFound, OutcomeRefused.
    """
    versions = decree_versions(actor.tenant_id, series)
    if not versions:
        raise OutcomeNotFound
    before = versions[0]
    actor = require(actor, to_correct(before, decides=decides_cases(actor.tenant_id, series)))
    reason = plain(reason, "reason", missing=why.TEXT_MISSING)
    wish = checked_decree(wish, today=today_of(actor, now))
    decree = _row(actor, wish, now, kind=DecreeKind(before.kind), issuer=before.issuer)
    if wish.file is None:
        decree.digest, decree.file_name, decree.size = before.digest, before.file_name, before.size
    if all(getattr(decree, field) == getattr(before, field) for field in _FIELDS):
        raise OutcomeRefused(why.NOTHING_CHANGED, "number")
    known = _known(actor, decree.kind, decree.issuer, wish, but=series)
    if known is not None:
        raise OutcomeRefused(why.NUMBER_KNOWN, "number", day=known.day)
    decree.series, decree.version, decree.reason = series, before.version + 1, reason
    decree.save()
    _titles_follow(actor, decree, now)
    told = journal.changed(_told(before), {**_told(decree), "reason": reason}, sealed={"number", "about", "reason"})
    journal.record(actor, actions.DECREE_CORRECTED.code, decree, {"version": decree.version, **told}, now)
    if decree.kind == DecreeKind.GRANT:
        reissue(actor=actor, decree=decree, now=now)
    return decree


def _told(row: Decree) -> dict[str, object]:
    return {field: str(getattr(row, field) or "") for field in _FIELDS}


def _titles_follow(actor: Actor, decree: Decree, now: datetime) -> None:
    rows = TitleHeld.objects.for_actor(actor)
    if decree.kind == DecreeKind.GRANT:
        given = rows.filter(decree_id=decree.series).select_related("case")
        given.update(since=decree.valid_from, until=decree.valid_until)
        for held in given:
            end_anew(actor=actor, held=held, now=now)
            state_title(actor=actor, held=held, decree=decree, now=now)
    else:
        rows.filter(closed_by_id=decree.series).update(closed_on=decree.day)


def _known(actor: Actor, kind: str, issuer: str, wish: DecreeWish, *, but: UUID | None = None) -> Decree | None:
    """Return the newest version of the decree of this number and issuer, `but` one. Raises OutcomeRefused."""
    rows = Decree.objects.for_actor(actor).filter(kind=kind, issuer=issuer, number=wish.number).exclude(series=but)
    for row in rows.order_by("-day", "-version"):
        newest = decree_versions(actor.tenant_id, row.series)[0]
        if newest.number != wish.number or newest.day.year != wish.day.year:
            continue  # corrected since, or a number that came again in another year
        if newest.day != wish.day:
            raise OutcomeRefused(why.NUMBER_KNOWN, "number", day=newest.day)
        return newest
    return None


def _row(actor: Actor, wish: DecreeWish, now: datetime, *, kind: DecreeKind, issuer: str) -> Decree:
    file = wish.file
    if file is not None and file.upload_id is not None:
        consume(actor, file.upload_id)
    return Decree(
        id=uuid.uuid4(),
        tenant_id=actor.tenant_id,
        kind=kind,
        issuer=issuer,
        number=wish.number,
        day=wish.day,
        about=wish.about,
        valid_from=wish.valid_from,
        valid_until=wish.valid_until,
        digest=file.digest if file else "",
        file_name=file.name[:160] if file else "",
        size=file.size if file else 0,
        user_id=actor.user_id,
        at=now,
    )
