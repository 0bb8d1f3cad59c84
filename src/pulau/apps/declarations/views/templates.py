"""The texts of pledges (`/pakta/naskah`): by kind, one version with what changed, and the form that writes a draft."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.declarations.forms.templates import TemplateForm, fields_of, form_of
from pulau.apps.declarations.mapping import english_of, text_digest, text_of
from pulau.apps.declarations.models import PledgeKind, PledgeTemplate, TemplateState
from pulau.apps.declarations.policies import APPROVE_TEMPLATES, KEEP_TEMPLATES
from pulau.apps.declarations.selectors.templates import get_template_for, templates_of, version_before
from pulau.apps.declarations.services import templates as service
from pulau.apps.people.contract import actor_of
from pulau.core.pledging.texts import PLACES, differences
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409


def keeps_texts(request: HttpRequest) -> bool:
    """Whether somebody writes the texts of their body or approves them."""
    return may(KEEP_TEMPLATES)(request) or may(APPROVE_TEMPLATES)(request)


@requires(keeps_texts)
@never_cache
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    """Show each kind with the version that holds, the draft, and the versions before."""
    actor = actor_of(request)
    rows = list(templates_of(actor))
    kinds = [_kind(kind, [row for row in rows if row.kind == kind]) for kind in PledgeKind]
    keeps = allowed(actor, KEEP_TEMPLATES)
    return render(request, "declarations/templates.html", {"kinds": kinds, "keeps": keeps})


def _kind(kind: PledgeKind, rows: list[PledgeTemplate]) -> dict[str, object]:
    return {
        "code": kind.value,
        "label": kind.label,
        "holds": next((row for row in rows if row.state == TemplateState.APPROVED), None),
        "draft": next((row for row in rows if row.state == TemplateState.DRAFT), None),
        "past": [row for row in rows if row.state == TemplateState.RETIRED],
    }


@requires(keeps_texts)
@never_cache
@require_safe
def template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Show a version: its text, and what changed since the one before."""
    return _page(request, template_id)


@requires(may(KEEP_TEMPLATES))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, kind: str) -> HttpResponse:
    """Write the draft of a kind, from the version that holds where there is no draft."""
    actor, which = actor_of(request), _kind_of(kind)
    rows = list(templates_of(actor, which)[:20])
    newest = rows[0] if rows else None
    drafted = newest is not None and newest.state == TemplateState.DRAFT
    if request.method != "POST":
        return _form(request, which, form_of(newest, drafted=drafted))
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _form(request, which, form, UNPROCESSABLE)
    try:
        row = service.write_template(actor=actor, wish=form.wish(which), now=timezone.now())
    except service.UnknownPlaces as unknown:
        words = _("Tidak dikenal: %(these)s. Yang dapat dipakai: %(known)s.") % {
            "these": ", ".join(unknown.places), "known": ", ".join(f"{{{place}}}" for place in PLACES),
        }  # fmt: skip
        form.add_error("butir", words)
        return _form(request, which, form, UNPROCESSABLE)
    except service.TemplateMovedOn:
        seen = text_digest(newest) if newest is not None and drafted else ""
        form.data = {**request.POST.dict(), "terlihat": seen}
        form.add_error("judul", _("Draf ini diubah orang lain sementara itu. Bandingkan, lalu simpan lagi."))
        return _form(request, which, form, CONFLICT, newest if drafted else None)
    messages.success(request, _("Draf disimpan. Pimpinan instansi dapat menyetujuinya."))
    return HttpResponseRedirect(reverse("declarations:template", args=[row.pk]), status=303)


@requires(may(KEEP_TEMPLATES))
@never_cache
@require_POST
def take(request: HttpRequest, kind: str) -> HttpResponse:
    """Take our own text over as the draft of a kind."""
    which = _kind_of(kind)
    try:
        row = service.take_starter(actor=actor_of(request), kind=which, now=timezone.now())
    except service.TemplateMovedOn:
        messages.info(request, _("Sudah ada draf untuk jenis ini."))
        return HttpResponseRedirect(reverse("declarations:templates"), status=303)
    messages.success(request, _("Naskah awal diambil sebagai draf. Sesuaikan bila perlu."))
    return HttpResponseRedirect(reverse("declarations:template", args=[row.pk]), status=303)


@requires(may(APPROVE_TEMPLATES))
@never_cache
@require_POST
def approve(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Approve a draft as it was read."""
    try:
        service.approve_template(
            actor=actor_of(request), template_id=template_id, seen=request.POST.get("terlihat", ""), now=timezone.now()
        )
    except service.TemplateMovedOn:
        return _page(request, template_id, CONFLICT)
    messages.success(request, _("Naskah berlaku mulai sekarang."))
    return HttpResponseRedirect(reverse("declarations:template", args=[template_id]), status=303)


@requires(keeps_texts)
@never_cache
@require_POST
def retire(request: HttpRequest, template_id: UUID) -> HttpResponse:
    """Let a version hold no more, or throw a draft away."""
    try:
        service.retire_template(actor=actor_of(request), template_id=template_id, now=timezone.now())
    except service.TemplateMovedOn:
        return _page(request, template_id, CONFLICT)
    messages.success(request, _("Naskah tidak dipakai lagi. Pakta yang sudah ditandatangani tetap berlaku."))
    return HttpResponseRedirect(reverse("declarations:templates"), status=303)


def _kind_of(code: str) -> PledgeKind:
    if code not in PledgeKind.values:
        raise Http404(code)
    return PledgeKind(code)


def _page(request: HttpRequest, template_id: UUID, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    row = get_template_for(actor, template_id)
    before = version_before(actor, row)
    context = {
        "row": row,
        "text": text_of(row),
        "english": english_of(row),
        "before": before,
        "lines": differences(text_of(before).lines, text_of(row).lines) if before is not None else [],
        "seen": text_digest(row),
        "keeps": allowed(actor, KEEP_TEMPLATES),
        "approves": allowed(actor, APPROVE_TEMPLATES),
        "by_writer": row.made_by_id is not None and row.made_by_id == row.approved_by_id,
        "writer_reads": row.made_by_id == actor.user_id,
        "moved_on": status == CONFLICT,
    }
    return render(request, "declarations/template.html", context, status=status)


def _form(
    request: HttpRequest, kind: PledgeKind, form: TemplateForm, status: int = 200, other: PledgeTemplate | None = None
) -> HttpResponse:
    context = {
        "kind": kind,
        "fields": fields_of(form),
        "english": fields_of(form, "_en"),
        "seen": form["terlihat"].value() or "",
        "errors": [(name, listed[0]) for name, listed in form.errors.items()],
        "places": [f"{{{place}}}" for place in PLACES],
        "other": text_of(other) if other is not None else None,
        "translated": any(form[f"{name}_en"].value() for name in ("judul", "butir")),
    }
    return render(request, "declarations/template_form.html", context, status=status)
