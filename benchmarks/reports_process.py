"""The process of the reports: makes an installation with judged cases, their reports, and tells its figures as JSON.

Each case has three sheets of the TPI with an answer to every item, and a catatan with a recommendation to each third.
"""

from __future__ import annotations

import json
import resource
import sys
from itertools import product
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from tests.apps.assessments.court import Court

EVERY = 50
WRITTEN = 3
"""Of so many items one has a catatan."""
FINDING = "Bukti tindak lanjut baru sebagian; rapat evaluasi tercatat dua kali dari empat triwulan. " * 3


def furnish(many: int) -> Court:
    """Make the installation, its people, and the cases at the TPI's report."""
    from pulau.apps.assessments.models import Assignment, JudgedAnswer, Judgement  # noqa: PLC0415 - after Django was set up
    from tests.apps.assessments.court import build_court  # noqa: PLC0415 - the same
    from tests.apps.assessments.judges import LEVELS, full_marks  # noqa: PLC0415 - the same
    from tests.apps.assessments.many_cases import more_cases  # noqa: PLC0415 - the same
    from tests.cast import NOW  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0, interactive=False)
    court = build_court()
    cases = [court.stand_at("tpi-report"), *more_cases(court, many - 1, stage="tpi-report")]
    people = ("nina", "rani", "putu")
    whose = {"tenant_id": court.tenant, "opened_at": NOW, "submitted_at": NOW, "state": "submitted", "revision": 1}
    sheets = [
        Judgement(
            **whose, id=uuid4(), case=case, level=LEVELS[who], user_id=court.users[who].pk, submitted_revision=1,
            digest="0" * 64,
        )
        for case, who in product(cases, people)
    ]  # fmt: skip
    Judgement.objects.for_tenant(court.tenant).bulk_create(sheets)
    Assignment.objects.for_tenant(court.tenant).bulk_create(
        [
            Assignment(tenant_id=court.tenant, case=case, level=LEVELS[who], user_id=court.users[who].pk, given_at=NOW)
            for case, who in product(cases, people)
        ]
    )
    values = list(full_marks().items())
    rows = (
        JudgedAnswer(
            tenant_id=court.tenant, judgement=sheet, item=item, version=1, revision=1, value=value, at=NOW,
            finding=FINDING if place % WRITTEN == 0 else "", recommendation="Lengkapi." if place % WRITTEN == 0 else "",
            reason="Bukti lengkap.",
        )
        for sheet in sheets
        for place, (item, value) in enumerate(values)
    )  # fmt: skip
    JudgedAnswer.objects.for_tenant(court.tenant).bulk_create(rows, batch_size=1_000)
    return court


def one(court: Court) -> float:
    """Make the report of one unit; returns the seconds. The very first also loads what all need."""
    from django.utils import timezone  # noqa: PLC0415 - after Django was set up

    from pulau.apps.reports.services.making import make_report  # noqa: PLC0415 - the same
    from pulau.apps.reports.wishes import ReportWish  # noqa: PLC0415 - the same
    from pulau.exchange.reports.content import ReportKind  # noqa: PLC0415 - the same

    begun = perf_counter()
    wish = ReportWish(ReportKind.TPI, "700/1/ITDA/2026")
    make_report(actor=court.actors["rani"], case_id=court.case_id, wish=wish, now=timezone.now())
    return perf_counter() - begun


def all_of_them(court: Court, many: int) -> dict[str, float]:
    """Make those of all by the job, as its worker does; returns seconds in all and to pack, and megabytes."""
    from django.utils import timezone  # noqa: PLC0415 - after Django was set up

    from pulau.apps.reports import running  # noqa: PLC0415 - the same
    from pulau.apps.reports.models import ReportRun  # noqa: PLC0415 - the same
    from pulau.apps.reports.services.runs import start_run  # noqa: PLC0415 - the same

    run = start_run(actor=court.actors["rani"], year=2026, now=timezone.now())
    running.CASES_A_JOB = EVERY  # type: ignore[misc]  # told every so many
    done, begun, last = 0, perf_counter(), perf_counter()
    while (count := running.go_on(court.tenant, run.pk)) == EVERY:
        done += count
        last = perf_counter()
        print(f"{done} of {many} made, {last - begun:.0f} s", file=sys.stderr)
    ended = perf_counter()
    found = ReportRun.objects.for_tenant(court.tenant).get()
    if (found.past, found.packed, found.skipped) != (many, many, {}):
        raise SystemExit(f"{found}: {found.packed} packed, skipped {found.skipped}")
    seconds = ended - begun
    return {"seconds": seconds, "each": seconds / many, "pack": ended - last, "size": found.archive_size / 1_000_000}


def main(many: int) -> None:
    """Do it, and tell."""
    django.setup()
    print(f"making {many} judged cases …", file=sys.stderr)
    court = furnish(many)
    told = {"one": one(court), **all_of_them(court, many)}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(json.dumps({**told, "memory": memory}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
