"""Judge a zone area (kawasan): the integration of its units by aspects, and whether every unit meets a title.

Source: Permenpan RB 90/2021, Lampiran II, Bab I, B (aspects) and Bab III, D.2 (what a title asks of a zone area).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.aspects import integration_digest
from pulau.core.scoring.gates import satisfies
from pulau.core.scoring.model import GateResult, PriorTitleResult, Score
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.core.regulation.aspects import IntegrationLaw
    from pulau.core.regulation.model import Pack

FEWEST_UNITS: Final = 2
"""A zone area is "several units" (Pasal 1 angka 5): one alone is judged by its worksheet."""
_ZERO: Final = Fraction(0)


class Obstacle(StrEnum):
    """Why a zone area does not meet a title, or what is missing to tell."""

    FEW_UNITS = "few-units"
    UNIT_WAITING = "unit-waiting"
    """The unit was asked to join and has not answered: its figures are not known."""
    UNIT_WITHOUT_SHEET = "unit-without-sheet"
    UNIT_SHORT = "unit-short"
    ASPECT_UNANSWERED = "aspect-unanswered"
    INTEGRATION_SHORT = "integration-short"
    PRIOR_TITLE = "prior-title"


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A unit of the zone area in the year, by what its own worksheet says.

    `titles` maps a title to whether each of its minimums is met (by the gate's id); None where there is no worksheet.
    `agreed` is False while the unit's body has not answered the invitation.
    """

    unit: str
    agreed: bool
    titles: Mapping[str, Mapping[str, bool]] | None


@dataclass(frozen=True, slots=True)
class AspectResult:
    """What an aspect gives: the option chosen (None: unanswered, which counts 0), and points out of its weight."""

    answer: str | None
    score: Score


@dataclass(frozen=True, slots=True)
class Reason:
    """Something in the way of a title: what, whose (a unit, an aspect or a title), and how much is missing.

    `gates` are the minimums that a unit does not meet, in the order of the law; `shortfall` is points of integration.
    """

    obstacle: Obstacle
    subject: str = ""
    gates: tuple[str, ...] = ()
    shortfall: Fraction = _ZERO


@dataclass(frozen=True, slots=True)
class ZoneAreaVerdict:
    """Whether the zone area meets what the law asks for a title: no reason stands in the way.

    `units_met` of `units` meet the title's minimums by their worksheets. `prior` is None where no title must be held
    before. An aspect that is unanswered is named among the reasons only where the integration falls short.
    """

    title: str
    units: int
    units_met: int
    integration: GateResult
    prior: PriorTitleResult | None
    reasons: tuple[Reason, ...]

    @property
    def met(self) -> bool:
        """Whether nothing is in the way."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class ZoneAreaEvaluation:
    """A zone area judged under a pack: `integration` is points of the whole that the pack names (10 under 90/2021).

    `digest` is the replay digest: the same rules, answers, units and title held give the same result.
    """

    integration: Score
    aspects: Mapping[str, AspectResult]
    verdicts: Mapping[str, ZoneAreaVerdict]
    digest: str

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The aspects without an answer, in the order of the law."""
        return tuple(key for key, aspect in self.aspects.items() if aspect.answer is None)


def law_of_integration(pack: Pack) -> IntegrationLaw:
    """Return what a pack says of zone areas. Raises BadInput for a pack that says nothing."""
    if pack.integration is None:
        raise BadInput.because("no-zone-areas", pack.id)
    return pack.integration


def take_aspect(pack: Pack, aspect: str, value: str | None) -> str | None:
    """Check an answer to an aspect; None takes it back. Raises BadInput for an unknown aspect or option."""
    known = law_of_integration(pack).aspects.get(aspect)
    if known is None:
        raise BadInput.because("unknown-item", aspect[:40], regulation=pack.id)
    if value is not None and value not in known.answer.values:
        raise BadInput.because("unknown-option", aspect, value=value[:40], allowed=", ".join(known.answer.values))
    return value


def evaluate_zone_area(
    pack: Pack, answers: Mapping[str, str | None], units: Sequence[UnitStanding], held: str | None
) -> ZoneAreaEvaluation:
    """Judge a zone area by its aspects, its units and the title that it holds as a zone area.

    Raises BadInput as `take_aspect` does, and for a title that the pack does not know.
    """
    law = law_of_integration(pack)
    if held is not None and held not in pack.titles:
        raise BadInput.because("unknown-title", "held", value=held[:40], known=", ".join(pack.titles))
    given = {key: take_aspect(pack, key, value) for key, value in answers.items()}
    aspects = {key: _aspect(law, key, given.get(key)) for key in law.aspects}
    score = Score(sum((aspect.score.points for aspect in aspects.values()), _ZERO), law.whole)
    blank = tuple(key for key, aspect in aspects.items() if aspect.answer is None)
    verdicts = {title: _verdict(pack, title, score, blank, units, held) for title in pack.zone_area_minimums}
    digest = _digest(pack, given, units, held)
    return ZoneAreaEvaluation(score, MappingProxyType(aspects), MappingProxyType(verdicts), digest)


def _aspect(law: IntegrationLaw, key: str, answer: str | None) -> AspectResult:
    aspect = law.aspects[key]
    value = _ZERO if answer is None else aspect.answer.values[answer]
    return AspectResult(answer, Score(value * aspect.weight, aspect.weight))


def _verdict(
    pack: Pack, title: str, score: Score, blank: tuple[str, ...], units: Sequence[UnitStanding], held: str | None
) -> ZoneAreaVerdict:
    gate = pack.zone_area_minimums[title]
    integration = GateResult(gate.id, gate.measure, gate.unit, gate.minimum, score.points, gate.citation.text)
    prior = _prior(pack, title, held)
    of_units = [reason for unit in units if (reason := _unit_reason(unit, title)) is not None]
    reasons = list(of_units)
    if len(units) < FEWEST_UNITS:
        reasons.insert(0, Reason(Obstacle.FEW_UNITS))
    if not integration.met:
        reasons.append(Reason(Obstacle.INTEGRATION_SHORT, shortfall=integration.shortfall))
        reasons += [Reason(Obstacle.ASPECT_UNANSWERED, aspect) for aspect in blank]
    if prior is not None and not prior.met:
        reasons.append(Reason(Obstacle.PRIOR_TITLE, prior.required))
    return ZoneAreaVerdict(title, len(units), len(units) - len(of_units), integration, prior, tuple(reasons))


def _unit_reason(unit: UnitStanding, title: str) -> Reason | None:
    """Return why a unit does not meet a title's minimums, or None."""
    if not unit.agreed:
        return Reason(Obstacle.UNIT_WAITING, unit.unit)
    gates = (unit.titles or {}).get(title)
    if gates is None:
        return Reason(Obstacle.UNIT_WITHOUT_SHEET, unit.unit)
    missed = tuple(gate for gate, met in gates.items() if not met)
    return Reason(Obstacle.UNIT_SHORT, unit.unit, missed) if missed else None


def _prior(pack: Pack, title: str, held: str | None) -> PriorTitleResult | None:
    prior = law_of_integration(pack).priors.get(title)
    if prior is None:
        return None
    met = satisfies(pack, held, prior.title)
    return PriorTitleResult(prior.id, prior.title, held, met, prior.citation.text)


def _digest(pack: Pack, answers: Mapping[str, str | None], units: Sequence[UnitStanding], held: str | None) -> str:
    """Return the SHA-256 of all that the result rests on; what a unit's worksheet says is in the gates."""
    standing = {unit.unit: {"agreed": unit.agreed, "titles": _plain(unit.titles)} for unit in units}
    rules = integration_digest(law_of_integration(pack), pack.zone_area_minimums)
    given = {key: value for key, value in answers.items() if value is not None}
    return canonical_digest({"rules": rules, "answers": given, "units": standing, "held": held})


def _plain(titles: Mapping[str, Mapping[str, bool]] | None) -> dict[str, dict[str, bool]] | None:
    return None if titles is None else {title: dict(gates) for title, gates in titles.items()}
