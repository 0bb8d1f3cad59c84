"""The status words of the house: always a shape and a word, colour third (brand rules, "Status words")."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Status:
    """Shape (icon name), colour (Designsystemet's `data-color`) and the usual word of one state."""

    icon: str
    color: str
    word: str | Promise


STATUSES: dict[str, Status] = {
    "met": Status("ok", "success", _("Terpenuhi")),
    "kept": Status("ok", "success", _("Ditepati")),
    "intact": Status("ok", "success", _("Utuh")),
    "short": Status("short", "danger", _("Kurang")),
    "unanswered": Status("empty", "neutral", _("Belum dijawab")),
    "provisional": Status("half", "info", _("Sementara")),
    "waiting": Status("clock", "neutral", _("Menunggu")),
    "outside": Status("clock", "warning", _("Di luar periode")),
    "clarify": Status("chat", "warning", _("Perlu klarifikasi")),
    "replaced": Status("swap", "warning", _("Diganti")),
    "changed": Status("changed", "danger", _("Diubah")),
    "revoked": Status("no", "danger", _("Dicabut")),
    "locked": Status("lock", "neutral", _("Dikunci")),
    "same": Status("equal", "neutral", _("Sama")),
    "saved": Status("cloud-ok", "success", _("Tersimpan")),
    "unsaved": Status("cloud-off", "danger", _("Belum tersimpan")),
}
