"""Addresses of declarations."""

from __future__ import annotations

from typing import Final

from django.urls import path, re_path

from pulau.apps.declarations.views import declarations, deeds, plans, preparing

_ID: Final = "pencanangan/<uuid:declaration_id>"
DECLARATIONS: Final = [
    path("pencanangan", declarations.declarations, name="declarations"),
    path("pencanangan/baru", plans.plan, name="plan"),
    path(_ID, declarations.declaration, name="declaration"),
    path(f"{_ID}/ubah", plans.change, name="change_plan"),
    path(f"{_ID}/undur", plans.postpone, name="postpone"),
    path(f"{_ID}/batalkan", plans.cancel, name="cancel"),
    re_path(r"^pencanangan/(?P<declaration_id>[0-9a-f-]{36})/naskah/(?P<language>id|en)$", preparing.text, name="text"),
    path(f"{_ID}/orang", preparing.people, name="people"),
    path(f"{_ID}/orang/<uuid:person_id>", preparing.person, name="person"),
    path(f"{_ID}/simbolis", preparing.symbolic_units, name="symbolic_units"),
    path(f"{_ID}/lampiran", preparing.attach, name="attach"),
    path(f"{_ID}/lampiran/<uuid:attachment_id>", preparing.attachment, name="attachment"),
    path(f"{_ID}/lampiran/<uuid:attachment_id>/lepas", preparing.detach, name="detach"),
    path(f"{_ID}/piagam", deeds.prepare, name="prepare_deed"),
    path(f"{_ID}/buka", deeds.open_it, name="open"),
    path(f"{_ID}/tutup", deeds.close, name="close"),
]
