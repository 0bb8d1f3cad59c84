"""One room (`…/pendamping/<room>`): what is said in it, what its companion reads, and writing on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.apps.companions.forms import REFUSED, told
from pulau.apps.companions.models import Addressee, EntryKind
from pulau.apps.companions.pages import entry_views, item_choices, place_of, rights_of, room_views, step_choices
from pulau.apps.companions.policies import ANSWER, READ, SPEAK, WEIGH_AT_HOME, WEIGH_IN_PANEL
from pulau.apps.companions.reading import answers_of, course_of, figures_of, may_read, reports_of
from pulau.apps.companions.refusals import RoomNotFound
from pulau.apps.companions.selectors import entries_of, get_room
from pulau.apps.companions.services.saying import OWN_KINDS, answer_companion, speak
from pulau.apps.companions.views.rooms import readers
from pulau.apps.companions.wishes import Words
from pulau.core.workflow.companions import Reading
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulau.apps.companions.models import Room
    from pulau.apps.companions.pages import Place

SEE_OTHER, UNPROCESSABLE = 303, 422
_LONGEST_KEY: Final = 64
_DIGITS: Final = 6
_TYPED: Final = ("jenis", "isi", "butir", "kepada", "langkah", "entri", "kunci")


def answering(request: HttpRequest) -> bool:
    """Whether somebody may answer or weigh somewhere."""
    return any(may(action)(request) for action in (ANSWER, WEIGH_AT_HOME, WEIGH_IN_PANEL))


@requires(readers)
@never_cache
@require_safe
def room(request: HttpRequest, unit: str, year: int, room_id: UUID) -> HttpResponse:
    """Show a room. Raises CaseNotFound or RoomNotFound (404), the latter also to its companion after its time."""
    now = timezone.now()
    place = place_of(request, unit, year, now)
    row, own = get_room(place.actor, place.case, room_id, now)
    return _page(request, place, row, own=own)


@requires(may(READ))
@never_cache
@require_safe
def answers(request: HttpRequest, unit: str, year: int, room_id: UUID) -> HttpResponse:
    """Show a companion the unit's own answers, as far as the stage allows. Raises CaseNotFound, RoomNotFound (404)."""
    now = timezone.now()
    place = place_of(request, unit, year, now)
    row, own = get_room(place.actor, place.case, room_id, now)
    if not own or not may_read(place.case, Reading.ANSWERS):
        raise RoomNotFound
    context = {**place.context, "room": row, "parts": answers_of(place.case)}
    return render(request, "companions/answers.html", context)


@requires(may(READ))
@never_cache
@require_safe
def report(request: HttpRequest, unit: str, year: int, room_id: UUID, version: UUID) -> HttpResponse:
    """Send a companion the PDF of a signed report that the stage allows. Raises CaseNotFound, RoomNotFound (404)."""
    now = timezone.now()
    place = place_of(request, unit, year, now)
    _row, own = get_room(place.actor, place.case, room_id, now)
    found = next((one for one in reports_of(place.case) if one.version.pk == version), None) if own else None
    if found is None:
        raise RoomNotFound
    name = f"lhe-{found.kind}-{place.case.unit_code}-{year}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(found.pdf(), content_type="application/pdf", headers=headers)


@requires(may(SPEAK))
@never_cache
@require_POST
def say(request: HttpRequest, unit: str, year: int, room_id: UUID) -> HttpResponse:
    """Say something as the companion. Raises CaseNotFound or RoomNotFound (404)."""
    words = Words(
        request.POST.get("jenis", ""),
        request.POST.get("isi", ""),
        request.POST.get("butir", ""),
        request.POST.get("kepada", ""),
        step=_number(request.POST.get("langkah", "")),
        key=request.POST.get("kunci", "")[:_LONGEST_KEY],
    )
    place = place_of(request, unit, year, timezone.now())

    def run() -> None:
        speak(actor=place.actor, case_id=place.case.pk, room_id=room_id, words=words, now=timezone.now())

    return _written(request, place, room_id, run)


@requires(answering)
@never_cache
@require_POST
def answer(request: HttpRequest, unit: str, year: int, room_id: UUID) -> HttpResponse:
    """Answer a question or weigh a dissent. Raises CaseNotFound or RoomNotFound (404), PermissionDenied."""
    place = place_of(request, unit, year, timezone.now())
    row, _own = get_room(place.actor, place.case, room_id, timezone.now())
    number = _number(request.POST.get("entri", ""))
    asked = next((entry for entry in entries_of(row, place.case) if entry.number == number), None)
    kind = EntryKind.WEIGHING if asked is not None and asked.kind == EntryKind.DISSENT else EntryKind.ANSWER
    key = request.POST.get("kunci", "")[:_LONGEST_KEY]
    words = Words(kind, request.POST.get("isi", ""), answers=number, key=key)

    def run() -> None:
        answer_companion(actor=place.actor, case_id=place.case.pk, room_id=room_id, words=words, now=timezone.now())

    return _written(request, place, room_id, run)


def _written(request: HttpRequest, place: Place, room_id: UUID, run: Callable[[], None]) -> HttpResponse:
    try:
        with transaction.atomic():  # what fails leaves the connection usable for the page that says so
            run()
    except REFUSED as problem:
        row, own = get_room(place.actor, place.case, room_id, timezone.now())
        typed = {name: request.POST.get(name, "") for name in _TYPED}
        return _page(request, place, row, own=own, typed=typed, errors=told(problem, spoken_language()))
    messages.success(request, _("Tertulis."))
    href = reverse("companions:room", args=[place.case.unit_code, place.case.year, room_id])
    return HttpResponseRedirect(href, status=SEE_OTHER)


def _page(
    request: HttpRequest,
    place: Place,
    row: Room,
    *,
    own: bool,
    typed: dict[str, str] | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    entries = entries_of(row, place.case)
    views = entry_views(place.case, entries, row)
    typed = typed or {}
    context: dict[str, Any] = {
        **place.context,
        **(_speaking(place) if own else rights_of(place.actor, place.case, views, entries)),
        "room": room_views([row], place.case, today_of(place.actor, timezone.now()))[0],
        "own": own,
        "entries": views,
        "typed": typed,
        "key": typed.get("kunci") or uuid4().hex,
        "errors": errors or [],
        "error": dict(errors or []),
    }
    return render(request, "companions/room.html", context, status=UNPROCESSABLE if errors else 200)


def _speaking(place: Place) -> dict[str, Any]:
    """Return what the companion's own page shows besides: what they read, and what they can say about what."""
    helps = {
        EntryKind.ADVICE: _("Tidak menunggu jawaban."),
        EntryKind.QUESTION: _("Unit atau tim penilai menjawab di sini."),
        EntryKind.DISSENT: _("Tetap tercatat, tidak dapat diubah. Pihak yang memutus menulis bagaimana menimbangnya."),
    }
    return {
        **figures_of(place.case),
        "course": course_of(place.case),
        "reports": reports_of(place.case),
        "reads_answers": may_read(place.case, Reading.ANSWERS),
        "kinds": [{"value": kind.value, "text": str(kind.label), "help": helps[kind]} for kind in OWN_KINDS],
        "addressees": Addressee.choices,
        "steps": step_choices(place.case),
        "items": item_choices(place.case),
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None
