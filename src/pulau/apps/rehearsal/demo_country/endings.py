"""What follows evaluations of the wider country: decrees, titles, monitoring, repair, and one title that is revoked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pulau.apps.assessments.contract import Advance, Case, advance
from pulau.apps.outcomes.contract import (
    DecreeWish,
    ExaminationWish,
    MonitoringWish,
    TitleHeld,
    clarify_trigger,
    determine,
    examine_trigger,
    propose_revocation,
    record_trigger,
    report_monitoring,
    revoke,
)
from pulau.apps.rehearsal.demo_country.days import chance
from pulau.core.workflow.keeping import TriggerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.rehearsal.demo_country.places import Spot
    from pulau.apps.rehearsal.demo_country.stage import Stage

_ABOUT: Final = "Penetapan unit kerja pelayanan berpredikat menuju wilayah bebas dari korupsi dan birokrasi bersih"
_SOURCE: Final = "Rekomendasi pengawas pelayanan publik 0218: pungutan pada pendaftaran rawat inap"


def grant_in(stage: Stage, place: int, cases: Sequence[Case]) -> None:
    """Record the Minister's decree of a year for the units that its panel recommended, and begin to monitor them."""
    if not cases:
        return
    year = stage.days.year(place)
    day = stage.days.at(date(year, 12, 9)).date()
    wish = DecreeWish(f"{612 + 41 * place} Tahun {year}", day, _ABOUT)
    now = stage.days.at(date(year, 12, 14), stage.body.code)
    determine(actor=stage.actor("panel"), case_ids=[case.pk for case in cases], wish=wish, now=now)
    for case in cases:
        begun = stage.days.at(date(year, 12, 21), case.unit_code)
        advance(actor=stage.actor("tpi"), case_id=case.pk, wish=Advance("begin_monitoring"), now=begun)


def monitor_in(stage: Stage, place: int) -> None:
    """Let the inspectorate report on the titles that the year before gave."""
    year = stage.days.year(place)
    for case in (
        Case.objects.for_tenant(stage.tenant_id).filter(stage="monitoring", year=year - 1).order_by("unit_code")
    ):
        index = 340 + chance(40, case.unit_code, year)
        complaints = 6 + chance(60, case.unit_code, year, "aduan")
        wish = MonitoringWish(
            year, "Layanan dan pengendalian gratifikasi berjalan seperti pada penetapan.", "skm",
            f"{index // 100},{index % 100:02d}", complaints=complaints, complaints_open=chance(4, case.unit_code, year),
            follow_up="Pengaduan yang terbuka menunggu berkas pemohon.", letter=f"700/{100 + place}/{year}",
        )  # fmt: skip
        at = stage.days.between(date(year, 6, 1), date(year, 7, 31), case.unit_code, "pantau")
        report_monitoring(actor=stage.actor("tpi"), case_id=case.pk, wish=wish, now=at)


def revoke_title(stage: Stage, spot: Spot) -> None:
    """Let a unit lose its title in the newest year, after maladministration was found and examined."""
    held = TitleHeld.objects.for_tenant(stage.tenant_id).get(unit_id=stage.units[spot.code].pk, state="in-force")
    case_id = held.case_id
    if case_id is None:
        raise LookupError(spot.code)
    days = stage.days
    found = record_trigger(
        actor=stage.actor("tpn"), title_id=held.pk, kind=TriggerKind.MALADMINISTRATION, source=_SOURCE,
        day=days.ago(132).date(), now=days.ago(128, "pemicu"),
    )  # fmt: skip
    text = "Dua petugas meminta uang percepatan; keduanya sudah dipindahkan."
    clarify_trigger(actor=stage.actor("tpi"), trigger_id=found.pk, text=text, now=days.ago(112, "jawab"))
    judged = ExaminationWish("founded", "Pungutan terbukti pada sebelas pasien dalam tiga bulan.", "")
    examine_trigger(actor=stage.actor("tpn"), trigger_id=found.pk, wish=judged, now=days.ago(90, "periksa"))
    propose_revocation(
        actor=stage.actor("tpn"), case_id=case_id, letter="B/118/PW.04",
        recommendation="Maladministrasi terbukti dan berulang. Kami mengusulkan pencabutan.", now=days.ago(80, "usul"),
    )  # fmt: skip
    day = days.ago(55).date()
    decree = DecreeWish(f"433 Tahun {day.year}", day, "Pencabutan predikat menuju wilayah bebas dari korupsi")
    revoke(actor=stage.actor("panel"), case_id=case_id, decree=decree, now=days.ago(51, "cabut"))
