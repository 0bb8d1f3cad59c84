"""The process of judging: so many judged worksheets, and one that all levels judge; answers lines of a `Teller`."""

from __future__ import annotations

import json
import sys
from itertools import cycle
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import django
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from tests.apps.assessments.court import Court

ANSWERS: Final = 10
"""Answers of each of the other worksheets."""
HOME: Final = "/penilaian/disdukcapil/2026/"
BATCH: Final = 5_000
BRACKETS: Final = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


class Judge:
    """Rani leads the TPI and has not submitted; Tia has, for the ministry, and sees all levels."""

    def __init__(self, count: int) -> None:
        # All need Django ready.
        from tests.apps.assessments.court import build_court  # noqa: PLC0415

        settings.SECOND_FACTOR_REQUIRED = False  # it is saving that is measured, not how one gets to it
        self.court = build_court()
        _fill(self.court, count)
        self.turns = self._turns()

    def save(self) -> float:
        """Save an answer of the leader's, another item each time."""
        self._stand("tpi-round-2")
        item, version, value = next(self.turns)
        form = {"versi": str(version), "jawab": value, "catatan": "Sesuai bukti.", "aksi": "tetap"}
        return _timed(lambda: self.leader.post(f"{HOME}nilai/{item}", form, headers={"host": "localhost"}), 303)

    def levels(self) -> float:
        """Open the page of all items with every level's answer."""
        self._stand("clearance")
        path = f"{HOME}beda?tampil=semua"
        return _timed(lambda: self.national.get(path, headers={"host": "localhost"}), 200)

    def prepare(self) -> None:
        """Sign both in."""
        self.leader: Client = self.court.at_work("rani")
        self.national: Client = self.court.at_work("tia")
        self.stage = ""

    def _stand(self, stage: str) -> None:
        if self.stage != stage:
            self.court.stand_at(stage)
            self.stage = stage

    def _turns(self) -> Iterator[tuple[str, int, str]]:
        from pulau.core.regulation.model import Choice  # noqa: PLC0415 - the same
        from pulau.exchange.packs import load_pack  # noqa: PLC0415 - the same

        items = load_pack("permenpan-rb-90-2021").items.values()
        options = {item.id: cycle(item.answer.values) for item in items if isinstance(item.answer, Choice)}
        version = 0
        while True:
            for item, values in options.items():
                yield item, version, next(values)
            version += 1


def _fill(court: Court, count: int) -> None:
    """Judge the court's worksheet at three levels, and so many others by rows."""
    from tests.apps.assessments.judges import assign, full_marks, give  # noqa: PLC0415 - needs Django ready
    from tests.apps.assessments.many_cases import assign_all, more_cases  # noqa: PLC0415 - the same

    court.stand_at("tpi-round-2")
    assign(court, "nina", "omar", "rani", "putu", "tia")
    marks = full_marks()
    for who in ("nina", "omar", "putu"):
        give(court, who, marks, finding="Sesuai bukti.")
    court.stand_at("desk")
    give(court, "tia", marks, finding="Sesuai bukti.")
    for start in range(0, count, BATCH):
        made = more_cases(court, min(BATCH, count - start), "tpi-round-1", year=2000 + start // BATCH)
        assign_all(court, made)
        _judge_rows(court, [case.pk for case in made])


def _judge_rows(court: Court, cases: list[Any]) -> None:
    from pulau.apps.assessments.models import JudgedAnswer, Judgement  # noqa: PLC0415 - needs Django ready
    from pulau.exchange.packs import load_pack  # noqa: PLC0415 - the same
    from tests.cast import NOW  # noqa: PLC0415 - the same

    tenant, user = court.tenant, court.users["nina"].pk
    items = list(load_pack("permenpan-rb-90-2021").items)[:ANSWERS]
    sheets = [
        Judgement(id=uuid4(), tenant_id=tenant, case_id=case, level="tpi-member", user_id=user, opened_at=NOW)
        for case in cases
    ]
    Judgement.objects.for_tenant(tenant).bulk_create(sheets, batch_size=2_000)
    same: dict[str, Any] = {"tenant_id": tenant, "version": 1, "revision": 1, "value": "A", "user_id": user, "at": NOW}
    JudgedAnswer.objects.for_tenant(tenant).bulk_create(
        [JudgedAnswer(**same, judgement_id=sheet.pk, item=item) for sheet in sheets for item in items],
        batch_size=2_000,
    )


def _timed(ask: Callable[[], Any], status: int) -> float:
    """Return the seconds of one request. Raises RuntimeError for what is not taken."""
    start = perf_counter()
    answer = ask()
    taken = perf_counter() - start
    if answer.status_code != status:
        raise RuntimeError(f"{answer.status_code}: {answer.content[:300]!r}")
    return taken


def main(count: int) -> None:
    """Answer lines until there are no more."""
    judge = Judge(count)
    judge.prepare()
    for line in sys.stdin:
        name, _, times = line.strip().partition(" ")
        if name == "queries":
            getattr(judge, times)()  # the first one puts the case where it is judged
            with CaptureQueriesContext(connection) as asked:
                getattr(judge, times)()
            told: Any = sum(not query["sql"].startswith(BRACKETS) for query in asked)
        else:
            told = {name: [getattr(judge, name)() * 1000 for _ in range(int(times))]}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
