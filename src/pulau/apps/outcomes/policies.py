"""Who may do what with titles and outcomes: this app's lines of the table. Events are those of the process table.

- Titles are known to everybody of the body, and to those whom others granted a look.
- The panel determines and revokes for the Minister, by grant; a body's head only what the law lets it determine itself.
- The body's head files an objection or accepts an outcome; the panel decides.
- The TPI monitors and reports; the ministry's assessors record offences and examine triggers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.core.shared import roles
from pulau.core.shared.permissions import MEMBER, Action, Relation, permits
from pulau.core.workflow.assessment import ASSESSMENT, TO_BE_COACHED
from pulau.exchange.keeping import AGENCY_HEAD

if TYPE_CHECKING:
    from pulau.apps.outcomes.models import Decree

_PANEL: Final = permits(Relation.GRANT, roles.TPN_PANEL)
_TPN: Final = permits(Relation.GRANT, roles.TPN_ASSESSOR)
_LEADER: Final = permits(Relation.AGENCY, roles.TPI_LEADER)
_AGENCY_HEAD: Final = permits(Relation.AGENCY, roles.AGENCY_HEAD)
_ADMINISTRATOR: Final = permits(Relation.AGENCY, roles.AGENCY_ADMINISTRATOR)
_VISITORS: Final = permits(
    Relation.GRANT, roles.TPN_ASSESSOR, roles.TPN_PANEL, roles.COMPANION, roles.LEADERS_FORUM, roles.AUDITOR
)

SEE_TITLES: Final = Action(
    "outcomes.see_titles", "Melihat predikat unit dan keputusannya", "See the titles of units and their decrees",
    (*MEMBER, *_VISITORS),
)  # fmt: skip
RECORD_TITLE: Final = Action(
    "outcomes.record_title", "Mencatat predikat dari sebelum platform", "Record titles from before the platform",
    (*_ADMINISTRATOR, *_PANEL),
)  # fmt: skip
CORRECT_DECREE: Final = Action(
    "outcomes.correct_decree", "Memperbaiki keputusan yang salah dicatat", "Correct a decree that was recorded wrongly",
    _PANEL,
)  # fmt: skip
CORRECT_OWN: Final = Action(
    "outcomes.correct_own", "Memperbaiki keputusan pimpinan instansi dan predikat dari sebelum platform",
    "Correct decrees of the agency's head, and titles from before the platform",
    (*_ADMINISTRATOR, *_AGENCY_HEAD, *_PANEL),
)  # fmt: skip
QUALIFY: Final = Action(
    "outcomes.qualify", "Mencatat instansi yang boleh mengevaluasi WBK secara mandiri",
    "Record that a body may evaluate WBK itself", _PANEL,
)  # fmt: skip
CERTIFY: Final = Action(
    "outcomes.certify", "Menerbitkan sertifikat predikat", "Issue certificates of titles", (*_PANEL, *_AGENCY_HEAD)
)
ACCEPT: Final = Action(
    "outcomes.accept", "Menerima hasil tanpa berkeberatan", "Accept an outcome without an objection",
    permits(Relation.AGENCY, roles.AGENCY_HEAD, states={TO_BE_COACHED}),
)  # fmt: skip
RECORD_OFFENCE: Final = Action(
    "outcomes.record_offence", "Mencatat tindak pidana korupsi pada tahun usulan",
    "Record a corruption offence in the year of a proposal", ASSESSMENT.permits_of("void"),
)  # fmt: skip
SEE_TRIGGERS: Final = Action(
    "outcomes.see_triggers", "Melihat pemicu pemeriksaan predikat", "See what makes a title be examined",
    (*_LEADER, *permits(Relation.AGENCY, roles.TPI_CONTROLLER, roles.TPI_MEMBER), *_ADMINISTRATOR, *_AGENCY_HEAD,
     *_TPN, *_PANEL, *permits(Relation.UNIT, roles.TPI_MEMBER)),
)  # fmt: skip
RECORD_TRIGGER: Final = Action(
    "outcomes.record_trigger", "Mencatat pemicu pemeriksaan predikat", "Record what makes a title be examined",
    (*_LEADER, *_TPN),
)  # fmt: skip
CLARIFY: Final = Action(
    "outcomes.clarify", "Memberi klarifikasi TPI atas pemicu", "Clarify a trigger for the TPI", _LEADER
)
EXAMINE: Final = Action("outcomes.examine", "Memeriksa pemicu", "Examine what was found of a title", _TPN)

FILE_OBJECTION: Final = Action(
    "outcomes.file_objection", "Mengunggah dokumen keberatan", "Send in documents of an objection",
    ASSESSMENT.permits_of("object"),
)  # fmt: skip
DECIDE: Final = Action(
    "outcomes.decide", "Mengunggah salinan keputusan", "Send in copies of decrees", ASSESSMENT.permits_of("determine")
)
TAKING_FILES: Final = (RECORD_TITLE, CORRECT_OWN, RECORD_OFFENCE, FILE_OBJECTION, DECIDE)
"""The deeds that take files."""

GIVE_AREA_TITLE: Final = Action(
    "outcomes.give_area_title", "Menetapkan predikat kawasan", "Determine the title of a zone area", _PANEL
)

PERMISSIONS: Final = (
    GIVE_AREA_TITLE,
    *(SEE_TITLES, RECORD_TITLE, CORRECT_DECREE, CORRECT_OWN, QUALIFY, CERTIFY, DECIDE),
    *(ACCEPT, RECORD_OFFENCE, FILE_OBJECTION, SEE_TRIGGERS, RECORD_TRIGGER, CLARIFY, EXAMINE),
)


def to_correct(decree: Decree, *, decides: bool) -> Action:
    """Return the right that correcting a decree needs; `decides`: it decides cases of the platform."""
    return CORRECT_OWN if decree.issuer == AGENCY_HEAD or not decides else CORRECT_DECREE
