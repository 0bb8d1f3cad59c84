"""Setting a day or a quota of a year, as the ministry's TPN announces it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from pulau.apps.agencies.contract import agency_of
from pulau.apps.proposals.actions import SEASON_SET
from pulau.apps.proposals.models import LONGEST_GROUND, SeasonChange
from pulau.apps.proposals.policies import SET_SEASON, sets_seasons
from pulau.apps.proposals.refusals import WrongSeason
from pulau.apps.proposals.seasons import QUOTA, season_now
from pulau.apps.proposals.selectors import hold_body
from pulau.core.shared.words import checked_words
from pulau.exchange.seasons import KINDS, STEPS
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.proposals.seasons import SeasonOfYear
    from pulau.apps.proposals.wishes import SeasonWish
    from pulau.core.shared.actor import Actor

MOST: Final = 100_000
"""A quota above this is a slip of the finger."""


@transaction.atomic
def set_season(*, actor: Actor, wish: SeasonWish, now: datetime) -> SeasonChange:
    """Set a day or a quota of a year, from now on; what held before stays to be seen.

    Raises PermissionDenied (also in a body that is not national, or for a region's panel), BadInput, WrongSeason: the
    year, key, day or quota cannot be, the days would not follow each other, or nothing is named that it rests on.
    """
    actor = require(actor, SET_SEASON)
    agency = agency_of(actor)
    if agency is None or not agency.national or not sets_seasons(actor):
        raise PermissionDenied(SET_SEASON.code)
    ground = checked_words(wish.ground, "dasar", LONGEST_GROUND, needed=False)
    if not ground:
        raise WrongSeason("dasar")
    hold_body(actor)
    season = _season(wish)
    before = _check(season, wish)
    rows = SeasonChange.objects.for_actor(actor).filter(year=wish.year, key=wish.key)
    row: SeasonChange = rows.create(
        year=wish.year,
        key=wish.key,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        day=wish.day,
        quota=wish.quota,
        ground=ground,
        user_id=actor.user_id,
        at=now,
    )
    after = wish.day if wish.key in STEPS else wish.quota
    payload = {
        **journal.changed({"value": before}, {"value": after}), "year": wish.year, "key": wish.key,
        "ground": fingerprint("ground", ground),
    }  # fmt: skip
    journal.record(actor, SEASON_SET.code, row, payload, now)
    return row


def _season(wish: SeasonWish) -> SeasonOfYear:
    try:
        return season_now(wish.year)
    except LookupError:
        raise WrongSeason("tahun") from None


def _check(season: SeasonOfYear, wish: SeasonWish) -> date | int | None:
    """Return what holds until now. Raises WrongSeason."""
    if wish.key in STEPS:
        if wish.day is None or not _in_order(season, wish.key, wish.day):
            raise WrongSeason("tanggal")
        return season.days[wish.key].day
    kind = wish.key.removeprefix(QUOTA)
    if not wish.key.startswith(QUOTA) or kind not in KINDS:
        raise WrongSeason("langkah")
    if wish.quota is not None and not 0 <= wish.quota <= MOST:
        raise WrongSeason("kuota")
    return season.quotas[kind].quota


def _in_order(season: SeasonOfYear, step: str, day: date) -> bool:
    """Whether the days that are known follow each other with this one: the first and last of proposals, and the TPN's.

    What is only the house's guess does not hold the TPN up. Days lie in the year, or one year around it.
    """
    known = [each for each in STEPS if each in {"opening", "proposals"} or season.days[each].change is not None]
    days = [day if each == step else season.days[each].day for each in STEPS if each in known or each == step]
    return days == sorted(days) and season.year - 1 <= days[0].year and days[-1].year <= season.year + 1
