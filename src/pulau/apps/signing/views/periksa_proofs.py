"""What `/periksa` says of a receipt or a printed proof of the public log, where the page itself did not check it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pulau.apps.signing.views.periksa_page import answer
from pulau.apps.signing.views.periksa_words import Said, Words
from pulau.apps.transparency.contract import Judged, judge

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE: Final = 422
TITLE_STATED: Final = "outcomes.title_stated"

PROVEN: Final[dict[str, Said]] = {
    "valid": Said(
        "ok",
        "success",
        _("Asli dan disaksikan"),
        _(
            "Tercatat di log publik, para saksi yang disyaratkan sudah menandatangani, "
            "dan isinya tidak berubah sejak itu."
        ),
    ),
    "unwitnessed": Said(
        "short",
        "warning",
        _("Asli, tetapi belum cukup disaksikan"),
        _(
            "Bukti ini dari log itu, tetapi saksi yang disyaratkan belum lengkap. "
            "Jangan dianggap sah; mintalah bukti yang baru."
        ),
    ),
    "invalid": Said("no", "danger", _("Tidak sah"), ""),
    "unreadable": Said("why", "neutral", _("Tidak dapat diperiksa"), _("Instalasi ini tidak memiliki log publik.")),
}

LABELS: Final[dict[str, Words]] = {
    "title": _("Predikat"),
    "holder": _("Penyandang"),
    "agency": _("Instansi"),
    "issuer": _("Ditetapkan oleh"),
    "decree": _("Nomor keputusan"),
    "decree_day": _("Tanggal keputusan"),
    "valid_from": _("Berlaku sejak"),
    "valid_until": _("Berlaku sampai"),
    "law": _("Dasar penilaian"),
    "year": _("Tahun"),
}
"""What the words of a stated title are called."""


def show_proof(request: HttpRequest, given: bytes) -> HttpResponse:
    """Show what a receipt's bytes, or the text of a proof in print, prove."""
    judged = judge(given)
    said = PROVEN[judged.state]
    context = {
        "judged": judged,
        "said": said,
        "lead": judged.reason(translation.get_language() or "id") or said.lead,
        "stated": _stated(judged),
        "details": _details(judged),
    }
    unread = judged.state == "unreadable"
    return answer(request, "proof", context, UNPROCESSABLE if unread else 200)


def _stated(judged: Judged) -> list[tuple[Words, object]]:
    payload = judged.record.get("payload")
    if judged.record.get("action") != TITLE_STATED or not isinstance(payload, dict):
        return []
    return [(label, payload[name]) for name, label in LABELS.items() if name in payload]


def _details(judged: Judged) -> list[tuple[str, Any]]:
    payload = judged.record.get("payload")
    told = [(name, value) for name, value in judged.record.items() if name not in {"v", "payload"}]
    return told + ([(f"payload.{name}", value) for name, value in payload.items()] if isinstance(payload, dict) else [])
