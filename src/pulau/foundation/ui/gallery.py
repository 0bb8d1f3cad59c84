"""What the gallery shows: one snippet file a row, rendered as it stands, so that page and code cannot drift apart."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pulau.foundation.ui.gallery_charts import CHART_EXAMPLES

SNIPPETS = Path(__file__).parent / "templates" / "ui" / "gallery"

SECTIONS: tuple[tuple[str, str | Promise], ...] = (
    ("colors", _("Warna")),
    ("type", _("Judul dan teks")),
    ("rings", _("Predikat")),
    ("status", _("Kata keadaan")),
    ("hero", _("Pembuka halaman")),
    ("buttons", _("Tombol")),
    ("numbers", _("Angka dan tanggal")),
    ("fields", _("Isian")),
    ("choices", _("Pilihan")),
    ("file", _("Berkas")),
    ("upload", _("Unggahan")),
    ("errors", _("Galat isian")),
    ("alerts", _("Pemberitahuan")),
    ("empty", _("Kosong dan menunggu")),
    ("areas", _("Tabel dengan batang dan batas")),
    ("gates", _("Syarat")),
    ("verdict", _("Putusan")),
    ("area_tabs", _("Tab area")),
    ("why", _("Penjelasan angka")),
    ("terms", _("Istilah")),
    ("plan", _("Langkah")),
    ("tabs", _("Tab, tag, dan rincian")),
    ("facts", _("Fakta dan angka besar")),
    ("phone", _("Bilah ponsel")),
    ("bars", _("Diagram batang per tahun")),
    ("lines", _("Diagram garis")),
    ("rows", _("Batang mendatar dengan batas")),
    ("dots", _("Titik dengan rentang")),
    ("funnel", _("Corong")),
    ("tile_map", _("Peta ubin")),
    ("icons", _("Ikon")),
)
"""File stem of the snippet, and its title."""

EXAMPLES: dict[str, object] = {
    **CHART_EXAMPLES,
    "score": Decimal("77.755"),
    "share": Decimal("53.6766"),
    "short_share": Decimal("53.68"),
    "short_by": Decimal("0.9486"),
    "gain": Decimal("0.9783"),
    "thousands": Decimal("3412.5"),
    "day": datetime(2026, 11, 22, 7, 7, tzinfo=UTC),
    "icon_names": [
        *("cloud-ok", "cloud-off", "file", "table", "down", "up", "print", "search", "plus", "pen", "why", "route"),
        *("info", "user", "lock", "clock", "chat", "swap", "external", "globe", "left", "right", "menu", "done"),
    ],
    "marks": [Decimal(60), Decimal(75)],
    "grades": [("A", "A"), ("B", "B"), ("C", "C"), ("D", "D"), ("E", "E")],
    "kept_uploads": [{"name": "Laporan survei triwulan III.pdf", "size": 4_404_019, "upload_id": "1"}],
    "errors": [("tanggal", _("Tanggal dokumen tidak ada")), ("pegawai", _("Pilih penanggung jawab"))],
    "answers": [
        {"value": "A", "key": "A", "text": _("Dipantau dan dievaluasi secara berkala"), "points": "1,00"},
        {"value": "B", "key": "B", "text": _("Dipantau dan dievaluasi, tetapi tidak berkala"), "points": "0,50"},
        {"value": "C", "key": "C", "text": _("Belum dipantau dan dievaluasi"), "points": "0,00"},
    ],
    "blank_rules": [
        {"value": "zero", "text": _("Dihitung nol"), "help": _("Seperti bunyi peraturan")},
        {"value": "skip", "text": _("Dilewati"), "help": _("Seperti lembar kerja kementerian")},
    ],
}
"""What the snippets refer to; all invented."""


@dataclass(frozen=True, slots=True)
class Section:
    """One row of the gallery: anchor, title, the snippet's text and what it renders to."""

    slug: str
    title: str | Promise
    source: str
    rendered: SafeString


def shown_sections(request: HttpRequest) -> list[Section]:
    """Render every snippet for this request."""
    return [
        Section(
            slug,
            title,
            (SNIPPETS / f"{slug}.html").read_text(encoding="utf-8").strip(),
            render_to_string(f"ui/gallery/{slug}.html", EXAMPLES, request=request),
        )
        for slug, title in SECTIONS
    ]
