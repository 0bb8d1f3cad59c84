"""Whether judgements and the scores that follow from them still are what the journal told as they were submitted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.actions import JUDGED, JUDGEMENT_SUBMITTED
from pulau.apps.assessments.judged import figures_of
from pulau.apps.assessments.models import Case, JudgedAnswer, Judgement
from pulau.apps.assessments.scored import scores_told, stored_result
from pulau.apps.assessments.sheet_writing import sheet_digest
from pulau.apps.worksheets.contract import stands
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.levels import Body
from pulau.core.workflow.sheets import FIELDS
from pulau.exchange.result_json import replay_digest
from pulau.foundation.journal.told import told_of
from pulau.foundation.registry.logged_facts import FactDiffers, LoggedFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from uuid import UUID

    from pulau.core.workflow.sheets import Entry
    from pulau.foundation.journal.told import Told

_CASES_AT_A_TIME: Final = 10
_ENDED: Final = canonical_digest({"scores": "none"})
"""What is told, or found, where a case has no score at a body."""
_Versions = Sequence[tuple[str, int, int, "Entry"]]
"""Versions of a sheet's answers: item, version, revision of the sheet, and what was found."""


def changed_judgements(tenant_id: UUID) -> Iterator[FactDiffers]:
    """Yield what of a body's cases differs from what their entries told: answers of each sheet, scores of each body."""
    rows = Case.objects.for_tenant(tenant_id).order_by("pk")
    page = list(rows[:_CASES_AT_A_TIME])
    while page:
        yield from _sheets(tenant_id, [case.pk for case in page])
        for case in page:
            yield from _scores(case)
        page = list(rows.filter(pk__gt=page[-1].pk)[:_CASES_AT_A_TIME])


def _sheets(tenant_id: UUID, case_ids: Sequence[UUID]) -> Iterator[FactDiffers]:
    sheets = list(Judgement.objects.for_tenant(tenant_id).filter(case_id__in=case_ids).order_by())
    kind = Judgement._meta.label_lower  # noqa: SLF001 - Django's documented door
    told = told_of(tenant_id, kind, [sheet.pk for sheet in sheets], (JUDGEMENT_SUBMITTED.code, JUDGED.code))
    versions = _versions(tenant_id, [sheet.pk for sheet in sheets])
    for sheet in sheets:
        pins = [one for one in told.get(str(sheet.pk), ()) if "digest" in one.payload]
        for pin in pins:
            yield from pin.differs(pin.payload["digest"], _digest_at(versions[sheet.pk], _revision(pin)))
        if pins:
            yield from _sheet(sheet, pins)


def _sheet(sheet: Judgement, pins: Sequence[Told]) -> Iterator[FactDiffers]:
    """Yield that a sheet's own row names another state of it than was submitted last."""
    last = max(pins, key=_revision)
    if sheet.submitted_revision is not None and sheet.submitted_revision > _revision(last):
        return  # a reason was added before such a change was told with its digest
    first = min(_revision(pin) for pin in pins)
    told = [last.payload["digest"], _revision(last), first]
    yield from last.differs(told, [sheet.digest, sheet.submitted_revision, sheet.blind_revision])


def _revision(told: Told) -> int:
    return int(told.payload["revision"])


def _versions(tenant_id: UUID, sheets: Sequence[UUID]) -> Mapping[UUID, _Versions]:
    found: dict[UUID, list[tuple[str, int, int, Entry]]] = defaultdict(list)
    rows = JudgedAnswer.objects.for_tenant(tenant_id).filter(judgement_id__in=sheets).order_by("item", "version")
    for sheet, item, version, revision, *fields in rows.values_list(
        "judgement_id", "item", "version", "revision", *FIELDS
    ):
        found[sheet].append((item, version, revision, dict(zip(FIELDS, fields, strict=True))))
    return found


def _digest_at(versions: _Versions, revision: int) -> str:
    """Return the digest of a sheet as it stood at a revision."""
    standing = {item: (item, version, entry) for item, version, written, entry in versions if written <= revision}
    return sheet_digest(standing.values())


def _scores(case: Case) -> Iterator[FactDiffers]:
    """Yield the scores that are stored, or computed anew of all sheets, and are others than those told last."""
    entries = scores_told(case)
    if not entries:
        return
    of = (case._meta.label_lower, case.pk)  # noqa: SLF001 - Django's documented door
    for body in Body:
        told = {_result(entry, body): entry for entry in entries}
        found = canonical_digest(stored_result(case, body)) if body.value in case.exact else _ENDED
        if found not in told:
            yield from entries[-1].differs(_result(entries[-1], body), found, of=of)
        if stands(case.tenant_id, case.submission_id):  # else the worksheet is open, and its held title may be another
            yield from _replayed(case, body, [entry for entry in entries if body.value in entry.payload["scores"]])


def _result(entry: Told, body: Body) -> str:
    score = entry.payload["scores"].get(body.value)
    return str(score["result"]) if score else _ENDED


def _replayed(case: Case, body: Body, entries: Iterable[Told]) -> Iterator[FactDiffers]:
    told = {entry.payload["scores"][body.value]["replay"]: entry for entry in entries}
    if not told:
        return
    last = next(reversed(told.values()))
    try:
        evaluation = figures_of(case, body).evaluation
        rules, found = evaluation.pack.rules_digest, replay_digest(evaluation)
    except BadInput:
        rules, found = last.payload["scores"][body.value]["rules"], ""
    if found not in told and rules == last.payload["scores"][body.value]["rules"]:
        of = (case._meta.label_lower, case.pk)  # noqa: SLF001 - Django's documented door
        yield from last.differs(last.payload["scores"][body.value]["replay"], found, of=of)


FACTS: Final = LoggedFacts("assessments.judgements", changed_judgements)
