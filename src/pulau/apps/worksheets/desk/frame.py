"""The frame of every work screen: which worksheet, who sits at it, its tabs and its score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.people.contract import actor_of
from pulau.apps.worksheets.calculation import Calculation, calculation_of
from pulau.apps.worksheets.desk.side import side_view
from pulau.apps.worksheets.desk.tabs import tab_views
from pulau.apps.worksheets.handed_band import band_of
from pulau.apps.worksheets.mapping import evaluation_of
from pulau.apps.worksheets.models import SheetState
from pulau.apps.worksheets.policies import fills
from pulau.apps.worksheets.selectors import answers_of, get_worksheet_for, values_of
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.ui.templatetags.pulau import icon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from pulau.apps.worksheets.models import Worksheet
    from pulau.apps.worksheets.selectors import Standing
    from pulau.core.scoring.model import Evaluation
    from pulau.core.scoring.revisions import Revision
    from pulau.core.shared.actor import Actor

_ICONS = ("ok", "short", "why", "route", "right", "chat", "pen", "swap", "file", "plus", "lock", "external")


@dataclass(frozen=True, slots=True)
class Desk:
    """A worksheet on the table: its row, the person at it, its score, the versions of its answers by item."""

    row: Worksheet
    actor: Actor
    calculation: Calculation
    revisions: Mapping[str, Revision]
    language: str
    own_name: str = ""

    @property
    def evaluation(self) -> Evaluation:
        """The score of the answers as they stand."""
        return self.calculation.evaluation

    @property
    def may_fill(self) -> bool:
        """Whether the person may answer here, now that the worksheet is as it is."""
        return self.row.state == SheetState.DRAFT and fills(self.actor, self.row.unit_id)

    @property
    def overview(self) -> str:
        """The address of the overview."""
        return self.address("overview")

    @property
    def why(self) -> str:
        """The address where every figure is explained."""
        return f"{self.overview}#rincian"

    @property
    def plan(self) -> str:
        """The address of the plan."""
        return self.address("plan")

    @property
    def items(self) -> str:
        """The beginning of the address of an item's own page; its id follows."""
        return self.address("item", "x")[:-1]

    def address(self, name: str, *rest: object) -> str:
        """Return the address of one of the worksheet's pages: `desk.address("area", 5)`."""
        return reverse(f"worksheets:{name}", args=[self.row.unit.code, self.row.year, *rest])


def open_desk(request: HttpRequest, unit: str, year: int) -> Desk:
    """Fetch a worksheet for the person of a request, and score it: two queries. Raises WorksheetNotFound (404)."""
    row = get_worksheet_for(actor_of(request), unit, year)
    revisions = values_of(row)
    evaluation = evaluation_of(row, {item: found.value for item, found in revisions.items()})
    return desk_of(request, row, evaluation, revisions)


def open_desk_with_notes(request: HttpRequest, unit: str, year: int) -> tuple[Desk, dict[str, Standing]]:
    """Fetch and score as `open_desk` does, with every note and writer of the very same moment."""
    row = get_worksheet_for(actor_of(request), unit, year)
    standing = answers_of(row)
    evaluation = evaluation_of(row, {item: found.value for item, found in standing.items()})
    return desk_of(request, row, evaluation, {item: found.revision for item, found in standing.items()}), standing


def desk_of(request: HttpRequest, row: Worksheet, evaluation: Evaluation, revisions: Mapping[str, Revision]) -> Desk:
    """Put a worksheet that was fetched and scored on the table of the person of a request."""
    name = request.user.get_full_name() if request.user.is_authenticated else ""
    return Desk(row, actor_of(request), calculation_of(row, evaluation), revisions, spoken_language(), name)


def desk_context(desk: Desk, screen: str, *, area: str = "") -> dict[str, Any]:
    """Return what `worksheets/desk/base.html` needs; `screen` names the open page, `area` the open area's id."""
    return {
        "desk": desk,
        "sheet": desk.row,
        "evaluation": desk.evaluation,
        "screen": screen,
        "tabs": tab_views(desk.calculation, desk.language, desk.row, area),
        "side": side_view(desk.calculation, desk.language),
        "may_fill": desk.may_fill,
        "screens": _screens(desk, screen),
        **handed_in(desk),
        **icons(),
    }


def handed_in(desk: Desk) -> dict[str, object]:
    """Return the submission that stands, for the band on every page; a query only where the worksheet was handed in."""
    return band_of(desk.actor, desk.row) if desk.row.state == SheetState.SUBMITTED else {}


@cache
def icons() -> dict[str, SafeString]:
    """Return the icons of the panel, drawn once: a tag in a loop of a page that is drawn on every save costs."""
    drawn = {f"{name}_icon": icon(name) for name in _ICONS}
    return drawn | {"saved_icon": icon("cloud-ok"), "unsaved_icon": icon("cloud-off"), "empty_icon": icon("empty")}


def _screens(desk: Desk, current: str) -> list[tuple[str, str, bool]]:
    """List the pages of the worksheet: address, words, whether it is the open one."""
    pages = [
        ("overview", _("Ringkasan")),
        ("readiness", _("Kesiapan")),
        ("team", _("Tim")),
        ("plan", _("Rencana dan coba-coba")),
        ("last_year", _("Tahun lalu")),
        ("compare", _("Bandingkan")),
        ("simulate", _("Peraturan lain")),
        ("upload", _("Unggah")),
        ("print", _("Unduh dan cetak")),
    ]
    shown = [page for page in pages if page[0] != "upload" or desk.may_fill]
    return [(desk.address(name), words, name == current) for name, words in shown]
