"""Pulau's addresses, and a page that follows the tests' topic and keeps what is sent without a network."""

from __future__ import annotations

import time

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, RequestContext, Template
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from pulau.config.urls import urlpatterns as pulau
from pulau.foundation.live.outbox import received, sent_key
from pulau.foundation.tenancy.policy import public
from tests.live.app import KEY, TABLE

PAGE = """{% extends "base.html" %}{% block content %}<h1 class="ds-heading">Uji</h1>
{% include "live/state.html" with address=address number=number %}{% include "live/outbox.html" %}
<form method="post" action="/uji-kirim" data-outbox>{% csrf_token %}
<input class="ds-input" name="kata" aria-label="Kata">
<button class="ds-button" name="tombol" value="kirim">Kirim</button></form>{% endblock %}"""


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the page as it is at number 0."""
    context: Context = RequestContext(request, {"address": f"/langsung/uji/{KEY}", "number": 0})
    return HttpResponse(Template(PAGE).render(context))


@public
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Write an event for what was sent, once for each key; refuse one word, and forget to answer another once."""
    word, key = request.POST["kata"], sent_key(request)
    if word == "ditolak":
        return HttpResponse(status=409)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (at, key, word) VALUES (%s, %s, %s) ON CONFLICT (key) DO NOTHING",  # noqa: S608
            [time.time(), str(key) if key else None, word],
        )
        first = cursor.rowcount == 1
    if word == "hilang" and first:
        return HttpResponse(status=502)  # it was written, and the answer lost on its way
    return received(key) or HttpResponseRedirect("/uji", status=303)


urlpatterns = [*pulau, path("uji", page), path("uji-kirim", send)]
