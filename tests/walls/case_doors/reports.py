"""Addresses of reports below a case: each has a signed one of the TPI. Those of all units are for its leader alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from django.urls import reverse

from pulau.apps.assessments.models import Case
from pulau.apps.reports.composing import Given, compose
from pulau.apps.reports.models import EvaluationReport, ReportRun, ReportState, ReportVersion, RunState
from pulau.apps.signing.contract import DocumentWish, SignatoryWish, newest, prepare_document
from pulau.core.shared.actor import Actor
from pulau.exchange.reports.content import ReportKind, content_bytes
from pulau.foundation import storage
from tests.cast import NOW
from tests.walls.case_groups import ADMINISTRATOR, AGENCY_HEAD, TEAM, TPI, Door, Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from uuid import UUID

    from tests.house import House
    from tests.walls.furnished import Furnished
    from tests.walls.places import Place

Ids = dict[tuple[str, str], object]
NOBODY: Final = Group()
_VERSION: Final = (("{report}", 1),)
_TOLD: Final = TEAM | ADMINISTRATOR | AGENCY_HEAD | TPI
"""Those who read the TPI's signed report while the case is in the field: not the ministry, which judges without it."""

DOORS: Final[dict[str, Door]] = {
    "reports:reports": Door(),
    "reports:make": Door(read=None, write=NOBODY),
    "reports:version": Door(rests=_VERSION, read=_TOLD),
    "reports:changes": Door(rests=_VERSION, read=NOBODY),  # there is none before it
    "reports:pdf": Door(rests=_VERSION, read=_TOLD),
    "reports:docx": Door(rests=_VERSION, read=_TOLD),
    "reports:score": Door(rests=_VERSION, read=_TOLD),
    "reports:sign": Door(read=None, write=NOBODY, rests=_VERSION),
}
BY_GUESTS: Final[frozenset[str]] = frozenset(
    {"reports:make", "reports:sign", "reports:changes", "reports:runs", "reports:start", "reports:run",
     "reports:archive"}
)  # fmt: skip
"""Those that open to none of the house's people: only to assessors, whom the app's own tests let in."""

GUESTS_ALONE: Final[dict[str, frozenset[str]]] = {
    "reports:runs": frozenset({"tpi-leader@own-body", "tpi-leader@foreign-body"}),
    "reports:run": frozenset({"tpi-leader@own-body"}),
    "reports:archive": frozenset({"tpi-leader@own-body"}),
}
"""Addresses without a case that only guests open, to read."""
GUESTS_WRITING: Final[dict[str, frozenset[str]]] = {
    "reports:start": frozenset({"tpi-leader@own-body", "tpi-leader@foreign-body"})
}
"""Those that only guests write to."""


def of_runs(place: type[Place]) -> dict[str, Callable[[Furnished], Iterator[Place]]]:
    """Return who may do what at the addresses of all units' reports: none of the house. The run is the first body's."""

    def listed(_made: Furnished) -> Iterator[Place]:
        yield place("reports:runs", reverse("reports:runs"), NOBODY.duty, read=NOBODY.duty)

    def started(_made: Furnished) -> Iterator[Place]:
        path = reverse("reports:start")
        yield place("reports:start", path, NOBODY.duty, read=None, write=NOBODY.duty, body={"tahun": "2025"})

    def one(name: str) -> Callable[[Furnished], Iterator[Place]]:
        def fill(made: Furnished) -> Iterator[Place]:
            path = reverse(name, args=[made.cases["dukcapil", "{run}"]])
            yield place(name, path, NOBODY.duty, read=NOBODY.duty)

        return fill

    return {
        "reports:runs": listed,
        "reports:start": started,
        "reports:run": one("reports:run"),
        "reports:archive": one("reports:archive"),
    }


def lay_reports(house: House, cases: Mapping[tuple[str, str], Any], texts: Mapping[str, str]) -> Ids:
    """Give each body's case a report with words that nobody else reads, and a run; returns the ids by sphere."""
    made: Ids = {}
    for (sphere, what), key in list(cases.items()):
        if what == "{case}":
            case = Case.objects.for_tenant(house.tenants["sagara" if sphere == "dukcapil" else "lain"]).get(pk=key)
            made[sphere, "{report}"] = _report(case, texts[sphere], house.users["eka"].pk)
            run = ReportRun(
                tenant_id=case.tenant_id, year=case.year, user_id=house.users["eka"].pk, state=RunState.DONE, size=1,
                past=1, archive=storage.put(texts[sphere].encode()), started_at=NOW, touched_at=NOW, finished_at=NOW,
            )  # fmt: skip
            run.save()
            made[sphere, "{run}"] = run.pk
    return made


def _report(case: Case, text: str, user_id: UUID) -> UUID:
    told = compose(case, Given(ReportKind.TPI, "", date(2026, 11, 22), (("Catatan", text),)))
    told = replace(told, head=replace(told.head, number=text))
    report = EvaluationReport(
        tenant_id=case.tenant_id, case_id=case.pk, kind="tpi", number=text, state=ReportState.SIGNED, head=1,
        made_at=NOW, signed_at=NOW,
    )  # fmt: skip
    report.save()
    version_id = uuid4()
    wish = DocumentWish(
        kind="report-tpi", title="Laporan", kicker="Laporan", issuer="Instansi", parts=(), reserved=True,
        signatories=(SignatoryWish(name="Eka", position="Ketua", user_id=user_id),), subject_id=version_id,
    )  # fmt: skip
    document = prepare_document(actor=Actor.system(case.tenant_id), wish=wish, now=NOW)
    ReportVersion(
        id=version_id, tenant_id=case.tenant_id, report=report, number=1, document=document, revision=1, engine="1",
        content=storage.put(content_bytes(told)), pdf=newest(document).digest, docx=storage.put(text.encode()),
        made_at=NOW,
    ).save()  # fmt: skip
    return report.pk
