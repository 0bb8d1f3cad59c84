"""A unit (`/zona/<agency>/<unit>`): what it achieved and what not, today or as it stood in a year (`?tahun=`)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from django.http import HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.opendata.contract import unit_path
from pulau.apps.portal.addresses import with_query
from pulau.apps.portal.selectors import events_of_unit, practice_rows
from pulau.apps.portal.showing.unit.kin import kin_years
from pulau.apps.portal.showing.unit.page import Beside, unit_context
from pulau.apps.portal.showing.unit.seen import Seen
from pulau.apps.portal.views.missing import no_such_zone, not_found
from pulau.apps.publication.contract import Moved, NotPublished, kin_of, unit_at, unit_by_id, years_of_unit
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from pulau.apps.publication.contract import PublishedUnit, PublishedYear

KEPT_SECONDS: Final = 60
EVENTS: Final = 40
PRACTICES: Final = 6


@public
@kept_ready(seconds=KEPT_SECONDS, asks=("tahun",))
def unit(request: HttpRequest, agency: str, unit: str) -> HttpResponse:
    """Show a unit; an address that it had before leads to the one it has now."""
    try:
        found = unit_at(agency, unit)
    except NotPublished:
        return no_such_zone(request, unit)
    asked = request.GET.get("tahun", "")
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(with_query(unit_path(found.agency_slug, found.slug), tahun=asked))
    years = years_of_unit(found.pk)
    seen = _seen(found, years, asked)
    if seen is None:
        return _no_such_year(request, found, years)
    own = unit_path(found.agency.slug, found.slug)
    canonical = with_query(own, tahun=str(seen.past or ""))
    return render_public(request, "portal/unit.html", _context(seen, years), canonical=canonical)


def _seen(found: PublishedUnit, years: Sequence[PublishedYear], asked: str) -> Seen | None:
    """Return the unit today, or in the year that is asked for; None where nothing is told of that year."""
    today = timezone.localdate()
    if not asked or (years and asked == str(years[-1].year)):
        return Seen(found, years, today)
    shown = next((row.year for row in years if str(row.year) == asked), None)
    if shown is None:
        return None
    return Seen(found, [row for row in years if row.year <= shown], min(today, date(shown, 12, 31)), shown)


def _context(seen: Seen, years: Sequence[PublishedYear]) -> dict[str, object]:
    row = seen.unit
    until = seen.day if seen.past else None
    beside = Beside(
        years=years,
        into=unit_by_id(row.into) if row.into else None,
        kin=kin_of(seen.kind, kin_years(seen)),
        events=events_of_unit(row.pk, until, EVENTS),
        practices=practice_rows().filter(unit=row.pk, day__lte=seen.day)[:PRACTICES],
    )
    return unit_context(seen, beside)


def _no_such_year(request: HttpRequest, found: PublishedUnit, years: Sequence[PublishedYear]) -> HttpResponse:
    own = unit_path(found.agency.slug, found.slug)
    links = [(str(row.year), with_query(own, tahun=str(row.year))) for row in reversed(years)]
    words = _("Tidak ada yang tercatat tentang %(name)s pada tahun itu. Tahun yang ada:") % {"name": found.name}
    return not_found(request, _("Tahun ini tidak ada"), words, [*links, (_("Keadaan sekarang"), own)])
