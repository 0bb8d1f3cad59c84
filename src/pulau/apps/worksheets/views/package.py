"""The whole self-assessment with its evidence, as a package to keep: streamed, so that it begins at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pulau.apps.people.contract import actor_of
from pulau.apps.worksheets.packaging.collecting import collect
from pulau.apps.worksheets.packaging.writing import missing_files, streamed
from pulau.apps.worksheets.policies import TAKE_PACKAGE
from pulau.apps.worksheets.selectors import get_worksheet_for
from pulau.apps.worksheets.services.packages import record_export
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import may, require
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from pulau.apps.worksheets.models import Worksheet


@requires(may(TAKE_PACKAGE))
@never_cache
@require_POST
def package(request: HttpRequest, unit: str, year: int) -> HttpResponseBase:
    """Return the package; confidential evidence stays behind, as its digest alone. 503 where a file cannot be had."""
    actor = actor_of(request)
    row = get_worksheet_for(actor, unit, year)
    require(actor, TAKE_PACKAGE, unit_id=row.unit_id)
    try:
        packing = collect(row, confidential=False, reader=actor)
        missing = missing_files(packing)
    except (BlobMissing, BlobDamaged):  # the record of what was handed in
        return _missing(request, row)
    if missing:
        return _missing(request, row)
    now, files = timezone.now(), len(packing.blobs)
    record_export(actor=actor, worksheet_id=row.pk, files=files, withheld=packing.withheld, now=now)
    name = f'attachment; filename="{packing.name}.zip"'
    return StreamingHttpResponse(
        streamed(packing), content_type="application/zip", headers={"Content-Disposition": name}
    )


def _missing(request: HttpRequest, row: Worksheet) -> HttpResponse:
    return render(request, "worksheets/desk/package_missing.html", {"sheet": row}, status=503)
