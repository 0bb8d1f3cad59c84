"""The demo's bodies and units: a regency with its province, a city beside it, a vertical body, two national ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pulau.apps.agencies.contract import AgencyKind, UnitKind

REGENCY: Final = "kabupaten-tanjung-sagara"
CITY: Final = "kota-muara-lain"
PROVINCE: Final = "provinsi-nusa-bahari"
ELECTIONS: Final = "komisi-pemilihan-nusa-bahari"
MINISTRY: Final = "kementerian-aparatur"
OVERSIGHT: Final = "lembaga-pelayanan-publik"


@dataclass(frozen=True, slots=True)
class Place:
    """A work unit: code, name, kind, how many work there, its parent's code, and the post of its head."""

    code: str
    name: str
    kind: UnitKind
    staff: int = 0
    parent: str = ""
    head: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Town:
    """A body of the demo with its units."""

    code: str
    name: str
    kind: AgencyKind
    region: str
    places: tuple[Place, ...]
    national: bool = False


def _office(code: str, name: str, staff: int) -> Place:
    return Place(code, name, UnitKind.OFFICE, staff, head=f"Kepala {name}")


DISTRICTS: Final = (
    *("Air Garam", "Batu Layar", "Cemara Pesisir", "Dermaga Lama", "Gosong Panjang", "Hulu Sagara", "Karang Tinggi"),
    *("Lembah Pandan", "Muara Sagara", "Nipah Barat", "Pasir Putih", "Selat Dalam", "Tanjung Timur", "Ujung Bakau"),
)
_DISTRICTS: Final = (
    Place("kecamatan", "Kecamatan Pulau Lintang", UnitKind.DISTRICT, 21, head="Camat Pulau Lintang"),
    Place("kecamatan-teluk", "Kecamatan Teluk Jernih", UnitKind.DISTRICT, 18, head="Camat Teluk Jernih"),
    *(
        Place(
            f"kecamatan-{name.lower().replace(' ', '-')}",
            f"Kecamatan {name}",
            UnitKind.DISTRICT,
            17,
            head=f"Camat {name}",
        )
        for name in DISTRICTS
    ),
)
SAGARA: Final = Town(
    REGENCY,
    "Kabupaten Tanjung Sagara",
    AgencyKind.REGENCY,
    "97.01",
    (
        Place("setda", "Sekretariat Daerah", UnitKind.SECRETARIAT, 92, head="Sekretaris Daerah"),
        Place("inspektorat", "Inspektorat Daerah", UnitKind.INSPECTORATE, 46, head="Inspektur Daerah"),
        _office("disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil", 44),
        _office("dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", 36),
        _office("perhubungan", "Dinas Perhubungan", 58),
        _office("bapenda", "Badan Pendapatan Daerah", 52),
        _office("disdik", "Dinas Pendidikan", 71),
        _office("pupr", "Dinas Pekerjaan Umum dan Penataan Ruang", 66),
        _office("dinsos", "Dinas Sosial", 34),
        _office("dinkes", "Dinas Kesehatan", 63),
        _office("distan", "Dinas Pertanian", 47),
        _office("diskan", "Dinas Kelautan dan Perikanan", 45),
        _office("disperindag", "Dinas Perdagangan dan Perindustrian", 38),
        _office("disbudpar", "Dinas Kebudayaan dan Pariwisata", 29),
        _office("diskominfo", "Dinas Komunikasi dan Informatika", 31),
        _office("dlh", "Dinas Lingkungan Hidup", 42),
        _office("disnaker", "Dinas Tenaga Kerja", 27),
        _office("bkpsdm", "Badan Kepegawaian dan Pengembangan SDM", 33),
        _office("bappeda", "Badan Perencanaan Pembangunan Daerah", 35),
        _office("bpkad", "Badan Pengelolaan Keuangan dan Aset Daerah", 41),
        _office("bpbd", "Badan Penanggulangan Bencana Daerah", 28),
        Place("satpol-pp", "Satuan Polisi Pamong Praja", UnitKind.OFFICE, 57, head="Kepala Satuan"),
        *_DISTRICTS,
        Place("rsud", "RSUD Tanjung Sagara", UnitKind.HOSPITAL, 152, head="Direktur RSUD"),
        Place("rsud-lintang", "RSUD Pulau Lintang", UnitKind.HOSPITAL, 68, head="Direktur RSUD"),
        Place("puskesmas-muara", "Puskesmas Muara Sagara", UnitKind.HEALTH_CENTRE, 26, "dinkes", "Kepala Puskesmas"),
        Place("smpn-1", "SMP Negeri 1 Tanjung Sagara", UnitKind.SCHOOL, 31, "disdik", "Kepala Sekolah"),
    ),
)
MUARA: Final = Town(
    CITY,
    "Kota Muara Lain",
    AgencyKind.CITY,
    "97.71",
    (Place("dukcapil-muara", "Dinas Kependudukan Muara Lain", UnitKind.OFFICE, 12, head="Kepala Dinas"),),
)
BAHARI: Final = Town(
    PROVINCE,
    "Provinsi Nusa Bahari",
    AgencyKind.PROVINCE,
    "97",
    (
        Place("setda-prov", "Sekretariat Daerah Provinsi", UnitKind.SECRETARIAT, 14, head="Sekretaris Daerah"),
        Place("inspektorat-prov", "Inspektorat Provinsi", UnitKind.INSPECTORATE, 11, head="Inspektur"),
        Place("samsat-bahari", "Samsat Nusa Bahari", UnitKind.OFFICE, 12, head="Kepala Samsat"),
        Place("rsud-bahari", "RSUD Provinsi Nusa Bahari", UnitKind.HOSPITAL, 18, head="Direktur"),
    ),
)
REGIONS: Final = (
    *("Tanjung Sagara", "Muara Lain", "Lautan Utara", "Lautan Selatan", "Gugus Karang", "Selat Mutiara", "Teluk Dalam"),
    *("Pulau Cengkih", "Pulau Pala", "Kepulauan Cemara", "Bakau Raya", "Pesisir Barat Daya", "Pesisir Timur Laut"),
    *("Lembah Api", "Tanah Datar Laut", "Hulu Bahari", "Hilir Bahari", "Danau Tengah", "Gunung Layar", "Padang Lamun"),
    *("Karang Biru", "Ombak Putih"),
)
"""The regions of the vertical body's offices; with the province's own office they are 23."""
PEMILIHAN: Final = Town(
    ELECTIONS,
    "Komisi Pemilihan Nusa Bahari",
    AgencyKind.VERTICAL,
    "97",
    (
        Place("kp-provinsi", "Komisi Pemilihan Provinsi Nusa Bahari", UnitKind.ELECTION_OFFICE, 6, head="Sekretaris"),
        *(
            Place(
                f"kp-{name.lower().replace(' ', '-')}",
                f"Komisi Pemilihan {name}",
                UnitKind.ELECTION_OFFICE,
                3,
                "kp-provinsi",
                "Sekretaris",
                {"Tanjung Sagara": "97.01", "Muara Lain": "97.71"}.get(name, ""),
            )
            for name in REGIONS
        ),
    ),
)
APARATUR: Final = Town(
    MINISTRY,
    "Kementerian Aparatur (rekaan)",
    AgencyKind.MINISTRY,
    "",
    (Place("deputi-pengawasan", "Deputi Bidang Pengawasan", UnitKind.OFFICE, 8, head="Deputi"),),
    national=True,
)
PELAYANAN: Final = Town(
    OVERSIGHT,
    "Lembaga Pengawas Pelayanan Publik (rekaan)",
    AgencyKind.BODY,
    "",
    (Place("perwakilan-bahari", "Perwakilan Nusa Bahari", UnitKind.REGIONAL_OFFICE, 5, head="Kepala Perwakilan"),),
    national=True,
)
TOWNS: Final = (SAGARA, MUARA, BAHARI, PEMILIHAN, APARATUR, PELAYANAN)
