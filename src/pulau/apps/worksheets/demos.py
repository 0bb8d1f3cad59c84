"""The demo's worksheets: believable units of a regency that does not exist, as files like those a unit hands in.

The workbook among them is Pulau's own; `pulau worksheet export F.xlsx -o F.xlsx` brings it up to date with its form.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class DemoWorksheet:
    """A demo worksheet: the address it has, its file, the unit's name, what is to be seen in it."""

    slug: str
    file: str
    unit: str
    about: str | Promise

    def read(self) -> bytes:
        """Return the file."""
        return files("pulau.apps.worksheets").joinpath("demo", self.file).read_bytes()


DEMOS = (
    DemoWorksheet(
        "disdukcapil-2025",
        "disdukcapil-2025.xlsx",
        "Dinas Kependudukan dan Pencatatan Sipil, 2025",
        _("Siap diusulkan WBK; untuk WBBM masih ada yang kurang. Lembar kerja Excel."),
    ),
    DemoWorksheet(
        "rsud-2025",
        "rsud-2025.json",
        "RSUD Tanjung Sagara, 2025",
        _("Nilainya tinggi, tetapi satu area di bawah batas. Dengan catatan dan tautan bukti."),
    ),
    DemoWorksheet(
        "kecamatan-2024",
        "kecamatan-2024.json",
        "Kecamatan Pulau Lintang, 2024",
        _("Penilaian yang belum selesai: banyak pertanyaan belum dijawab."),
    ),
    DemoWorksheet(
        "perhubungan-2018",
        "perhubungan-2018.json",
        "Dinas Perhubungan, 2018",
        _("Menurut peraturan lama, Permenpan RB 52/2014, dengan tindak lanjut temuan dalam persen."),
    ),
)


def demo_of(slug: str) -> DemoWorksheet | None:
    """Return a demo worksheet by its address, or None."""
    return next((demo for demo in DEMOS if demo.slug == slug), None)
