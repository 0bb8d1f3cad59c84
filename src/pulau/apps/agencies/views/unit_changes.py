"""Telling what happens to a unit (`/unit/<code>/<deed>`): each deed a page that says what will be, and a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.forms.units import CorrectForm, DayForm, IntoForm, MoveForm, RenameForm
from pulau.apps.agencies.gates import get_unit_for
from pulau.apps.agencies.models import UnitKind, WorkUnit
from pulau.apps.agencies.policies import KEEP_UNITS
from pulau.apps.agencies.selectors import agency_of, living, units_of
from pulau.apps.agencies.services.history import close_unit, merge_unit, move_unit, rename_unit, reopen_unit
from pulau.apps.agencies.services.units import correct_unit
from pulau.apps.agencies.wording import REFUSED, tell
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from pulau.core.shared.actor import Actor

UNPROCESSABLE = 422
Typed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """A page that changes a unit: its words, its form, what it does, and what it tells will happen."""

    title: str | Promise
    button: str | Promise
    form: Callable[[Actor, WorkUnit, Any], forms.Form]
    run: Callable[[Actor, WorkUnit, Typed], WorkUnit]
    effects: tuple[str | Promise, ...] = ()
    ends: bool = False
    """Whether the unit is no more afterwards: the button is red."""
    of_ended: bool = False
    """Whether it is for a unit that ended; the others are for one that exists."""


def _region(actor: Actor) -> str:
    agency = agency_of(actor)
    return agency.region_code if agency else ""


def _written(unit: WorkUnit) -> dict[str, Any]:
    written = {"name": unit.name, "code": unit.code, "kind": unit.kind}
    return written | {"region_code": unit.region_code, "since": unit.since}


def _code(unit: WorkUnit | None) -> str:
    return unit.code if unit else ""


def _rename(actor: Actor, unit: WorkUnit, typed: Typed) -> WorkUnit:
    facts = {**typed, "kind": UnitKind(typed["kind"])}
    return rename_unit(actor=actor, unit_id=unit.pk, now=timezone.now(), **facts)


def _correct(actor: Actor, unit: WorkUnit, typed: Typed) -> WorkUnit:
    facts = {**typed, "kind": UnitKind(typed["kind"])}
    return correct_unit(actor=actor, unit_id=unit.pk, now=timezone.now(), **facts)


def _move(actor: Actor, unit: WorkUnit, typed: Typed) -> WorkUnit:
    parent: WorkUnit | None = typed["parent"]
    ground = {"day": typed["day"], "document": typed["document"]}
    return move_unit(
        actor=actor, unit_id=unit.pk, parent_id=parent.pk if parent else None, now=timezone.now(), **ground
    )


DEEDS: Final[dict[str, Deed]] = {
    "ganti-nama": Deed(
        gettext_lazy("Ganti nama atau kode"),
        gettext_lazy("Simpan nama baru"),
        lambda _actor, unit, data: RenameForm(data, initial=_written(unit)),
        _rename,
        (
            gettext_lazy("Sampai sehari sebelumnya unit ini tetap tercatat dengan nama dan kode yang lama."),
            gettext_lazy("Lembar kerja tahun-tahun yang lalu tetap menampilkan nama pada tahun itu."),
        ),
    ),
    "perbaiki": Deed(
        gettext_lazy("Perbaiki catatan"),
        gettext_lazy("Simpan perbaikan"),
        lambda actor, unit, data: CorrectForm(_region(actor), data, initial=_written(unit)),
        _correct,
        (
            gettext_lazy("Untuk salah tulis: riwayat unit tidak bertambah."),
            gettext_lazy("Bila namanya memang berganti, catat sebagai ganti nama."),
        ),
    ),
    "pindah": Deed(
        gettext_lazy("Pindah induk"),
        gettext_lazy("Pindahkan unit"),
        lambda actor, unit, data: MoveForm(actor, unit.code, data, initial={"parent": _code(unit.parent)}),
        _move,
        (gettext_lazy("Semua unit di bawahnya ikut pindah."),),
    ),
    "tutup": Deed(
        gettext_lazy("Bubarkan unit"),
        gettext_lazy("Bubarkan"),
        lambda _actor, _unit, data: DayForm(data),
        lambda actor, unit, typed: close_unit(actor=actor, unit_id=unit.pk, now=timezone.now(), **typed),
        (
            gettext_lazy("Unit ini berakhir sehari sebelum tanggal yang Anda isi."),
            gettext_lazy("Lembar kerjanya tetap dapat dibaca oleh yang sekarang boleh membacanya."),
            gettext_lazy("Unit ini dapat dibuka kembali."),
        ),
        ends=True,
    ),
    "buka": Deed(
        gettext_lazy("Buka kembali"),
        gettext_lazy("Buka kembali"),
        lambda _actor, _unit, data: DayForm(data),
        lambda actor, unit, typed: reopen_unit(actor=actor, unit_id=unit.pk, now=timezone.now(), **typed),
        (gettext_lazy("Unit ini ada lagi mulai tanggal yang Anda isi. Riwayatnya tetap."),),
        of_ended=True,
    ),
}  # fmt: skip


@requires(may(KEEP_UNITS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, deed: str) -> HttpResponse:
    """Show what a deed will do to a unit, and do it. Raises UnitNotFound and Http404 for an unknown deed."""
    actor = required_actor(request)
    unit = get_unit_for(actor, code)
    what = DEEDS.get(deed)
    if what is None or what.of_ended != (unit.until is not None):
        raise Http404(deed)
    form = what.form(actor, unit, request.POST if request.method == "POST" else None)
    if form.is_valid() and (done := _done(form, lambda typed: what.run(actor, unit, typed))):
        messages.success(request, _("Tersimpan: %(unit)s.") % {"unit": done.name})
        return HttpResponseRedirect(reverse("agencies:unit", args=[done.code]), status=303)
    parts = units_of(actor).filter(living(today_of(actor, timezone.now())), parent=unit).count() if what.ends else 0
    context = {"what": what, "effects": list(what.effects), "parts": parts, "blocked": parts > 0}
    return _page(request, unit, form, context)


@requires(may(KEEP_UNITS))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Let the unit that takes over be chosen, then say what will be, then do it. Raises UnitNotFound (404)."""
    actor = required_actor(request)
    unit = get_unit_for(actor, code)
    if unit.until is not None:
        raise Http404("gabung")
    asked = request.POST if request.method == "POST" else request.GET if "into" in request.GET else None
    choice = IntoForm(actor, unit.code, asked)
    what = Deed(_("Gabung ke unit lain"), _("Gabungkan"), lambda *_: choice, lambda *_: unit, ends=True)
    if not choice.is_valid():
        return _page(request, unit, choice, {"what": what, "choosing": True})
    into: WorkUnit = choice.cleaned_data["into"]
    form = DayForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(form, lambda typed: _merge(actor, unit, into, typed)):
        told = {"unit": unit.name, "into": into.name}
        messages.success(request, _("%(unit)s digabung ke %(into)s.") % told)
        return HttpResponseRedirect(reverse("agencies:unit", args=[into.code]), status=303)
    parts = units_of(actor).filter(living(today_of(actor, timezone.now())), parent=unit).count()
    names = {"unit": unit.name, "into": into.name}
    effects = [
        _("%(unit)s berakhir sehari sebelum tanggal yang Anda isi; %(into)s melanjutkan tugasnya.") % names,
        _("Lembar kerja %(unit)s tetap atas namanya dan tetap dapat dibaca.") % names,
    ]
    return _page(request, unit, form, {"what": what, "effects": effects, "parts": parts, "into": into})


def _merge(actor: Actor, unit: WorkUnit, into: WorkUnit, typed: Typed) -> WorkUnit:
    return merge_unit(actor=actor, unit_id=unit.pk, into_id=into.pk, now=timezone.now(), **typed)


def _done(form: forms.Form, run: Callable[[Typed], WorkUnit]) -> WorkUnit | None:
    """Do it with what was typed; None, told at the field, where it cannot be."""
    try:
        with transaction.atomic():  # so that the page can still be read after a clash in the database
            return run(form.cleaned_data)
    except REFUSED as problem:
        tell(form, problem)
        return None


def _page(request: HttpRequest, unit: WorkUnit, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    errors = summary_of(form)
    context |= {"unit": unit, "fields": field_views(form), "errors": errors, "here": request.path}
    return render(request, "agencies/unit_change.html", context, status=UNPROCESSABLE if errors else 200)
