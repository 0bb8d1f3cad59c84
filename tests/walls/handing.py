"""Handing in, in the walls: by sphere who answers for an area, a proposed answer, a submission that was taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from pulau.apps.worksheets.assessing import assess
from pulau.apps.worksheets.models import ProposedAnswer
from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.apps.worksheets.services.duties import Sharing, give_duties
from pulau.apps.worksheets.services.handing import Handing, submit_worksheet, withdraw_submission
from pulau.core.shared.actor import Actor
from tests.cast import NOW

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet
    from tests.house import House

HEADS_ALONE: Final = frozenset({"worksheets:submit", "worksheets:withdraw"})
"""What only the head of the very unit may do."""
DUTY: Final = "{duty}"
PROPOSAL: Final = "{proposal}"
PROPOSED_ITEM: Final = "P1.ii.a"
_TEAM: Final = {"dukcapil": "ayu", "lain": "dewi"}

Handed = dict[tuple[str, str], str]
"""The ids by sphere and by the word that stands for them in the addresses of `places`."""


def hand_all(house: House, sheets: Mapping[str, Worksheet], texts: Mapping[str, str]) -> Handed:
    """Furnish; returns the ids."""
    made: Handed = {}
    for sphere, who in _TEAM.items():
        sheet, system = sheets[sphere], Actor.system(sheets[sphere].tenant_id)
        wish = Sharing(house.users[who].pk, ["1"])
        duty = give_duties(actor=system, worksheet_id=sheet.pk, wish=wish, now=NOW)[0]
        proposal = ProposedAnswer(
            tenant_id=sheet.tenant_id,
            worksheet_id=sheet.pk,
            item=PROPOSED_ITEM,
            register="kenari",
            value="Ya",
            query=texts[sphere],
            facts={"id": texts[sphere], "en": texts[sphere]},
            digest="0" * 64,
            made_at=NOW,
        )
        proposal.save()
        _hand_in_and_take_back(system, sheet, texts[sphere])
        made |= {(sphere, DUTY): str(duty.pk), (sphere, PROPOSAL): str(proposal.pk)}
    return made


def _hand_in_and_take_back(system: Actor, sheet: Worksheet, reason: str) -> None:
    found = assess(system, get_worksheet_by_id(system, sheet.pk), NOW)
    handing = Handing(found.seal, found.check.codes)
    submit_worksheet(actor=system, worksheet_id=sheet.pk, handing=handing, now=NOW)
    withdraw_submission(actor=system, worksheet_id=sheet.pk, number=1, reason=reason, now=NOW)
