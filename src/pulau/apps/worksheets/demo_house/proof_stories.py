"""What the units of the demo can show: documents, tables and photos, where they stand, and what is wrong with some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence of a unit and a year.

    `made` is one of `letter`, `table`, `photo`, `address`; `month` and `day` say when it was made. `until` is the month
    on whose last day it ends, counted from January of its year (0: never). `places` are (item, asked).
    """

    key: str
    title: str
    made: str
    month: int
    day: int
    places: tuple[tuple[str, int], ...]
    until: int = 0
    about: str = ""
    remark: str = ""
    shared: bool = False
    confidential: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a unit shows in a year; `bundles`: the areas of which a bundle shows everything that the form asks for.

    Of the areas in `halves` the bundle shows the first of two things that an item asks for, and so on.
    `submitted`: how many days before today's (of its year) the head handed the worksheet in; None: not yet.
    """

    proofs: tuple[Proof, ...] = ()
    bundles: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    submitted: int | None = None
    duties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


EVERY_AREA: Final = ("1", "2", "3", "4", "5", "6")
RESULTS: Final = "hasil"
TEAM: Final = Proof(
    "tim", "Keputusan tentang tim kerja zona integritas", "letter", 1, 15, (("P1.i.a", 1), ("P1.i.b", 3)), until=12
)
PLAN: Final = Proof(
    "rencana", "Rencana kerja zona integritas", "letter", 1, 29, (("P1.ii.a", 1), ("P1.ii.b", 1)), until=12
)
MINUTES: Final = Proof(
    *("notula", "Notula rapat pemilihan anggota tim", "letter", 1, 8, (("P1.i.b", 2), ("P1.ii.a", 2))),
    about="Rapat pleno dengan daftar hadir 27 orang.",
)
STANDARD: Final = Proof(
    *("standar", "Standar pelayanan dan maklumat yang ditetapkan", "letter", 3, 4, (("P6.i.a", 1), ("P6.i.b", 1))),
    until=18,
    shared=True,
)
HALL: Final = Proof(
    "ruang", "Foto ruang pelayanan", "photo", 5, 20, (("P6.i.b", 2), ("P6.ii.a", 1)), about="Diambil petugas loket."
)
WEALTH: Final = Proof(
    *("lhkpn", "Rekap pelaporan LHKPN dan LHKAN", "table", 4, 2, (("R5.iii.a", 1), ("R5.iii.b", 1))), until=12
)
CODE_CASES: Final = Proof(
    *("etik", "Daftar pemeriksaan kode etik", "table", 6, 12, (("P3.v.a", 1), ("R3.iii.a", 1))),
    about="Memuat nama pegawai yang diperiksa.",
    confidential=True,
)
GIFTS: Final = Proof(
    *("gratifikasi", "Laporan pengendalian gratifikasi triwulan I", "letter", 4, 10, (("P5.i.a", 1), ("P5.i.b", 1))),
    until=11,
)
BROADCAST: Final = Proof(
    *("siaran", "Siaran pencanangan di kanal daerah", "address", 2, 20, (("P1.iii.a", 0),)),
    address="https://video.sagara.example.id/pencanangan",
)
LEAFLET: Final = Proof(
    *("brosur", "Halaman informasi layanan", "address", 3, 11, (("P6.iii.a", 0),)),
    address="https://dukcapil.sagara.example.id/layanan",
)

SHOWN: Final[Mapping[tuple[str, int], Shown]] = {
    ("disdukcapil", 2025): Shown((TEAM, PLAN, MINUTES, STANDARD, GIFTS, HALL), submitted=98),
    ("disdukcapil", 2026): Shown(
        (TEAM, MINUTES, STANDARD, HALL, WEALTH, CODE_CASES, GIFTS, BROADCAST, LEAFLET),
        bundles=("1", "3"),
        halves=("2", "4"),
        duties={"1": ("ayu",), "2": ("fajar",), "3": ("fajar",), "5": ("ayu", "gita"), "6": ("ayu",)},
    ),
    ("rsud", 2026): Shown(
        (TEAM, PLAN, HALL, WEALTH, BROADCAST),
        bundles=("1", "2", "3", "4", "6"),
        halves=("5",),
        duties={"1": ("joko",), "5": ("lukas",), "6": ("joko", "lukas")},
    ),
    ("puskesmas-muara", 2026): Shown((TEAM, PLAN), submitted=72),
    ("dpmptsp", 2025): Shown((TEAM, PLAN, STANDARD), submitted=90),
    ("dpmptsp", 2026): Shown(
        (TEAM, PLAN, MINUTES, STANDARD, HALL),
        bundles=(*EVERY_AREA, RESULTS),
        submitted=5,
        duties={"1": ("maya",), "2": ("nanda",), "3": ("maya",), "4": ("nanda",), "5": ("maya",), "6": ("nanda",)},
    ),
}
