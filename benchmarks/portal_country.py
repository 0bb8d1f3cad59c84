"""A published country for measuring the portal: as many bodies and units as wanted, with names that people look for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from pulau.apps.publication.indexing import index_units
from pulau.apps.publication.models import PublishedAgency, PublishedUnit
from pulau.exchange.regions import place_name
from tests.many_published import many_published

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

YEARS: Final = 5
_BATCH: Final = 1_000
_OFFICES: Final = {
    "office": (
        "Dinas Kependudukan dan Pencatatan Sipil", "Dinas Sosial", "Dinas Perhubungan", "Kantor Pertanahan",
        "Kantor Imigrasi", "Pengadilan Negeri", "Kejaksaan Negeri", "Kepolisian Resor", "Kantor Kementerian Agama",
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "Kantor Pelayanan Pajak Pratama",
    ),
    "district": ("Kecamatan",),
    "school": ("SMA Negeri", "SMK Negeri", "Madrasah Aliyah Negeri"),
    "hospital": ("RSUD", "Rumah Sakit Umum Pusat"),
    "health-centre": ("Puskesmas",),
    "secretariat": ("Sekretariat Daerah", "Sekretariat DPRD"),
    "inspectorate": ("Inspektorat",),
}  # fmt: skip
_PLACES: Final = (
    "Melati", "Mawar", "Sukamaju", "Karanganyar", "Tanjung Pura", "Bukit Indah", "Sumber Rejo", "Wonosari",
    "Ujung Batu", "Kota Baru", "Pasar Minggu", "Lubuk Alung", "Batu Ampar", "Sungai Raya", "Rawa Bening",
)  # fmt: skip


def fill(agencies: int, units: int) -> None:
    """Publish bodies and units, name them as offices are named, and write the words by which they are found."""
    many_published(agencies, units, YEARS)
    names: dict[UUID, str] = {}
    bodies = list(PublishedAgency.objects.all())
    for body in bodies:
        place = place_name(body.region_code)
        body.name = names[body.pk] = f"Pemerintah {place}" if place else f"Kementerian {body.name}"
    PublishedAgency.objects.bulk_update(bodies, ["name"], batch_size=_BATCH)
    rows = PublishedUnit.objects.order_by("agency_id", "slug")
    for agency_id, group in groupby(rows.iterator(_BATCH), lambda row: row.agency_id):
        _name(group, names[agency_id])


def _name(group: Iterable[PublishedUnit], body: str) -> None:
    """Name the units of one body, and index them."""
    rows = list(group)
    for at, row in enumerate(rows):
        offices = _OFFICES[row.kind]
        where = place_name(row.region_code) or body
        row.name = f"{offices[at % len(offices)]} {_PLACES[at % len(_PLACES)]} {at // 7 + 1}, {where}"
    PublishedUnit.objects.bulk_update(rows, ["name"], batch_size=_BATCH)
    index_units(rows, body)
