"""The bare view and its address."""

from __future__ import annotations

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


urlpatterns = [path("bare", bare)]
