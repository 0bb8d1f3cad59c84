"""The bare view and its address."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from benchmarks.web.models import BareRow


@require_POST
def bare(request: HttpRequest) -> HttpResponse:
    """Write one row for whoever has signed in: a view as a tutorial would have it."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    with transaction.atomic():
        row = BareRow(user=request.user, item=request.POST["item"], value=request.POST["value"], at=timezone.now())
        row.save()
    return HttpResponse(f"{row.pk}")


@require_POST
def bare_file(request: HttpRequest) -> HttpResponse:
    """Write what whoever has signed in sends to a file, synced before it is acknowledged."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    folder = Path(settings.UPLOADS_FOLDER)
    folder.mkdir(exist_ok=True)
    with (folder / f"bare-{uuid4()}").open("xb") as file:
        file.write(request.body)
        file.flush()
        os.fsync(file.fileno())
    return HttpResponse("ok")


urlpatterns = [path("bare", bare), path("bare-file", bare_file)]
