"""All answers and scores of a year as typed tables: cases, figures and gates, answers, events. Some cases at a time.

Of judgements only what the reader may see at the stage of each case is told (`core.workflow.sight`): an export is no
way round the levels' being apart.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import F

from pulau.apps.assessments.models import Assignment, Case, JudgedAnswer, Judgement, JudgementState, Transition
from pulau.apps.assessments.own_sheets import side_of
from pulau.apps.assessments.selectors import cases_for
from pulau.apps.worksheets.contract import HandedWhole, handed_wholes
from pulau.core.workflow.levels import AssessorLevel, Body, Judged, standing
from pulau.core.workflow.sight import TPI_LEVELS, TPN_LEVELS, Own, levels_seen
from pulau.exchange.data_tables import Column, Kind, Row

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

CHUNK: Final = 200
"""Cases that are read at a time."""
SELF: Final = "self"
_CASE: Final = (Column("case_id", about="Penilaian"), Column("unit_code"), Column("year", Kind.WHOLE),
                Column("submission", Kind.WHOLE, "Ajuan ke berapa"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be had: its columns, and its rows of some cases."""

    columns: tuple[Column, ...]
    rows: Callable[[Actor, Sequence[Case]], Iterator[Row]]


def cases_of_year(actor: Actor, year: int) -> ScopedQuerySet[Case]:
    """Return the cases of a year that the actor may know of, in a fixed order."""
    return cases_for(actor).filter(year=year).order_by("id")


def chunks_of(ids: Sequence[UUID]) -> Iterator[tuple[UUID, ...]]:
    """Cut ids into as many as are read at a time."""
    start = 0
    while start < len(ids):
        yield tuple(ids[start : start + CHUNK])
        start += CHUNK


def rows_of(actor: Actor, table: str, ids: Sequence[UUID]) -> Iterator[Row]:
    """Yield the rows of a table for some cases, which are read at once."""
    cases = list(cases_for(actor).filter(pk__in=ids).order_by("id"))
    yield from TABLES[table].rows(actor, cases)


def _key(case: Case) -> tuple[str, str, int, int]:
    return str(case.pk), case.unit_code, case.year, case.number


def _cases(_actor: Actor, cases: Sequence[Case]) -> Iterator[Row]:
    for case in cases:
        yield (
            *_key(case), case.unit_name, case.agency_name, case.regulation, case.kind, case.title, case.stage,
            case.stage_since, case.due_on, case.national, case.opened_at, case.revision,
        )  # fmt: skip


def _figures(actor: Actor, cases: Sequence[Case]) -> Iterator[Row]:
    seen, wholes = _sight(actor, cases), _handed(actor, cases)
    for case in cases:
        told: dict[str, tuple[Mapping[str, str], Mapping[str, int], Mapping[str, bool]]] = {}
        if whole := wholes.get(case.submission_id):
            told[SELF] = (whole.exact, whole.printed, whole.gates)
        for body, levels in ((Body.TPI, TPI_LEVELS), (Body.TPN, TPN_LEVELS)):
            if levels <= seen[case.pk] and body in case.exact:
                told[body] = (case.exact[body], case.printed.get(body, {}), case.gates.get(body, {}))
        for whose, (exact, printed, gates) in told.items():
            for name in dict.fromkeys((*exact, *printed)):
                shown = Decimal(printed[name]).scaleb(-2) if name in printed else None
                yield (*_key(case), whose, "figure", name, exact.get(name, ""), shown, None)
            for name, met in gates.items():
                yield (*_key(case), whose, "gate", name, "", None, met)


def _answers(actor: Actor, cases: Sequence[Case]) -> Iterator[Row]:
    seen, wholes, given = _sight(actor, cases), _handed(actor, cases), _submitted(actor, cases)
    for case in cases:
        whole = wholes.get(case.submission_id)
        for item, answer in sorted(whole.answers.items()) if whole else ():
            if answer.value is not None:
                yield (*_key(case), item, SELF, "", "", "", answer.version, _json(answer.value), answer.note,
                       "", "", "", None)  # fmt: skip
        mine = [row for row in given[case.pk] if row["judgement__level"] in seen[case.pk]]
        for row in mine:
            yield (
                *_key(case), row["item"], row["judgement__level"], str(row["judgement_id"]),
                str(row["judgement__user_id"]), row["judgement__user__full_name"], row["version"],
                _json(row["value"]), row["finding"], row["recommendation"], row["strength"], row["reason"], row["at"],
            )  # fmt: skip
        yield from _standing(case, mine, seen[case.pk])


def _standing(case: Case, given: Sequence[Mapping[str, Any]], seen: frozenset[AssessorLevel]) -> Iterator[Row]:
    """Yield what stands at each body whose levels are told."""
    judged: dict[str, list[Judged]] = defaultdict(list)
    for row in given:
        if row["value"] is not None:
            level = AssessorLevel(row["judgement__level"])
            judged[row["item"]].append(Judged(level, str(row["judgement_id"]), row["value"]))
    for body, levels in ((Body.TPI, TPI_LEVELS), (Body.TPN, TPN_LEVELS)):
        if levels <= seen:
            for item, answer in sorted(standing(body, judged).answers.items()):
                by = " ".join(answer.assessors)
                yield (*_key(case), item, f"standing-{body}", by, "", answer.level.value, None, _json(answer.value),
                       "", "", "", "", None)  # fmt: skip


def _events(actor: Actor, cases: Sequence[Case]) -> Iterator[Row]:
    known = {case.pk: case for case in cases}
    rows = Transition.objects.for_actor(actor).filter(case_id__in=list(known)).select_related("user")
    for row in rows.order_by("case_id", "number"):
        yield (
            *_key(known[row.case_id]), row.number, row.event, row.source, row.target, _json(row.guards), row.reason,
            row.due_on, str(row.user_id or ""), row.user.full_name if row.user else "", row.role, row.at, row.on,
        )  # fmt: skip


def _sight(actor: Actor, cases: Sequence[Case]) -> dict[UUID, frozenset[AssessorLevel]]:
    """Return the levels whose submitted judgements the reader may see, by case, as its pages tell it. Two queries."""
    sheets = Judgement.objects.for_actor(actor).filter(
        case_id__in=[case.pk for case in cases], user_id=actor.user_id, user_id__isnull=False
    )
    seats = Assignment.objects.for_actor(actor).filter(
        case_id__in=[case.pk for case in cases], user_id=actor.user_id, ended_at__isnull=True
    )
    own: dict[UUID, dict[str, bool]] = defaultdict(dict)
    for case, level in seats.order_by().values_list("case_id", "level"):
        own[case][level] = False
    for case, level, first in (
        sheets.exclude(state=JudgementState.ENDED).order_by().values_list("case_id", "level", "blind_revision")
    ):
        own[case][level] = first is not None
    side = side_of(actor)
    return {case.pk: levels_seen(side, _owned(own[case.pk]), case.stage) for case in cases}


def _owned(levels: Mapping[str, bool]) -> tuple[Own, ...]:
    return tuple(Own(AssessorLevel(level), submitted) for level, submitted in levels.items())


def _handed(actor: Actor, cases: Sequence[Case]) -> dict[UUID, HandedWhole]:
    return handed_wholes(actor.tenant_id, [case.submission_id for case in cases])


def _submitted(actor: Actor, cases: Sequence[Case]) -> dict[UUID, list[dict[str, Any]]]:
    """Return the answers of sheets as they were submitted, by case: of each item the newest version until then."""
    rows = JudgedAnswer.objects.for_actor(actor).filter(judgement__case_id__in=[case.pk for case in cases])
    rows = rows.exclude(judgement__state=JudgementState.ENDED).filter(revision__lte=F("judgement__submitted_revision"))
    newest: dict[tuple[UUID, str], dict[str, Any]] = {}
    for row in rows.order_by("judgement_id", "item", "version").values(*_JUDGED):
        newest[row["judgement_id"], row["item"]] = row
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in newest.values():
        found[row["judgement__case_id"]].append(row)
    return found


_JUDGED: Final = (
    "item", "version", "value", "finding", "recommendation", "strength", "reason", "at", "judgement_id",
    "judgement__case_id", "judgement__level", "judgement__user_id", "judgement__user__full_name",
)  # fmt: skip


def _json(value: object) -> str:
    """Write a value so that nothing of it is lost; an answer that was not judged is `null`."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


TABLES: Final[Mapping[str, Table]] = {
    "penilaian": Table(
        (*_CASE, Column("unit_name"), Column("agency_name"), Column("regulation"), Column("kind"), Column("title"),
         Column("stage"), Column("stage_since", Kind.MOMENT), Column("due_on", Kind.DAY), Column("national", Kind.FLAG),
         Column("opened_at", Kind.MOMENT), Column("revision", Kind.WHOLE)),
        _cases,
    ),
    "angka": Table(
        (*_CASE, Column("body", about="self, tpi atau tpn"), Column("sort", about="figure atau gate"), Column("name"),
         Column("exact", about="Nilai tepat sebagai teks"), Column("printed", Kind.FIGURE), Column("met", Kind.FLAG)),
        _figures,
    ),
    "jawaban": Table(
        (*_CASE, Column("item"), Column("source", about="self, tingkat penilai, atau standing-tpi dan standing-tpn"),
         Column("judgement_id"), Column("assessor_id"), Column("assessor", about="Nama penilai, atau tingkat asal"),
         Column("version", Kind.WHOLE), Column("value", about="Jawaban sebagai JSON"), Column("finding"),
         Column("recommendation"), Column("strength"), Column("reason"), Column("at", Kind.MOMENT)),
        _answers,
    ),
    "langkah": Table(
        (*_CASE, Column("number", Kind.WHOLE), Column("event"), Column("source"), Column("target"),
         Column("guards", about="Syarat yang terpenuhi, sebagai JSON"), Column("reason"), Column("due_on", Kind.DAY),
         Column("user_id"), Column("user"), Column("role"), Column("at", Kind.MOMENT), Column("on", Kind.DAY)),
        _events,
    ),
}  # fmt: skip
"""The tables by the name of their file."""
