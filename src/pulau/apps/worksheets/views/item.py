"""One item: its question, why it gives its points, what was said about it, what its answer was; going back to that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.people.contract import actor_of, acts
from pulau.apps.worksheets.changes import AnswerChangedMeanwhile
from pulau.apps.worksheets.desk.area_view import area_of_item
from pulau.apps.worksheets.desk.frame import Desk, desk_context, open_desk
from pulau.apps.worksheets.desk.history import history_view, newest_version, restore_clash
from pulau.apps.worksheets.desk.parsing import TAKE_THEIRS, read_form
from pulau.apps.worksheets.desk.proofs import proofs_of
from pulau.apps.worksheets.desk.questions import html_id, question_view
from pulau.apps.worksheets.desk.reasons import reasons
from pulau.apps.worksheets.desk.replies import TAKEN, outcome_of
from pulau.apps.worksheets.desk.tabs import RESULT
from pulau.apps.worksheets.desk.threads import Draft, comments_after, thread_view
from pulau.apps.worksheets.presence import note_presence, people_present
from pulau.apps.worksheets.selectors import answers_of, get_worksheet_for
from pulau.apps.worksheets.services.answers import answer_items, restore_answer
from pulau.core.shared.ids import read_id
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence
from pulau.exchange.names import WHOLES, pick
from pulau.exchange.packs import available, load_pack
from pulau.foundation.registry.carry_notes import notes_for
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.templatetags.pulau import icon

if TYPE_CHECKING:
    from pulau.apps.worksheets.desk.history import RestoreClash
    from pulau.apps.worksheets.desk.questions import QuestionView

UNPROCESSABLE = 422
CONFLICT = 409
_LONGEST_SHOWN = 24


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, unit: str, year: int, item: str) -> HttpResponse:
    """Show an item of a worksheet with everything about it, or take its answer."""
    if request.method != "POST":
        return item_page(request, open_desk(request, unit, year), item)
    if TAKE_THEIRS in request.POST:
        return HttpResponseRedirect(open_desk(request, unit, year).address("item", item), status=303)
    return _save(request, unit, year, item)


@requires(acts)
@never_cache
@require_POST
def restore(request: HttpRequest, unit: str, year: int, item: str) -> HttpResponse:
    """Set the answer back to an earlier version, as a new change; where it changed meanwhile, show both and ask."""
    desk = open_desk(request, unit, year)
    version, seen = (_whole(request.POST.get(name, "")) for name in ("versi", "terlihat"))
    try:
        restore_answer(
            actor=desk.actor, worksheet_id=desk.row.pk, item=item, version=version, seen=seen, now=timezone.now()
        )
    except BadInput as problem:
        return item_page(request, desk, item, status=UNPROCESSABLE, problems=problem_texts(problem, desk))
    except AnswerChangedMeanwhile as meanwhile:
        fresh = open_desk(request, unit, year)
        clash = restore_clash(fresh, meanwhile.clash, version)
        return item_page(request, fresh, item, status=CONFLICT, clash=clash)
    return HttpResponseRedirect(f"{desk.address('item', item)}#riwayat", status=303)


@requires(acts)
@never_cache
@require_safe
def pulse(request: HttpRequest, unit: str, year: int, item: str) -> HttpResponse:
    """Tell a page that stays open who else is there, what was said since, and whether the answer changed."""
    actor = actor_of(request)
    row = get_worksheet_for(actor, unit, year)
    pack = load_pack(row.regulation)
    if item not in pack.items:
        raise Http404("the form of this worksheet has no such item")
    now = timezone.now()
    note_presence(actor, row, area_of_item(pack, item), now)
    last = request.GET.get("komentar", "")
    comments = comments_after(actor, row, item, read_id(last)) if not last or read_id(last) else ()
    version = newest_version(row, item)
    here = reverse("worksheets:item", args=[unit, year, item])
    context = {
        "people": people_present(row, now),
        "comments": comments,
        "changed": version > _whole(request.GET.get("versi", "")),
        "here": here,
        "pulse": request.path,
        "marks": {"version": version, "comment": comments[-1].id if comments else last},
        "chat_icon": icon("chat"),
    }
    return render(request, "worksheets/desk/item_pulse.html", context)


def _save(request: HttpRequest, unit: str, year: int, item: str) -> HttpResponse:
    """Take the answer, as the area screen does; what was typed stays where it cannot be taken."""
    typed = read_form(request.POST).get(item)
    changes = [typed.change] if typed else []
    saved = answer_items(actor=actor_of(request), worksheet_id=(unit, year), changes=changes, now=timezone.now())
    outcome = outcome_of(request, saved, {item: typed} if typed else {})
    desk = open_desk(request, unit, year)
    if outcome.status == TAKEN:
        return HttpResponseRedirect(f"{desk.address('item', item)}#q-{html_id(item)}", status=303)
    return item_page(request, desk, item, status=outcome.status, question=outcome.questions.get(item))


def item_page(
    request: HttpRequest,
    desk: Desk,
    item: str,
    *,
    status: int = 200,
    draft: Draft | None = None,
    question: QuestionView | None = None,
    problems: tuple[str, ...] = (),
    clash: RestoreClash | None = None,
) -> HttpResponse:
    """Render the page of an item; `draft` is a comment that could not be taken, `question` an answer that could not,
    `clash` a return that met another change.
    """  # noqa: D205 - three reasons for one page
    if item not in desk.evaluation.pack.items:
        return _missing(request, desk, item, draft)
    area = area_of_item(desk.evaluation.pack, item)
    history, standing = history_view(desk, item, _whole(request.GET.get("sebelum", "")) or None)
    if standing is None and item in desk.revisions:
        standing = answers_of(desk.row, [item]).get(item)
    thread = thread_view(desk, item, draft, whole=request.GET.get("komentar") == "semua")
    context = desk_context(desk, "item", area=area) | {
        "item": item,
        "back": desk.address("area", area),
        "here": desk.address("item", item),
        "area_title": _area_title(desk, area),
        "question": question or question_view(desk.calculation, item, standing, desk.language),
        "proof": proofs_of(desk, [item])[item],
        "found_then": notes_for(desk.actor, desk.row.unit_id, desk.row.year).get(item, []),
        "reasons": reasons(desk.calculation, item, desk.language),
        "thread": thread,
        "history": history,
        "people": people_present(desk.row, timezone.now()),
        "problems": problems,
        "clash": clash,
        "neighbours": _neighbours(desk, item),
        "pulse": desk.address("item_pulse", item),
        "marks": {"version": history.seen, "comment": thread.comments[-1].id if thread.comments else ""},
    }
    return render(request, "worksheets/desk/item.html", context, status=status)


def problem_texts(problem: BadInput, desk: Desk) -> tuple[str, ...]:
    """Return the sentences of a problem; their place is the page itself."""
    return tuple(sentence(one.code, one.params, desk.language) for one in problem.problems)


def _missing(request: HttpRequest, desk: Desk, item: str, draft: Draft | None) -> HttpResponse:
    """Say that the form of this worksheet has no such item, and which form has; a comment sent there is shown."""
    elsewhere = [load_pack(name).instrument for name in available() if item in load_pack(name).items]
    context = desk_context(desk, "item") | {"item": item[:_LONGEST_SHOWN], "elsewhere": elsewhere, "draft": draft}
    return render(request, "worksheets/desk/item_missing.html", context, status=404)


def _area_title(desk: Desk, area: str) -> str:
    if area == RESULT:
        return pick(WHOLES["result"], desk.language)
    return f"{area}. {desk.calculation.wording.areas[area][desk.language]}"


def _neighbours(desk: Desk, item: str) -> dict[str, tuple[str, str]]:
    """Return the address and number of the items before and after, in the order of the law."""
    items = desk.evaluation.pack.items
    order = list(items)
    place = order.index(item)
    near = {"before": order[place - 1] if place else "", "after": order[place + 1] if place + 1 < len(order) else ""}
    return {where: (desk.address("item", key), items[key].number) for where, key in near.items() if key}


def _whole(text: str) -> int:
    """Read a version; what is none is 0, which never was one."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 - digits of a column
