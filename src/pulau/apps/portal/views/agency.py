"""A body (`/zona/<agency>`): its declaration, its units, how they grew, who of them is silent, and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.opendata.contract import agency_path, feed_of_agency, picture_of_agency
from pulau.apps.portal.selectors import LIST_ASKS, ListWish, events_of_agency, practice_rows, units_listed
from pulau.apps.portal.showing.frame import Feed, framed
from pulau.apps.portal.showing.growth import growth_of, sums_of_body
from pulau.apps.portal.showing.happened import happened
from pulau.apps.portal.showing.lines import unit_line
from pulau.apps.portal.showing.places import place_steps, where_of
from pulau.apps.portal.showing.practice import practice_shown
from pulau.apps.portal.showing.unit.declared import declared_of
from pulau.apps.portal.showing.unit.sharing import organisation
from pulau.apps.portal.showing.words import agency_kind, count_text
from pulau.apps.portal.views.missing import no_such_zone
from pulau.apps.publication.contract import NotPublished, agency_at
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public
from pulau.foundation.ui.lists import paged

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.portal.showing.frame import Frame
    from pulau.apps.publication.contract import AgencyFacts, PublishedAgency

KEPT_SECONDS: Final = 60
A_PAGE: Final = 20
EVENTS: Final = 8
PRACTICES: Final = 4
YEARS: Final = 6


@public
@kept_ready(seconds=KEPT_SECONDS, asks=LIST_ASKS)
def agency(request: HttpRequest, agency: str) -> HttpResponse:
    """Show a body."""
    try:
        row = agency_at(agency)
    except NotPublished:
        return no_such_zone(request, agency)
    today = timezone.localdate()
    wish = ListWish.read(*(request.GET.get(name, "") for name in LIST_ASKS[:3]))
    facts = cast("AgencyFacts", row.facts)
    pages = paged(request, units_listed(Q(agency=row.pk), wish, today), A_PAGE, **wish.asked)
    years = sums_of_body(facts["years"])[-YEARS:]
    context = {
        **pages,
        "frame": _frame(row),
        "row": row,
        "own": agency_path(row.slug),
        "kind": agency_kind(row.kind),
        "where": where_of(row.region_code, row.province, beside=row.name),
        "pledged": _pledged(row),
        "growth": growth_of(years, gettext_lazy("Unit dicanangkan, WBK, dan WBBM per tahun")),
        "year": years[-1].year if years else None,
        "declared": declared_of(reversed(facts["declarations"])),
        "lines": [unit_line(one) for one in pages["page"]],
        "wish": wish,
        "history": happened(events_of_agency(row.pk, EVENTS), today),
        "practices": [practice_shown(one) for one in practice_rows().filter(agency=row.pk)[:PRACTICES]],
        "feed": feed_of_agency(row.slug),
    }
    return render_public(request, "portal/agency.html", context)


def _pledged(row: PublishedAgency) -> str:
    if row.staff is None or row.signed is None:
        return ""
    told = {"signed": count_text(row.signed), "staff": count_text(row.staff)}
    return _("%(signed)s dari %(staff)s pegawai menandatangani pakta integritas.") % told


def _frame(row: PublishedAgency) -> Frame:
    summary = _("%(units)s unit kerja; %(declared)s mencanangkan zona integritas, %(wbk)s WBK, %(wbbm)s WBBM.") % {
        "units": count_text(row.units), "declared": count_text(row.declared),
        "wbk": count_text(row.wbk), "wbbm": count_text(row.wbbm),
    }  # fmt: skip
    steps = [*place_steps(row.region_code, row.province, to=row.name), (row.name, agency_path(row.slug))]
    return framed(
        row.name,
        summary,
        steps,
        things=[organisation(row)],
        feeds=[Feed(feed_of_agency(row.slug), row.name)],
        picture=picture_of_agency(row.slug),
    )
