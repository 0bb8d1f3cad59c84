"""Choosing pieces (`/bukti/pilih`) for another page: rows for its picker, or a page of its own without a script.

With `kembali`, an address of this site, the page leads back there with `<nama>=<id>` for each piece that was chosen.
"""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.evidence.policies import KEEP, READ
from pulau.apps.evidence.selectors.choosing import choices_for
from pulau.apps.evidence.selectors.units import unit_choices
from pulau.apps.evidence.shown import shown_choices
from pulau.apps.evidence.views.asking import page_asked, query_of, search_of
from pulau.apps.people.contract import actor_of
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.tenancy.deciding import may, may_somewhere
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for

ASKED: Final = ("cari", "unit", "nama", "banyak")
_NAME: Final = re.compile(r"[a-z][a-z0-9_:-]{0,40}")
_LONGEST_WAY: Final = 500


@requires(may(READ))
@never_cache
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Show pieces to choose from: `cari` words, `unit` code, `nama` of the field, `banyak` for more than one."""
    actor = actor_of(request)
    asked = {name: asked_for(request, name) for name in ASKED}
    page, today = page_asked(request), today_of(actor, timezone.now())
    unit = search_of(actor, asked).unit
    rows, more = choices_for(actor, asked["cari"], today, unit=unit, page=page)
    way = _way_back(request)
    context: dict[str, Any] = {
        "choices": shown_choices(rows),
        "more": page + 1 if more else None,
        "page_number": page,
        "name": asked["nama"] if _NAME.fullmatch(asked["nama"]) else "bukti",
        "kind": "checkbox" if asked["banyak"] else "radio",
        "asked": asked,
        "query": query_of(asked | {"kembali": way}),
    }
    if request.headers.get("HX-Request"):
        return render(request, "evidence/picker_rows.html", context)
    parts = urlsplit(way)
    context |= {
        "way": parts.path,
        "carried": parse_qsl(parts.query),
        "kembali": way,
        "units": unit_choices(actor, READ),
        "keeps": may_somewhere(actor, KEEP),
    }
    return render(request, "evidence/choose.html", context)


def _way_back(request: HttpRequest) -> str:
    """Return the address that asked, where it is one of this site; else nothing."""
    found = request.GET.get("kembali", "")[:_LONGEST_WAY]
    inside = found.startswith("/") and url_has_allowed_host_and_scheme(found, allowed_hosts=None)
    return found if inside else ""
