"""Who may do what with a worksheet: this app's lines of the table, and the questions asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits, reach
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor

_TEAM: Final = permits(Relation.UNIT, roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD)
_OVERSEEING: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD)
_ADMINISTRATOR: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR)

READ: Final = Action("worksheets.read", "Membaca lembar kerja", "Read a worksheet", (*_TEAM, *_OVERSEEING))
FILL: Final = Action("worksheets.fill", "Mengisi lembar kerja", "Fill a worksheet", _TEAM)
COMMENT: Final = Action(
    "worksheets.comment", "Ikut diskusi di lembar kerja", "Take part in a worksheet's threads", READ.permits
)
OPEN: Final = Action("worksheets.open", "Membuka lembar kerja baru", "Open a new worksheet", (*_TEAM, *_ADMINISTRATOR))
SUBMIT: Final = Action(
    "worksheets.submit",
    "Mengajukan penilaian mandiri",
    "Hand in a self-assessment",
    permits(Relation.UNIT, roles.UNIT_HEAD),
)
WITHDRAW: Final = Action(
    "worksheets.withdraw", "Menarik penilaian mandiri yang diajukan", "Withdraw a self-assessment", SUBMIT.permits
)
GIVE_DUTIES: Final = Action(
    "worksheets.give_duties", "Membagi area kepada orang", "Give areas to people",
    permits(Relation.UNIT, roles.ZONE_TEAM, roles.UNIT_HEAD),
)  # fmt: skip
DECIDE_PROPOSALS: Final = Action(
    "worksheets.decide_proposals", "Menerima atau menolak usulan jawaban", "Accept or decline proposed answers", _TEAM
)
OVERSEE: Final = Action(
    "worksheets.oversee", "Melihat lembar kerja semua unit", "See the worksheets of all units", _OVERSEEING
)
TAKE_PACKAGE: Final = Action(
    "worksheets.take_package", "Mengunduh paket penilaian mandiri", "Download a self-assessment as a package",
    (*permits(Relation.UNIT, roles.UNIT_HEAD), *_OVERSEEING),
)  # fmt: skip
KEEP_WEBHOOKS: Final = Action("worksheets.keep_webhooks", "Mengatur webhook", "Keep webhooks", _ADMINISTRATOR)

PERMISSIONS: Final = (
    *(READ, FILL, COMMENT, OPEN, OVERSEE, SUBMIT, WITHDRAW, GIVE_DUTIES, DECIDE_PROPOSALS),
    TAKE_PACKAGE,
    KEEP_WEBHOOKS,
)


def can_see(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor may read the worksheets of a unit of their agency."""
    return allowed(actor, READ, unit_id=unit_id)


def sees_all(actor: Actor) -> bool:
    """Whether the actor may read every worksheet of their agency."""
    return reach(actor, OVERSEE).everything


def fills(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor may answer items, write notes and take files over in the worksheets of a unit."""
    return allowed(actor, FILL, unit_id=unit_id)


def submits(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor may hand in the self-assessment of a unit."""
    return allowed(actor, SUBMIT, unit_id=unit_id)


def gives_duties(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor may say who answers for which area of a unit's worksheet."""
    return allowed(actor, GIVE_DUTIES, unit_id=unit_id)


def can_open_worksheet(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor may open a worksheet for a unit: its team, or the agency's administrator."""
    return allowed(actor, OPEN, unit_id=unit_id)


def administers(actor: Actor) -> bool:
    """Whether the actor may add units, see the settings and keep the webhooks of their agency."""
    return allowed(actor, KEEP_WEBHOOKS)


def own_units(actor: Actor) -> tuple[UUID, ...]:
    """Return the units whose worksheets the actor may read: a handful at most, whatever the size of the agency."""
    return reach(actor, READ).units
