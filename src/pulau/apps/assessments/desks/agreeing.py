"""How far the assessors of a body agree, and to which side each leans: from what was submitted and is over.

Only cases that have left the TPI's judging count, so that nobody learns of a judgement that still goes on. What
assessors gave before they saw anybody's (their first submission) is compared; what came to stand at the TPI in the end
is the measure of a leaning, but for items that stand by this assessor's word alone: there is nothing to differ from.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import F

from pulau.apps.assessments.form_parts import parts_of
from pulau.apps.assessments.models import Case, JudgedAnswer, JudgementState
from pulau.core.regulation.model import Choice
from pulau.core.workflow import assessment as at
from pulau.core.workflow.agreement import Agreement, Bias, among, bias, on_ruler
from pulau.core.workflow.levels import AssessorLevel, Body, Judged, standing
from pulau.core.workflow.sight import TPI_LEVELS
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from pulau.core.shared.actor import Actor

STILL_JUDGED: Final = frozenset({at.SUBMITTED, at.PRELIMINARY, at.FORWARDED, at.TPI_ROUND_1, at.CLARIFICATION,
                                 at.TPI_ROUND_2})  # fmt: skip
"""The stages in which the TPI's judgements are not over."""
Key = tuple[UUID, str]
"""What was judged: a case's item."""


@dataclass(frozen=True, slots=True)
class PairView:
    """Two assessors by name, and how far they agree."""

    one: str
    other: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class BiasView:
    """An assessor by name, and by how much their answers differ from those that came to stand."""

    name: str
    sheets: int
    bias: Bias


@dataclass(frozen=True, slots=True)
class Agreed:
    """The assessors of a year: all together, by pairs (least agreement first), and each alone."""

    cases: int
    whole: Agreement
    pairs: tuple[PairView, ...]
    biases: tuple[BiasView, ...]


def _by_item() -> dict[str, dict[UUID, Judged]]:
    return defaultdict(dict)


@dataclass
class _Sheets:
    names: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    blind: dict[str, dict[Key, Fraction]] = field(default_factory=lambda: defaultdict(dict))
    final: dict[UUID, dict[str, dict[UUID, Judged]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    whose: dict[UUID, str] = field(default_factory=dict)
    regulations: dict[UUID, str] = field(default_factory=dict)


def years_judged(actor: Actor) -> list[int]:
    """Return the years with cases whose TPI judgement is over, newest first."""
    rows = Case.objects.for_actor(actor).exclude(stage__in=STILL_JUDGED)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def agreed(actor: Actor, year: int, part: str = "") -> Agreed:
    """Return how the assessors of the actor's body agreed in a year, in one part of the form or all. One query."""
    read = _read(actor, year, part)
    whole, pairs = among(read.blind)
    views = [PairView(read.names[one], read.names[other], found) for (one, other), found in pairs.items()]
    views.sort(key=lambda view: (view.agreement.linear is None, view.agreement.linear or 0, view.one, view.other))
    stands = dict(_standing(read))
    biases = [
        BiasView(name, len(read.sheets[user]), bias(read.blind[user], _of_others(read, stands, user)))
        for user, name in read.names.items()
    ]
    biases.sort(key=lambda view: view.name)
    return Agreed(len(read.final), whole, tuple(views), tuple(biases))


def _read(actor: Actor, year: int, part: str) -> _Sheets:
    rows = JudgedAnswer.objects.for_actor(actor).filter(
        judgement__case__year=year,
        judgement__state=JudgementState.SUBMITTED,
        judgement__level__in=sorted(TPI_LEVELS),
        revision__lte=F("judgement__submitted_revision"),
    )
    rows = rows.exclude(judgement__case__stage__in=STILL_JUDGED).order_by("judgement_id", "item", "version")
    found = _Sheets()
    for row in rows.values(
        "item", "value", "revision", "judgement_id", "judgement__blind_revision", "judgement__level",
        "judgement__user_id", "judgement__user__full_name", "judgement__case_id", "judgement__case__regulation",
    ):  # fmt: skip
        if not part or parts_of(row["judgement__case__regulation"]).get(row["item"]) == part:
            _take(found, row)
    return found


def _take(found: _Sheets, row: Mapping[str, Any]) -> None:
    """Take one version of an answer; later ones come later and replace it."""
    case, item, sheet = row["judgement__case_id"], row["item"], row["judgement_id"]
    regulation, value, user = row["judgement__case__regulation"], row["value"], str(row["judgement__user_id"])
    found.names[user] = row["judgement__user__full_name"]
    found.sheets[user].add(sheet)
    found.whose[sheet], found.regulations[case] = user, regulation
    ruler = _ruler(regulation, item, value)
    if row["revision"] <= (row["judgement__blind_revision"] or 0):
        if ruler is None:
            found.blind[user].pop((case, item), None)
        else:
            found.blind[user][case, item] = ruler
    if value is None:
        found.final[case][item].pop(sheet, None)
    else:
        found.final[case][item][sheet] = Judged(AssessorLevel(row["judgement__level"]), str(sheet), value)


def _standing(read: _Sheets) -> Iterator[tuple[Key, tuple[Fraction, frozenset[str]]]]:
    """Return what stands for each item, and the assessors by whose word."""
    for case, items in read.final.items():
        found = standing(Body.TPI, {item: tuple(given.values()) for item, given in items.items()})
        for item, answer in found.answers.items():
            ruler = _ruler(read.regulations[case], item, answer.value)
            if ruler is not None:
                yield (case, item), (ruler, frozenset(read.whose[UUID(sheet)] for sheet in answer.assessors))


def _of_others(read: _Sheets, stands: Mapping[Key, tuple[Fraction, frozenset[str]]], user: str) -> dict[Key, Fraction]:
    return {key: value for key in read.blind[user] if key in stands for value, by in [stands[key]] if by != {user}}


def _ruler(regulation: str, item: str, value: object) -> Fraction | None:
    """Return where an option stands; None for what is no option (an index, counts): there is no order to agree on."""
    known = load_pack(regulation).items.get(item)
    if known is None or not isinstance(known.answer, Choice):
        return None
    return on_ruler(tuple(known.answer.values), value)
