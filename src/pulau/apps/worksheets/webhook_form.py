"""What is asked for a webhook, and the words for what went wrong on the way."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.worksheets.announcing import ANSWER_CHANGED, SCORE_CHANGED
from pulau.apps.worksheets.sending import LONGEST_ADDRESS

EVENT_NAMES = [
    (ANSWER_CHANGED, _("Jawaban berubah"), _("Soal mana saja yang diisi atau diubah, tanpa isinya.")),
    (SCORE_CHANGED, _("Nilai berubah"), _("Nilai, syarat, dan predikat lembar kerja.")),
]
_CHOICES = [(code, name) for code, name, _help in EVENT_NAMES]

ADDRESS_REFUSED = {
    "address": _("Alamat ini tidak lengkap. Tulis seperti https://sistem.instansi.go.id/pulau, tanpa nama dan sandi."),
    "https": _("Alamat ini tidak memakai https. Pulau hanya mengirim lewat https."),
    "private": _("Alamat ini berada di jaringan tertutup. Pengelola server dapat mengizinkannya."),
    "unknown-host": _("Nama server ini tidak ditemukan."),
}
PROBLEMS = {
    **ADDRESS_REFUSED,
    "unreachable": _("Server tidak dapat dihubungi."),
    "connection": _("Sambungan terputus."),
    "timeout": _("Tidak ada jawaban dalam 10 detik."),
    "certificate": _("Sertifikat server tidak sah untuk nama ini."),
    "status": _("Server menolak."),
}


class EventsForm(forms.Form):
    """Which events are told."""

    peristiwa = forms.MultipleChoiceField(
        choices=_CHOICES,
        error_messages={
            "required": _("Pilih sedikitnya satu peristiwa."),
            "invalid_choice": _("Peristiwa ini tidak dikenal. Pilih dari daftar."),
            "invalid_list": _("Pilih peristiwa dari daftar."),
        },
    )


class WebhookForm(EventsForm):
    """A new webhook."""

    alamat = forms.CharField(
        max_length=LONGEST_ADDRESS,
        error_messages={
            "required": _("Tulis alamat yang menerima pemberitahuan."),
            "max_length": _("Alamat ini terlalu panjang: paling banyak 500 huruf."),
        },
    )
