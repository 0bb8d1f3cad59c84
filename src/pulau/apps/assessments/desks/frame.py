"""What the pages of the desks share: their tabs, each for whom its page is, and the list of cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from pulau.apps.assessments.desks.asked import ORDERS, Asked
from pulau.apps.assessments.desks.national import assesses_nationally
from pulau.apps.assessments.frame import stage_color
from pulau.apps.assessments.policies import CALIBRATE, CONTROL, EXPORT
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.foundation.tenancy.deciding import may_somewhere
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest

    from pulau.apps.assessments.models import Case
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class DeskTab:
    """A page of the desks: its words, where it leads, whether the reader stands there."""

    words: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case of a list, with its stage in words and the colour of who has it."""

    row: Case
    stage: str
    color: str
    late: bool


def desk_tabs(request: HttpRequest, actor: Actor) -> list[DeskTab]:
    """Return the pages of the desks that the reader may open."""
    pages = [
        ("desk", gettext("Pekerjaan saya"), True),
        ("desk_all", gettext("Semua penilaian"), True),
        ("desk_map", gettext("Peta dan corong"), True),
        ("desk_load", gettext("Beban penilai"), True),
        ("desk_national", gettext("Nasional"), assesses_nationally(request)),
        ("assessors", gettext("Kesepakatan penilai"), may_somewhere(actor, CONTROL)),
        ("calibrations", gettext("Kalibrasi"), may_somewhere(actor, CALIBRATE)),
        ("exports", gettext("Unduh data"), may_somewhere(actor, EXPORT)),
    ]
    found = [(words, reverse(f"assessments:{name}")) for name, words, shown in pages if shown]
    within = (href for _words, href in found if request.path == href or request.path.startswith(f"{href}/"))
    here = max(within, key=len, default="")
    return [DeskTab(words, href, href == here) for words, href in found]


def case_views(rows: Iterable[Case], today: Any) -> list[CaseView]:  # noqa: ANN401 - a date
    """Return cases as a list shows them."""
    return [
        CaseView(
            row,
            (stage := ASSESSMENT.stages[row.stage]).words(spoken_language()),
            stage_color(stage),
            row.due_on is not None and not stage.final and row.due_on < today,
        )
        for row in rows
    ]


def list_choices(asked: Asked, years: Sequence[int], *, bodies: bool) -> dict[str, Any]:
    """Return the choices of the form above a list of cases."""
    words = {
        "tenggat": gettext("Tenggat, yang lewat dahulu"),
        "unit": gettext("Nama unit"),
        "instansi": gettext("Instansi"),
        "tahap": gettext("Tahap"),
        "terlama": gettext("Paling lama di tahapnya"),
        "terbaru": gettext("Baru berpindah tahap"),
    }
    own = ("saya", gettext("Ditugaskan kepada saya")) if bodies else ("giliran", gettext("Menunggu langkah saya"))
    return {
        "asked": asked,
        "stages": [
            (one.code, one.words(spoken_language())) for one in ASSESSMENT.stages.values() if not bodies or one.national
        ],
        "years": [(str(year), str(year)) for year in years],
        "titles": [("WBK", "WBK"), ("WBBM", "WBBM")],
        "only": [("lewat", gettext("Lewat tenggat")), own],
        "orders": [(order, words[order]) for order in ORDERS if bodies or order != "instansi"],
    }
