"""What pages of deeds have in common: the form as typed, the file that came with it, and what stood in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pulau.apps.assessments.contract import EVENT, CaseFrame, GuardsUnmet, StageMoved
from pulau.apps.evidence.contract import Received, receive
from pulau.apps.outcomes.forms import tell
from pulau.apps.outcomes.proving import must_wait
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.core.shared.problems import BadInput
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.exchange.messages import reasons
from pulau.foundation.accounts.step_up import ask_to_confirm, confirmed_recently
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.form_fields import field_views, summary_of
from pulau.foundation.ui.middleware import spoken_language
from pulau.foundation.uploads.holding import hold
from pulau.foundation.uploads.keeping import UploadNotFound
from pulau.foundation.uploads.reading import Finished, UploadRefused, received

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest

    from pulau.apps.outcomes.models import TitleHeld
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
FILE: Final = "berkas"
PAPERS: Final = frozenset({"pdf", "jpeg", "png"})
"""Kinds of files that a decree or another single paper comes in."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A form of a deed: what its page says, where it leads, whether it takes files and asks once more who it is."""

    title: str
    button: str
    back: str
    done: str
    lead: str = ""
    files: str = ""
    many: bool = False
    danger: bool = False
    decides: bool = True
    template: str = "outcomes/case_form.html"


Act = Callable[[dict[str, Any], list[Received]], object]


def case_deed(request: HttpRequest, frame: CaseFrame, event: str) -> HttpResponse | None:
    """Return None where the reader may let an event happen now; a page where the case stands elsewhere.

    Raises PermissionDenied.
    """
    case = frame.case
    if case.stage not in ASSESSMENT.sources_of(event):
        return moved(request, frame)
    if not allowed(frame.actor, EVENT[event], unit_id=case.unit_id, state=case.stage):
        raise PermissionDenied(event)
    return None


def moved(request: HttpRequest, frame: CaseFrame, stage: str = "") -> HttpResponse:
    """Tell that the case stands elsewhere; what was typed is shown, so that nothing is lost."""
    typed = "\n".join(str(value) for key, value in request.POST.items() if key != "csrfmiddlewaretoken" and value)
    words = ASSESSMENT.stages[stage or frame.case.stage].words(get_language() or "")
    context = {**frame.context, "case_stage": words, "reason": typed}
    return render(request, "assessments/step_moved.html", context, status=CONFLICT)


def do(
    request: HttpRequest, actor: Actor, form: forms.Form, deed: Deed, act: Act, context: dict[str, Any]
) -> HttpResponse:
    """Show a form; POST does the deed and leads back, or shows it as typed (422) with what is to be mended.

    Raises StageMoved, and what the services raise for strangers.
    """
    files: list[Finished] = []
    problem = ""
    if request.method == "POST":
        if deed.decides and not confirmed_recently(request):
            return ask_to_confirm(request)
        try:
            files = received(request, actor, FILE) if deed.files else []
            if not deed.many:
                files = files[:1]
            if form.is_valid() and (problem := _done(form, act, files, papers=not deed.many)) == "":
                messages.success(request, deed.done)
                return HttpResponseRedirect(deed.back, status=303)
        except (UploadRefused, UploadNotFound) as refused:
            problem = str(refused) or _("Mohon pilih berkasnya lagi.")
    errors = summary_of(form) + ([(FILE, problem)] if problem and problem != _TOLD else [])
    kept = hold(actor, files, now=timezone.now()) if files and problem in {"", _TOLD} else []
    told = {**context, "deed": deed, "fields": field_views(form), "errors": errors, "kept": kept}
    told["file_error"] = "" if problem == _TOLD else problem
    return render(request, deed.template, told, status=UNPROCESSABLE if errors else 200)


_TOLD: Final = "told"
"""What is wrong stands at a field already."""


def _done(form: forms.Form, act: Act, files: list[Finished], *, papers: bool) -> str:
    """Do it; returns what is wrong with the files, `_TOLD` where it stands in the form, or "" when it was done."""
    try:
        kept = [receive(file) for file in files]
    except BadInput as bad:
        return " ".join(reasons(bad, spoken_language()))
    if papers and any(file.kind not in PAPERS for file in kept):
        return _("Berkas ini bukan PDF atau foto (JPEG, PNG). Mohon pilih yang lain.")
    try:
        act(form.cleaned_data, kept)
    except OutcomeRefused as refused:
        tell(form, refused)
    except GuardsUnmet as unmet:
        lacking = "; ".join(ASSESSMENT.guards[code].words(spoken_language()) for code in unmet.step.unmet)
        form.add_error(next(iter(form.fields)), f"{_('Belum dapat, karena belum terpenuhi:')} {lacking}.")
    except BadInput as bad:
        form.add_error(next(iter(form.fields)), " ".join(reasons(bad, spoken_language())))
    else:
        return ""
    return _TOLD


def asked_words(held: TitleHeld) -> str:
    """Return what is said when a certificate was asked for: it is there, or waits for the witnesses."""
    if must_wait(held):
        return _("Sertifikat diminta. Ia siap Anda tanda tangani begitu para saksi log publik menandatangani.")
    return _("Sertifikat siap Anda tanda tangani di halaman Tanda tangan.")


def on_case(
    request: HttpRequest, frame: CaseFrame, form: forms.Form, deed: Deed, act: Act, **more: object
) -> HttpResponse:
    """Do a deed below a case; where the case stands elsewhere by now, tell so (409)."""
    try:
        return do(request, frame.actor, form, deed, act, {**frame.context, **more})
    except StageMoved as elsewhere:
        return moved(request, frame, elsewhere.stage)
