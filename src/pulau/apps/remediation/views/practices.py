"""Good practices (`/praktik-baik`): found, read, written, published, followed, and what came of following them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.contract import area_choices
from pulau.apps.remediation.forms import PracticeForm
from pulau.apps.remediation.models import Practice, PracticeState
from pulau.apps.remediation.policies import FOLLOW, PUBLISH, SEE_PRACTICES, WRITE_PRACTICE
from pulau.apps.remediation.refusals import AlreadyFollowed, PracticeNotFound
from pulau.apps.remediation.selectors import (
    follower_counts,
    followers_of,
    get_practice_for,
    practices_for,
    writes_for,
)
from pulau.apps.remediation.services.practices import (
    change_practice,
    follow_practice,
    publish_practice,
    tell_effect,
    withdraw_practice,
    write_practice,
)
from pulau.apps.remediation.views.plan import UNPROCESSABLE
from pulau.core.shared.ids import read_id
from pulau.core.shared.permissions import reach
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed, may, require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of
from pulau.foundation.ui.lists import asked_for, paged
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.core.shared.permissions import Action


@requires(may(SEE_PRACTICES))
@never_cache
@require_safe
def practices(request: HttpRequest) -> HttpResponse:
    """List good practices: published ones of all bodies, and the own units' drafts; by words and area."""
    actor = required_actor(request)
    words, area = asked_for(request), asked_for(request, "area")
    rows = practices_for(actor)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(problem__icontains=word) | Q(unit_name__icontains=word))
    if area in dict(area_choices(spoken_language())):
        rows = rows.filter(area=area)
    listed = paged(request, rows, cari=words, area=area)
    shown = list(listed["page"].object_list)
    counts = follower_counts(actor, [row.pk for row in shown])
    context = {
        **listed,
        "rows": [(row, counts.get(row.pk, 0)) for row in shown],
        "words": words,
        "area": area,
        "areas": [("", _("Semua area")), *area_choices(spoken_language())],
        "writes": bool(_units(actor, WRITE_PRACTICE)),
    }
    return render(request, "remediation/practices.html", context)


@requires(may(SEE_PRACTICES))
@never_cache
@require_safe
def practice(request: HttpRequest, code: str) -> HttpResponse:
    """Show one practice, and who follows it as far as the reader may know. Raises PracticeNotFound (404)."""
    return _page(request, code)


@requires(may(WRITE_PRACTICE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Write a practice of one of the person's units."""
    actor = required_actor(request)
    units = _units(actor, WRITE_PRACTICE)
    form = PracticeForm(area_choices(spoken_language()), units, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"back": reverse("remediation:practices"), "title": _("Tulis praktik baik")}
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, context)
    unit_id = UUID(form.cleaned_data.get("unit") or units[0][0])
    try:
        row = write_practice(actor=actor, unit_id=unit_id, wish=form.wish(0), now=timezone.now())
    except BadInput as problem:
        return _form(request, form, context | {"errors": [("", text) for text in reasons(problem, spoken_language())]})
    messages.success(request, _("Tersimpan sebagai draf. Kepala unit menerbitkannya."))
    return _to(row.code)


@requires(may(WRITE_PRACTICE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Write a practice anew. Raises PracticeNotFound (404)."""
    actor = required_actor(request)
    row = _writable(actor, code)
    typed = {"judul": row.title, "area": row.area, "masalah": row.problem, "langkah": row.steps, "hasil": row.outcome,
             "biaya": row.cost}  # fmt: skip
    form = PracticeForm(
        area_choices(spoken_language()), [], request.POST if request.method == "POST" else None, initial=typed
    )
    context: dict[str, Any] = {"back": reverse("remediation:practice", args=[code]), "title": _("Ubah praktik baik"),
                               "seen": request.POST.get("versi", row.version)}  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, context)
    seen = request.POST.get("versi", "")
    try:
        wish = form.wish(int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0)  # noqa: PLR2004
        change_practice(actor=actor, code=code, wish=wish, now=timezone.now())
    except BadInput as problem:
        told = {
            "errors": [("", text) for text in reasons(problem, spoken_language())],
            "standing": row,
            "seen": row.version,
        }
        return _form(request, form, context | told)
    messages.success(request, _("Perubahan tersimpan."))
    return _to(code)


@requires(may(PUBLISH))
@never_cache
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """Let every body read it."""
    actor = required_actor(request)
    row = _writable(actor, code)
    require(actor, PUBLISH, unit_id=row.unit_id)
    publish_practice(actor=actor, code=code, now=timezone.now())
    messages.success(request, _("Terbit. Unit mana pun dapat membaca dan menirunya."))
    return _to(code)


@requires(may(PUBLISH))
@never_cache
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take it back."""
    actor = required_actor(request)
    row = _writable(actor, code)
    require(actor, PUBLISH, unit_id=row.unit_id)
    withdraw_practice(actor=actor, code=code, now=timezone.now())
    messages.success(request, _("Ditarik. Yang sudah menirunya tetap menyimpan langkahnya."))
    return HttpResponseRedirect(reverse("remediation:practices"), status=303)


@requires(may(FOLLOW))
@never_cache
@require_POST
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Follow it with one's own unit, in a step of its plan where one is named."""
    actor = required_actor(request)
    row = get_practice_for(actor, code)
    units = dict(_units(actor, FOLLOW))
    unit = request.POST.get("unit", "") or next(iter(units), "")
    step, back = read_id(request.POST.get("langkah", "")), request.POST.get("kembali", "")
    if unit not in units:
        raise PracticeNotFound(code)
    try:
        follow_practice(actor=actor, code=row.code, unit_id=UUID(unit), step_id=step, now=timezone.now())
    except AlreadyFollowed:
        messages.info(request, _("Unit ini sudah menirunya."))
    else:
        messages.success(request, _("Ditiru. Langkahnya dapat disesuaikan; catat dampaknya nanti."))
    return HttpResponseRedirect(back if back.startswith("/penilaian/") else _address(code), status=303)


@requires(may(FOLLOW))
@never_cache
@require_POST
def effect(request: HttpRequest, code: str, copy: UUID) -> HttpResponse:
    """Say what came of following it."""
    actor = required_actor(request)
    typed = request.POST.get("dampak", "")
    try:
        tell_effect(actor=actor, copy_id=copy, effect=typed, now=timezone.now())
    except BadInput as problem:
        return _page(
            request, code, {"problem": " ".join(reasons(problem, spoken_language())), "typed": typed}, UNPROCESSABLE
        )
    messages.success(request, _("Dampak tercatat; unit asalnya ikut membacanya."))
    return _to(code)


def _page(request: HttpRequest, code: str, more: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    actor = required_actor(request)
    row = get_practice_for(actor, code)
    copies = followers_of(actor, row)
    units = [one for one in _units(actor, FOLLOW) if one[0] != str(row.unit_id)]
    taken = {str(copy.unit_id) for copy in copies}
    context = {
        "row": row,
        "area_name": dict(area_choices(spoken_language())).get(row.area, row.area),
        "copies": [(copy, copy.tenant_id == actor.tenant_id and allowed(actor, FOLLOW, unit_id=copy.unit_id))
                   for copy in copies],
        "writes": writes_for(actor, row),
        "publishes": writes_for(actor, row) and allowed(actor, PUBLISH, unit_id=row.unit_id),
        "units": [one for one in units if one[0] not in taken] if row.state == PracticeState.PUBLISHED else [],
        **(more or {}),
    }  # fmt: skip
    return render(request, "remediation/practice.html", context, status=status)


def _form(request: HttpRequest, form: PracticeForm, context: dict[str, Any]) -> HttpResponse:
    errors = context.get("errors") or (summary_of(form) if form.is_bound else [])
    told = {**context, "errors": errors, "fields": field_views(form)}
    return render(request, "remediation/practice_form.html", told, status=UNPROCESSABLE if errors else 200)


def _writable(actor: Actor, code: str) -> Practice:
    row = get_practice_for(actor, code)
    if not writes_for(actor, row):
        raise PracticeNotFound(code)
    return row


def _units(actor: Actor, action: Action) -> list[tuple[str, str]]:
    """Return the units for which the actor may do an action: a handful, whatever the size of the body."""
    found = units_of(actor).filter(pk__in=reach(actor, action).units).order_by("name", "pk")
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


def _address(code: str) -> str:
    return reverse("remediation:practice", args=[code])


def _to(code: str) -> HttpResponse:
    return HttpResponseRedirect(_address(code), status=303)
