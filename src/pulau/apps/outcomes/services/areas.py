"""Giving a zone area as such its title by a decree of the Minister."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import DecreeKind, Issuer, TitleHeld
from pulau.apps.outcomes.policies import GIVE_AREA_TITLE
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.services.decrees import keep_decree
from pulau.apps.outcomes.services.stating import state_title
from pulau.apps.outcomes.services.titles import make_room
from pulau.apps.outcomes.wishes import DecreeWish
from pulau.apps.outcomes.wording import decree_words
from pulau.apps.zone_areas.contract import give_area_title, take_area, titles_met
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def determine_area(
    *, actor: Actor, zone_area_id: UUID, title: str, year: int, wish: DecreeWish, now: datetime
) -> TitleHeld:
    """Record the decree that gives a zone area its title, where its units and its integration reach it in a year.

    Raises PermissionDenied, ZoneAreaNotFound, OutcomeRefused.
    """
    who = require(actor, GIVE_AREA_TITLE)
    area = take_area(actor, zone_area_id)
    if title not in titles_met(area, year, today_of(actor, now)):
        raise OutcomeRefused(why.AREA_NOT_MET, "title", year=year)
    decree = keep_decree(actor=who, does=(DecreeKind.GRANT, str(Issuer.MINISTER)), wish=wish, now=now)
    since = decree.valid_from or decree.day
    make_room(actor=who, holder={"zone_area_id": area.pk}, since=since, now=now)
    held: TitleHeld = TitleHeld.objects.for_actor(actor).create(
        zone_area_id=area.pk,
        name=area.name,
        title=title,
        decree_id=decree.series,
        since=since,
        until=decree.valid_until,
        recorded_by_id=actor.user_id,
        recorded_at=now,
    )
    payload = {"title": title, "since": str(since), "year": year, "decree": str(decree.series)}
    journal.record(who, actions.TITLE_GIVEN.code, held, payload, now)
    state_title(actor=who, held=held, decree=decree, now=now)
    give_area_title(actor=actor, zone_area_id=area.pk, title=title, decree=decree_words(decree), now=now)
    return held
