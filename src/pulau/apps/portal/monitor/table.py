"""The monitor as a table for spreadsheets: every unit of a wish, a few hundred at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.apps.opendata.contract import unit_path, whole
from pulau.apps.portal.monitor.alarms import differences_of
from pulau.apps.portal.showing.words import points
from pulau.exchange.data_tables import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet

    from pulau.apps.portal.monitor.alarms import Difference
    from pulau.apps.publication.contract import PublishedUnit
    from pulau.exchange.data_tables import Row

BATCH: Final = 500
COLUMNS: Final = (
    Column("unit"),
    Column("instansi"),
    Column("jenis"),
    Column("kode_wilayah"),
    Column("alamat"),
    Column("dicanangkan", Kind.DAY),
    Column("simbolis", Kind.FLAG),
    Column("kegiatan_terakhir", Kind.DAY),
    Column("diam", Kind.FLAG),
    Column("tahap"),
    Column("tahap_tahun", Kind.WHOLE),
    Column("predikat"),
    Column("predikat_sejak", Kind.DAY),
    Column("predikat_sampai", Kind.DAY),
    Column("nilai_tahun", Kind.WHOLE),
    Column("nilai_tpi", Kind.FIGURE),
    Column("nilai_tpn", Kind.FIGURE),
    Column("selisih", Kind.FIGURE),
    Column("selisih_besar", Kind.FLAG),
)


def table_rows(rows: QuerySet[PublishedUnit], today: date) -> Iterator[Row]:
    """Go through units in the order of `rows`: two queries for each few hundred, however many there are."""
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        found = rows.in_bulk(batch)
        differing = differences_of(batch, today)
        yield from (_row(found[pk], differing.get(pk)) for pk in batch if pk in found)


def _row(row: PublishedUnit, differing: Difference | None) -> Row:
    return (
        *(row.name, row.agency.name, row.kind, row.region_code or row.province),
        whole(unit_path(row.agency.slug, row.slug)),
        *(row.declared_on, row.symbolic, row.active_on, row.silent, row.state, row.year),
        *(row.title, row.title_since, row.title_until),
        *_scores(differing),
    )


def _scores(differing: Difference | None) -> Row:
    if differing is None:
        return (None, None, None, None, None)
    figures = (differing.internal, differing.national, differing.points)
    return (differing.year, *map(points, figures), differing.large)
