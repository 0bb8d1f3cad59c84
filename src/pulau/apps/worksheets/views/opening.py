"""Opening a worksheet (`/lke/baru`): for which unit and year, under which form, with which title held."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.asking import opens_worksheets
from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.opening_form import OpeningForm
from pulau.apps.worksheets.policies import administers
from pulau.apps.worksheets.selectors import get_worksheet_for
from pulau.apps.worksheets.services.opening import WorksheetExists, open_worksheet
from pulau.core.shared.actor import Actor
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language

SEE_OTHER = 303
UNPROCESSABLE = 422


@requires(acts, opens_worksheets)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, or open the worksheet and lead to it; one that is there already is led to as well."""
    actor = actor_of(request)
    if request.method != "POST":
        year = request.GET.get("tahun") or str(today_of(actor, timezone.now()).year)
        start = {"unit": request.GET.get("unit", ""), "year": year}
        return _page(request, OpeningForm(actor, initial=start))
    form = OpeningForm(actor, request.POST)
    row = _opened(request, actor, form) if form.is_valid() else None
    if row is None:
        return _page(request, form)
    return HttpResponseRedirect(reverse("worksheets:overview", args=[row.unit.code, row.year]), status=SEE_OTHER)


def _opened(request: HttpRequest, actor: Actor, form: OpeningForm) -> Worksheet | None:
    """Open the worksheet of a valid form; None, told at the field, where the form of the regulation refuses."""
    unit, year, regulation, title = (form.cleaned_data[key] for key in ("unit", "year", "regulation", "prior_title"))
    try:
        with transaction.atomic():  # so that the one that somebody else opened just now can still be read
            return open_worksheet(
                actor=actor,
                unit_id=unit.pk,
                year=year,
                regulation=regulation,
                prior_title=title,
                now=timezone.now(),
            )
    except WorksheetExists as there:
        row = there.worksheet
    except IntegrityError:
        row = get_worksheet_for(actor, unit.code, year)
    except BadInput as problem:
        for text in sentences(problem, spoken_language()):
            form.add_error("prior_title" if title else "regulation", text)
        return None
    told = _("Lembar kerja %(unit)s tahun %(year)d sudah ada. Inilah lembar itu; tidak ada yang berubah.")
    messages.info(request, told % {"unit": row.unit.name, "year": row.year})
    return row


def _page(request: HttpRequest, form: OpeningForm) -> HttpResponse:
    errors = [(field, texts[0]) for field, texts in form.errors.items()]
    context = {
        "form": form,
        "values": {name: form[name].value() or "" for name in form.fields},
        "errors": errors,
        "field_errors": dict(errors),
        "may_add_units": administers(form.actor),
    }
    return render(request, "worksheets/desk/new.html", context, status=UNPROCESSABLE if errors else 200)
