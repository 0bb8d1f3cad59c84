"""The province declares and calls; the vertical body answers; the city beside has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.declarations.asking_jobs import ask_body
from pulau.apps.declarations.demo_ceremonies.declaring import Course, held_above
from pulau.apps.declarations.demo_ceremonies.pledging import Pledging
from pulau.apps.declarations.demo_ceremonies.stage import When
from pulau.apps.declarations.demo_ceremonies.stories import ELECTIONS, PROVINCE, PROVINCE_BEFORE
from pulau.apps.declarations.demo_ceremonies.texts import approve_texts
from pulau.apps.declarations.models import PledgeKind

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.declarations.demo_ceremonies.stage import Stage

_STAFF: Final = (PledgeKind.PERSONAL, PledgeKind.OFFICE, PledgeKind.DECLARATION)


def province(stage: Stage) -> None:
    """Let the province declare last year and this year, and call its regencies; its administrator pledges."""
    vita = stage.administrator("vita")
    approve_texts(stage, vita, stage.leader("arman"), *_STAFF)
    Course(stage, vita).hold(PROVINCE_BEFORE)
    pledging = Pledging(stage, When(0, 4).at(stage.now))
    pledging.sign_as_head("arman")
    ask_body(stage.tenant_id, None, None, pledging.at)
    pledging.sign(*pledging.of_cast("vita"))
    Course(stage, vita).hold(PROVINCE)


def elections(stage: Stage, above: UUID) -> None:
    """Let the vertical body answer the province's call; one of its offices has pledged as a whole."""
    wayan = stage.administrator("wayan")
    approve_texts(stage, wayan, stage.system, *_STAFF)
    pledging = Pledging(stage, When(0, 10).at(stage.now))
    ask_body(stage.tenant_id, None, None, pledging.at)
    pledging.sign(*pledging.staff("kp-tanjung-sagara"))
    Course(stage, wayan, held_above(above, stage.now.year)).hold(ELECTIONS)


def city(stage: Stage) -> None:
    """Let the city have asked its employees, and no more."""
    approve_texts(stage, stage.system, stage.system, PledgeKind.PERSONAL, PledgeKind.OFFICE)
    ask_body(stage.tenant_id, None, None, When(0, 90).at(stage.now))
