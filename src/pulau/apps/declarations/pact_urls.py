"""Addresses of pacts."""

from __future__ import annotations

from django.urls import path

from pulau.apps.declarations.views import institutional, pacts, templates, unit_pacts

PACTS = [
    path("pakta", pacts.pacts, name="pacts"),
    path("pakta/<uuid:pact_id>/tanda-tangan", pacts.sign, name="sign_pact"),
    path("pakta/<uuid:pact_id>/tolak", pacts.refuse, name="refuse_pact"),
    path("pakta/<uuid:pact_id>/tarik", pacts.withdraw, name="withdraw_pact"),
    path("pakta/<uuid:pact_id>/ingatkan", unit_pacts.remind_one, name="remind_one"),
    path("pakta/unit", unit_pacts.units, name="units"),
    path("pakta/minta", unit_pacts.ask, name="ask_all"),
    path("pakta/ingatkan", unit_pacts.remind, name="remind_all"),
    path("pakta/unit/<str:code>", unit_pacts.unit, name="unit_pacts"),
    path("pakta/unit/<str:code>/minta", unit_pacts.ask, name="ask_unit"),
    path("pakta/unit/<str:code>/ingatkan", unit_pacts.remind, name="remind_unit"),
    path("pakta/naskah", templates.templates, name="templates"),
    path("pakta/naskah/<uuid:template_id>", templates.template, name="template"),
    path("pakta/naskah/<uuid:template_id>/setujui", templates.approve, name="approve_template"),
    path("pakta/naskah/<uuid:template_id>/hentikan", templates.retire, name="retire_template"),
    path("pakta/naskah/<slug:kind>/tulis", templates.write, name="write_template"),
    path("pakta/naskah/<slug:kind>/ambil", templates.take, name="take_starter"),
    path("pakta/antarlembaga", institutional.pacts, name="institutional"),
    path("pakta/antarlembaga/baru", institutional.write, name="new_institutional"),
    path("pakta/antarlembaga/<uuid:pact_id>", institutional.pact, name="institutional_pact"),
    path("pakta/antarlembaga/<uuid:pact_id>/ubah", institutional.change, name="change_institutional"),
    path("pakta/antarlembaga/<uuid:pact_id>/siapkan", institutional.prepare, name="prepare_institutional"),
    path("pakta/antarlembaga/<uuid:pact_id>/batalkan", institutional.cancel, name="cancel_institutional"),
    path("pakta/antarlembaga/<uuid:pact_id>/cabut", institutional.withdraw, name="withdraw_institutional"),
]
