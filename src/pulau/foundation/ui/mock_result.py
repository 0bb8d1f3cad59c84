"""Invented figures for the layout of a scored worksheet; they add up, so that the page can be judged as a page."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class MockSub:
    """One sub-area: number, name, points of its weight, the formula that made them."""

    no: str
    name: Words
    score: Decimal
    weight: Decimal
    formula: str


@dataclass(frozen=True, slots=True)
class MockArea:
    """One area of change with its halves; `percent` is of its weight, minimums are 60 % (WBK) and 75 % (WBBM)."""

    no: int
    name: Words
    short_name: Words
    fulfilment: Decimal
    reform: Decimal
    weight: Decimal
    subs: tuple[MockSub, ...] = ()

    @property
    def score(self) -> Decimal:
        """Points of both halves."""
        return self.fulfilment + self.reform

    @property
    def percent(self) -> Decimal:
        """Score in hundredths of the weight."""
        return self.score * 100 / self.weight

    @property
    def short(self) -> bool:
        """Whether the WBK minimum is missed."""
        return self.percent < Decimal(60)


@dataclass(frozen=True, slots=True)
class MockGate:
    """One gate of a title: what is asked, what there is, the unit, the share of the scale for the bar."""

    name: Words
    required: Decimal
    actual: Decimal
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the exact value reaches the minimum."""
        return self.actual >= self.required

    @property
    def shortfall(self) -> Decimal:
        """How much is missing, 0 when met."""
        return max(self.required - self.actual, Decimal(0))


SUPERVISION = (
    MockSub("i", _("Pengendalian gratifikasi"), Decimal("1.25"), Decimal("1.5"), "(1 + 0,67) ÷ 2 × 1,50 = 1,25"),
    MockSub("ii", _("Penerapan SPIP"), Decimal("1.03"), Decimal("1.5"), "(1 + 0,50 + 0,50 + 0,75) ÷ 4 × 1,50 = 1,03"),
    MockSub(
        "iii", _("Pengaduan masyarakat"), Decimal("1.13"), Decimal("1.5"), "(0,50 + 1 + 1 + 0,50) ÷ 4 × 1,50 = 1,13"
    ),
    MockSub(
        "iv",
        _("Sistem pelaporan pelanggaran (WBS)"),
        Decimal("0.50"),
        Decimal("1.5"),
        "(0,50 + 0,50 + 0) ÷ 3 × 1,50 = 0,50",
    ),
    MockSub(
        "v",
        _("Penanganan benturan kepentingan"),
        Decimal("0.20"),
        Decimal("1.5"),
        "(0,67 + 0 + 0 + 0 + 0) ÷ 5 × 1,50 = 0,20",
    ),
)

AREAS = (
    MockArea(1, _("Manajemen Perubahan"), _("Manajemen Perubahan"), Decimal("3.30"), Decimal("3.12"), Decimal(8)),
    MockArea(2, _("Penataan Tatalaksana"), _("Penataan Tatalaksana"), Decimal("2.78"), Decimal("2.60"), Decimal(7)),
    MockArea(3, _("Penataan Sistem Manajemen SDM"), _("Manajemen SDM"), Decimal("3.85"), Decimal("3.50"), Decimal(10)),
    MockArea(4, _("Penguatan Akuntabilitas"), _("Akuntabilitas"), Decimal("4.01"), Decimal("3.85"), Decimal(10)),
    MockArea(5, _("Penguatan Pengawasan"), _("Pengawasan"), Decimal("4.11"), Decimal("3.94"), Decimal(15), SUPERVISION),
    MockArea(
        6,
        _("Peningkatan Kualitas Pelayanan Publik"),
        _("Pelayanan Publik"),
        Decimal("4.05"),
        Decimal("4.05"),
        Decimal(10),
    ),
)

TOTAL, ENABLER, RESULT = Decimal("77.76"), Decimal("43.16"), Decimal("34.60")


def _gates(total: str, enabler: str, area: str, clean: str, performance: str, service: str) -> list[MockGate]:
    areas = [MockGate(area_of.name, Decimal(area), area_of.percent, "%") for area_of in AREAS]
    return [
        MockGate(_("Nilai total"), Decimal(total), TOTAL),
        MockGate(_("Pengungkit"), Decimal(enabler), ENABLER),
        *areas,
        MockGate(_("Birokrasi yang bersih dan akuntabel"), Decimal(clean), Decimal("19.68")),
        MockGate(_("Persepsi antikorupsi (IPAK)"), Decimal("15.75"), Decimal("15.93")),
        MockGate(_("Capaian kinerja"), Decimal(performance), Decimal("3.75")),
        MockGate(_("Pelayanan publik yang prima"), Decimal(service), Decimal("14.92")),
    ]


WBK = _gates("75", "40", "60", "18.25", "2.50", "14.00")
WBBM = _gates("85", "48", "75", "19.50", "3.75", "15.75")


def mock_context() -> dict[str, object]:
    """Return what the page shows; the real page will hold core results of the same shape."""
    return {
        "total": TOTAL,
        "enabler": ENABLER,
        "result": RESULT,
        "areas": AREAS,
        "marks": [Decimal(60), Decimal(75)],
        "total_marks": [Decimal(75), Decimal(85)],
        "wbk": WBK,
        "wbbm": WBBM,
        "wbk_met": sum(gate.met for gate in WBK),
        "wbbm_met": sum(gate.met for gate in WBBM),
        "wbk_count": len(WBK),
        "wbbm_count": len(WBBM) + 1,
        "short_gates": [gate for gate in WBK if not gate.met],
        "results": (
            (_("Persepsi antikorupsi (IPAK)"), Decimal("3.64"), Decimal("15.93"), Decimal("17.5"), Decimal("91.03")),
            (_("Capaian kinerja"), "B", Decimal("3.75"), Decimal(5), Decimal(75)),
            (_("Kualitas pelayanan (IPKP)"), Decimal("3.41"), Decimal("14.92"), Decimal("17.5"), Decimal("85.26")),
        ),
        "dimensions": (
            (_("Sistem"), Decimal("19.40"), Decimal("26.10")),
            (_("Manusia"), Decimal("12.88"), Decimal("18.90")),
            (_("Budaya"), Decimal("10.88"), Decimal("15.00")),
        ),
        "differences": (
            (
                "5.iii",
                SUPERVISION[2].name,
                Decimal("1.12"),
                Decimal("1.125"),
                Decimal("0.005"),
                _("Berkas membulatkan 1,125 ke bawah"),
            ),
            (
                "5.iv",
                SUPERVISION[3].name,
                Decimal("0.75"),
                Decimal("0.50"),
                Decimal("-0.25"),
                _("Berkas melewati butir yang kosong"),
            ),
        ),
        "steps": (
            (_("Selesaikan 15 pengaduan lagi"), "R5.ii.a", "23/46", "38/46", Decimal("0.98"), Decimal(2)),
            (
                _("Tindak lanjuti evaluasi sistem pelaporan pelanggaran"),
                "P5.iv.c",
                "–",
                "B",
                Decimal("0.25"),
                Decimal(1),
            ),
        ),
    }
