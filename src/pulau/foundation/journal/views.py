"""The journal (`/jurnal`): browsed newest first, filtered, one entry in full, and taken out as a file."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.foundation.journal.asking import Asked, action_choices, asked_of, kind_choices
from pulau.foundation.journal.exporting import FORMATS, as_csv, as_json_lines, payload_digest, record_export
from pulau.foundation.journal.policies import EXPORT, READ, SEE_NAMES
from pulau.foundation.journal.selectors import Cursor, get_entry_for, page_of, readable_entries
from pulau.foundation.journal.telling import tell
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may, may_somewhere
from pulau.foundation.tenancy.place import zone_of
from pulau.foundation.tenancy.policy import requires

UNPROCESSABLE: Final = 422
TYPES: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}


@requires(may(READ))
@never_cache
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Show the entries that the reader may see and asks for, a page at a time."""
    actor = required_actor(request)
    asked = asked_of(actor, request.GET)
    zone = zone_of(actor)
    before = Cursor.read(request.GET.get("sebelum", ""))
    rows = readable_entries(actor).filter(asked.wanted.condition(zone))
    page, older = ([], None) if asked.errors else page_of(rows, before)
    language = get_language() or "id"
    context = {
        "asked": asked,
        "typed": asked.typed,
        "errors": asked.errors,
        "summary": list(asked.errors.items()),
        "told": tell(actor, page, zone),
        "older": older,
        "later_page": before is not None,
        "actions": action_choices(language),
        "kinds": kind_choices(language),
        "names": may_somewhere(actor, SEE_NAMES),
        "may_export": may_somewhere(actor, EXPORT),
        "formats": [(kind, kind.upper()) for kind in FORMATS],
    }
    return render(request, "journal/entries.html", context, status=UNPROCESSABLE if asked.errors else 200)


@requires(may(READ))
@never_cache
@require_safe
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Show one entry in full: in words, and as it is kept."""
    actor = required_actor(request)
    found = get_entry_for(actor, entry_id)
    [told] = tell(actor, [found], zone_of(actor))
    return render(request, "journal/entry.html", {"told": told, "entry": found, "digest": payload_digest(found)})


@requires(may(EXPORT))
@never_cache
@require_POST
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Hand out what the filter shows as a file; that it was taken out is an entry itself."""
    if kind not in FORMATS:
        raise Http404
    actor = required_actor(request)
    asked: Asked = asked_of(actor, request.POST)
    if asked.errors:
        raise PermissionDenied
    record_export(actor=actor, kind=kind, asked=asked, now=timezone.now())
    zone = zone_of(actor)
    rows = readable_entries(actor).filter(asked.wanted.condition(zone))
    lines = as_csv(actor, rows, zone) if kind == "csv" else as_json_lines(actor, rows)
    name = f'attachment; filename="jurnal-{timezone.now().astimezone(zone):%Y-%m-%d}.{kind}"'
    return StreamingHttpResponse(lines, content_type=TYPES[kind], headers={"Content-Disposition": name})
