"""A court whose case is visited: Tia leads the ministry's field team, Umar belongs to it; and what phones send."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pulau.apps.assessments.contract import Assignment, Level
from pulau.apps.evidence.contract import Received
from pulau.apps.visits.models import Visit
from pulau.apps.visits.services.noting import Noted, note_line
from pulau.apps.visits.services.planning import plan_visit
from pulau.apps.visits.services.recording import record_survey
from pulau.apps.visits.wishes import LineWish, SurveyWish, VisitWish
from pulau.core.workflow.assessment import FIELD
from pulau.foundation import storage
from pulau.foundation.calendar import today_of
from tests.apps.assessments.court import Court, court
from tests.cast import NOW

__all__ = ["court"]

BASE = "/penilaian/disdukcapil/2026/lapangan"


def assign(court: Court, level: str, *names: str) -> None:
    for name in names:
        row = Assignment(tenant_id=court.tenant, case_id=court.case_id, level=level, given_at=NOW)
        row.user_id = court.users[name].pk
        row.save()


def end_assignment(court: Court, name: str) -> None:
    rows = Assignment.objects.for_tenant(court.tenant).filter(user_id=court.users[name].pk)
    rows.update(ended_at=NOW, end_reason="benturan")


def planned(court: Court, *, announced: bool = True, names: tuple[str, ...] = ("tia", "umar")) -> Visit:
    leader = names[0]
    day = today_of(court.actors[leader], NOW)
    team = tuple(court.users[name].pk for name in names)
    wish = VisitWish(day, day + timedelta(days=1), "Kantor layanan", announced, team, court.users[leader].pk)
    return plan_visit(actor=court.actors[leader], case_id=court.case_id, wish=wish, now=NOW)


@pytest.fixture
def visited(court: Court) -> tuple[Court, Visit]:
    """A court at the field stage, with a visit that is announced."""
    court.stand_at(FIELD)
    assign(court, Level.TPN_FIELD, "tia", "umar")
    return court, planned(court)


def line(key: UUID | None = None, *, name: str = "1a", seen: str = "yes", note: str = "", known: int = 0,
         minutes: int = 0) -> LineWish:  # fmt: skip
    """A line typed so many minutes before (negative: after) NOW."""
    return LineWish(key or uuid4(), name, seen, note, known, NOW - timedelta(minutes=minutes))


def say(court: Court, visit: Visit, who: str, wish: LineWish, now: datetime = NOW) -> Noted:
    return note_line(actor=court.actors[who], visit_id=visit.pk, wish=wish, now=now)


def picture(side: int = 40) -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "rahasia-exif"
    Image.new("RGB", (side, side), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def jpeg(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", content or picture(), "image/jpeg")


def survey_of(court: Court, respondents: int) -> None:
    content = b"%PDF-1.7 laporan survei"
    file = Received(storage.put(content), len(content), "survei.pdf", "pdf", ())
    day = today_of(court.actors["tia"], NOW)
    wish = SurveyWish("bps", "BPS Kabupaten", day, day, respondents, Decimal("3.6215"), Decimal("3.5"))
    record_survey(actor=court.actors["tia"], case_id=court.case_id, wish=wish, file=file, now=NOW)
