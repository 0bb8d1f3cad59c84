"""The body's documents (`/dokumen`): the list, one with its people and versions, its files, replacing and ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.people.contract import actor_of
from pulau.apps.signing.forms import ACTING, ENDS, EndForm, ReplaceForm
from pulau.apps.signing.models import DocumentState, SignatoryState
from pulau.apps.signing.policies import KEEP, READ
from pulau.apps.signing.selectors.documents import (
    DocumentSearch,
    documents_numbered,
    file_of,
    find_documents,
    get_document_for,
    signatories_of,
    versions_of,
)
from pulau.apps.signing.selectors.logged import standing_behind_wall
from pulau.apps.signing.selectors.pages import DOCUMENT_STATUS, cause_words, facts_of, kind_words, people_shown
from pulau.apps.signing.selectors.verifying import is_open
from pulau.apps.signing.services.keeping import end_document, replace_signatory
from pulau.apps.signing.troubles import TROUBLES, told_trouble
from pulau.apps.signing.views.gates import behind
from pulau.apps.signing.views.signer import signer_of
from pulau.apps.signing.wishes import SignatoryNotFound, SignatoryWish
from pulau.core.pledging.completeness import OVER, Deed, Stage, Step, step_after
from pulau.foundation.accounts.models import User, normal_email
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.journal.policies import READ as READ_JOURNAL
from pulau.foundation.registry.document_kinds import document_kinds
from pulau.foundation.storage import BlobDamaged, BlobMissing
from pulau.foundation.tenancy.deciding import allowed, may, may_somewhere
from pulau.foundation.tenancy.policy import requires, signed_in
from pulau.foundation.ui.lists import asked_for, paged

if TYPE_CHECKING:
    from django.forms import Form

    from pulau.apps.signing.models import Document, Signatory
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422


@requires(may(READ))
@never_cache
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents that the person may read, searched, page by page."""
    actor, language = actor_of(request), get_language() or "id"
    asked = {name: asked_for(request, name) for name in ("cari", "jenis", "keadaan")}
    state = asked["keadaan"] if asked["keadaan"] in DocumentState.values else ""
    found = paged(request, find_documents(actor, DocumentSearch(asked["cari"], asked["jenis"], state)), **asked)
    rows = [
        (row, kind_words(row.kind, language), DOCUMENT_STATUS[DocumentState(row.state)])
        for row in found["page"].object_list
    ]
    context = {
        **found,
        "rows": rows,
        "asked": asked,
        "narrowed": any(asked.values()),
        "kinds": [(kind.code, kind.words(language)) for kind in document_kinds],
        "states": DocumentState.choices,
    }
    return render(request, "signing/documents.html", context)


@requires(signed_in)
@never_cache
@require_safe
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show a document: what it is, who signs and how far they are, its versions."""
    actor = signer_of(request)
    found = get_document_for(actor, document_id)
    people = signatories_of(found)
    keeps = _keeps(actor, found)
    replaceable = (
        {one.pk for one in people if step_after(Step(one.state), Deed.REPLACE) is not None} if keeps else set()
    )
    context = {
        "document": found,
        "kind": kind_words(found.kind, get_language() or "id"),
        "status": DOCUMENT_STATUS[DocumentState(found.state)],
        "facts": facts_of(found),
        "people": [(shown, shown.row.pk in replaceable) for shown in people_shown(people)],
        "versions": [(version, cause_words(version, people)) for version in versions_of(found)],
        "own": next((one for one in people if one.user_id == actor.user_id and one.state != "replaced"), None),
        "keeps": keeps,
        "elsewhere": found.tenant_id != actor.tenant_id,
        "lists": may_somewhere(actor, READ),
        "check": reverse("signing:numbered", args=[found.code]) if _is_public(people) else "",
        "journal": _journal(actor, found),
        "standing": standing_behind_wall(found),
        "opened": is_open(found),
    }
    return render(request, "signing/document.html", context)


@requires(signed_in)
@never_cache
@require_safe
def file(request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    """Give out a version of a document as it lies in the store."""
    found = get_document_for(signer_of(request), document_id)
    try:
        content = file_of(found, number)
    except (BlobMissing, BlobDamaged):
        return render(request, "signing/file_damaged.html", {"document": found}, status=503)
    name = f"pulau-{found.code.lower()}-v{number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _is_public(people: list[Signatory]) -> bool:
    """Whether anybody signed once: before that `/v/<number>` knows nothing of a document."""
    return any(one.state in {SignatoryState.SIGNED, SignatoryState.WITHDRAWN} for one in people)


def _kept_document(actor: Actor, document_id: UUID) -> Document:
    """Return a document that the actor keeps. Raises Http404."""
    found = get_document_for(actor, document_id)
    if not _keeps(actor, found):
        raise Http404
    return found


def _keeps(actor: Actor, found: Document) -> bool:
    is_open = found.tenant_id == actor.tenant_id and Stage(found.state) not in OVER
    return is_open and allowed(actor, KEEP, unit_id=found.unit_id)


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind(_kept_document)
@recently_confirmed
def replace(request: HttpRequest, document_id: UUID, signatory_id: UUID) -> HttpResponse:
    """Ask who signs in somebody's place, and name them."""
    actor = actor_of(request)
    found = _kept_document(actor, document_id)
    former = next((one for one in signatories_of(found) if one.pk == signatory_id), None)
    if former is None:
        raise SignatoryNotFound(signatory_id)
    form = ReplaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _replaced(form, actor, former):
        messages.success(request, _("%(name)s kini diminta menandatangani.") % {"name": form.cleaned_data["nama"]})
        return _to(found)
    position = request.POST.get("jabatan", former.position)
    context = {"document": found, "former": former, "acting": ACTING, "position": position, **_form_context(form)}
    return render(request, "signing/replace.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(may(KEEP))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind(_kept_document)
@recently_confirmed
def end(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Ask how and why a document ends, and end it."""
    actor = actor_of(request)
    found = _kept_document(actor, document_id)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _ended(form, actor, found):
        messages.success(request, _("Dokumen diakhiri. Berkas dan tanda tangannya tetap tersimpan."))
        return _to(found)
    context = {"document": found, "ends": ENDS, **_form_context(form)}
    return render(request, "signing/end.html", context, status=UNPROCESSABLE if form.errors else 200)


def _journal(actor: Actor, found: Document) -> str:
    """Return the address of the document's entries, for who reads the journal of the document's body."""
    if found.tenant_id != actor.tenant_id or not allowed(actor, READ_JOURNAL, unit_id=found.unit_id):
        return ""
    query = urlencode({"jenis": found._meta.label_lower, "objek": str(found.pk)})  # noqa: SLF001 - Django's documented door
    return f"{reverse('journal:entries')}?{query}"


def _replaced(form: ReplaceForm, actor: Actor, former: Signatory) -> bool:
    """Name somebody else; where it cannot be done the form says why."""
    told = form.cleaned_data
    user = User.objects.filter(email=normal_email(told["surel"]), is_active=True).first() if told["surel"] else None
    if told["surel"] and user is None:
        form.add_error("surel", _("Tidak ada akun dengan alamat ini. Undang orangnya dahulu, atau kosongkan."))
        return False
    by = SignatoryWish(
        told["nama"], told["jabatan"], former.institution, user_id=user.pk if user else None, acting=told["sebagai"]
    )
    try:
        replace_signatory(actor=actor, signatory_id=former.pk, by=by, reason=told["alasan"], now=timezone.now())
    except TROUBLES as problem:
        form.add_error("nama", told_trouble(problem))
        return False
    return True


def _ended(form: EndForm, actor: Actor, found: Document) -> bool:
    """End the document; where it cannot be done the form says why."""
    told = form.cleaned_data
    successor = documents_numbered(actor, told["pengganti"]) if told["pengganti"] else None
    if told["pengganti"] and successor is None:
        form.add_error("pengganti", _("Tidak ada dokumen dengan nomor ini."))
        return False
    wanted, next_id = DocumentState(told["keadaan"]), successor.pk if successor else None
    superseded = wanted == DocumentState.SUPERSEDED
    try:
        end_document(
            actor=actor, document_id=found.pk, state=wanted, reason=told["alasan"], now=timezone.now(),
            successor_id=next_id if superseded else None,
        )  # fmt: skip
    except TROUBLES as problem:
        form.add_error("keadaan", told_trouble(problem))
        return False
    return True


def _form_context(form: Form) -> dict[str, Any]:
    return {
        "typed": form.data,
        "problems": {name: listed[0] for name, listed in form.errors.items()},
        "summary": [(name, listed[0]) for name, listed in form.errors.items()],
    }


def _to(found: Document) -> HttpResponse:
    return HttpResponseRedirect(reverse("signing:document", args=[found.pk]), status=303)
