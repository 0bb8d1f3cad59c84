"""A worksheet looked at before it is handed in: what each item lacks, what stands in the way, the last day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.worksheets.handing_selectors import laid_evidence, last_words, waiting_proposals, year_before
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.selectors import answers_of, values_of
from pulau.core.evidencing.asked import day_of
from pulau.core.evidencing.handing import Check, Circumstances, ItemFacts, check, readiness_of
from pulau.core.shared.digest import canonical_digest
from pulau.exchange.packages.manifest import ManifestAnswer, ManifestEvidence, answer_digest
from pulau.exchange.packs import load_wording
from pulau.foundation.calendar import today_of

if TYPE_CHECKING:
    from datetime import datetime
    from fractions import Fraction
    from uuid import UUID

    from pulau.apps.worksheets.handing_selectors import Laid
    from pulau.apps.worksheets.models import ProposedAnswer, Worksheet
    from pulau.apps.worksheets.selectors import Standing
    from pulau.core.evidencing.handing import ItemReadiness
    from pulau.core.regulation.conditions import ProposalConditions
    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.model import Evaluation
    from pulau.core.shared.actor import Actor

_LANGUAGE = "id"  # the number of things that an item asks for is the same in every language
NO_DAY = "none"
"""What a form writes in place of the last day of proposals where its law names none."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that is known of a worksheet before it is handed in.

    `found` has every item of the form in its order. `proposals` wait for a decision. `deadline` is the last day of the
    agencies' proposals by the form's law (None: it names none), `today` the legal day of the body.
    """

    row: Worksheet
    evaluation: Evaluation
    standing: Mapping[str, Standing]
    laid: Sequence[Laid]
    proposals: Sequence[ProposedAnswer]
    found: Mapping[str, ItemReadiness]
    check: Check
    today: date
    deadline: date | None

    @property
    def answers(self) -> tuple[ManifestAnswer, ...]:
        """The answers as a submission pins them."""
        kept = self.standing.values()
        return tuple(ManifestAnswer(one.item, one.version, answer_digest(one.value, one.note)) for one in kept)

    @property
    def evidence(self) -> tuple[ManifestEvidence, ...]:
        """The evidence as a submission pins it; the name of a file that not all of the unit's readers see stays out."""
        return tuple(_pinned(laid, self.row.unit_id) for laid in self.laid)

    @property
    def seal(self) -> str:
        """The digest of what would be handed in now: who presses the button has seen exactly this."""
        pinned = [[one.item, one.asked, one.code, one.version, one.digest] for one in sorted(self.evidence)]
        answers = [[one.item, one.version, one.digest] for one in sorted(self.answers)]
        return canonical_digest([str(self.row.pk), self.row.prior_title, answers, pinned])


def _pinned(laid: Laid, unit_id: UUID) -> ManifestEvidence:
    code, version = laid.evidence.code, laid.version
    if version is None:
        return ManifestEvidence(laid.item, laid.asked, code, 0)
    open_here = laid.evidence.shared or laid.evidence.unit_id in (unit_id, None)
    name = version.name if open_here and not laid.evidence.confidential else ""
    return ManifestEvidence(laid.item, laid.asked, code, version.number, version.digest, name, version.size)


def assess(actor: Actor, row: Worksheet, now: datetime) -> Assessment:
    """Look at a worksheet that was fetched for the actor: eight queries, however many items and pieces there are."""
    standing = answers_of(row)
    evaluation = evaluation_of(row, {item: found.value for item, found in standing.items()})
    laid, proposals = laid_evidence(row), waiting_proposals(row)
    today, deadline = today_of(actor, now), deadline_of(evaluation.pack, row.year)
    facts = _facts(row, evaluation, standing, laid, proposals)
    judged = day_of(row.year, today)
    found = {item: readiness_of(fact, judged, deadline) for item, fact in facts.items()}
    around = _circumstances(actor, row, evaluation, late=deadline is not None and deadline < today)
    return Assessment(row, evaluation, standing, laid, proposals, found, check(found, around), today, deadline)


def conditions_of(pack: Pack, year: int) -> ProposalConditions | None:
    """Return the proposal conditions that hold on the last day of a year's proposals; None where the form has none.

    Where the law names no such day, those that hold as the year begins.
    """
    for each in pack.proposal:
        day = _day(each.due, year) or date(year, 1, 1)
        if each.since <= day and (each.until is None or day <= each.until):
            return each
    return None


def deadline_of(pack: Pack, year: int) -> date | None:
    """Return the last day of the agencies' proposals in a year, as the law has it; None where it names none."""
    held = conditions_of(pack, year)
    return _day(held.due, year) if held is not None else None


def _day(due: str, year: int) -> date | None:
    return None if due == NO_DAY else date.fromisoformat(f"{year:04d}-{due}")


def _facts(
    row: Worksheet,
    evaluation: Evaluation,
    standing: Mapping[str, Standing],
    laid: Sequence[Laid],
    proposals: Sequence[ProposedAnswer],
) -> dict[str, ItemFacts]:
    wording, said = load_wording(row.regulation), last_words(row)
    pieces: dict[str, list[Laid]] = {}
    for one in laid:
        pieces.setdefault(one.item, []).append(one)
    differing = {one.item for one in proposals if _differs(one, standing)}
    return {
        item: ItemFacts(
            answered=result.answer is not None,
            claims=bool(result.fraction),
            asked=len(wording.items[item].evidence[_LANGUAGE]),
            pieces=tuple(one.piece for one in pieces.get(item, ())),
            contradicted=item in differing,
            discussed=item in said and (item not in standing or said[item] > standing[item].at),
        )
        for item, result in evaluation.items.items()
    }


def _differs(proposal: ProposedAnswer, standing: Mapping[str, Standing]) -> bool:
    found = standing.get(proposal.item)
    return found is not None and found.value is not None and found.value != proposal.value


def _circumstances(actor: Actor, row: Worksheet, evaluation: Evaluation, *, late: bool) -> Circumstances:
    before = _fractions_before(actor, row)
    now = {item: result.fraction for item, result in evaluation.items.items() if result.answer is not None}
    return Circumstances(
        missed=tuple(title for title, verdict in evaluation.titles.items() if not verdict.met),
        dropped=tuple(item for item in evaluation.items if item in before and item not in now),
        lower=tuple(item for item, then in before.items() if item in now and (now[item] or 0) < (then or 0)),
        late=late,
    )


def _fractions_before(actor: Actor, row: Worksheet) -> dict[str, Fraction | None]:
    """Return what each item that was answered in the year before gave then."""
    before = year_before(actor, row)
    if before is None:
        return {}
    values = {item: found.value for item, found in values_of(before).items()}
    then = evaluation_of(before, values)
    return {item: result.fraction for item, result in then.items.items() if result.answer is not None}
