"""The bodies of the demo's wider country and what became of each of their units in seven years. All invented.

A course has a letter for each year, the newest last (`courses`): when a unit declared, how its evaluations ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pulau.apps.agencies.contract import AgencyKind, UnitKind

YEARS: Final = 7
"""How many years a course tells; the newest is the demo's newest year."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit: its course, code, name and kind; its region where it is not its body's; from which year on it exists.

    `since` is a place in the course; None: from before all of it.
    """

    course: str
    code: str
    name: str
    kind: UnitKind
    region: str = ""
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Country:
    """A body: code, name, kind, region, who leads it, who assesses its units (name, the part of the address), units.

    `above` is the code of the unit below which all others stand; empty: each stands by itself. `strength` is how far
    its units are beyond those of the others, in percent points.
    """

    code: str
    name: str
    kind: AgencyKind
    region: str
    leader: tuple[str, str]
    assessor: tuple[str, str]
    spots: tuple[Spot, ...]
    above: str = ""
    strength: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """What happens to a unit at the beginning of a year of the course: a new name, a merger, its end.

    `before` are the code and name that it had until then; `into` the code of the unit that takes it over.
    """

    body: str
    code: str
    year: int
    document: str
    before: tuple[str, str] | None = None
    into: str = ""


_KENCANA: Final = (
    Spot("----daa", "setda", "Sekretariat Daerah", UnitKind.SECRETARIAT),
    Spot("---s-aa", "inspektorat", "Inspektorat Daerah", UnitKind.INSPECTORATE),
    Spot("d--cw--", "dukcapil", "Dinas Kependudukan dan Pencatatan Sipil", UnitKind.OFFICE),
    Spot("dnwa-ba", "dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", UnitKind.OFFICE),
    Spot("dwa-b-a", "dinkes", "Dinas Kesehatan", UnitKind.OFFICE),
    Spot("----daa", "disdik", "Dinas Pendidikan", UnitKind.OFFICE),
    Spot("--da-a5", "dishub", "Dinas Perhubungan", UnitKind.OFFICE),
    Spot("-----da", "bapenda", "Badan Pendapatan Daerah", UnitKind.OFFICE),
    Spot("--daaaa", "dinsos", "Dinas Sosial", UnitKind.OFFICE),
    Spot("-----d-", "pupr", "Dinas Pekerjaan Umum", UnitKind.OFFICE),
    Spot("--daaa3", "disnaker", "Dinas Tenaga Kerja", UnitKind.OFFICE),
    Spot("--daaaa", "distan", "Dinas Pertanian", UnitKind.OFFICE),
    Spot("-----da", "dlh", "Dinas Lingkungan Hidup", UnitKind.OFFICE),
    Spot("-------", "bpbd", "Badan Penanggulangan Bencana Daerah", UnitKind.OFFICE),
    Spot("sw---b-", "rsud", "RSUD Teluk Kencana", UnitKind.HOSPITAL),
    Spot("----d-a", "kec-ambung-jaya", "Kecamatan Ambung Jaya", UnitKind.DISTRICT),
    Spot("------s", "kec-batu-kencana", "Kecamatan Batu Kencana", UnitKind.DISTRICT),
    Spot("-------", "kec-labuhan-sunyi", "Kecamatan Labuhan Sunyi", UnitKind.DISTRICT),
    Spot("-----da", "kec-muara-terang", "Kecamatan Muara Terang", UnitKind.DISTRICT),
    Spot("----d-a", "kec-pasir-gading", "Kecamatan Pasir Gading", UnitKind.DISTRICT),
    Spot("-------", "kec-tanjung-damai", "Kecamatan Tanjung Damai", UnitKind.DISTRICT),
    Spot("--daaaa", "kec-ujung-kelapa", "Kecamatan Ujung Kelapa", UnitKind.DISTRICT),
    Spot("-------", "pkm-ambung-jaya", "Puskesmas Ambung Jaya", UnitKind.HEALTH_CENTRE),
    Spot("----daa", "pkm-batu-kencana", "Puskesmas Batu Kencana", UnitKind.HEALTH_CENTRE),
    Spot("---saaa", "pkm-muara-terang", "Puskesmas Muara Terang", UnitKind.HEALTH_CENTRE),
    Spot("---d-aa", "pkm-pasir-gading", "Puskesmas Pasir Gading", UnitKind.HEALTH_CENTRE),
    Spot("----d-a", "smpn-2", "SMP Negeri 2 Teluk Kencana", UnitKind.SCHOOL),
    Spot("---d---", "dinas-pasar", "Dinas Pasar", UnitKind.OFFICE),
)
_KARANG: Final = (
    Spot("---daaa", "setda", "Sekretariat Daerah", UnitKind.SECRETARIAT),
    Spot("------d", "inspektorat", "Inspektorat Daerah", UnitKind.INSPECTORATE),
    Spot("-sa-a-a", "dukcapil", "Dinas Kependudukan dan Pencatatan Sipil", UnitKind.OFFICE),
    Spot("-sa-xa4", "dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", UnitKind.OFFICE),
    Spot("-d---aa", "dinkes", "Dinas Kesehatan", UnitKind.OFFICE),
    Spot("--d---a", "disdik", "Dinas Pendidikan", UnitKind.OFFICE),
    Spot("--d--aa", "dishub", "Dinas Perhubungan", UnitKind.OFFICE),
    Spot("---da-a", "bapenda", "Badan Pendapatan Daerah", UnitKind.OFFICE),
    Spot("-------", "dinsos", "Dinas Sosial", UnitKind.OFFICE),
    Spot("-----d7", "pupr", "Dinas Pekerjaan Umum", UnitKind.OFFICE),
    Spot("----d--", "disnaker", "Dinas Tenaga Kerja", UnitKind.OFFICE),
    Spot("------d", "bkpsdm", "Badan Kepegawaian dan Pengembangan SDM", UnitKind.OFFICE),
    Spot("-dw-a-r", "rsud", "RSUD Karang Timur", UnitKind.HOSPITAL),
    Spot("----d-a", "kec-karang-jernih", "Kecamatan Karang Jernih", UnitKind.DISTRICT),
    Spot("-------", "kec-karang-rendah", "Kecamatan Karang Rendah", UnitKind.DISTRICT),
    Spot("-------", "kec-laut-teduh", "Kecamatan Laut Teduh", UnitKind.DISTRICT),
    Spot("----d--", "kec-ombak-tujuh", "Kecamatan Ombak Tujuh", UnitKind.DISTRICT),
    Spot("-----da", "kec-pantai-nyiur", "Kecamatan Pantai Nyiur", UnitKind.DISTRICT),
    Spot("-----d-", "kec-selat-biru", "Kecamatan Selat Biru", UnitKind.DISTRICT),
    Spot("-------", "pkm-karang-jernih", "Puskesmas Karang Jernih", UnitKind.HEALTH_CENTRE),
    Spot("-------", "pkm-laut-teduh", "Puskesmas Laut Teduh", UnitKind.HEALTH_CENTRE),
    Spot("----dw-", "pkm-pantai-nyiur", "Puskesmas Pantai Nyiur", UnitKind.HEALTH_CENTRE),
    Spot("-------", "smpn-1", "SMP Negeri 1 Karang Timur", UnitKind.SCHOOL),
    Spot("-da----", "arsip", "Kantor Arsip Daerah", UnitKind.OFFICE),
)
_DAMAR: Final = (
    Spot("-----d-", "setda", "Sekretariat Daerah", UnitKind.SECRETARIAT),
    Spot("-------", "inspektorat", "Inspektorat Daerah", UnitKind.INSPECTORATE),
    Spot("--d-w--", "dukcapil", "Dinas Kependudukan dan Pencatatan Sipil", UnitKind.OFFICE),
    Spot("--swaaa", "dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", UnitKind.OFFICE),
    Spot("--dn-ca", "dinkes", "Dinas Kesehatan", UnitKind.OFFICE),
    Spot("------d", "disdik", "Dinas Pendidikan", UnitKind.OFFICE),
    Spot("-------", "dishub", "Dinas Perhubungan", UnitKind.OFFICE),
    Spot("-----da", "bapenda", "Badan Pendapatan Daerah", UnitKind.OFFICE),
    Spot("-------", "dinsos", "Dinas Sosial", UnitKind.OFFICE),
    Spot("----daa", "distan", "Dinas Pertanian", UnitKind.OFFICE),
    Spot("--d-nw-", "rsud", "RSUD Bukit Damar", UnitKind.HOSPITAL),
    Spot("------d", "kec-damar-hulu", "Kecamatan Damar Hulu", UnitKind.DISTRICT),
    Spot("-----da", "kec-damar-hilir", "Kecamatan Damar Hilir", UnitKind.DISTRICT),
    Spot("-----da", "kec-embun-pagi", "Kecamatan Embun Pagi", UnitKind.DISTRICT),
    Spot("-------", "kec-kaki-damar", "Kecamatan Kaki Damar", UnitKind.DISTRICT),
    Spot("-------", "kec-lereng-hijau", "Kecamatan Lereng Hijau", UnitKind.DISTRICT),
    Spot("-----d-", "pkm-damar-hulu", "Puskesmas Damar Hulu", UnitKind.HEALTH_CENTRE),
    Spot("------d", "pkm-kaki-damar", "Puskesmas Kaki Damar", UnitKind.HEALTH_CENTRE),
    Spot("--daaaa", "pkm-lereng-hijau", "Puskesmas Lereng Hijau", UnitKind.HEALTH_CENTRE),
    Spot("-------", "smpn-3", "SMP Negeri 3 Bukit Damar", UnitKind.SCHOOL),
)
_RAWA: Final = (
    Spot("------d", "setda", "Sekretariat Daerah", UnitKind.SECRETARIAT),
    Spot("-------", "inspektorat", "Inspektorat Daerah", UnitKind.INSPECTORATE),
    Spot("---d--a", "dukcapil", "Dinas Kependudukan dan Pencatatan Sipil", UnitKind.OFFICE),
    Spot("---d-aa", "dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", UnitKind.OFFICE),
    Spot("---d-aa", "dinkes", "Dinas Kesehatan", UnitKind.OFFICE),
    Spot("------d", "disdik", "Dinas Pendidikan", UnitKind.OFFICE),
    Spot("---da-a", "dishub", "Dinas Perhubungan", UnitKind.OFFICE),
    Spot("-----da", "dinsos", "Dinas Sosial", UnitKind.OFFICE),
    Spot("---d---", "dlh", "Dinas Lingkungan Hidup", UnitKind.OFFICE),
    Spot("---d---", "kec-rawa-tengah", "Kecamatan Rawa Tengah", UnitKind.DISTRICT),
    Spot("---da-6", "kec-rawa-seberang", "Kecamatan Rawa Seberang", UnitKind.DISTRICT),
    Spot("-------", "kec-teratai-putih", "Kecamatan Teratai Putih", UnitKind.DISTRICT),
    Spot("---daaa", "kec-tepi-telaga", "Kecamatan Tepi Telaga", UnitKind.DISTRICT),
    Spot("----daa", "pkm-rawa-tengah", "Puskesmas Rawa Tengah", UnitKind.HEALTH_CENTRE),
    Spot("----d--", "pkm-teratai-putih", "Puskesmas Teratai Putih", UnitKind.HEALTH_CENTRE, since=3),
    Spot("-------", "kel-tepi-rawa", "Kelurahan Tepi Rawa", UnitKind.VILLAGE),
)
_BANDAR: Final = (
    Spot("--daaaa", "setda", "Sekretariat Daerah", UnitKind.SECRETARIAT),
    Spot("-----d-", "inspektorat", "Inspektorat Daerah", UnitKind.INSPECTORATE),
    Spot("sa-n-n1", "dukcapil", "Dinas Kependudukan dan Pencatatan Sipil", UnitKind.OFFICE),
    Spot("--d-aaa", "dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", UnitKind.OFFICE),
    Spot("--s----", "dinkes", "Dinas Kesehatan", UnitKind.OFFICE),
    Spot("-------", "disdik", "Dinas Pendidikan", UnitKind.OFFICE),
    Spot("----daa", "dishub", "Dinas Perhubungan", UnitKind.OFFICE),
    Spot("-----da", "bapenda", "Badan Pendapatan Daerah", UnitKind.OFFICE),
    Spot("----saa", "dinsos", "Dinas Sosial", UnitKind.OFFICE),
    Spot("-------", "pupr", "Dinas Pekerjaan Umum", UnitKind.OFFICE),
    Spot("-------", "disnaker", "Dinas Tenaga Kerja", UnitKind.OFFICE),
    Spot("---dwaa", "distan", "Dinas Pertanian", UnitKind.OFFICE),
    Spot("---da-a", "dlh", "Dinas Lingkungan Hidup", UnitKind.OFFICE),
    Spot("----daa", "perpustakaan", "Dinas Perpustakaan dan Kearsipan", UnitKind.OFFICE),
    Spot("----d--", "bkpsdm", "Badan Kepegawaian dan Pengembangan SDM", UnitKind.OFFICE),
    Spot("snwa-aa", "rsud", "RSUD Kota Bandar Lestari", UnitKind.HOSPITAL),
    Spot("------d", "kec-bandar-cahaya", "Kecamatan Bandar Cahaya", UnitKind.DISTRICT),
    Spot("----d--", "kec-bandar-lentera", "Kecamatan Bandar Lentera", UnitKind.DISTRICT),
    Spot("--daaaa", "kec-dermaga-lestari", "Kecamatan Dermaga Lestari", UnitKind.DISTRICT),
    Spot("-----da", "kec-pasar-laut", "Kecamatan Pasar Laut", UnitKind.DISTRICT, since=3),
    Spot("----d--", "pkm-bandar-cahaya", "Puskesmas Bandar Cahaya", UnitKind.HEALTH_CENTRE),
    Spot("-----d8", "pkm-bandar-lentera", "Puskesmas Bandar Lentera", UnitKind.HEALTH_CENTRE),
    Spot("-------", "pkm-dermaga-lestari", "Puskesmas Dermaga Lestari", UnitKind.HEALTH_CENTRE),
    Spot("-------", "smkn-1", "SMK Negeri 1 Bandar Lestari", UnitKind.SCHOOL),
    Spot("-----s-", "smpn-4", "SMP Negeri 4 Bandar Lestari", UnitKind.SCHOOL),
    Spot("-d-----", "terminal", "Unit Pengelola Terminal", UnitKind.OFFICE),
)
_LAND: Final = (
    Spot("-d-w--a", "kanwil", "Kantor Wilayah Pertanahan Nusa Bahari", UnitKind.REGIONAL_OFFICE),
    Spot("-s-----", "tanah-tanjung-sagara", "Kantor Pertanahan Tanjung Sagara", UnitKind.REGIONAL_OFFICE, "97.01"),
    Spot("---d-n2", "tanah-teluk-kencana", "Kantor Pertanahan Teluk Kencana", UnitKind.REGIONAL_OFFICE, "97.02"),
    Spot("--d-aaa", "tanah-karang-timur", "Kantor Pertanahan Karang Timur", UnitKind.REGIONAL_OFFICE, "97.03"),
    Spot("--daaaa", "tanah-bukit-damar", "Kantor Pertanahan Bukit Damar", UnitKind.REGIONAL_OFFICE, "97.04"),
    Spot("--d-cwa", "tanah-rawa-indah", "Kantor Pertanahan Rawa Indah", UnitKind.REGIONAL_OFFICE, "97.05"),
    Spot("-d--a-a", "tanah-muara-lain", "Kantor Pertanahan Muara Lain", UnitKind.REGIONAL_OFFICE, "97.71"),
    Spot("-d-----", "tanah-bandar-lestari", "Kantor Pertanahan Bandar Lestari", UnitKind.REGIONAL_OFFICE, "97.72"),
    Spot("-daaaaa", "tanah-gugus-karang", "Kantor Pertanahan Gugus Karang", UnitKind.REGIONAL_OFFICE),
    Spot("-scw---", "tanah-selat-mutiara", "Kantor Pertanahan Selat Mutiara", UnitKind.REGIONAL_OFFICE),
    Spot("-dnwaaa", "tanah-pulau-pala", "Kantor Pertanahan Pulau Pala", UnitKind.REGIONAL_OFFICE),
    Spot("-d-----", "tanah-lembah-api", "Kantor Pertanahan Lembah Api", UnitKind.REGIONAL_OFFICE),
    Spot("-daaa-a", "tanah-danau-tengah", "Kantor Pertanahan Danau Tengah", UnitKind.REGIONAL_OFFICE),
    Spot("-d-aaaa", "tanah-gunung-layar", "Kantor Pertanahan Gunung Layar", UnitKind.REGIONAL_OFFICE),
)
COUNTRY: Final = (
    Country(
        "kabupaten-teluk-kencana", "Kabupaten Teluk Kencana", AgencyKind.REGENCY, "97.02",
        ("Bupati Teluk Kencana", "Harsa Widyatama"), ("Laras Widuri", "laras@kencana.example.id"), _KENCANA, strength=2,
    ),
    Country(
        "kabupaten-karang-timur", "Kabupaten Karang Timur", AgencyKind.REGENCY, "97.03",
        ("Bupati Karang Timur", "Rukmini Jatmika"), ("Bagas Narendra", "bagas@karang.example.id"), _KARANG,
    ),
    Country(
        "kabupaten-bukit-damar", "Kabupaten Bukit Damar", AgencyKind.REGENCY, "97.04",
        ("Bupati Bukit Damar", "Yohan Lesmana"), ("Intan Prameswari", "intan@damar.example.id"), _DAMAR, strength=-2,
    ),
    Country(
        "kabupaten-rawa-indah", "Kabupaten Rawa Indah", AgencyKind.REGENCY, "97.05",
        ("Bupati Rawa Indah", "Salma Kartawijaya"), ("Danang Wiratno", "danang@rawa.example.id"), _RAWA, strength=-4,
    ),
    Country(
        "kota-bandar-lestari", "Kota Bandar Lestari", AgencyKind.CITY, "97.72",
        ("Wali Kota Bandar Lestari", "Fadil Nurmanto"), ("Ratri Setyowati", "ratri@lestari.example.id"), _BANDAR,
        strength=3,
    ),
    Country(
        "pertanahan-nusa-bahari", "Pertanahan Nusa Bahari", AgencyKind.VERTICAL, "97",
        ("Kepala Kantor Wilayah", "Gunadi Pranoto"), ("Sekar Ayuningrum", "sekar@pertanahan.example.id"), _LAND,
        above="kanwil", strength=1,
    ),
)  # fmt: skip
TURNS: Final = (
    Turn("kabupaten-teluk-kencana", "dpmptsp", 1, "Peraturan Daerah 7/{year}", ("kpt", "Kantor Pelayanan Terpadu")),
    Turn("kabupaten-teluk-kencana", "dinas-pasar", 5, "Peraturan Daerah 2/{year}", into="bapenda"),
    Turn("kabupaten-karang-timur", "arsip", 4, "Peraturan Bupati 15/{year}"),
    Turn("kabupaten-bukit-damar", "pkm-lereng-hijau", 4, "Keputusan Bupati 118/{year}",
         ("pustu-lereng-hijau", "Puskesmas Pembantu Lereng Hijau")),
    Turn("kota-bandar-lestari", "terminal", 6, "Peraturan Wali Kota 9/{year}", into="dishub"),
    Turn("pertanahan-nusa-bahari", "tanah-gugus-karang", 2, "Keputusan Kepala Kantor 31/{year}",
         ("agraria-gugus-karang", "Kantor Agraria Gugus Karang")),
)  # fmt: skip
"""What happened to units on the way, in the order of the years within a body."""
