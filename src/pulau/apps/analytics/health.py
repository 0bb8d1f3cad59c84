"""The national figures on the page of the installation's health."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.analytics.models import Trouble
from pulau.apps.analytics.selectors import counted_at, last_run
from pulau.foundation.registry.health_parts import HealthLine, HealthPart
from pulau.foundation.ui.formats import clock, long_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.utils.functional import Promise

LATE: Final = timedelta(hours=49)
"""After two nights without a run somebody should look."""
_TOLD: Final[Mapping[str, tuple[str | Promise, str | Promise]]] = {
    Trouble.DISK_FULL: (
        gettext_lazy("Diska penuh: potret data tidak dapat ditulis"),
        gettext_lazy("Beri ruang pada folder `analytics` di PULAU_HOME, lalu jalankan `pulau analytics build`."),
    ),
    Trouble.UNWRITABLE: (
        gettext_lazy("Potret data tidak dapat ditulis"),
        gettext_lazy("Periksa hak tulis folder `analytics` di PULAU_HOME, lalu jalankan `pulau analytics build`."),
    ),
    Trouble.QUESTION: (
        gettext_lazy("Sebuah pertanyaan tidak terjawab oleh DuckDB"),
        gettext_lazy("Jalankan `pulau analytics build` untuk melihat pesannya, dan laporkan."),
    ),
}


def health_lines() -> list[HealthLine]:
    """Return how the last run went, and as of when the figures stand."""
    run, counted = last_run(), counted_at()
    if run is None:
        return [HealthLine("waiting", _("Belum pernah dihitung"), _("Dihitung setiap malam oleh `pulau work`."))]
    stands = _("Angka per %(moment)s.") % {"moment": told_moment(counted[0])} if counted else _("Belum ada angka.")
    if run.trouble:
        what, do = _TOLD[run.trouble]
        return [HealthLine("short", f"{what} ({told_moment(run.tried_at)})", f"{do} {stands} {run.about}")]
    if timezone.now() - run.tried_at > LATE:
        late = _("Tidak dihitung sejak %(moment)s") % {"moment": told_moment(run.tried_at)}
        return [HealthLine("short", late, _("Periksa apakah `pulau work` berjalan."))]
    return [HealthLine("intact", _("Dihitung %(moment)s") % {"moment": told_moment(run.tried_at)}, stands)]


def told_moment(moment: datetime) -> str:
    """Write a moment: 22 November 2026 02.14."""
    return f"{long_date(moment)} {clock(moment)}"


HEALTH: Final = HealthPart(
    "analytics", gettext_lazy("Angka nasional"), health_lines, "/angka", gettext_lazy("Lihat angka")
)
