"""The pacts of units (`/pakta/unit`): counts, who has not signed, reminders, and asking for what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.agencies.contract import agency_of
from pulau.apps.declarations.models import PactState
from pulau.apps.declarations.policies import ASK_PACTS, ATTEND_TABLET, SEE_PACTS
from pulau.apps.declarations.reminding_jobs import reminding_of
from pulau.apps.declarations.selectors.pacts import (
    NOT_SIGNED,
    PactCounts,
    count_pacts,
    counts_by_unit,
    find_unsigned,
    get_seen_pact_for,
)
from pulau.apps.declarations.selectors.readiness import head_signed
from pulau.apps.declarations.selectors.templates import approved_kinds
from pulau.apps.declarations.selectors.unit_pacts import asking_of, get_unit_seen, units_seen, unreachable
from pulau.apps.declarations.services import asking as service
from pulau.apps.declarations.services.reminding import start_reminding
from pulau.apps.people.contract import actor_of
from pulau.core.shared.permissions import reach
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import going_on
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.core.shared.actor import Actor

STATES: Final = [
    (PactState.DUE.value, gettext_lazy("Belum ditandatangani")),
    (PactState.DRAWN.value, gettext_lazy("Menunggu saksi")),
    (PactState.REFUSED.value, gettext_lazy("Menolak")),
    (PactState.WITHDRAWN.value, gettext_lazy("Ditarik kembali")),
]


@requires(may(SEE_PACTS))
@never_cache
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """List the units that the person may see with their counts; who sees one only is led there."""
    actor = actor_of(request)
    seen, today = reach(actor, SEE_PACTS), today_of(actor, timezone.now())
    words = asked_for(request)
    rows = units_seen(actor, words, today)
    if not seen.everything and not words:
        only = list(rows[:2])
        if len(only) == 1:
            return HttpResponseRedirect(reverse("declarations:unit_pacts", args=[only[0].code]))
    pages = paged(request, rows, cari=words)
    shown = list(pages["page"].object_list)
    counts = counts_by_unit(actor, today.year, today, [unit.pk for unit in shown])
    context = {
        **pages,
        "rows": [(unit, counts.get(unit.pk, PactCounts())) for unit in shown],
        "search": words,
        "agency": agency_of(actor),
        "year": today.year,
        "total": count_pacts(actor, today.year, today) if seen.everything else None,
        "asking": asking_of(actor, today) if seen.everything else None,
        "head_signed": head_signed(actor, None, today.year, today) if seen.everything else None,
        "asks": allowed(actor, ASK_PACTS),
        "texts": approved_kinds(actor),
        **_going_on(request, actor, today, None, shown=seen.everything),
    }
    return render(request, "declarations/unit_list.html", context)


@requires(may(SEE_PACTS))
@never_cache
@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show a unit's counts and who has not signed: for its head, the agency's head and its administrators only."""
    actor = actor_of(request)
    found, today = get_unit_seen(actor, code), today_of(actor, timezone.now())
    words, state = asked_for(request), request.GET.get("keadaan", "")
    state = state if state in NOT_SIGNED else ""
    asking = asking_of(actor, today, found.pk)
    context = {
        **paged(request, find_unsigned(actor, today.year, found.pk, words, state), cari=words, keadaan=state),
        "unit": found,
        "counts": count_pacts(actor, today.year, today, found.pk),
        "asking": asking,
        **_going_on(request, actor, today, found.pk),
        "unreached": unreachable(actor, today.year, found.pk),
        "search": words,
        "state": state,
        "states": STATES,
        "year": today.year,
        "today": today,
        "asks": allowed(actor, ASK_PACTS, unit_id=found.pk),
        "attends": allowed(actor, ATTEND_TABLET, unit_id=found.pk),
        "several": reach(actor, SEE_PACTS).everything,
        "texts": approved_kinds(actor),
    }
    return render(request, "declarations/unit_pacts.html", context)


@requires(may(ASK_PACTS))
@never_cache
@require_POST
def ask(request: HttpRequest, code: str = "") -> HttpResponse:
    """Have the missing pacts of a unit, or of the whole agency, asked for, as a job."""
    actor = actor_of(request)
    found = _unit(actor, code)
    service.start_asking(actor=actor, unit_id=found.pk if found else None, now=timezone.now())
    messages.success(request, _("Permintaan berjalan. Anda boleh meninggalkan halaman ini."))
    return HttpResponseRedirect(f"{_back(found)}?berjalan=ya", status=303)


@requires(may(ASK_PACTS))
@never_cache
@require_POST
def remind(request: HttpRequest, code: str = "") -> HttpResponse:
    """Remind all of a unit or of the agency who have not signed."""
    actor = actor_of(request)
    found = _unit(actor, code)
    done = start_reminding(actor=actor, unit_id=found.pk if found else None, now=timezone.now())
    if done is None:
        messages.success(request, _("Pengingat sedang dikirim. Anda boleh meninggalkan halaman ini."))
        return HttpResponseRedirect(f"{_back(found)}?berjalan=ya", status=303)
    _tell(request, done)
    return HttpResponseRedirect(_back(found), status=303)


@requires(may(ASK_PACTS))
@never_cache
@require_POST
def remind_one(request: HttpRequest, pact_id: UUID) -> HttpResponse:
    """Remind one person."""
    actor = actor_of(request)
    pact = get_seen_pact_for(actor, pact_id)
    done = service.remind(actor=actor, unit_id=pact.unit_id, pact_id=pact.pk, now=timezone.now())
    _tell(request, done)
    return HttpResponseRedirect(_back(pact.unit), status=303)


def _going_on(
    request: HttpRequest, actor: Actor, day: date, unit_id: UUID | None, *, shown: bool = True
) -> dict[str, object]:
    """Return what is being done now, for who has just asked for it: asking, and how far reminding is."""
    if not shown or request.GET.get("berjalan") != "ya":
        return {"polling": False, "reminding": None}
    asks = going_on(service.JOB, tenant=str(actor.tenant_id), unit=str(unit_id or ""))
    return {"polling": asks, "reminding": reminding_of(actor, day, unit_id)}


def _unit(actor: Actor, code: str) -> WorkUnit | None:
    return get_unit_seen(actor, code) if code else None


def _back(unit: WorkUnit | None) -> str:
    return reverse("declarations:unit_pacts", args=[unit.code]) if unit is not None else reverse("declarations:units")


def _tell(request: HttpRequest, done: service.Reminded) -> None:
    """Say whom it reached, and whom not and why."""
    told = [ngettext("%(n)d pegawai diingatkan.", "%(n)d pegawai diingatkan.", done.told) % {"n": done.told}]
    if done.already:
        words = ngettext("%(n)d sudah diingatkan hari ini.", "%(n)d sudah diingatkan hari ini.", done.already)
        told.append(words % {"n": done.already})
    if done.unreached:
        words = ngettext(
            "%(n)d tidak terjangkau karena belum punya akun.",
            "%(n)d tidak terjangkau karena belum punya akun.",
            done.unreached,
        )
        told.append(words % {"n": done.unreached})
    (messages.success if done.told else messages.info)(request, " ".join(told))
