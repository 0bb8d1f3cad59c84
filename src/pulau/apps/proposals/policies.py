"""Who may do what with proposals and the season: this app's lines of the table.

- The agency prepares its letter; its head alone signs it and takes units back. Members of the inspectorate read it.
- The ministry's assessors read what was signed, by grant, and record the pre-evaluation; a draft is not theirs to see.
- The calendar of the year is everybody's who has a duty; the panel of a national body sets days and quotas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import MEMBER, Action, Relation, permits
from pulau.core.shared.roles import Scope
from pulau.core.workflow.assessment import ASSESSMENT, SCREENING

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_PREPARING: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD, roles.TPI_LEADER)
_READING: Final = permits(
    Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD, roles.TPI_LEADER, roles.TPI_MEMBER,
    roles.TPI_CONTROLLER,
)  # fmt: skip
_TPN: Final = permits(Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL)
_VISITORS: Final = permits(
    Relation.GRANT, roles.COMPANION, roles.TPN_ASSESSOR, roles.TPN_PANEL, roles.LEADERS_FORUM, roles.AUDITOR
)
BEFORE_PROPOSING: Final = frozenset(
    code for code, stage in ASSESSMENT.stages.items() if not stage.national and not stage.final
)
"""The stages in which the agency still states what it has; afterwards the TPN's record counts."""

SEE: Final = Action("proposals.see", "Melihat usulan instansi", "See the agency's proposals", (*_READING, *_TPN))
SEE_DRAFTS: Final = Action(
    "proposals.see_drafts", "Melihat draf usulan", "See drafts of proposals", _READING
)  # fmt: skip
PREPARE: Final = Action(
    "proposals.prepare", "Menyusun usulan dan memilih unitnya", "Prepare a proposal and choose its units", _PREPARING
)
SIGN: Final = Action(
    "proposals.sign", "Menandatangani surat usulan dan SPTJM",
    "Sign the letter and the statement of absolute responsibility", permits(Relation.AGENCY, roles.AGENCY_HEAD),
)  # fmt: skip
STATE_CONDITION: Final = Action(
    "proposals.state_condition", "Menyatakan syarat pengusulan sebuah unit dengan dokumennya",
    "State a unit's condition of a proposal with its document",
    permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.TPI_LEADER, states=BEFORE_PROPOSING),
)  # fmt: skip
SCREEN: Final = Action(
    "proposals.screen", "Mencatat pra-evaluasi TPN", "Record the TPN's pre-evaluation",
    permits(Relation.GRANT, roles.TPN_ASSESSOR, states={SCREENING}),
)  # fmt: skip
SEE_SEASON: Final = Action(
    "proposals.see_season", "Melihat jadwal pengusulan setahun", "See the calendar of a year's proposals",
    (*MEMBER, *_VISITORS),
)  # fmt: skip
SET_SEASON: Final = Action(
    "proposals.set_season", "Menetapkan tanggal dan kuota suatu tahun sebagai TPN",
    "Set days and quotas of a year as the TPN",
    (*permits(Relation.GRANT, roles.TPN_PANEL), *permits(Relation.AGENCY, roles.TPN_PANEL)),
)  # fmt: skip


def sets_seasons(actor: Actor) -> bool:
    """Whether the actor's duty in the panel is for the whole body or the country: a region's sets no season for all."""
    held = [one for one in actor.appointments if one.role == roles.TPN_PANEL]
    return actor.user_id is None or any(not one.granted or one.scope == Scope.COUNTRY for one in held)


PERMISSIONS: Final = (SEE, SEE_DRAFTS, PREPARE, SIGN, STATE_CONDITION, SCREEN, SEE_SEASON, SET_SEASON)
