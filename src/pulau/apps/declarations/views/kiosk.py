"""The shared tablet itself (`/tablet`): who has not signed, the pact, and two ways to sign. Nobody is signed in here.

A page names one person at most, and only while they are at it; what follows a signature names nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.declarations.mapping import text_of
from pulau.apps.declarations.marks import CROSS, NOTHING
from pulau.apps.declarations.pact_paper import places_of
from pulau.apps.declarations.selectors.own_pacts import own_actor
from pulau.apps.declarations.selectors.tablet import pact_at, unsigned_pacts
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.declarations.services import pacts as service
from pulau.apps.declarations.services.tablet import Drawn, TabletClosed, draw_pact, end_tablet
from pulau.apps.declarations.tablet_device import COOKIE, at_tablet, closed
from pulau.apps.signing.contract import TROUBLES, Given, ProviderAway, SecretRefused, asks_secret, told_trouble
from pulau.core.pledging.renewing import SIGNABLE
from pulau.core.pledging.texts import filled
from pulau.core.shared.ids import read_id
from pulau.exchange.signatures.drawing import LARGEST, StrokesRefused
from pulau.foundation.accounts.throttle import HeldBack
from pulau.foundation.accounts.vouching import CODE_MISSING, CODE_WRONG, FACTOR_MISSING, NotVouched, vouch
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.policy import public
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.declarations.models import Pact
    from pulau.apps.declarations.selectors.tablet import Kiosk
    from pulau.foundation.accounts.models import User

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
TOO_MANY: Final = 429
UNAVAILABLE: Final = 503
NAMES: Final = 60
"""Names on a page: a tablet is scrolled by thumb, and searched."""
REFUSED: Final = (service.TextMissing, service.TextChanged, service.PactNotOpen, *TROUBLES)


@public
@never_cache
@require_safe
@at_tablet
def home(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """List the names of those of the unit who can sign now, and how many they are."""
    year, words = today_of(kiosk.attendant, timezone.now()).year, asked_for(request)
    rows = unsigned_pacts(kiosk.attendant, kiosk.session.unit_id, year, words)
    pages = paged(request, rows, NAMES, cari=words)
    left = pages["page"].paginator.count
    if words:
        left = unsigned_pacts(kiosk.attendant, kiosk.session.unit_id, year).count()
    return render(
        request, "declarations/tablet/home.html", {**pages, "kiosk": kiosk, "left": left, "search": words, "year": year}
    )


@public
@never_cache
@require_safe
@at_tablet
def pact(request: HttpRequest, kiosk: Kiosk, pact_id: UUID) -> HttpResponse:
    """Show one person's pact, and the ways to sign it."""
    return _page(request, kiosk, pact_id)


@public
@never_cache
@sensitive_post_parameters()
@require_POST
@at_tablet
def sign(request: HttpRequest, kiosk: Kiosk, pact_id: UUID) -> HttpResponse:
    """Sign with one's own account: who it is, is shown for this one signature, and no session begins."""
    row, now = _pact(kiosk, pact_id, timezone.now()), timezone.now()
    told = request.POST
    if row.state not in SIGNABLE:
        return _page(request, kiosk, pact_id, CONFLICT)
    try:
        user = vouch(
            request, told.get("akun", ""), told.get("sandi", ""), told.get("kode", ""), kiosk.session.tenant_id
        )
    except HeldBack as wait:
        return _page(request, kiosk, pact_id, TOO_MANY, until=wait.until)
    except NotVouched as problem:
        return _page(request, kiosk, pact_id, UNPROCESSABLE, account=_not_vouched(problem.reason))
    if row.employee is None or row.employee.user_id != user.pk:
        return _page(request, kiosk, pact_id, UNPROCESSABLE, account=_("Akun ini bukan milik nama di atas."))
    try:
        _sign(request, user, row, now)
    except REFUSED as problem:
        status, words = _why(problem)
        return _page(request, kiosk, pact_id, status, problem=words)
    return _thanked("akun")


@public
@never_cache
@require_POST
@at_tablet
def draw(request: HttpRequest, kiosk: Kiosk, pact_id: UUID) -> HttpResponse:
    """Keep what was drawn, or the cross of who cannot draw; it becomes a signature when the witness attests it."""
    typed = request.POST.get("goresan", "")
    strokes = CROSS if request.POST.get("cara") == "silang" else typed.encode("utf-8", "replace") or NOTHING
    drawn = Drawn(_version(request), strokes)
    try:
        draw_pact(actor=kiosk.attendant, tablet_id=kiosk.session.pk, pact_id=pact_id, drawn=drawn, now=timezone.now())
    except TabletClosed:
        return closed(request, was_open=True)
    except StrokesRefused as problem:
        kept = typed if problem.reason == "empty" and len(typed) <= LARGEST else ""
        return _page(request, kiosk, pact_id, UNPROCESSABLE, drawing=told_trouble(problem), strokes=kept)
    except REFUSED as problem:
        status, words = _why(problem)
        return _page(request, kiosk, pact_id, status, problem=words)
    return _thanked("gambar")


@public
@never_cache
@require_safe
@at_tablet
def thanks(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Thank, without any name, and go back to the list by itself."""
    context = {"kiosk": kiosk, "drawn": request.GET.get("cara") == "gambar"}
    return render(request, "declarations/tablet/thanks.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_tablet
def end(request: HttpRequest, kiosk: Kiosk) -> HttpResponse:
    """Ask, then end the tablet at the tablet: the device is an ordinary one again, and nobody is signed in on it."""
    if request.method != "POST":
        return render(request, "declarations/tablet/end.html", {"kiosk": kiosk})
    end_tablet(actor=kiosk.attendant, tablet_id=kiosk.session.pk, now=timezone.now())
    response = HttpResponseRedirect(reverse("account_login"), status=303)
    response.delete_cookie(COOKIE)
    return response


def _page(request: HttpRequest, kiosk: Kiosk, pact_id: UUID, status: int = 200, **said: object) -> HttpResponse:
    """Show the pact; `said`: what is wrong at all, with the account, with the drawing, and until when tries wait."""
    row = _pact(kiosk, pact_id, timezone.now())
    if row.state not in SIGNABLE:
        return render(request, "declarations/tablet/done.html", {"kiosk": kiosk, "state": row.state}, status=status)
    template = approved_template(kiosk.attendant, row.kind)
    context = {
        "kiosk": kiosk,
        "pact": row,
        "template": template,
        "text": filled(text_of(template), places_of(kiosk.attendant, row)) if template else None,
        "has_account": row.employee is not None and row.employee.user_id is not None,
        "asks_secret": asks_secret(),
        "typed": request.POST.get("akun", "")[:254],
        **said,
    }
    return render(request, "declarations/tablet/pact.html", context, status=status)


def _pact(kiosk: Kiosk, pact_id: UUID, now: datetime) -> Pact:
    year = today_of(kiosk.attendant, now).year
    return pact_at(kiosk.attendant, kiosk.session.unit_id, year, pact_id)


def _sign(request: HttpRequest, user: User, row: Pact, now: datetime) -> None:
    consent = service.Consent(_version(request), Given(request.POST.get("frasa") or None))
    with behind_wall(row.tenant_id, user.pk):
        service.sign_pact(actor=own_actor(user.pk, row.tenant_id), pact_id=row.pk, consent=consent, now=now)


def _thanked(how: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('declarations:kiosk_thanks')}?cara={how}", status=303)


def _not_vouched(reason: str) -> str:
    if reason == CODE_MISSING:
        return _("Akun Anda memakai faktor kedua. Ketik juga kodenya, dan sandi sekali lagi.")
    if reason == CODE_WRONG:
        return _("Kode faktor kedua tidak cocok. Ketik kode yang baru, dan sandi sekali lagi.")
    if reason == FACTOR_MISSING:
        return _("Peran Anda memerlukan faktor kedua. Pasanglah dari perangkat Anda sendiri, lalu tanda tangani.")
    return _("Nama akun atau kata sandi tidak cocok.")


def _why(problem: Exception) -> tuple[int, str]:
    """Return the status and the words of a signature that was not made."""
    if isinstance(problem, service.TextMissing):
        return CONFLICT, _("Naskahnya sedang tidak berlaku. Tidak ada yang ditandatangani.")
    if isinstance(problem, service.TextChanged):
        return CONFLICT, _("Naskahnya baru saja diganti. Tidak ada yang ditandatangani. Bacalah naskah yang baru.")
    if isinstance(problem, service.PactNotOpen):
        return CONFLICT, _("Pakta ini tidak dapat ditandatangani lagi.")
    status = UNPROCESSABLE if isinstance(problem, SecretRefused) else CONFLICT
    return (UNAVAILABLE if isinstance(problem, ProviderAway | OSError) else status), told_trouble(problem)


def _version(request: HttpRequest) -> UUID:
    """Return which version was shown; a text that names none is nobody's."""
    return read_id(request.POST.get("naskah", "")) or UUID(int=0)
