"""Who may do what with the case of a worksheet: this app's lines of the table. Events come from the process itself.

- The unit, its agency's administrator and head see the case, never a judgement before the level's report is out.
- TPI judges within its body, by assignment; TPN by grant, and only while the case is before it.
- Companions read what the stage allows (app `companions`); they judge nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import Action, Relation, permits
from pulau.core.workflow.assessment import ASSESSMENT, FORWARDED, NATIONAL, PRELIMINARY, SUBMITTED
from pulau.core.workflow.levels import Body

if TYPE_CHECKING:
    from collections.abc import Mapping

BEFORE_TPI: Final = frozenset({SUBMITTED, PRELIMINARY, FORWARDED})
"""The stages in which the title that is judged can still be set."""

_TEAM: Final = permits(Relation.UNIT, roles.ZONE_TEAM, roles.AREA_OWNER, roles.UNIT_HEAD)
_OVERSEEING: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.AGENCY_HEAD)
_TPI: Final = (
    *permits(Relation.AGENCY, roles.TPI_MEMBER, roles.TPI_LEADER, roles.TPI_CONTROLLER),
    *permits(Relation.UNIT, roles.TPI_MEMBER),
)
_TPN: Final = permits(Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL, states=NATIONAL)

SEE: Final = Action(
    "assessments.see", "Melihat penilaian sebuah lembar kerja", "See the case of a worksheet",
    (*_TEAM, *_OVERSEEING, *_TPI, *_TPN),
)  # fmt: skip
JUDGE: Final = Action(
    "assessments.judge", "Menilai butir menurut penugasan", "Judge items, by assignment",
    (*_TPI, *permits(Relation.GRANT, roles.TPN_ASSESSOR, states=NATIONAL),
     *permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR)),  # whom the unit above names for a preliminary assessment
)  # fmt: skip
ASSIGN: Final = Action(
    "assessments.assign", "Menunjuk dan mengundi penilai TPI", "Assign assessors of the TPI and draw lots",
    permits(Relation.AGENCY, roles.TPI_LEADER, roles.TPI_CONTROLLER),
)  # fmt: skip
ASSIGN_PRELIMINARY: Final = Action(
    "assessments.assign_preliminary", "Menunjuk penilai pendahuluan", "Assign assessors of the preliminary assessment",
    permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR, roles.TPI_LEADER),
)  # fmt: skip
ASSIGN_NATIONAL: Final = Action(
    "assessments.assign_national", "Menunjuk dan mengundi evaluator TPN", "Assign assessors of the TPN and draw lots",
    permits(Relation.GRANT, roles.TPN_ASSESSOR, states=NATIONAL),
)  # fmt: skip
ASSIGNING: Final[Mapping[Body, Action]] = {
    Body.PRELIMINARY: ASSIGN_PRELIMINARY,
    Body.TPI: ASSIGN,
    Body.TPN: ASSIGN_NATIONAL,
}
"""Who assigns the assessors of each body: nobody names those of another."""
AIM: Final = Action(
    "assessments.aim", "Menetapkan predikat yang dinilai", "Set the title that is judged",
    permits(Relation.AGENCY, roles.TPI_LEADER, states=BEFORE_TPI),
)  # fmt: skip
ASK: Final = Action("assessments.ask", "Bertanya kepada unit", "Ask the unit", JUDGE.permits)
REPLY: Final = Action("assessments.reply", "Menjawab pertanyaan penilai", "Answer assessors' questions", _TEAM)
CONTROL: Final = Action(
    "assessments.control", "Melihat kesepakatan antarpenilai dan menyusun kalibrasi",
    "See how far assessors agree, and keep calibration sets", permits(Relation.AGENCY, roles.TPI_CONTROLLER),
)  # fmt: skip
CALIBRATE: Final = Action(
    "assessments.calibrate", "Mengisi kalibrasi", "Score a calibration set",
    permits(Relation.AGENCY, roles.TPI_MEMBER, roles.TPI_LEADER, roles.TPI_CONTROLLER),
)  # fmt: skip
DESK: Final = Action(
    "assessments.desk", "Melihat meja kerja penilai", "See the assessors' desk",
    (*_TPI, *permits(Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL)),
)  # fmt: skip
EXPORT: Final = Action(
    "assessments.export", "Mengunduh semua jawaban dan nilai", "Export all answers and scores",
    (*permits(Relation.AGENCY, roles.TPI_LEADER, roles.TPI_CONTROLLER),
     *permits(Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL)),
)  # fmt: skip

EVENT: Final[Mapping[str, Action]] = {
    way.event: Action(f"assessments.{way.event}", way.indonesian, way.english, ASSESSMENT.permits_of(way.event))
    for way in ASSESSMENT.ways
}
"""Who may let an event of the process happen, from the process table."""

PERMISSIONS: Final = (
    *(SEE, JUDGE, *ASSIGNING.values(), AIM, ASK, REPLY, CONTROL, CALIBRATE, DESK, EXPORT),
    *EVENT.values(),
)
