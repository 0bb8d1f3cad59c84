"""A file handed in for a stored worksheet: what it would change, and taking that over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.people.contract import acts
from pulau.apps.worksheets import carried
from pulau.apps.worksheets.calculation import legible
from pulau.apps.worksheets.changes import Provenance, Saved
from pulau.apps.worksheets.desk.frame import Desk, desk_context, open_desk_with_notes
from pulau.apps.worksheets.desk.handed import (
    Handed,
    OtherRegulation,
    SealBroken,
    fit_of,
    hidden_fields,
    read_handed,
    read_hidden,
    shown_name,
)
from pulau.apps.worksheets.desk.import_links import addresses_beside, bring_links
from pulau.apps.worksheets.desk.import_page import Preview, clash_sentence, preview_context, taken_sentence
from pulau.apps.worksheets.desk.importing import (
    Entry,
    changes_of,
    compare,
    default_choice,
    every_choice,
    read_versions,
)
from pulau.apps.worksheets.forms import FileForm
from pulau.apps.worksheets.locked import require_draft
from pulau.apps.worksheets.models import Source
from pulau.apps.worksheets.policies import FILL
from pulau.apps.worksheets.selectors import Standing
from pulau.apps.worksheets.services.answers import answer_items
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences
from pulau.exchange.packs import load_pack
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.views import in_chosen_language

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
SEE_OTHER: Final = 303
CONFIRMED_FIELD: Final = "setuju"
VERSIONS_FIELD: Final = "terlihat"
ITEM_FIELD: Final = "butir"
ACTION_FIELD: Final = "aksi"


@dataclass(frozen=True, slots=True)
class _Visit:
    """A person with a worksheet before them, and its answers as they stand."""

    request: HttpRequest
    desk: Desk
    standing: Mapping[str, Standing]


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """Show where to hand a file in, what a file would change, or take over what was chosen of it."""

    def show() -> HttpResponse:
        visit = _Visit(request, *open_desk_with_notes(request, unit, year))
        require(visit.desk.actor, FILL, unit_id=visit.desk.row.unit_id)
        require_draft(visit.desk.row)
        return _posted(visit) if request.method == "POST" else _start(visit)

    return in_chosen_language(request, show)


def _posted(visit: _Visit) -> HttpResponse:
    posted, row = visit.request.POST, visit.desk.row
    name = ""
    try:
        if carried.FIELD in posted:
            return _answer(visit, read_hidden(posted, row))
        form = FileForm(posted, visit.request.FILES)
        if not form.is_valid():
            return _start(visit, [str(text) for found in form.errors.values() for text in found])
        name = form.upload().name or ""
        return _answer(visit, read_handed(form.upload().read(), name, row))
    except SealBroken:
        return _start(visit, [_("Isi pratinjau berubah di perjalanan. Mohon unggah berkasnya sekali lagi.")])
    except OtherRegulation as problem:
        return _other_regulation(visit, problem.handed)
    except BadInput as problem:
        return _start(visit, sentences(problem, visit.desk.language), name=shown_name(name))


def _answer(visit: _Visit, handed: Handed) -> HttpResponse:
    """Ask whether the file is meant for this worksheet, show what it would change, or take over what was chosen."""
    posted = visit.request.POST
    if fit_of(handed.origin, visit.desk.row).differs and CONFIRMED_FIELD not in posted:
        return _confirm(visit, handed)
    entries = compare(handed, visit.standing, addresses_beside(visit.desk))
    seen = read_versions(posted.get(VERSIONS_FIELD, ""))
    if seen is None:
        return _preview(visit, Preview(visit.desk, handed, entries, default_choice(entries)))
    choose = _CHOICES.get(posted.get(ACTION_FIELD, ""))
    chosen = choose(entries) if choose else set(posted.getlist(ITEM_FIELD))
    if posted.get(ACTION_FIELD) == "ambil":
        return _take_over(visit, Preview(visit.desk, handed, entries, chosen, seen))
    return _preview(visit, Preview(visit.desk, handed, entries, chosen, seen))


_CHOICES: Final[dict[str, Callable[[Sequence[Entry]], set[str]]]] = {
    "semua": every_choice,
    "kosong": default_choice,
    "tanpa": lambda _entries: set(),
}


def _take_over(visit: _Visit, preview: Preview) -> HttpResponse:
    """Write what was chosen; what somebody changed meanwhile is shown again, beside what the file has."""
    handed, desk = preview.handed, visit.desk
    changes = changes_of(preview.entries, preview.chosen, preview.seen or {})
    if not changes:
        told = _("Belum ada butir yang dipilih. Beri tanda pada butir yang ingin diambil alih.")
        return _preview(visit, replace(preview, told=(told,)), UNPROCESSABLE)
    origin = Provenance(Source.IMPORTED, {"file": handed.name, "sha256": handed.digest})
    now = timezone.now()
    with transaction.atomic():  # answers and evidence of a file together
        saved = answer_items(actor=desk.actor, worksheet_id=desk.row.pk, changes=changes, provenance=origin, now=now)
        refused = {clash.change.item for clash in saved.clashes} | set(saved.problems)
        linked = bring_links(desk, preview.entries, set(preview.chosen) - refused, now)
    taken = len(linked | set(saved.written))
    if saved.clashes or saved.problems:
        return _once_more(visit, preview, saved, taken)
    address = f"{desk.address('upload')}?{urlencode({'diambil': taken})}"
    return HttpResponseRedirect(address, status=SEE_OTHER)


def _once_more(visit: _Visit, preview: Preview, saved: Saved, count: int) -> HttpResponse:
    """Show the preview again as everything stands now; what was not taken is not chosen any more."""
    desk = visit.desk
    fresh = _Visit(visit.request, *open_desk_with_notes(visit.request, desk.row.unit.code, desk.row.year))
    problems = [text for found in saved.problems.values() for text in sentences(BadInput(found), desk.language)]
    taken = [taken_sentence(count)] if count else []
    clashes = [clash_sentence(len(saved.clashes))] if saved.clashes else []
    entries = compare(preview.handed, fresh.standing, addresses_beside(fresh.desk))
    again = Preview(fresh.desk, preview.handed, entries, (), preview.seen, (*taken, *clashes, *problems))
    return _preview(fresh, again, CONFLICT if saved.clashes else UNPROCESSABLE)


def _start(visit: _Visit, problems: Sequence[str] = (), name: str = "") -> HttpResponse:
    desk = visit.desk
    taken = visit.request.GET.get("diambil", "")
    context = {
        "problems": [legible(problem) for problem in problems],
        "file_name": name,
        "taken": taken_sentence(int(taken)) if taken.isascii() and taken.isdecimal() and len(taken) < 4 else "",  # noqa: PLR2004 - digits
        "download": desk.address("file", "lembar-kerja"),
        **desk_context(desk, "upload"),
    }
    status = UNPROCESSABLE if problems else 200
    return render(visit.request, "worksheets/desk/upload.html", context, status=status)


def _other_regulation(visit: _Visit, handed: Handed) -> HttpResponse:
    told = _(
        "%(file)s disusun menurut %(theirs)s, sedangkan lembar kerja ini menurut %(ours)s. "
        "Butirnya tidak sama, jadi jawabannya tidak dapat diambil alih."
    ) % {
        "file": handed.name,
        "theirs": load_pack(handed.calculation.submission.regulation).instrument,
        "ours": visit.desk.evaluation.pack.instrument,
    }
    context = {
        "problems": [told],
        "other_regulation": True,
        "download": visit.desk.address("file", "lembar-kerja"),
        "simulate": visit.desk.address("simulate"),
        **desk_context(visit.desk, "upload"),
    }
    return render(visit.request, "worksheets/desk/upload.html", context, status=UNPROCESSABLE)


def _confirm(visit: _Visit, handed: Handed) -> HttpResponse:
    desk = visit.desk
    context = {
        "handed": handed,
        "fit": fit_of(handed.origin, desk.row),
        "hidden": hidden_fields(handed, desk.row),
        **_kept_in_language(visit),
        **desk_context(desk, "upload"),
    }
    return render(visit.request, "worksheets/desk/upload_whose.html", context)


def _preview(visit: _Visit, preview: Preview, status: int = 200) -> HttpResponse:
    context = {
        **preview_context(preview),
        "again": status == CONFLICT,
        "confirmed": CONFIRMED_FIELD in visit.request.POST,
        **_kept_in_language(visit),
        **desk_context(visit.desk, "upload"),
    }
    return render(visit.request, "worksheets/desk/preview.html", context, status=status)


def _kept_in_language(visit: _Visit) -> dict[str, Any]:
    """Let the language switch send the page's own form: going back to its address would lose the file."""
    return {"language_form": "pratinjau", "language_action": visit.desk.address("upload")}
