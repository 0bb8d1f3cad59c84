"""The log on the page of the installation's health: whether it is signed, what rings, and what to do now."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.transparency import places
from pulau.apps.transparency.models import LogState
from pulau.apps.transparency.refusals import alarm_told
from pulau.apps.transparency.running import alarms
from pulau.foundation.registry.health_parts import HealthLine, HealthPart
from pulau.foundation.ui.formats import number


def health_lines() -> list[HealthLine]:
    """Return the log's state and its alarms, with what to do."""
    if not places.chosen().enabled:
        return [HealthLine("unanswered", _("Tidak dinyalakan"))]
    told = [(each, alarm_told(each.code, each.facts, each.about)) for each in alarms.ringing()]
    if told:
        return [HealthLine("short", words.what, words.do) for _alarm, words in told]
    state = LogState.objects.first()
    if state is None:
        return [HealthLine("waiting", _("Belum dimulai"), _("Pengurut berjalan di dalam `pulau work`."))]
    return [HealthLine("intact", _("Tanpa alarm"), _("%(count)s entri") % {"count": number(state.size, 0)})]


HEALTH: Final = HealthPart(
    "log", gettext_lazy("Log publik"), health_lines, "/log", gettext_lazy("Lihat halaman log publik")
)
