"""The first page (`/`): the country in figures, its map, what was decided lately, and how to read it all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.portal.selectors import newest_decisions
from pulau.apps.portal.showing.frame import framed
from pulau.apps.portal.showing.growth import growth_of, sums_of_place
from pulau.apps.portal.showing.happened import decisions
from pulau.apps.portal.showing.maps import title_map
from pulau.apps.publication.contract import figures_by_place, figures_of
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

KEPT_SECONDS: Final = 60
DECISIONS: Final = 6
EXAMPLES: Final = 2
YEARS: Final = 6
"""How many years the columns show."""


@public
@kept_ready(seconds=KEPT_SECONDS)
def home(request: HttpRequest) -> HttpResponse:
    """Show the country to everybody; lead who has signed in to their worksheets."""
    if signed_in(request):
        return HttpResponseRedirect(reverse("worksheets:worksheets"))
    figures = figures_of()
    newest = figures[-1] if figures else None
    summary = _("Unit pelayanan publik mana yang membangun zona integritas, sampai di mana, dan apa buktinya.")
    decided = decisions(newest_decisions(timezone.localdate(), DECISIONS))
    context = {
        "frame": framed(_("Zona integritas di Indonesia"), summary, []),
        "newest": newest,
        "growth": growth_of(sums_of_place(figures[-YEARS:]), gettext_lazy("Unit dicanangkan, WBK, dan WBBM per tahun")),
        "map": title_map(figures_by_place(newest.year)) if newest else None,
        "decisions": decided,
        "find_examples": list({one.href: (one.name, one.href) for one in decided}.values())[:EXAMPLES],
    }
    return render_public(request, "portal/home.html", context, canonical="/")
