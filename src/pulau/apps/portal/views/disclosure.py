"""What is open (`/apa-yang-terbuka`): the table that decides it, itself public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from pulau.apps.portal.showing.disclosed import disclosed
from pulau.apps.portal.showing.frame import framed
from pulau.exchange.disclosing import disclosure
from pulau.foundation.standing.pages import render_public
from pulau.foundation.standing.rules import kept_ready
from pulau.foundation.tenancy.policy import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

KEPT_SECONDS: Final = 600


@public
@kept_ready(seconds=KEPT_SECONDS)
def table(request: HttpRequest) -> HttpResponse:
    """Show which field of a unit is public in which state, why, and what never is."""
    title = _("Apa yang terbuka")
    summary = _("Tabel yang menentukan apa yang diumumkan tentang unit pada tiap keadaan, dan apa yang tidak pernah.")
    context = {"frame": framed(title, summary, [(title, "/apa-yang-terbuka")]), "table": disclosed(disclosure())}
    return render_public(request, "portal/disclosure.html", context)
