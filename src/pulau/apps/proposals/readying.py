"""Which units of a draft could be proposed now, and what stands in the way of the others; nothing is written here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pulau.apps.assessments.contract import probe
from pulau.apps.proposals.refusals import Unready
from pulau.core.workflow.model import NoSuchWay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.assessments.contract import Case


def unready_of(cases: Sequence[Case], now: datetime) -> list[Unready]:
    """Return which cases could not be proposed now, whatever is still to be signed; and what stands in the way."""
    found = []
    for case in cases:
        try:
            unmet = tuple(code for code in probe(case, "propose", now).unmet if code != "proposal-signed")
        except NoSuchWay:
            found.append(Unready(case.pk, case.unit_name, ()))
            continue
        if unmet:
            found.append(Unready(case.pk, case.unit_name, unmet))
    return found
