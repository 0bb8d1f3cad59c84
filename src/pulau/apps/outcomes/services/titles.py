"""Giving titles by a decree, recording those from before the platform, and what takes a title's place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from pulau.apps.agencies.contract import units_of
from pulau.apps.assessments.contract import Advance, Case, advance
from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import LONGEST_SOURCE, Decree, DecreeKind, Issuer, Qualification, TitleHeld, TitleState
from pulau.apps.outcomes.policies import QUALIFY, RECORD_TITLE
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.selectors import determines_itself
from pulau.apps.outcomes.services.decrees import keep_decree
from pulau.apps.outcomes.services.ending import end_title
from pulau.apps.outcomes.services.stating import state_title
from pulau.apps.outcomes.taking import taken
from pulau.apps.outcomes.telling import tell_given
from pulau.apps.outcomes.wishes import DecreeWish, TitleWish, plain
from pulau.core.workflow.assessment import FIT, RECOMMENDED
from pulau.exchange.keeping import issuer_of
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

TITLES = ("WBK", "WBBM")


@transaction.atomic
def determine(*, actor: Actor, case_ids: Iterable[UUID], wish: DecreeWish, now: datetime) -> list[TitleHeld]:
    """Record the decree that gives recommended units their titles: one for all of them, all or none.

    Raises CaseNotFound, StageMoved, PermissionDenied, GuardsUnmet, and OutcomeRefused: none chosen, a number or day
    that cannot be, or titles that different authorities determine.
    """
    took = [taken(actor, case_id, "determine") for case_id in sorted(set(case_ids))]
    if not took:
        raise OutcomeRefused(why.NOTHING_CHOSEN, "cases")
    who, cases = took[0][0], [case for _actor, case in took]
    issuers = {issuer_of(case.regulation, case.title).code for case in cases}
    if len(issuers) > 1:
        raise OutcomeRefused(why.ISSUERS_DIFFER, "cases")
    earliest = max(today_of(who, case.opened_at) for case in cases)
    does, ids = (DecreeKind.GRANT, issuers.pop()), [case.pk for case in cases]
    decree = keep_decree(actor=who, does=does, wish=wish, now=now, earliest=earliest, cases=ids)
    return [_grant(actor, who, case, decree, now) for case in cases]


@transaction.atomic
def determine_own(*, actor: Actor, case_id: UUID, wish: DecreeWish, now: datetime) -> TitleHeld:
    """Record the decree of the body's own head that gives a unit its title, where the law leaves it to the body.

    Raises CaseNotFound, StageMoved, PermissionDenied, GuardsUnmet, OutcomeRefused.
    """
    who, case = taken(actor, case_id, "determine_own")
    if not determines_itself(case, today_of(who, now)):
        raise OutcomeRefused(why.NOT_QUALIFIED, "number")
    earliest = today_of(who, case.opened_at)
    does = (DecreeKind.GRANT, str(Issuer.AGENCY_HEAD))
    decree = keep_decree(actor=who, does=does, wish=wish, now=now, earliest=earliest, cases=[case.pk])
    held = give_title(actor=who, case=case, decree=decree, now=now)
    advance(actor=actor, case_id=case.pk, wish=Advance("determine_own", seen=FIT), now=now)
    tell_given(case, held, now)
    return held


def _grant(actor: Actor, who: Actor, case: Case, decree: Decree, now: datetime) -> TitleHeld:
    held = give_title(actor=who, case=case, decree=decree, now=now)
    advance(actor=actor, case_id=case.pk, wish=Advance("determine", seen=RECOMMENDED), now=now)
    tell_given(case, held, now)
    return held


@transaction.atomic
def give_title(*, actor: Actor, case: Case, decree: Decree, now: datetime) -> TitleHeld:
    """Keep the title of a case by a decree, in the place of the one that the unit held."""
    since = decree.valid_from or decree.day
    make_room(actor=actor, holder={"unit_id": case.unit_id}, since=since, now=now)
    held: TitleHeld = TitleHeld.objects.for_actor(actor).create(
        unit_id=case.unit_id,
        case_id=case.pk,
        name=case.unit_name,
        title=case.title,
        decree_id=decree.series,
        since=since,
        until=decree.valid_until,
        recorded_by_id=actor.user_id,
        recorded_at=now,
    )
    payload = {"title": held.title, "since": str(since), "until": str(held.until or ""), "decree": str(decree.series)}
    journal.record(actor, actions.TITLE_GIVEN.code, held, payload, now, unit_id=case.unit_id)
    state_title(actor=actor, held=held, decree=decree, now=now)
    return held


@transaction.atomic
def record_title(*, actor: Actor, wish: TitleWish, decree: DecreeWish, now: datetime) -> TitleHeld:
    """Record a title from before the platform, with its decree and how it is known.

    One that is older than a title which is recorded already ended when that began. Raises PermissionDenied, and
    OutcomeRefused: an unknown unit or title, no source, a title of the unit that began on the same day, or earlier
    where the platform gave it.
    """
    actor = require(actor, RECORD_TITLE)
    unit = units_of(actor).filter(pk=wish.unit_id).first()
    if unit is None:
        raise OutcomeRefused(why.NOTHING_CHOSEN, "unit")
    if wish.title not in TITLES or wish.issuer not in Issuer.values:
        raise OutcomeRefused(why.TITLE_UNKNOWN, "title")
    source = plain(wish.source, "source", longest=LONGEST_SOURCE, missing=why.TEXT_MISSING)
    made = keep_decree(actor=actor, does=(DecreeKind.GRANT, wish.issuer), wish=decree, now=now)
    since = made.valid_from or made.day
    rows = TitleHeld.objects.for_actor(actor).filter(unit_id=unit.pk)
    standing = rows.filter(Q(since=since) | Q(since__lt=since, case__isnull=False)).order_by("-since").first()
    if standing is not None:  # one that the platform gave already is followed by none from before it
        raise OutcomeRefused(why.TITLE_STANDS, "day", since=standing.since)
    later = rows.filter(since__gt=since).order_by("since").first()
    if later is None:
        make_room(actor=actor, holder={"unit_id": unit.pk}, since=since, now=now)
    held = TitleHeld(tenant_id=actor.tenant_id, unit_id=unit.pk, name=unit.name, title=wish.title, source=source)
    held.decree_id, held.since, held.until = made.series, since, made.valid_until
    if later is not None:
        held.give_way(later.since)
    held.recorded_by_id, held.recorded_at = actor.user_id, now
    held.save(force_insert=True)
    payload = {"title": held.title, "since": str(since), "source": fingerprint("source", source)}
    payload |= {"state": str(held.state), "on": str(held.closed_on or "")}
    journal.record(actor, actions.TITLE_RECORDED.code, held, payload, now, unit_id=unit.pk)
    state_title(actor=actor, held=held, decree=made, now=now)
    return held


@transaction.atomic
def qualify(*, actor: Actor, title: str, days: tuple[date, date | None], source: str, now: datetime) -> Qualification:
    """Record that the Minister lets the body evaluate and determine a title itself, from the first to the last day.

    Raises PermissionDenied, OutcomeRefused.
    """
    actor = require(actor, QUALIFY)
    if title not in TITLES:
        raise OutcomeRefused(why.TITLE_UNKNOWN, "title")
    source = plain(source, "source", longest=LONGEST_SOURCE, missing=why.TEXT_MISSING)
    since, until = days
    if until is not None and until < since:
        raise OutcomeRefused(why.ENDS_BEFORE_START, "valid_until", begins=since)
    row: Qualification = Qualification.objects.for_actor(actor).create(
        title=title, since=since, until=until, source=source, recorded_by_id=actor.user_id, recorded_at=now
    )
    payload = {"title": title, "since": str(since), "until": str(until or ""), "source": fingerprint("source", source)}
    journal.record(actor, actions.QUALIFIED.code, row, payload, now)
    return row


@transaction.atomic
def make_room(*, actor: Actor, holder: dict[str, UUID], since: date, now: datetime) -> None:
    """End the title that a unit or an area (`holder`: the column and its id) has, since another begins."""
    for held in TitleHeld.objects.for_actor(actor).filter(**holder, state=TitleState.IN_FORCE):
        end_title(actor=actor, held=held, since=since, now=now)
