"""Who may do what with a zone area: this app's lines of the table, and what each side of it sees.

The law has the integration judged by a joint TPI of all bodies of the area (Permenpan RB 90/2021, Lampiran II, Bab I,
B). Before that stands the area's own assessment, which somebody must answer for: the body that coordinates it. So the
aspects are filled by the coordinating body, that is its administrator and the heads and teams of its own units in the
area; units of other bodies read the result and the evidence asked for. The joint TPI's own levels are not this app's.

- Everybody of the coordinating body sees which areas there are, and which units belong to them.
- What the units' worksheets say (total, minimums met or short; never answers, notes or evidence), and the verdict that
  rests on it, only the coordinating body's administrator and head see, only after the unit's body accepted, and only
  for the years of the membership.
- A body whose unit belongs to an area sees the area, its members by name, its integration and its own unit's figures:
  no figure of another member.
"""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import MEMBER, Action, Relation, permits

_ADMINISTRATOR: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR)
_OVERSEEING: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD)
_TEAM: Final = permits(Relation.UNIT, roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD)
_VISITORS: Final = permits(
    Relation.GRANT, roles.COMPANION, roles.TPN_ASSESSOR, roles.TPN_PANEL, roles.LEADERS_FORUM, roles.AUDITOR
)

SEE: Final = Action(
    "zone_areas.see", "Melihat kawasan dan unit anggotanya", "See zone areas and their units", (*MEMBER, *_VISITORS)
)
KEEP: Final = Action(
    "zone_areas.keep",
    "Membentuk kawasan, mengundang dan mengeluarkan unit",
    "Make zone areas, ask units to join and end their time",
    _ADMINISTRATOR,
)
READ_INTEGRATION: Final = Action(
    "zone_areas.read_integration",
    "Membaca aspek integrasi kawasan",
    "Read the aspects of a zone area's integration",
    (*_OVERSEEING, *_TEAM),
)
FILL: Final = Action(
    "zone_areas.fill",
    "Mengisi aspek integrasi kawasan",
    "Fill the aspects of a zone area's integration",
    (*_ADMINISTRATOR, *_TEAM),
)
SEE_FIGURES: Final = Action(
    "zone_areas.see_figures",
    "Melihat nilai unit anggota dan putusan kawasan",
    "See the figures of the units of a zone area and its verdict",
    _OVERSEEING,
)
JOIN: Final = Action(
    "zone_areas.join",
    "Menjawab undangan kawasan dan keluar dari kawasan",
    "Answer the invitation of a zone area, and leave it",
    (*_ADMINISTRATOR, *permits(Relation.UNIT, roles.UNIT_HEAD)),
)
SEE_MEMBERSHIPS: Final = Action(
    "zone_areas.see_memberships",
    "Melihat kawasan instansi lain tempat unit menjadi anggota",
    "See the zone areas of other bodies that a unit belongs to",
    (*_OVERSEEING, *_TEAM),
)

GIVE_TITLE: Final = Action(
    "zone_areas.give_title",
    "Mencatat predikat kawasan menurut keputusan Menteri",
    "Record the title of a zone area as the Minister's decree has it",
    permits(Relation.GRANT, roles.TPN_PANEL),
)

PERMISSIONS: Final = (GIVE_TITLE, SEE, KEEP, READ_INTEGRATION, FILL, SEE_FIGURES, JOIN, SEE_MEMBERSHIPS)
