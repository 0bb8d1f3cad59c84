"""What the ministry has before it today: the health centre, at the desk, half judged."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from pulau.apps.agencies.contract import Finding, Measure, record_readiness
from pulau.apps.assessments.contract import QuestionWish, ask_unit
from pulau.apps.rehearsal.demo_season.stage import Judging, go, judge
from pulau.apps.rehearsal.demo_season.stories import CENTRE_DESK, CENTRE_READY, CENTRE_REVIEW, CENTRE_STATED
from pulau.apps.rehearsal.demo_season.tpi import review
from pulau.apps.rehearsal.demo_season.tpn import prolong, propose, screen
from pulau.apps.visits.contract import PresentationWish, call_presentation
from pulau.core.workflow.levels import AssessorLevel

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.rehearsal.demo_season.stage import Stage

CENTRE: Final = CENTRE_REVIEW.unit
SEASON: Final = {"announcement": 100, "panel": 85, "field": 60, "desk": 30, "proposals": 12}
"""Until when the ministry prolonged this year's steps, in days from today."""
QUESTION: Final = (
    "Rencana kerja memuat 24 kegiatan, laporannya 21. Mohon jelaskan tiga yang lain, dengan bukti bila sudah berjalan."
)


def at_the_desk(stage: Stage) -> None:
    """Leave the health centre's case as it is today: some answers judged, a question open, a presentation called."""
    case_id = stage.case_of(CENTRE, stage.years[-1]).pk
    prolong(stage, stage.years[-1], stage.now, SEASON)
    done = review(stage, case_id, CENTRE_REVIEW, stage.after(stage.now, -68))
    go(stage, case_id, "find_fit", "bima", stage.after(done, 2))
    _ready(stage, stage.after(done, 3))
    propose(stage, case_id, stage.after(done, 5), CENTRE_STATED)
    screen(stage, case_id, stage.after(stage.now, -20))
    for days, most in ((8, 24), (2, 53)):
        half = Judging(AssessorLevel.TPN_DESK, "citra", CENTRE_DESK, submit=False, most=most)
        judge(stage, case_id, half, stage.after(stage.now, -days))
    citra, lately = stage.actor("citra"), stage.after(stage.now, -1)
    asked = QuestionWish(QUESTION, "P1.iii.a", wants_evidence=True)
    ask_unit(actor=citra, case_id=case_id, wish=asked, now=lately + timedelta(hours=1))
    begins = stage.morning(stage.now.date() + timedelta(days=6))
    wish = PresentationWish(begins, "Ruang rapat lantai 4", "Bagaimana waktu tunggu setiap poli diturunkan")
    call_presentation(actor=citra, case_id=case_id, wish=wish, now=lately + timedelta(hours=2))


def _ready(stage: Stage, at: datetime) -> None:
    """Record what the documents say of the unit's last year."""
    year = stage.years[1]
    for measure, value, document in CENTRE_READY:
        finding = Finding(
            measure=Measure(measure), year=year, value=value, document=f"{document} {year}", document_date=at.date(),
            unit_id=stage.units[CENTRE],
        )  # fmt: skip
        record_readiness(actor=stage.actor("hana"), finding=finding, now=at)
