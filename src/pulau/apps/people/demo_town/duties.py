"""Who of the demo's people holds which role where; who comes from outside; who declared an interest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pulau.apps.people.demo_town.places import APARATUR, BAHARI, PELAYANAN, PEMILIHAN, REGENCY
from pulau.apps.people.models import Basis, InterestGround, OutsideKind, Role
from pulau.core.shared.roles import Scope


@dataclass(frozen=True, slots=True)
class DemoDuty:
    """A role of one of the cast: in a body, perhaps in a unit or a region, since and until so many days from today."""

    person: str
    body: str
    role: Role
    unit: str = ""
    scope: Scope | None = None
    region: str = ""
    since: int = -1_100
    until: int | None = None
    document: str = ""
    area: str = ""
    companion: str = ""
    basis: Basis = Basis.DEFINITIVE
    instead_of: str = ""


DUTIES: Final = (
    DemoDuty("bima", REGENCY, Role.TPI_LEADER, since=-1_050, until=320, document="SK Bupati 700/112/2023"),
    DemoDuty("sinta", REGENCY, Role.TPI_MEMBER, since=-1_050, until=320, document="SK Bupati 700/112/2023"),
    DemoDuty("nuri", REGENCY, Role.TPI_MEMBER, since=-1_050, until=320, document="SK Bupati 700/112/2023"),
    DemoDuty("anton", REGENCY, Role.TPI_CONTROLLER, since=-1_050, until=320, document="SK Bupati 700/112/2023"),
    DemoDuty("surya", REGENCY, Role.AUDITOR, since=-300, document="SK Bupati 700/31/2026"),
    DemoDuty(
        "fajar", REGENCY, Role.AREA_OWNER, "disdukcapil", since=-200, until=35, area="6", document="SK Kadis 11/2026"
    ),
    DemoDuty("lala", REGENCY, Role.COUNTER_OFFICER, "disdukcapil", since=-380, document="SK Kadis 27/2025"),
    DemoDuty("rini", REGENCY, Role.GIFT_CONTROL, since=-600, document="SK Bupati 700/8/2025"),
    DemoDuty("seno", REGENCY, Role.REPORT_RECIPIENT, since=-600, document="SK Bupati 700/9/2025"),
    DemoDuty("komang", REGENCY, Role.LEADERS_FORUM, since=-500),
    DemoDuty(
        "darma",
        REGENCY,
        Role.COMPANION,
        since=-350,
        until=210,
        companion=OutsideKind.PROSECUTOR,
        document="PKS 14/2025",
    ),
    DemoDuty(
        "brata", REGENCY, Role.COMPANION, since=-350, until=18, companion=OutsideKind.POLICE, document="PKS 15/2025"
    ),
    DemoDuty(
        "maya",
        REGENCY,
        Role.UNIT_HEAD,
        "dpmptsp",
        since=-6,
        until=9,
        basis=Basis.PLH,
        instead_of="oki",
        document="Surat Perintah 800/77/2026",
    ),
    DemoDuty(
        "sri",
        REGENCY,
        Role.UNIT_HEAD,
        "kecamatan",
        since=-64,
        until=116,
        basis=Basis.PLT,
        document="SK Bupati 821/40/2026",
    ),
    DemoDuty("arman", BAHARI.code, Role.AGENCY_HEAD),
    DemoDuty("vita", BAHARI.code, Role.AGENCY_ADMINISTRATOR, document="SK Sekda 41/2024"),
    DemoDuty("wayan", PEMILIHAN.code, Role.AGENCY_ADMINISTRATOR, document="SK Sekretaris 3/2024"),
    DemoDuty("lina", APARATUR.code, Role.AGENCY_ADMINISTRATOR, document="SK Deputi 2/2024"),
    DemoDuty(
        "citra",
        APARATUR.code,
        Role.TPN_ASSESSOR,
        scope=Scope.COUNTRY,
        since=-1_000,
        until=75,
        document="SK Deputi 12/2024",
    ),
    DemoDuty(
        "yoga",
        APARATUR.code,
        Role.TPN_ASSESSOR,
        scope=Scope.COUNTRY,
        since=-1_000,
        until=75,
        document="SK Deputi 12/2024",
    ),
    DemoDuty(
        "mutia",
        APARATUR.code,
        Role.TPN_PANEL,
        scope=Scope.COUNTRY,
        since=-1_000,
        until=75,
        document="SK Deputi 13/2024",
    ),
    DemoDuty(
        "hasan",
        APARATUR.code,
        Role.TPN_PANEL,
        scope=Scope.COUNTRY,
        since=-1_000,
        until=75,
        document="SK Deputi 13/2024",
    ),
    DemoDuty(
        "lina",
        APARATUR.code,
        Role.TPN_PANEL,
        scope=Scope.COUNTRY,
        since=-1_000,
        until=75,
        document="SK Deputi 13/2024",
    ),
    DemoDuty("tika", APARATUR.code, Role.OPERATOR, scope=Scope.COUNTRY),
    DemoDuty("doni", PELAYANAN.code, Role.AGENCY_ADMINISTRATOR),
    DemoDuty(
        "ratna",
        PELAYANAN.code,
        Role.COMPANION,
        scope=Scope.REGION,
        region="97",
        since=-700,
        companion=OutsideKind.OMBUDSMAN,
        document="ST 88/2024",
    ),
)
"""Beside the teams and heads of the units with worksheets, whose duties are told with those."""

OUTSIDERS: Final = (
    ("darma", "Darma Siswanto", OutsideKind.PROSECUTOR, "Kejaksaan Negeri Tanjung Sagara", "Kepala Seksi Datun"),
    ("brata", "Brata Samudra", OutsideKind.POLICE, "Kepolisian Resor Tanjung Sagara", "Kepala Bagian Perencanaan"),
    ("komang", "Komang Adiputra", OutsideKind.OTHER, "DPRD Kabupaten Tanjung Sagara", "Ketua Komisi A"),
    ("", "Prof. Marlina Hutapea", OutsideKind.UNIVERSITY, "Universitas Nusa Bahari", "Ketua Pusat Studi Antikorupsi"),
    ("", "Hj. Salmah Rusdi", OutsideKind.RELIGIOUS_COUNCIL, "Majelis Kerukunan Tanjung Sagara", "Sekretaris"),
    ("", "Gerald Pattinama", OutsideKind.PRESS, "Harian Suara Bahari", "Redaktur Daerah"),
)
"""People from outside whom the regency knows: account in the cast (or none), name, kind, institution, position."""

INTERESTS: Final = (
    ("sinta", "dinkes", InterestGround.FAMILY, "Adik kandung bekerja di sana", -380, None),
    ("bima", "bapenda", InterestGround.FORMER_WORK, "Kepala bidang sampai 2025", -400, 330),
    ("anton", "pupr", InterestGround.BUSINESS, "Kerabat menjadi rekanan", -200, None),
)
"""Who declared an interest in which unit, on what ground, and from when to when (days from today)."""

WORKPLACES: Final = {
    "hana": ("setda", "Kepala Bagian Organisasi"),
    "bima": ("inspektorat", "Inspektur Pembantu I"),
    "sinta": ("inspektorat", "Auditor Ahli Muda"),
    "nuri": ("inspektorat", "Auditor Ahli Pertama"),
    "anton": ("inspektorat", "Inspektur Pembantu III"),
    "surya": ("inspektorat", "Auditor Ahli Madya"),
    "lala": ("disdukcapil", "Pengelola Pelayanan"),
    "rini": ("inspektorat", "Analis Pengawasan"),
    "seno": ("inspektorat", "Auditor Ahli Pertama"),
    "sri": ("kecamatan", "Sekretaris Kecamatan"),
    "vita": ("setda-prov", "Kepala Biro Organisasi"),
    "wayan": ("kp-provinsi", "Kepala Bagian Umum"),
    "nila": ("kp-tanjung-sagara", "Kasubbag Hukum"),
    "lina": ("deputi-pengawasan", "Kepala Bagian Tata Usaha"),
    "citra": ("deputi-pengawasan", "Analis Kebijakan Ahli Madya"),
    "hasan": ("deputi-pengawasan", "Asisten Deputi"),
    "yoga": ("deputi-pengawasan", "Analis Kebijakan Ahli Muda"),
    "mutia": ("deputi-pengawasan", "Analis Kebijakan Ahli Utama"),
    "tika": ("deputi-pengawasan", "Pranata Komputer Ahli Madya"),
    "ratna": ("perwakilan-bahari", "Asisten Pratama"),
    "doni": ("perwakilan-bahari", "Kepala Keasistenan"),
}
"""Where those of the cast work who belong to no worksheet's team: unit and position."""

READINESS: Final = (
    ("bpk-opinion", ("WDP", "WTP", "WTP"), "LHP BPK atas LKPD {year}"),
    ("sakip", ("CC", "B", "B"), "LHE AKIP {year}"),
    ("rb-index", ("CC", "CC", "B"), "LHE RB {year}"),
    ("spip-maturity", ("2.41", "3.02", "3.18"), "Laporan penilaian SPIP {year}"),
    ("findings-follow-up", ("83.5", "91.25", "96.4"), "Rekap tindak lanjut {year}"),
    ("lhkpn", ("94.1", "100", "100"), "Tanda terima KPK {year}"),
    ("lhkan", ("88", "97.3", "99.1"), "Rekap LHKAN {year}"),
)
"""What the regency's documents say of the three years of the worksheets: 2024 to 2026, loaded late in 2026."""
