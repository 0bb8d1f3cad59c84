"""What tests of judging share: assessors assigned as rows, and sheets filled and submitted by the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulau.apps.assessments.judgement_selectors import answers_in, own_judgements
from pulau.apps.assessments.judging_wishes import Handover, JudgeChange, JudgingSaved
from pulau.apps.assessments.models import Assignment, Judgement, Level
from pulau.apps.assessments.services.judgements import submit_judgement
from pulau.apps.assessments.services.judging import judge_items
from pulau.core.regulation.model import Choice, Scale, Share
from pulau.core.scoring.answers import needed_inputs
from pulau.exchange.packs import load_pack
from tests.cast import NOW
from tests.house import REGULATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.core.regulation.model import Item
    from tests.apps.assessments.court import Court

LEVELS = {
    "nina": Level.TPI_MEMBER,
    "omar": Level.TPI_MEMBER,
    "rani": Level.TPI_LEADER,
    "putu": Level.TPI_CONTROLLER,
    "tia": Level.TPN_DESK,
    "umar": Level.TPN_FIELD,
}
NOT_JUDGED = "Tidak diuji petik"


def assign(court: Court, *people: str, level: Level | None = None, areas: Iterable[str] = ()) -> None:
    """Assign people at their usual levels, or all at one, for some areas or all."""
    rows = Assignment.objects.for_tenant(court.tenant)
    for who in people:
        rows.create(
            case_id=court.case_id,
            level=level or LEVELS[who],
            user_id=court.users[who].pk,
            areas=list(areas),
            given_at=NOW,
        )


def sheet_of(court: Court, who: str) -> Judgement | None:
    """The newest sheet of somebody's own."""
    rows = own_judgements(court.case(), court.users[who].pk)
    return rows[-1] if rows else None


def judge(court: Court, who: str, values: dict[str, Any], **texts: str) -> JudgingSaved:
    """Let somebody judge items as they stand now; the same texts beside each."""
    sheet = sheet_of(court, who)
    seen = {item: one.version for item, one in answers_in(sheet).items()} if sheet else {}
    changes = [JudgeChange(item, seen.get(item, 0), {"value": value, **texts}) for item, value in values.items()]
    return judge_items(actor=court.actors[who], case_id=court.case_id, changes=changes, now=NOW)


def submit(court: Court, who: str, why: str = NOT_JUDGED) -> Judgement:
    """Let somebody submit their sheet as it stands, whatever is left over explained."""
    sheet = sheet_of(court, who)
    wish = Handover(sheet.revision if sheet else 0, why)
    return submit_judgement(actor=court.actors[who], case_id=court.case_id, wish=wish, now=NOW)


def give(court: Court, who: str, values: dict[str, Any], **texts: str) -> Judgement:
    """Let somebody judge items and submit."""
    if values:
        judge(court, who, values, **texts)
    return submit(court, who)


def best(item: Item) -> Any:  # noqa: ANN401 - an answer as plain data
    """The answer of an item that gives the most."""
    match item.answer:
        case Choice(values=options):
            return next(iter(options))
        case Scale(maximum=most):
            return str(most)
        case Share(due=due) as share:
            return {key: str(len(due)) if key == share.done else "1" for key in needed_inputs(share)}
        case decrease:
            return {decrease.before: "1", decrease.now: "0"}


def full_marks() -> dict[str, Any]:
    """The best answer of every item of the form."""
    return {item.id: best(item) for item in load_pack(REGULATION).items.values()}
