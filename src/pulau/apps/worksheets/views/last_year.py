"""Last year beside this year: what was answered and shown, and taking of it what still holds, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.people.contract import acts
from pulau.apps.worksheets.changes import AnswerChangedMeanwhile, Carrying
from pulau.apps.worksheets.desk.area_view import area_of_item
from pulau.apps.worksheets.desk.frame import Desk, desk_context, open_desk, open_desk_with_notes
from pulau.apps.worksheets.desk.last_year import area_items, first_area, offered_evidence, overview_of, rows_of
from pulau.apps.worksheets.desk.questions import html_id
from pulau.apps.worksheets.last_year_selectors import last_year_of
from pulau.apps.worksheets.policies import FILL
from pulau.apps.worksheets.services.answers import carry_answer
from pulau.apps.worksheets.services.carrying import carry_evidence
from pulau.core.shared.ids import read_id
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.worksheets.selectors import Standing

SEE_OTHER = 303
CONFLICT = 409
UNPROCESSABLE = 422
_DIGITS = 9


@requires(acts)
@never_cache
@require_safe
def last_year(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show an area of last year's worksheet beside this year's."""
    desk, standing = open_desk_with_notes(request, unit, year)
    return _page(request, desk, standing, request.GET.get("area") or first_area(desk))


@requires(acts)
@never_cache
@require_POST
def answer(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Answer an item as last year, by the hand of somebody who saw both."""
    desk = open_desk(request, unit, year)
    require(desk.actor, FILL, unit_id=desk.row.unit_id)
    item = request.POST.get("butir", "")
    version, seen = (_whole(request.POST.get(name, "")) for name in ("versi", "terlihat"))
    wish = Carrying(item, version, seen, note="catatan" in request.POST)
    try:
        carry_answer(actor=desk.actor, worksheet_id=desk.row.pk, wish=wish, now=timezone.now())
    except BadInput as problem:
        return _again(request, desk, item, list(sentences(problem, desk.language)), UNPROCESSABLE)
    except AnswerChangedMeanwhile as meanwhile:
        by = meanwhile.clash.standing.user_name or "Pulau"
        told = _("Butir ini diubah %(by)s sesudah Anda membukanya. Yang berlaku sekarang ada di bawah ini.") % {
            "by": by
        }
        return _again(request, desk, item, [told], CONFLICT)
    return _back(desk, area_of_item(desk.evaluation.pack, item), {"jawaban": "1"}, item)


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show all evidence of last year that may be laid beside this year's items, or lay what was ticked."""
    desk = open_desk(request, unit, year)
    if request.method != "POST":
        return _evidence(request, desk)
    require(desk.actor, FILL, unit_id=desk.row.unit_id)
    ids = [found for found in map(read_id, request.POST.getlist("bukti")) if found is not None]
    item = request.POST.get("butir", "")
    alone = item in desk.evaluation.pack.items
    if not ids and not alone:
        return _evidence(request, desk, [_("Belum ada bukti yang dipilih.")])
    placed = carry_evidence(actor=desk.actor, worksheet_id=desk.row.pk, placed_ids=ids, now=timezone.now())
    done = {"bukti": str(len(placed))}
    if alone:
        return _back(desk, area_of_item(desk.evaluation.pack, item), done, item)
    return HttpResponseRedirect(f"{desk.address('last_evidence')}?{urlencode(done)}", status=SEE_OTHER)


def _page(
    request: HttpRequest,
    desk: Desk,
    standing: dict[str, Standing],
    area: str,
    problems: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    items = area_items(desk, area)
    last = last_year_of(desk.actor, desk.row)
    context: dict[str, Any] = {**_frame(request, desk), "area": area, "problems": problems}
    if last is not None:
        rows = rows_of(desk, last, standing, items)
        shown = [row for row in rows if not row.empty]
        context |= {"last": last.row, "rows": shown, "empty": len(rows) - len(shown)}
        context |= overview_of(desk, last, standing)
    return render(request, "worksheets/desk/last_year.html", context, status=status)


def _again(request: HttpRequest, desk: Desk, item: str, problems: list[str], status: int) -> HttpResponse:
    """Show the page again as everything stands now."""
    fresh, standing = open_desk_with_notes(request, desk.row.unit.code, desk.row.year)
    known = item in fresh.evaluation.pack.items
    area = area_of_item(fresh.evaluation.pack, item) if known else first_area(fresh)
    return _page(request, fresh, standing, area, problems, status)


def _evidence(request: HttpRequest, desk: Desk, problems: Sequence[str] = ()) -> HttpResponse:
    last = last_year_of(desk.actor, desk.row)
    context: dict[str, Any] = {**_frame(request, desk), "problems": problems}
    if last is not None:
        rows, unusable = offered_evidence(desk, last)
        context |= {"last": last.row, "rows": rows, "unusable": unusable}
    status = UNPROCESSABLE if problems else 200
    return render(request, "worksheets/desk/last_year_evidence.html", context, status=status)


def _frame(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    return {
        **desk_context(desk, "last_year"),
        "year_before": desk.row.year - 1,
        "here": desk.address("last_year"),
        "take": desk.address("last_answer"),
        "take_evidence": desk.address("last_evidence"),
        "done": _done(request),
    }


def _back(desk: Desk, area: str, done: dict[str, str], item: str) -> HttpResponse:
    query = urlencode({"area": area, **done})
    return HttpResponseRedirect(f"{desk.address('last_year')}?{query}#l-{html_id(item)}", status=SEE_OTHER)


def _done(request: HttpRequest) -> str:
    """Say what was just done."""
    count = _whole(request.GET.get("bukti", ""))
    if count:
        said = ngettext("%(n)d bukti dipakai lagi.", "%(n)d bukti dipakai lagi.", count)
        return said % {"n": count}
    return _("Jawaban tahun lalu dipakai.") if request.GET.get("jawaban") else ""


def _whole(text: str) -> int:
    """Read a version or a count; what is none is 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 0
