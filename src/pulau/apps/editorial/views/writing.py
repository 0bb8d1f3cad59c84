"""Writing a page: new ones, and those that are there, both languages side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.editorial.comparing import differences
from pulau.apps.editorial.forms import REFUSED, PageForm, tell, typed_of
from pulau.apps.editorial.models import PageKind
from pulau.apps.editorial.policies import EDIT
from pulau.apps.editorial.refusals import EditedMeanwhile, PageNotFound
from pulau.apps.editorial.selectors import find_page, newest_of
from pulau.apps.editorial.services.pages import begin_page, save_draft
from pulau.apps.editorial.shipped import SHIPPED, shipped
from pulau.apps.editorial.views.publishing import read_number
from pulau.apps.editorial.wishes import LANGUAGES, texts_of
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pulau.apps.editorial.models import PageVersion
    from pulau.apps.editorial.wishes import Draft
    from pulau.core.shared.actor import Actor

SEE_OTHER, CONFLICT, UNPROCESSABLE = 303, 409, 422


@requires(may(EDIT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin a page or a piece of news."""
    if kind not in PageKind.values:
        raise Http404
    form = PageForm(request.POST if request.method == "POST" else None, new=True)
    if form.is_valid():
        slug, draft = form.cleaned_data["alamat"], form.draft(0)
        try:
            with transaction.atomic():  # what fails leaves the connection usable for the page that says so
                actor = required_actor(request)
                made = begin_page(actor=actor, slug=slug, kind=PageKind(kind), draft=draft, now=timezone.now())
        except REFUSED as problem:
            tell(form, problem)
        else:
            return _look_at(slug, made)
    return _form(request, form, {"kind": kind, "seen": 0})


@requires(may(EDIT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a page on. What was typed stays, also where somebody else saved meanwhile. Raises PageNotFound (404)."""
    newest = _newest(slug)
    texts = texts_of(newest) if newest else shipped(slug)
    seen = newest.number if newest else 0
    context: dict[str, Any] = {"slug": slug, "newest": newest, "seen": seen}
    if request.method != "POST":
        return _form(request, PageForm(initial=typed_of(texts)), context)
    form = PageForm(request.POST)
    if form.is_valid():
        typed = form.draft(read_number(request.POST.get("terlihat")))
        try:
            with transaction.atomic():
                made = _saved(required_actor(request), slug, typed, exists=newest is not None)
        except EditedMeanwhile as problem:
            now_there = texts_of(problem.newest)
            met = {"seen": problem.newest.number, "newest": newest_of(problem.newest.page)}
            met["differences"] = differences(now_there, typed.texts)
            return _form(request, form, {**context, **met, "conflict": True}, CONFLICT)
        except REFUSED as problem:
            tell(form, problem)
        else:
            return _look_at(slug, made)
    return _form(request, form, {**context, "seen": request.POST.get("terlihat", seen)})


def _saved(actor: Actor, slug: str, draft: Draft, *, exists: bool) -> PageVersion:
    now = timezone.now()
    if not exists:
        return begin_page(actor=actor, slug=slug, kind=PageKind.PAGE, draft=draft, now=now)
    return save_draft(actor=actor, slug=slug, draft=draft, now=now)


def _newest(slug: str) -> PageVersion | None:
    """Return a page's newest version, or None for one of which there is only the text of the software."""
    try:
        return newest_of(find_page(slug))
    except PageNotFound:
        if slug in SHIPPED:
            return None
        raise


def _form(request: HttpRequest, form: PageForm, context: dict[str, Any], status: int = 0) -> HttpResponse:
    """Show the form: its fields by language, as the columns stand."""
    errors = summary_of(form)
    fields = {field.name: field for field in field_views(form)}
    told = {
        "columns": [(code, [fields[f"{name}_{code}"] for name in ("judul", "pengantar", "isi")]) for code in LANGUAGES],
        "above": [fields["alamat"]] if "alamat" in fields else [],
        "below": [fields["catatan"]],
        "errors": errors,
    }
    return render(
        request, "editorial/edit.html", {**told, **context}, status=status or (UNPROCESSABLE if errors else 200)
    )


def _look_at(slug: str, made: PageVersion) -> HttpResponse:
    return HttpResponseRedirect(reverse("editorial:preview", args=[slug, made.number]), status=SEE_OTHER)
