"""Who may do what with pledges, declarations and coverage: this app's lines of the table."""

from __future__ import annotations

from typing import Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import MEMBER, OWN, Action, Relation, permits

_ADMINISTRATOR: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR)
_AGENCY_HEAD: Final = permits(Relation.AGENCY, roles.AGENCY_HEAD)
_HEAD: Final = permits(Relation.UNIT, roles.UNIT_HEAD)
_TEAM: Final = permits(Relation.UNIT, roles.ZONE_TEAM)
_COMING_IN: Final = permits(Relation.GRANT, roles.COMPANION, roles.TPN_ASSESSOR, roles.TPN_PANEL, roles.LEADERS_FORUM)

KEEP_TEMPLATES: Final = Action(
    "declarations.keep_templates", "Menulis naskah pakta dan piagam", "Write texts of pacts and deeds", _ADMINISTRATOR
)
APPROVE_TEMPLATES: Final = Action(
    "declarations.approve_templates", "Menyetujui naskah pakta dan piagam", "Approve texts of pacts and deeds",
    _AGENCY_HEAD,
)  # fmt: skip
SIGN_PACT: Final = Action("declarations.sign_pact", "Menandatangani pakta sendiri", "Sign one's own pact", OWN)
SEE_PACTS: Final = Action(
    "declarations.see_pacts", "Melihat siapa yang belum menandatangani pakta", "See who has not signed the pact",
    (*_HEAD, *_AGENCY_HEAD, *_ADMINISTRATOR),
)  # fmt: skip
ASK_PACTS: Final = Action(
    "declarations.ask_pacts", "Meminta pakta dan mengingatkan pegawai", "Ask for pacts and remind employees",
    (*_HEAD, *_ADMINISTRATOR),
)  # fmt: skip
ATTEND_TABLET: Final = Action(
    "declarations.attend_tablet", "Menyaksikan tanda tangan di tablet bersama", "Witness signing at a shared tablet",
    (*_HEAD, *_TEAM, *_ADMINISTRATOR),
)  # fmt: skip
KEEP_INSTITUTIONAL: Final = Action(
    "declarations.keep_institutional", "Menyiapkan pakta antarlembaga", "Prepare pacts between institutions",
    (*_AGENCY_HEAD, *_ADMINISTRATOR),
)  # fmt: skip
SEE_DECLARATIONS: Final = Action("declarations.see", "Melihat pencanangan", "See declarations", (*MEMBER, *_COMING_IN))
PLAN: Final = Action(
    "declarations.plan", "Merencanakan dan memimpin pencanangan", "Plan and lead a declaration",
    (*_HEAD, *_AGENCY_HEAD, *_ADMINISTRATOR),
)  # fmt: skip
CONFIRM: Final = Action("declarations.confirm", "Menyatakan apa yang disaksikan", "Confirm what one witnessed", OWN)
SEE_COVERAGE: Final = Action(
    "declarations.see_coverage", "Melihat cakupan pencanangan dan pakta", "See coverage of declarations and pacts",
    (*MEMBER, *_COMING_IN),
)  # fmt: skip
RECOUNT: Final = Action(
    "declarations.recount", "Meminta cakupan dihitung lagi", "Have coverage counted anew",
    (*_AGENCY_HEAD, *_ADMINISTRATOR),
)  # fmt: skip

PERMISSIONS: Final = (
    *(KEEP_TEMPLATES, APPROVE_TEMPLATES, SIGN_PACT, SEE_PACTS, ASK_PACTS, ATTEND_TABLET, KEEP_INSTITUTIONAL),
    *(SEE_DECLARATIONS, PLAN, CONFIRM, SEE_COVERAGE, RECOUNT),
)
