"""A release as its page and the catalogue show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import timezone

from pulau.apps.opendata.actions import RELEASED
from pulau.apps.opendata.addresses import whole
from pulau.apps.opendata.questions import COMMAND, VIEWS, question_titles
from pulau.apps.opendata.selectors import releases
from pulau.apps.transparency.contract import standing
from pulau.exchange.linked_data import Dataset, Download, Organisation, script_text
from pulau.exchange.names import pick
from pulau.exchange.opendata.explaining import CHECK
from pulau.exchange.opendata.model import Table, tables
from pulau.exchange.opendata.release import LICENCE, LICENCE_ADDRESS, LICENCE_NAME, SIGNATURE, SUMS

if TYPE_CHECKING:
    from pulau.apps.opendata.models import DataRelease, ReleaseFile

FORMS: Final = ("csv", "jsonl", "parquet")
_NAME: Final = ("Zona integritas Indonesia, sampai {0}", "Integrity zones of Indonesia, up to {0}")
_ABOUT: Final = (
    "Unit kerja, pencanangan, tahap, nilai, predikat, dan keputusan zona integritas (WBK dan WBBM) di Indonesia.",
    "Work units, declarations, stages, scores, titles and decisions of integrity zones (WBK and WBBM) in Indonesia.",
)


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column in one language."""

    name: str
    kind: str
    about: str
    unit: str
    hidden: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table in one language, with its files by form."""

    name: str
    title: str
    about: str
    rows: int
    files: list[tuple[str, ReleaseFile]]
    columns: list[ShownColumn]


def release_context(row: DataRelease, language: str) -> dict[str, Any]:
    """Return what the page of a release shows; two queries."""
    files = {file.name: file for file in row.files.all()}
    shown = [_table(table, files, language) for table in tables().values() if f"{table.name}.csv" in files]
    data = {file.name for table in shown for _form, file in table.files}
    apart = (".schema.json", ".sql")
    asked = [(files[name], pick(title, language)) for name, title in question_titles() if name in files]
    return {
        "release": row,
        "tables": shown,
        "others": [file for name, file in files.items() if name not in data and not name.endswith(apart)],
        "standing": standing(row.entry_id, RELEASED.code),
        "check": CHECK,
        "sums": SUMS,
        "signature": SIGNATURE,
        "licence": LICENCE_NAME,
        "licence_code": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "address": whole(f"/data/{row}"),
        "questions": asked,
        "views": VIEWS,
        "command": COMMAND,
        "linked": script_text([_dataset(row, language)]),
    }


def catalogue(language: str) -> str:
    """Return every release as linked data."""
    return script_text([_dataset(row, language) for row in releases()])


def _table(table: Table, files: dict[str, ReleaseFile], language: str) -> ShownTable:
    columns = [
        ShownColumn(
            column.name,
            column.kind.value,
            pick(column.about, language),
            pick(column.unit, language),
            pick(column.hidden, language),
            column.allowed,
        )
        for column in table.columns
    ]
    own = [(form, files[f"{table.name}.{form}"]) for form in FORMS if f"{table.name}.{form}" in files]
    rows = own[0][1].rows
    return ShownTable(table.name, pick(table.title, language), pick(table.about, language), rows, own, columns)


def _dataset(row: DataRelease, language: str) -> Dataset:
    address = whole(f"/data/{row}")
    made = timezone.localdate(row.made_at)
    return Dataset(
        id=address,
        name=pick(_NAME, language).format(row.year),
        about=pick(_ABOUT, language),
        url=address,
        licence=LICENCE_ADDRESS,
        version=str(row.version),
        published=made,
        first=date(min(row.year, 2009), 1, 1),
        last=min(date(row.year, 12, 31), made),
        creator=Organisation(id=settings.PUBLIC_URL, name="Pulau", url=settings.PUBLIC_URL),
        language=language,
        downloads=tuple(
            Download(f"{address}/{file.name}", file.media_type.partition(";")[0], file.size, file.digest)
            for file in row.files.all()
        ),
    )
