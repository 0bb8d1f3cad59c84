"""Names of proposal conditions (syarat pengusulan) in both languages; what an overlay adds keeps its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.names import Two, pick

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES: Final[Mapping[str, Two]] = {
    "bpk-opinion": ("Opini BPK", "Opinion of the audit board (BPK)"),
    "sakip": ("Predikat SAKIP", "SAKIP grade"),
    "rb-index": ("Indeks reformasi birokrasi", "Bureaucratic reform index"),
    "spip-maturity": ("Tingkat maturitas SPIP", "SPIP maturity level"),
    "core-service": ("Layanan utama", "Core service"),
    "public-effect": ("Berdampak besar pada persepsi masyarakat", "Significant effect on public perception"),
    "findings-followed-up": ("Tindak lanjut temuan APIP dan BPK, persen", "Findings followed up, percent"),
    "wealth-reports": ("Kepatuhan LHKAN dan LHKPN, persen", "Compliance with wealth reports, percent"),
    "years-of-building": ("Lama pembangunan, tahun", "Years of building"),
    "internal-sakip": ("SAKIP internal", "Internal SAKIP"),
    "echelon": ("Eselon", "Echelon"),
    "strategic-service": ("Layanan strategis", "Strategic service"),
    "reform-carried-out": ("Program reformasi birokrasi dijalankan", "Bureaucratic reform carried out"),
    "large-resources": ("Mengelola sumber daya yang besar", "Manages large resources"),
    "agency": ("instansi", "agency"),
    "unit": ("unit", "unit"),
    "region": ("daerah", "region"),
    "ministry": ("kementerian/lembaga", "ministry or agency"),
    "yes": ("ya", "yes"),
    "WTP, 2 years": ("WTP, 2 tahun", "WTP, 2 years"),
    "regional-hospital": ("RSUD", "regional hospitals"),
    "civil-registry": ("kependudukan dan pencatatan sipil", "civil registry"),
    "samsat": ("Samsat", "Samsat"),
    "one-stop-service": ("pelayanan terpadu satu pintu", "one-stop service"),
    "education": ("pendidikan", "education"),
    "manpower": ("ketenagakerjaan", "manpower"),
}


def condition_name(key: str, language: str) -> str:
    """Name a condition, a level, a kind of agency or of unit, or a value such as `yes`; `WBK/region` part by part."""
    if key in _NAMES:
        return pick(_NAMES[key], language)
    head, slash, kind = key.partition("/")
    return f"{head} {condition_name(kind, language)}" if slash else key
