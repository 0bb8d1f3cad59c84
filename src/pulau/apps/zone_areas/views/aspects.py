"""One aspect of a zone area's integration in a year: its options, what shows it, its note, evidence and history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pulau.apps.evidence.contract import EvidenceNotFound, evidence_for, picker
from pulau.apps.zone_areas.mapping import FIRST_YEAR, day_of_year, newest_pack
from pulau.apps.zone_areas.models import AreaAssessment, ZoneArea
from pulau.apps.zone_areas.policies import FILL, READ_INTEGRATION
from pulau.apps.zone_areas.refusals import AspectChangedMeanwhile, ZoneAreaNotFound
from pulau.apps.zone_areas.selectors import (
    evidence_of,
    filling_unit,
    get_zone_area_for,
    history_of,
    reads_integration,
)
from pulau.apps.zone_areas.services.aspects import answer_aspect, show_aspect_by, take_off
from pulau.apps.zone_areas.wishes import AspectWish
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.core.shared.actor import Actor

UNPROCESSABLE, CONFLICT = 422, 409


@requires(may(READ_INTEGRATION))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aspect(request: HttpRequest, code: str, year: int, aspect: str) -> HttpResponse:
    """Show an aspect; POST answers it. What was typed stays where it cannot be taken. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area, row = _read(actor, code, year, aspect)
    if request.method != "POST":
        return _page(request, actor, (area, row, year, aspect), {})
    wish = _wish(request, aspect)
    typed = {"value": wish.value or "", "note": wish.note, "seen": wish.seen}
    try:
        answer_aspect(actor=actor, zone_area_id=area.pk, year=year, wish=wish, now=timezone.now())
    except BadInput as problem:
        told = {**typed, "errors": [("catatan", text) for text in reasons(problem, spoken_language())]}
        return _page(request, actor, (area, row, year, aspect), told, UNPROCESSABLE)
    except AspectChangedMeanwhile as clash:
        told = {**typed, "clash": clash.standing, "seen": clash.standing.version}
        return _page(request, actor, (area, row, year, aspect), told, CONFLICT)
    messages.success(request, _("Jawaban tersimpan."))
    return HttpResponseRedirect(f"{reverse('zone_areas:area', args=[code])}?tahun={year}#integrasi", status=303)


@requires(may(FILL))
@never_cache
@require_POST
def show_by(request: HttpRequest, code: str, year: int, aspect: str) -> HttpResponse:
    """Show an aspect by a piece of evidence. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area, _row = _read(actor, code, year, aspect)
    try:
        piece = UUID(request.POST.get("bukti", ""))
        show_aspect_by(
            actor=actor, zone_area_id=area.pk, year=year, aspect=aspect, evidence_id=piece, now=timezone.now()
        )
    except (ValueError, EvidenceNotFound):
        messages.error(request, _("Pilih bukti dari daftar."))
    else:
        messages.success(request, _("Bukti ditambahkan."))
    return HttpResponseRedirect(reverse("zone_areas:aspect", args=[code, year, aspect]) + "#bukti", status=303)


@requires(may(FILL))
@never_cache
@require_POST
def remove(request: HttpRequest, code: str, year: int, aspect: str, shown: UUID) -> HttpResponse:
    """Take a piece of evidence off an aspect. Raises ZoneAreaNotFound (404)."""
    actor = required_actor(request)
    area, _row = _read(actor, code, year, aspect)
    take_off(actor=actor, zone_area_id=area.pk, year=year, shown_id=shown, now=timezone.now())
    messages.success(request, _("Bukti dilepas dari aspek ini; buktinya tetap tersimpan."))
    return HttpResponseRedirect(reverse("zone_areas:aspect", args=[code, year, aspect]) + "#bukti", status=303)


def _read(actor: Actor, code: str, year: int, aspect: str) -> tuple[ZoneArea, AreaAssessment | None]:
    area = get_zone_area_for(actor, code)
    if not reads_integration(actor, area) or not FIRST_YEAR <= year <= today_of(actor, timezone.now()).year:
        raise ZoneAreaNotFound(code)
    row: AreaAssessment | None = AreaAssessment.objects.for_actor(actor).filter(zone_area=area, year=year).first()
    law = (load_pack(row.regulation) if row else newest_pack()).integration
    if law is None or aspect not in law.aspects:
        raise ZoneAreaNotFound(aspect)
    return area, row


def _wish(request: HttpRequest, aspect: str) -> AspectWish:
    seen = request.POST.get("versi", "")
    return AspectWish(
        aspect,
        int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0,  # noqa: PLR2004 - more than ever was
        request.POST.get("jawab") or None,
        request.POST.get("catatan", ""),
    )


def _page(
    request: HttpRequest,
    actor: Actor,
    where: tuple[ZoneArea, AreaAssessment | None, int, str],
    typed: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    area, row, year, key = where
    pack = load_pack(row.regulation) if row else newest_pack()
    law, words, tongue = pack.integration, load_wording(pack.id).aspects[key], spoken_language()
    if law is None:
        raise ZoneAreaNotFound(key)
    keys, place = list(law.aspects), list(law.aspects).index(key)
    fills = filling_unit(actor, area, day_of_year(year, today_of(actor, timezone.now())))[0]
    context: dict[str, Any] = {
        "area": area,
        "year": year,
        "key": key,
        "aspect": law.aspects[key],
        "count": len(keys),
        "question": words.question[tongue],
        "options": [
            {"key": option, "text": words.options[option][tongue], "points": value * 100}
            for option, value in law.aspects[key].answer.values.items()
        ],
        "asked": words.evidence[tongue],
        "before": keys[place - 1] if place else None,
        "after": keys[place + 1] if place + 1 < len(keys) else None,
        "fills": fills,
        "picker": picker(request, actor, many=False) if fills else None,
        **_said(row, key, {option: text[tongue] for option, text in words.options.items()}),
        **_pieces(actor, row, key),
    }
    return render(request, "zone_areas/aspect.html", context | typed, status=status)


def _said(row: AreaAssessment | None, key: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the answer as it stands, and its versions with their words."""
    history = history_of(row, key) if row else []
    standing = history[0] if history else None
    return {
        "standing": standing,
        "value": standing.value if standing else "",
        "note": standing.note if standing else "",
        "seen": standing.version if standing else 0,
        "history": [(version, texts.get(version.value, "")) for version in history],
    }


def _pieces(actor: Actor, row: AreaAssessment | None, key: str) -> dict[str, Any]:
    """Return the pieces that show the aspect; those that the actor may not see are counted only."""
    shown = [piece for piece in evidence_of(row) if piece.aspect == key] if row else []
    ids = [piece.evidence_id for piece in shown]
    visible = set(evidence_for(actor).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    return {
        "pieces": [piece for piece in shown if piece.evidence_id in visible],
        "hidden": len(ids) - len(visible),
    }
