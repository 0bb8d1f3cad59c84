"""Who keeps a piece is reminded before it ends, and of links that nobody preserved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from pulau.apps.evidence.contract import EvidenceWish, keep_evidence
from pulau.foundation.notices.models import Notice
from pulau.foundation.notices.reminding import remind
from pulau.foundation.registry import reliances as registry
from pulau.foundation.registry.hooks import Hook
from pulau.foundation.registry.reliances import Reliance
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from pulau.apps.evidence.contract import Evidence
    from pulau.core.shared.actor import Actor
    from tests.house import House

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LINK = "https://contoh.example.id/maklumat"


def link(
    house: House, *, until: date | None = None, unit: str | None = "disdukcapil", secret: bool = False
) -> Evidence:
    unit_id = house.units[unit].pk if unit else None
    wish = EvidenceWish("Maklumat", unit_id, address=LINK, valid_until=until, confidential=secret, seen_on=TODAY)
    return keep_evidence(actor=house.actors["ayu" if unit else "hana"], wish=wish, file=None, now=NOW)


def told(house: House, kind: str, days: int) -> list[set[str]]:
    """Remind on a day, and say who has which notices of a kind, one set a notice's key."""
    remind(house.tenants["sagara"], NOW + timedelta(days=days))
    names = {user.pk: name for name, user in house.users.items()}
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.for_tenant(house.tenants["sagara"]).filter(kind=kind).order_by("created_at"):
        found.setdefault(notice.key, set()).add(names[notice.user_id])
    return list(found.values())


def test_its_keepers_are_told_at_each_stage_and_when_it_has_ended(house: House) -> None:
    link(house, until=TODAY + timedelta(days=40))
    team = {"ayu", "fajar", "gita"}
    assert told(house, "evidence.ending", 5) == []
    assert told(house, "evidence.ending", 10) == [team]
    assert told(house, "evidence.ending", 11) == [team]
    assert told(house, "evidence.ending", 39) == [team, team]
    assert told(house, "evidence.ended", 41) == [team]


def test_a_link_is_asked_for_until_its_copy_is_there(house: House) -> None:
    link(house, unit=None)
    assert told(house, "evidence.unpreserved", 3) == []
    assert told(house, "evidence.unpreserved", 8) == [{"hana"}]


def test_who_answers_for_what_relies_on_it_is_told_too_but_not_of_a_confidential_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook: Hook[Reliance] = Hook("reliances")

    def people(_actor: Actor, ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
        return {pk: [house.users["joko"].pk] for pk in ids}

    hook.add(Reliance("uji", lambda _a, _i: {}, lambda _a, _i: {}, people))
    monkeypatch.setattr("pulau.apps.evidence.expiring.reliances", hook)
    assert registry.reliances is not hook
    link(house, until=TODAY + timedelta(days=5))
    link(house, until=TODAY + timedelta(days=5), secret=True)
    assert sorted(map(sorted, told(house, "evidence.ending", 0))) == [
        ["ayu", "fajar", "gita"], ["ayu", "fajar", "gita", "joko"],
    ]  # fmt: skip
    words = Notice.objects.for_tenant(house.tenants["sagara"]).filter(kind="evidence.ending")
    assert sum("Maklumat" in notice.params["title"] for notice in words) == 4
