"""Leading a ceremony (`/pencanangan/<id>/acara`): the next line, whose turn it is, notes; one press each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.declarations.models import Declaration, DeclarationState
from pulau.apps.declarations.policies import PLAN
from pulau.apps.declarations.selectors.ceremony import CeremonyNotFound, standing
from pulau.apps.declarations.services.leading import (
    NO_SUCH_LINE,
    NO_SUCH_PERSON,
    NOT_OPEN,
    NOTE_EMPTY,
    CeremonyRefused,
    give_turn,
    note,
    read_line,
)
from pulau.core.shared.codes import shown_code
from pulau.core.shared.ids import read_id
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may, require
from pulau.foundation.tenancy.policy import requires

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

UNPROCESSABLE = 422


@requires(may(PLAN))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, declaration_id: UUID) -> HttpResponse:
    """Show where the ceremony stands and what may be done next; take one step of it."""
    actor = required_actor(request)
    declaration = _led(actor, declaration_id)
    if request.method != "POST":
        return _page(request, declaration)
    try:
        _step(request, actor, declaration)
    except CeremonyRefused as refused:
        return _page(request, declaration, _REFUSED[refused.reason](), UNPROCESSABLE)
    return HttpResponseRedirect(reverse("declarations:lead", args=[declaration.pk]), status=303)


def _led(actor: Actor, declaration_id: UUID) -> Declaration:
    declaration = Declaration.objects.for_actor(actor).filter(pk=declaration_id).first()
    if declaration is None or declaration.state in {DeclarationState.DRAFT, DeclarationState.CANCELLED}:
        raise CeremonyNotFound(declaration_id)
    require(actor, PLAN, unit_id=declaration.unit_id)
    return declaration


def _step(request: HttpRequest, actor: Actor, declaration: Declaration) -> None:
    now, sent = timezone.now(), request.POST
    if "baris" in sent:
        line = sent["baris"]
        number = int(line) if line.isascii() and line.isdecimal() and len(line) < len(str(10**6)) else 0
        read_line(actor=actor, declaration_id=declaration.pk, line=number, now=now)
    elif "giliran" in sent:
        person = read_id(sent["giliran"])
        if person is None:
            raise CeremonyRefused(NO_SUCH_PERSON)
        give_turn(actor=actor, declaration_id=declaration.pk, person_id=person, now=now)
    else:
        key = read_id(sent.get("kunci", ""))
        note(actor=actor, declaration_id=declaration.pk, text=sent.get("catatan", ""), now=now, key=key)


def _page(request: HttpRequest, declaration: Declaration, problem: str = "", status: int = 200) -> HttpResponse:
    shown = standing(declaration, get_language() or "id")
    at = shown.course.line
    context = {
        "shown": shown,
        "declaration": declaration,
        "open": declaration.state in {DeclarationState.OPEN, DeclarationState.HELD},
        "previous": at - 1 if at > 1 else None,
        "next": at + 1 if at < len(shown.lines) else None,
        "code": shown_code(declaration.code),
        "follow": reverse("live:events", args=["pencanangan", declaration.code]),
        "problem": problem,
        "typed": request.POST.get("catatan", "") if problem else "",
        "key": uuid4(),
    }
    return render(request, "declarations/ceremony/lead.html", context, status=status)


_REFUSED = {
    NOT_OPEN: lambda: _("Acara ini tidak sedang berlangsung."),
    NO_SUCH_LINE: lambda: _("Naskah tidak mempunyai baris itu. Mohon pilih baris yang ada."),
    NO_SUCH_PERSON: lambda: _("Orang itu tidak ada dalam urutan penanda tangan acara ini."),
    NOTE_EMPTY: lambda: _("Catatan masih kosong. Tulis dahulu apa yang perlu dicatat."),
}
