"""Files given out: a whole list, and the rows of an import that were not taken."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.foundation.imports.exporting import FORMATS, list_file, problems_file
from pulau.foundation.imports.selectors import get_importer_for, get_run_for, keeps_a_list
from pulau.foundation.imports.services import record_export, record_problems_export
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.policy import requires


@requires(keeps_a_list)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """Give out a list as a file, in the columns that can be taken in again; by POST, if asked, with private ones."""
    if kind not in FORMATS:
        raise Http404
    actor = required_actor(request)
    importer = get_importer_for(actor, code)
    private = request.method == "POST" and request.POST.get("lengkap") == "ya"
    record_export(actor=actor, kind=code, private=private, now=timezone.now())
    file = list_file(actor, importer, kind, get_language() or "id", private=private)
    return FileResponse(file, as_attachment=True, filename=f"{code}.{kind}", content_type=FORMATS[kind])


@requires(keeps_a_list)
@never_cache
@require_safe
def problems(request: HttpRequest, run_id: UUID, kind: str) -> HttpResponseBase:
    """Give back the rows that were not taken, each with its problem: to be corrected and sent again."""
    if kind not in FORMATS:
        raise Http404
    actor = required_actor(request)
    found = get_run_for(actor, run_id)
    importer = get_importer_for(actor, found.kind)
    record_problems_export(actor=actor, run_id=found.pk, now=timezone.now())
    file = problems_file(importer, found, kind, get_language() or "id")
    name = f"{found.kind}-masalah.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS[kind])
