"""The worksheet of the year before, beside that of a year: its answers as this year's form takes them, its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.worksheets.evidence_selectors import evidence_by_item
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.selectors import WorksheetNotFound, answers_of, named_then, worksheets_for
from pulau.core.scoring.carry import carry_answers
from pulau.exchange.packs import load_pack, load_wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.apps.worksheets.evidence_selectors import ItemPieces
    from pulau.apps.worksheets.models import Worksheet
    from pulau.apps.worksheets.selectors import Standing
    from pulau.core.scoring.carry import CarriedAnswers
    from pulau.core.scoring.model import Evaluation
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class LastYear:
    """The worksheet of the year before: its answers with notes, its score, what of it this year's form takes."""

    row: Worksheet
    standing: Mapping[str, Standing]
    evaluation: Evaluation
    carried: CarriedAnswers
    pieces: ItemPieces


def worksheet_before(actor: Actor, row: Worksheet) -> Worksheet | None:
    """Return the worksheet of the same unit for the year before, where there is one that the actor may read."""
    found: Worksheet | None = named_then(worksheets_for(actor).filter(unit_id=row.unit_id, year=row.year - 1)).first()
    return found


def get_worksheet_before(actor: Actor, row: Worksheet) -> Worksheet:
    """Return the worksheet of the same unit for the year before. Raises WorksheetNotFound (404)."""
    found = worksheet_before(actor, row)
    if found is None:
        raise WorksheetNotFound("the unit has no worksheet of the year before")
    return found


def last_year_of(actor: Actor, row: Worksheet) -> LastYear | None:
    """Return all of the worksheet of the year before: three queries; None where there is none."""
    before = worksheet_before(actor, row)
    if before is None:
        return None
    standing = answers_of(before)
    evaluation = evaluation_of(before, {item: found.value for item, found in standing.items()})
    carried = carry_answers(evaluation.answers, load_pack(row.regulation))
    return LastYear(before, standing, evaluation, carried, evidence_by_item(actor, before))


def position_now(before: Worksheet, row: Worksheet, item: str, asked: int, language: str = "id") -> int:
    """Return for what a piece stands in this year's form: the same thing where it still asks for it, otherwise 0."""
    then = load_wording(before.regulation).items[item].evidence[language]
    now = load_wording(row.regulation).items[item].evidence[language]
    if not 1 <= asked <= len(then) or then[asked - 1] not in now:
        return 0
    return now.index(then[asked - 1]) + 1
