"""What rules find of a title in what the platform itself keeps: late reports, falling surveys, expired evidence."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils.translation import gettext as _

from pulau.apps.assessments.contract import Case
from pulau.apps.evidence.contract import Evidence
from pulau.apps.outcomes.models import Monitoring, TitleHeld, Trigger
from pulau.apps.outcomes.selectors import monitorings_of
from pulau.apps.visits.contract import field_summary
from pulau.apps.worksheets.contract import handed_evidence
from pulau.core.workflow.assessment import FIELD
from pulau.core.workflow.keeping import TriggerKind, expired_in, overdue, report_due, survey_falls
from pulau.exchange.keeping import report_law
from pulau.exchange.triggers import trigger_on
from pulau.foundation.ui.formats import long_date, number

if TYPE_CHECKING:
    from collections.abc import Iterator

_INSTRUMENTS: Final = ("spak", "spkp")
Found = tuple[TriggerKind, str, str]


def found_of(held: TitleHeld, today: date) -> Iterator[Found]:
    """Yield what rules in force on a day find of a title: kind, key, and the source in words."""
    reports = monitorings_of(held.tenant_id, held.pk)
    if trigger_on(TriggerKind.REPORT_OVERDUE, today):
        yield from _report(held, reports, today)
    if (rule := trigger_on(TriggerKind.SURVEY_FALL, today)) is not None and rule.more_than is not None:
        yield from _falls(held, reports, rule.more_than)
    if trigger_on(TriggerKind.EXPIRED_EVIDENCE, today) and held.case is not None:
        yield from _expired(held, held.case, today)


def _report(held: TitleHeld, reports: list[Monitoring], today: date) -> Iterator[Found]:
    due = report_due(held.since, [row.on for row in reports], report_law(today).months)
    if overdue(due, today):
        words = _("Laporan pemantauan seharusnya paling lambat %(day)s") % {"day": long_date(due)}
        yield TriggerKind.REPORT_OVERDUE, str(due), words


def _falls(held: TitleHeld, reports: list[Monitoring], limit: Fraction) -> Iterator[Found]:
    for instrument, indices in sorted(indices_of(held, reports).items()):
        for fall in survey_falls(indices, limit):
            told = {"name": instrument.upper(), "before": number(fall.before), "after": number(fall.after),
                    "from": fall.from_year, "to": fall.to_year}  # fmt: skip
            words = _("Indeks %(name)s turun dari %(before)s (%(from)s) menjadi %(after)s (%(to)s)") % told
            yield TriggerKind.SURVEY_FALL, f"{instrument} {fall.from_year}-{fall.to_year}", words


def indices_of(held: TitleHeld, reports: list[Monitoring]) -> dict[str, dict[int, Fraction]]:
    """Return the unit's survey indices (0 to 4) by instrument and year: of field evaluations, and as TPI reported.

    An evaluation that is still in the field tells none: the unit and its agency learn them once that stage is over.
    """
    found: dict[str, dict[int, Fraction]] = {}
    cases = Case.objects.for_tenant(held.tenant_id).filter(unit_id=held.unit_id).order_by("year", "number")
    for case in cases.exclude(stage=FIELD):
        survey = field_summary(case).survey
        if survey is not None:
            for name, index in zip(_INSTRUMENTS, (survey.corruption_perception, survey.service_quality), strict=True):
                found.setdefault(name, {})[case.year] = Fraction(index)
    for row in reversed(reports):  # the newest of a year counts
        if row.survey and row.survey_index is not None:
            found.setdefault(row.survey, {})[row.year] = Fraction(row.survey_index)
    return found


def _expired(held: TitleHeld, case: Case, today: date) -> Iterator[Found]:
    known = Trigger.objects.for_tenant(held.tenant_id).filter(title_held_id=held.pk, kind=TriggerKind.EXPIRED_EVIDENCE)
    last = known.order_by("-found_on").first()
    if last is not None and last.settled_at is None:
        return  # what is examined now covers what expires meanwhile
    since = max(held.since, last.found_on) if last is not None else held.since
    shown = handed_evidence(held.tenant_id, case.worksheet_id)
    pieces = {piece.evidence_id for row in shown.values() for piece in row if not piece.withdrawn}
    expired = expired_in(_ends(held.tenant_id, pieces), since, today)
    if expired:
        words = _("%(n)s bukti yang diajukan untuk predikat ini habis masa berlakunya") % {"n": len(expired)}
        yield TriggerKind.EXPIRED_EVIDENCE, str(today), words


def _ends(tenant_id: UUID, pieces: set[UUID]) -> dict[str, date]:
    rows = Evidence.objects.for_tenant(tenant_id).filter(pk__in=pieces, valid_until__isnull=False).order_by()
    return {str(pk): day for pk, day in rows.values_list("pk", "valid_until") if day is not None}
