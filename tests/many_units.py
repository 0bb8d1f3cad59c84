"""Many units of one agency with their worksheets, quickly: for tests of size and for `make bench`.

    many_units(house.tenants["sagara"], 5_000)

The figures are those of random answers under the regulation, scored by the core; the answers are not kept. One unit in
twenty has no worksheet. Made in one transaction, in well under half a minute for 5,000.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction

from pulau.apps.agencies.contract import UnitKind, WorkUnit
from pulau.apps.worksheets.models import DailyScore, Worksheet
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.batch import evaluate_many
from pulau.core.scoring.evaluate import value_of
from pulau.exchange.packs import load_pack
from tests.exchange.answers_for import answers_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import Model

    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.answers import Answer
    from pulau.core.scoring.batch import Summary

REGULATION = "permenpan-rb-90-2021"
KINDS = {
    UnitKind.OFFICE: "Dinas",
    UnitKind.DISTRICT: "Kecamatan",
    UnitKind.HOSPITAL: "RSUD",
    UnitKind.HEALTH_CENTRE: "Puskesmas",
    UnitKind.SCHOOL: "SMP Negeri",
    UnitKind.VILLAGE: "Kelurahan",
}
PLACES = ("Air Tawar", "Bukit Lama", "Cempaka", "Dermaga", "Ekor Teluk", "Gunung Sari", "Karang Indah", "Labuhan")
BATCH = 500


@transaction.atomic
def many_units(
    tenant_id: UUID, count: int, *, year: int = 2026, today: date = date(2026, 3, 2), code: str = "unit"
) -> list[WorkUnit]:
    """Make units with codes `unit-00000` and on (or another word).

    Each second worksheet changed this month and has a day kept before.
    """
    chance = Random(count)  # noqa: S311 - a fixed seed, so that a test fails twice
    now = datetime.combine(today, datetime.min.time()).astimezone()
    units = [_unit(tenant_id, f"{code}-{number:05}", now, chance) for number in range(count)]
    WorkUnit.objects.for_tenant(tenant_id).bulk_create(units, batch_size=BATCH)
    pack = load_pack(REGULATION)
    opened = [unit for number, unit in enumerate(units) if number % 20]
    answered = [_answered(pack, chance) for _ in range(60)]
    sheets = list(_sheets(answered, len(opened), chance))
    scores = list(evaluate_many(pack, sheets))
    last_month = today.replace(day=1) - timedelta(days=1)
    rows: list[Worksheet] = []
    days: list[DailyScore] = []
    for number, unit in enumerate(opened):
        ended = last_month - timedelta(days=chance.randint(0, 200))
        touched = number % 2 == 0
        row = _row(unit, year, scores[2 * number], len(sheets[2 * number][0]), today if touched else ended)
        rows.append(row)
        if touched:
            earlier = scores[2 * number + 1]
            kept = {"printed": dict(earlier.printed), "titles": dict(earlier.titles)}
            days.append(DailyScore(tenant_id=tenant_id, worksheet_id=row.pk, day=ended, **kept))
    Worksheet.objects.for_tenant(tenant_id).bulk_create(rows, batch_size=BATCH)
    DailyScore.objects.for_tenant(tenant_id).bulk_create(days, batch_size=BATCH)
    if count > BATCH:
        count_rows(WorkUnit, Worksheet, DailyScore)
    return units


def count_rows(*models: type[Model]) -> None:
    """Let PostgreSQL count the rows of models' tables, as its own autovacuum does soon after so many were written.

    In a test's transaction it cannot. It even counts the tables as empty while the rows of tests before are undone, and
    then plans for the thousands of this one as for none.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")


def _unit(tenant_id: UUID, code: str, now: datetime, chance: Random) -> WorkUnit:
    kind = chance.choice(tuple(KINDS))
    name = f"{KINDS[kind]} {chance.choice(PLACES)} {chance.randint(1, 99)}"
    return WorkUnit(tenant_id=tenant_id, code=code, name=name, kind=kind, created_at=now)


def _answered(pack: Pack, chance: Random) -> Mapping[str, Answer]:
    return take_answers(pack, answers_for(pack, chance.randint(0, 10**6))).values


def _sheets(
    answered: list[Mapping[str, Answer]], count: int, chance: Random
) -> Iterator[tuple[dict[str, Answer], str | None]]:
    """Mix the answers item by item: the better a unit, the more often the best of them. One in four is not finished.

    Two for each unit: as it is, and as it was.
    """
    items = load_pack(REGULATION).items
    best = {item: max((one[item] for one in answered), key=partial(value_of, items[item])) for item in answered[0]}
    for _ in range(count):
        well, prior = chance.random() ** 0.3, chance.choice([None, None, "WBK"])
        done = list(items)[: len(items) if chance.random() < 0.75 else chance.randint(0, len(items))]
        picked = {item: best[item] if chance.random() < well else chance.choice(answered)[item] for item in done}
        yield picked, prior
        yield {item: answer for item, answer in picked.items() if chance.random() < 0.95}, prior  # some time before


def _row(unit: WorkUnit, year: int, score: Summary, answered: int, day: date) -> Worksheet:
    at = datetime.combine(day, datetime.min.time()).astimezone()
    return Worksheet(
        tenant_id=unit.tenant_id,
        unit=unit,
        year=year,
        regulation=REGULATION,
        created_at=at - timedelta(days=300),
        revision=answered,
        scored_at=at,
        scored_on=day,
        answered=answered,
        items=len(load_pack(REGULATION).items),
        printed=dict(score.printed),
        gates=dict(score.gates),
        titles=dict(score.titles),
    )
