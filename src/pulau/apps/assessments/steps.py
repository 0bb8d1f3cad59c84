"""What can happen next to a case: what the reader may let happen and what still lacks, and what awaits others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.assessments.policies import EVENT
from pulau.apps.people.contract import Role
from pulau.core.workflow.assessment import (
    ASSESSMENT,
    COACHING,
    REVOCATION_PROPOSED,
    REVOKED,
    TO_BE_COACHED,
    VOID,
    WITHDRAWN,
)
from pulau.foundation.registry.process_cases import ask_facts
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pulau.apps.assessments.models import Case
    from pulau.core.shared.actor import Actor
    from pulau.core.workflow.model import Way

DECIDING: Final = frozenset(
    {"forward", "hold_back", "find_fit", "find_unfit", "report_re_evaluation", "leave_unproposed", "pass_screening",
     "fail_screening", "pass_desk", "fail_desk", "finish_field", "recommend", "decline", "close_unpassed", "keep_title"}
)  # fmt: skip
"""The events before which Pulau asks again who it is: each says for or against a unit, ends its chance of this year, or
gives what was judged out of the hands of those who judged it. What only begins or ends a round is not among them."""
AGAINST: Final = frozenset({COACHING, TO_BE_COACHED, REVOCATION_PROPOSED, REVOKED, VOID, WITHDRAWN})
"""The stages to which nobody hopes to come: their buttons stand last, and in the colour of what cannot be undone."""

OF_KIND: Final = frozenset({"first-title", "title-held", "lower-unit"})
"""Guards that nobody's work opens: they tell for which units and titles a way is. Others see the rest alone."""


@dataclass(frozen=True, slots=True)
class GuardView:
    """What must hold before something happens, in words, and whether it does."""

    words: str
    met: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """An event that the reader may let happen, with what must hold for it.

    `href` leads to the page where it is confirmed, or to the part through which it happens (empty: unknown).
    """

    event: str
    words: str
    target: str
    guards: tuple[GuardView, ...]
    href: str
    through: bool
    asks: bool
    main: bool
    against: bool
    law: str

    @property
    def open(self) -> bool:
        """Whether nothing stands in the way."""
        return all(guard.met for guard in self.guards)

    @property
    def lacking(self) -> list[str]:
        """What does not hold yet, in words."""
        return [guard.words for guard in self.guards if not guard.met]


@dataclass(frozen=True, slots=True)
class WaitView:
    """An event that others may let happen: whose turn it is, in words."""

    words: str
    who: str


def own_ways(actor: Actor, case: Case) -> list[Way]:
    """Return the ways on from where the case stands that the actor may go, in the table's order."""
    ways = ASSESSMENT.ways_from(case.stage)
    return [way for way in ways if not way.alone and _may(actor, case, way)]


def step_views(
    case: Case, ways: Sequence[Way], ahead: str, parts: Mapping[str, str], unit: str, now: datetime
) -> list[StepView]:
    """Return the reader's `own_ways` as the page shows them: the usual one first, those against the unit last.

    `ahead` is the stage that usually follows; `parts` the addresses of the apps through which something happens.
    """
    codes = {code for way in ways for code in way.guards}
    facts = ask_facts(codes, case.tenant_id, case.pk, now) if codes else {}
    fitting = [way for way in ways if _fits(way, facts)] or ways
    views = [_view(case, way, facts, (ahead, parts, unit)) for way in fitting]
    return sorted(views, key=lambda view: (view.against, not view.main, view.through))


def _fits(way: Way, facts: Mapping[str, bool]) -> bool:
    """Whether a way can be this case's at all: not one of another kind of unit or title, nor an end nobody recorded."""
    unmet = [code for code in way.guards if facts.get(code) is not True]
    return not (OF_KIND.intersection(unmet) or (unmet and way.through and way.target in AGAINST))


def _view(case: Case, way: Way, facts: Mapping[str, bool], told: tuple[str, Mapping[str, str], str]) -> StepView:
    (ahead, parts, unit), language = told, spoken_language()
    guards = tuple(
        GuardView(ASSESSMENT.guards[code].words(language), met=facts.get(code) is True) for code in way.guards
    )
    own = reverse("assessments:step", args=[unit, case.year, way.event])
    return StepView(
        event=way.event,
        words=way.words(language),
        target=ASSESSMENT.stages[way.target].words(language),
        guards=guards,
        href=parts.get(way.through, "") if way.through else own,
        through=bool(way.through),
        asks=way.reasoned or way.event in DECIDING,
        main=way.target == ahead,
        against=way.target in AGAINST,
        law=f"Permenpan RB {way.law}" if way.law else "",
    )


def wait_views(actor: Actor, case: Case, ahead: str) -> list[WaitView]:
    """Return what awaits others, the usual first, without what nobody hopes for."""
    ways = [way for way in ASSESSMENT.ways_from(case.stage) if not _may(actor, case, way)]
    hoped = [way for way in ways if way.target not in AGAINST and not way.alone and way.permits]
    return [
        WaitView(way.words(spoken_language()), who_may(way))
        for way in sorted(hoped, key=lambda way: way.target != ahead)
    ]


def who_may(way: Way) -> str:
    """Return the roles that may let something happen, in words."""
    names = dict.fromkeys(str(Role(permit.role).label) for permit in way.permits)
    return " / ".join(names)


def _may(actor: Actor, case: Case, way: Way) -> bool:
    return allowed(actor, EVENT[way.event], unit_id=case.unit_id, state=case.stage)
