"""Conditions, outcomes and steps of a season in words; what is to be done about a condition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.proposals.checking import STATED, kept
from pulau.core.shared.readiness import PERCENTS
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.proposing import YEARS, Outcome
from pulau.exchange.condition_names import condition_name
from pulau.foundation.ui.formats import number
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pulau.core.workflow.proposing import ConditionCheck

PERCENT_CONDITIONS: Final = frozenset({"findings-followed-up", "wealth-reports"}) | PERCENTS
KIND_OF: Final = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "short",
    Outcome.UNKNOWN: "unanswered",
    Outcome.EASED: "provisional",
}
"""Which of the interface's status marks an outcome has."""
STEP_WORDS: Final = {
    "opening": gettext_lazy("Pengusulan dibuka"),
    "proposals": gettext_lazy("Hari terakhir pengusulan"),
    "desk": gettext_lazy("Evaluasi dokumen selesai"),
    "field": gettext_lazy("Evaluasi lapangan selesai"),
    "panel": gettext_lazy("Sidang panel selesai"),
    "announcement": gettext_lazy("Pengumuman hasil"),
}
_MEASURES: Final = {
    "bpk-opinion": "bpk-opinion", "sakip": "sakip", "rb-index": "rb-index", "spip-maturity": "spip-maturity",
    "findings-followed-up": "findings-follow-up", "wealth-reports": "lhkpn", "internal-sakip": "sakip",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckView:
    """A condition as pages show it."""

    code: str
    name: str
    level: str
    required: str
    value: str
    document: str
    dated: date | None
    outcome: str
    kind: str
    words: str
    todo: str = ""
    href: str = ""
    stated: bool = False


def outcome_words(outcome: Outcome) -> str:
    """Return what became of a condition."""
    return {
        Outcome.MET: _("Terpenuhi"),
        Outcome.NOT_MET: _("Belum terpenuhi"),
        Outcome.UNKNOWN: _("Belum diketahui"),
        Outcome.EASED: _("Diringankan ketentuan"),
    }[outcome]


def value_of(condition: str, value: str, tongue: str) -> str:
    """Return a value of a condition as people write it: `100%`, `3`, `ya`, `1 tahun`."""
    if condition == YEARS and value.isdecimal():
        return f"{value} " + (_("tahun") if tongue == "id" else "year" if value == "1" else "years")
    plain = value.replace(".", "", 1)
    if not plain.isdecimal():
        return condition_name(value, tongue)
    shown = number(Decimal(value), len(value.partition(".")[2]))
    return f"{shown}%" if condition in PERCENT_CONDITIONS else shown


def check_views(checks: Collection[ConditionCheck], *, unit: str, year: int, records: bool) -> list[CheckView]:
    """Return conditions as pages show them; `records`: the reader may record what is missing."""
    tongue = spoken_language()
    return [_view(check, tongue, unit, year, records=records) for check in checks]


def kept_views(checks: Iterable[Mapping[str, Any]]) -> list[CheckView]:
    """Return conditions as they were kept with a signed proposal."""
    tongue = spoken_language()
    return [_kept_view(check, tongue) for check in checks]


def _kept_view(check: Mapping[str, Any], tongue: str) -> CheckView:
    code, outcome = check["condition"], Outcome(check["outcome"])
    return CheckView(
        code=code,
        name=condition_name(code, tongue).partition(",")[0],
        level=condition_name(check["level"], tongue),
        required=value_of(code, check["required"], tongue),
        value=value_of(code, check["value"], tongue) if check["value"] else "",
        document=check["document"],
        dated=date.fromisoformat(check["dated"]) if check["dated"] else None,
        outcome=outcome.value,
        kind=KIND_OF[outcome],
        words=outcome_words(outcome),
    )


def _view(check: ConditionCheck, tongue: str, unit: str, year: int, *, records: bool) -> CheckView:
    stated = check.condition in STATED
    short = check.outcome is not Outcome.MET
    href = ""
    if short and records and not stated and check.condition in _MEASURES:
        asked = f"?tahun={year - 1}" + (f"&unit={unit}" if check.level == "unit" else "")
        href = reverse("agencies:readiness") + asked
    return replace(_kept_view(kept(check), tongue), todo=_todo(check) if short else "", href=href, stated=stated)


def _todo(check: ConditionCheck) -> str:
    if check.condition in STATED and check.outcome in {Outcome.UNKNOWN, Outcome.EASED} and check.known is None:
        if check.condition == YEARS:
            return _("Belum ada pencanangan yang tercatat. Nyatakan dengan piagam dari masa sebelum Pulau, bila ada.")
        return _("Nyatakan dengan dokumennya.")
    if check.known is None:
        return _("Catat nilainya dengan dokumen sumber di Syarat kesiapan.")
    if check.condition == YEARS:
        return _("Tunggu sampai genap setahun sejak pencanangan.")
    return _("Lengkapi sampai memenuhi, lalu catat dokumen yang baru.")


def guard_words(codes: Collection[str]) -> list[str]:
    """Return guards of the process in words."""
    tongue = spoken_language()
    return [ASSESSMENT.guards[code].words(tongue) for code in codes]
