"""What people type into the search of the portal."""

from __future__ import annotations

from typing import Final

SEARCHES: Final = (
    "dinas", "kantor", "puskesmas", "kecamatan", "negeri",  # words that stand in thousands
    "dukcapil", "disdukcapil", "dpmptsp", "rsud", "kpp pratama", "sma", "smk", "man", "polres", "kejari", "pn",
    "kemenag", "kanim", "inspektorat", "sekda", "dprd",
    "dinas kependudukan", "kependudukan dan pencatatan sipil", "kantor pertanahan", "kantor imigrasi", "dinas sosial",
    "pengadilan negeri", "kepolisian resor", "pelayanan terpadu satu pintu", "rumah sakit umum", "sekretariat dprd",
    "puskesmas melati", "kecamatan sukamaju", "sma negeri wonosari", "rsud tanjung pura", "madrasah aliyah mawar",
    "bandung", "surabaya", "aceh", "papua", "kabupaten garut", "kota medan", "jawa tengah", "sulawesi", "makassar",
    "dinas sosial bandung", "puskesmas garut", "kantor imigrasi batam", "pengadilan negeri medan", "polres jember",
    "puskesma", "kecamtan", "penagdilan", "dinas sosal", "imgrasi", "bandug", "surabya", "rumah skait",
    "kantor yang tidak ada di mana pun", "s",
)  # fmt: skip
"""What people type, sixty of them: common words, abbreviations, names, places, both, misspelt, what is nowhere."""
