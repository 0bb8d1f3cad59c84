"""What happened in each unit of the demo: its strengths, who works there, and how each year's worksheet was filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pulau.apps.agencies.contract import UnitKind

THE_LAW = "permenpan-rb-90-2021"
THE_OLD_LAW = "permenpan-rb-52-2014"
YEARS = (2024, 2025, 2026)
"""The years of the stories, loaded late in 2026; loaded in a later year, each is as many years later."""


@dataclass(frozen=True, slots=True)
class Step:
    """A day of work: so many days before today's (of the newest year), by then so much answered, and how well.

    `answered` is percent of the questions, `quality` what the unit's strengths gain or lose, in percent points.
    """

    days: int
    answered: int
    quality: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """The results of a year: two indices from 0 to 4, and the grade of performance; empty: not there yet."""

    corruption: str = ""
    performance: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet's story.

    `file` names one of the calculator's demos whose answers it ends with; `told` are answers that its threads speak of.
    """

    steps: tuple[Step, ...]
    lift: int = 0
    survey: Survey = Survey()
    regulation: str = THE_LAW
    prior_title: str = ""
    file: str = ""
    imported: bool = False
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: how strong each area is (percent, of the middle year), who works there, its worksheets by year."""

    code: str
    name: str
    kind: UnitKind
    strengths: tuple[int, int, int, int, int, int]
    team: tuple[str, ...]
    head: str
    sheets: dict[int, Sheet]


IN_TWO_MONTHS = (Step(187, 48, -9), Step(151, 82, -5), Step(126, 100))
WITH_A_REVIEW = (Step(201, 35, -8), Step(166, 71, -5), Step(133, 96, -2), Step(104, 100))
FINISHED = (Step(171, 40, -8), Step(118, 73, -6), Step(74, 92, -3), Step(41, 100, -2), Step(9, 100))
NEARLY = (Step(148, 33, -9), Step(95, 58, -6), Step(52, 77, -3), Step(19, 88, -1), Step(3, 93))
HALF = (Step(110, 22, -6), Step(66, 41, -3), Step(38, 52, -1), Step(12, 63))
BEGUN = (Step(47, 12, -4), Step(26, 21, -1), Step(6, 29))
OPENED: tuple[Step, ...] = ()
COMPLAINTS = {"R5.ii.a": {"harus": "46", "proses": "23", "selesai": "23"}}
"""Half of the complaints of the civil registry are open: with eight more closed it would meet every gate of WBK."""

CIVIL_REGISTRY = Unit(
    "disdukcapil",
    "Dinas Kependudukan dan Pencatatan Sipil",
    UnitKind.OFFICE,
    (84, 82, 80, 74, 80, 83),
    ("ayu", "fajar"),
    "gita",
    {
        2024: Sheet(IN_TWO_MONTHS, -14, Survey("3.71", "C", "3.38")),
        2025: Sheet(WITH_A_REVIEW, 0, file="disdukcapil-2025", imported=True),
        2026: Sheet(NEARLY, 4, Survey("3.94", "B", "3.67"), told=COMPLAINTS),
    },
)
HOSPITAL = Unit(
    "rsud",
    "RSUD Tanjung Sagara",
    UnitKind.HOSPITAL,
    (86, 85, 80, 88, 55, 88),
    ("joko", "lukas"),
    "kartika",
    {
        2024: Sheet(WITH_A_REVIEW, -9, Survey("3.78", "C", "3.30")),
        2025: Sheet(WITH_A_REVIEW, 0, file="rsud-2025", imported=True),
        2026: Sheet(FINISHED, 4, Survey("4", "B", "3.52")),
    },
)
ONE_STOP = Unit(
    "dpmptsp",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    UnitKind.OFFICE,
    (88, 90, 82, 84, 83, 93),
    ("maya", "nanda"),
    "oki",
    {
        2024: Sheet(WITH_A_REVIEW, -7, Survey("3.96", "B", "3.60")),
        2025: Sheet(WITH_A_REVIEW, 0, Survey("4", "B", "3.71"), prior_title="WBK"),
        2026: Sheet(FINISHED, 4, Survey("4", "A", "3.81"), prior_title="WBK"),
    },
)
TRANSPORT = Unit(
    "perhubungan",
    "Dinas Perhubungan",
    UnitKind.OFFICE,
    (66, 70, 64, 72, 68, 71),
    ("putri",),
    "rahmat",
    {
        2024: Sheet(IN_TWO_MONTHS, -6, regulation=THE_OLD_LAW, file="perhubungan-2018"),
        2025: Sheet(WITH_A_REVIEW, 0, Survey("3.61", "C", "3.29")),
        2026: Sheet(NEARLY, 5, Survey("3.82", "", "3.4")),
    },
)
ISLAND_DISTRICT = Unit(
    "kecamatan",
    "Kecamatan Pulau Lintang",
    UnitKind.DISTRICT,
    (72, 55, 60, 63, 66, 62),
    ("sri",),
    "",
    {
        2024: Sheet(HALF, -6, file="kecamatan-2024", imported=True),
        2025: Sheet(WITH_A_REVIEW, 0, Survey("3.55", "C", "3.22")),
        2026: Sheet(HALF, 6, Survey("3.7")),
    },
)
BAY_DISTRICT = Unit(
    "kecamatan-teluk",
    "Kecamatan Teluk Jernih",
    UnitKind.DISTRICT,
    (58, 52, 54, 60, 50, 64),
    ("tono",),
    "",
    {2025: Sheet(IN_TWO_MONTHS, 0, Survey("3.4", "D", "3.1")), 2026: Sheet(OPENED)},
)
HEALTH_CENTRE = Unit(
    "puskesmas-muara",
    "Puskesmas Muara Sagara",
    UnitKind.HEALTH_CENTRE,
    (78, 66, 69, 70, 74, 86),
    (),
    "umi",
    {
        2024: Sheet(IN_TWO_MONTHS, -12, Survey("3.66", "C", "3.44")),
        2025: Sheet(WITH_A_REVIEW, 0, Survey("3.8", "B", "3.58")),
        2026: Sheet(WITH_A_REVIEW, 5, Survey("3.9", "B", "3.62")),
    },
)
REVENUE = Unit(
    "bapenda",
    "Badan Pendapatan Daerah",
    UnitKind.OFFICE,
    (70, 84, 71, 80, 62, 78),
    ("vino",),
    "wulan",
    {
        2024: Sheet(WITH_A_REVIEW, -10, Survey("3.35", "B", "3.2")),
        2025: Sheet(WITH_A_REVIEW, 0, Survey("3.52", "B", "3.33")),
        2026: Sheet(HALF, 5),
    },
)
EDUCATION = Unit(
    "disdik",
    "Dinas Pendidikan",
    UnitKind.OFFICE,
    (64, 61, 73, 66, 55, 63),
    ("yusuf",),
    "",
    {2025: Sheet(IN_TWO_MONTHS, 0, Survey("3.5", "C", "3.25")), 2026: Sheet(BEGUN, 5)},
)
PUBLIC_WORKS = Unit(
    "pupr",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    UnitKind.OFFICE,
    (55, 58, 60, 64, 48, 52),
    ("zaki",),
    "",
    {
        2024: Sheet(IN_TWO_MONTHS, -8, Survey("3.1", "D", "3")),
        2025: Sheet(IN_TWO_MONTHS, 0, Survey("3.26", "C", "3.12")),
        2026: Sheet(BEGUN, 7),
    },
)
SOCIAL_AFFAIRS = Unit(
    "dinsos",
    "Dinas Sosial",
    UnitKind.OFFICE,
    (74, 63, 67, 71, 70, 76),
    ("agus",),
    "",
    {
        2024: Sheet(IN_TWO_MONTHS, -11, Survey("3.58", "C", "3.31")),
        2025: Sheet(WITH_A_REVIEW, 0, Survey("3.69", "C", "3.4")),
        2026: Sheet(HALF, 6, Survey("3.84")),
    },
)
SCHOOL = Unit(
    "smpn-1",
    "SMP Negeri 1 Tanjung Sagara",
    UnitKind.SCHOOL,
    (69, 57, 70, 62, 59, 74),
    ("betty",),
    "",
    {
        2024: Sheet(IN_TWO_MONTHS, -9, Survey("3.6", "C", "3.36")),
        2025: Sheet(IN_TWO_MONTHS, 0, Survey("3.72", "C", "3.45")),
    },
)
UNITS = (
    *(CIVIL_REGISTRY, HOSPITAL, ONE_STOP, TRANSPORT, ISLAND_DISTRICT, BAY_DISTRICT),
    *(HEALTH_CENTRE, REVENUE, EDUCATION, PUBLIC_WORKS, SOCIAL_AFFAIRS, SCHOOL),
)
ELECTIONS = "komisi-pemilihan-nusa-bahari"
ELECTION_OFFICE = Unit(
    "kp-tanjung-sagara",
    "Komisi Pemilihan Tanjung Sagara",
    UnitKind.ELECTION_OFFICE,
    (72, 66, 74, 71, 63, 78),
    ("nila",),
    "",
    {2025: Sheet(WITH_A_REVIEW, 0, Survey("3.62", "C", "3.41")), 2026: Sheet(HALF, 5, Survey("3.7"))},
)
"""One of the 23 offices of the vertical body; its parent office has no worksheet of its own."""
ELSEWHERE = Unit(
    "dukcapil-muara",
    "Dinas Kependudukan Muara Lain",
    UnitKind.OFFICE,
    (70, 72, 66, 70, 64, 76),
    ("dewi",),
    "",
    {2025: Sheet(IN_TWO_MONTHS, 0, Survey("3.6", "C", "3.4")), 2026: Sheet(BEGUN, 4)},
)
"""The only unit of the other agency: whoever is here must not see it."""
