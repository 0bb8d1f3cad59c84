"""Making a release: read as of one moment, written to a folder nobody sees, put into the store, and only then told.

It is no service of a body: what is written is the journal of operations, in the transaction that makes it visible. A
release that is broken off leaves nothing but a folder that goes with it; doing it again begins anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pulau.apps.opendata.actions import RELEASED
from pulau.apps.opendata.models import Building, DataRelease, ReleaseFile
from pulau.apps.opendata.moment import one_moment
from pulau.apps.opendata.progress import Progress
from pulau.apps.opendata.questions import question_files
from pulau.apps.opendata.reading import READERS, batches, row_total
from pulau.apps.publication.contract import year_rows
from pulau.apps.signing.contract import seal_beside
from pulau.apps.transparency.contract import record_operation
from pulau.core.shared.digest import canonical_digest
from pulau.exchange.opendata.describing import JSON, package_text, schema_name, schema_text
from pulau.exchange.opendata.explaining import (
    DICTIONARY,
    MARKDOWN,
    README,
    dictionary_text,
    readme_text,
    sums_text,
)
from pulau.exchange.opendata.model import tables
from pulau.exchange.opendata.packing import Made, plain_file, text_file
from pulau.exchange.opendata.release import SIGNATURE, SUMS, Release
from pulau.exchange.opendata.writing import TableWriter
from pulau.foundation import storage

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.opendata.progress import Told

LANGUAGES: Final = ("id", "en")
PKCS7: Final = "application/pkcs7-signature"
PLAIN: Final = "text/plain; charset=utf-8"
_COUNTED: Final = frozenset({"unit-years", "events"})
"""The tables whose rows tell how far a release is."""


class NothingToRelease(Exception):  # noqa: N818 - a fact, as every error of this project
    """Nothing is published of this year or any before it, or the year has not begun."""

    code = "nothing"


class ReleaseOvertaken(Exception):  # noqa: N818 - a fact
    """Another release of the same year was finished meanwhile; this one was dropped."""

    code = "overtaken"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The newest release of the year, and whether it was made now: equal data makes no new version."""

    release: DataRelease
    new: bool


def build_release(*, year: int, now: datetime, told: Told | None = None) -> Outcome:
    """Make the next version of a year's release, unless its data is that of the newest one.

    Raises NothingToRelease, ReleaseOvertaken, StoreUnavailable, OSError (no room). Takes minutes for a large country.
    """
    today = timezone.localdate(now)
    if year > today.year or not year_rows().filter(year__lte=year).exists():
        raise NothingToRelease(year)
    newest = newest_of(year)
    site = f"{settings.PUBLIC_URL}/data"
    release = Release(year, newest.version + 1 if newest else 1, today, year < today.year, site)
    with (
        Progress(year, row_total(year), told) as progress,
        TemporaryDirectory(prefix="pulau-release-", dir=_work_folder()) as folder,
    ):
        data = _data_files(release, Path(folder), progress)
        contents = canonical_digest({file.name: file.digest for file in data})
        if newest is not None and (newest.contents, newest.final) == (contents, release.final):
            return Outcome(newest, new=False)
        files = [*data, *_describing_files(release, Path(folder), data)]
        return Outcome(_publish(release, contents, files, Path(folder), now), new=True)


def newest_of(year: int) -> DataRelease | None:
    """Return the newest release of a year, or None."""
    return DataRelease.objects.filter(year=year).order_by("-version").first()


def _work_folder() -> Path:
    folder: Path = settings.UPLOADS_FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _data_files(release: Release, folder: Path, progress: Progress) -> list[Made]:
    made: list[Made] = []
    with one_moment():
        for table in tables().values():
            rows = READERS[table.name](release.year, release.last_day)
            with TableWriter(table, folder) as writer:
                for batch in batches(rows):
                    writer.write(batch)
                    if table.name in _COUNTED:
                        progress.step(table.name, writer.rows)
            made += writer.made()
    return made


def _describing_files(release: Release, folder: Path, data: list[Made]) -> list[Made]:
    known = tables()
    texts = [
        *((schema_name(table), JSON, schema_text(table, known)) for table in known.values()),
        ("datapackage.json", JSON, package_text(release, known, data)),
        *((name, "application/sql; charset=utf-8", text) for name, text in question_files()),
    ]
    for language, readme, dictionary in zip(LANGUAGES, README, DICTIONARY, strict=True):
        texts.append((readme, MARKDOWN, readme_text(release, known, data, language)))
        texts.append((dictionary, MARKDOWN, dictionary_text(known, language)))
    return [text_file(folder, name, media_type, text) for name, media_type, text in texts]


def _publish(release: Release, contents: str, files: list[Made], folder: Path, now: datetime) -> DataRelease:
    sums = sums_text(files).encode()
    manifest = plain_file(folder, SUMS, PLAIN, content=sums)
    signature = plain_file(folder, SIGNATURE, PKCS7, content=seal_beside(sums, now))
    every = [*files, manifest, signature]
    stored = {file.name: storage.put_path(file.path) for file in every}
    return _tell(release, contents, every, stored, now)


@transaction.atomic
def _tell(release: Release, contents: str, files: list[Made], stored: dict[str, str], now: datetime) -> DataRelease:
    Building.objects.select_for_update().get(pk=release.year)  # of two that are finished, the second waits
    newest = newest_of(release.year)
    if newest is not None and newest.version >= release.version:
        raise ReleaseOvertaken(f"{release.year}/{release.version}")
    manifest = next(file.digest for file in files if file.name == SUMS)
    told = {
        "release": f"{release.year}/{release.version}",
        "manifest": manifest,
        "contents": contents,
        "files": len(files),
        "final": release.final,
    }
    entry = record_operation(RELEASED, told, now)
    row = DataRelease.objects.create(
        year=release.year,
        version=release.version,
        made_at=now,
        final=release.final,
        contents=contents,
        manifest=manifest,
        entry_id=entry.pk,
    )
    ReleaseFile.objects.bulk_create(_row(row, file, stored[file.name]) for file in files)
    return row


def _row(release: DataRelease, file: Made, stored: str) -> ReleaseFile:
    return ReleaseFile(
        release=release,
        name=file.name,
        media_type=file.media_type,
        digest=file.digest,
        size=file.size,
        rows=file.rows,
        stored=stored,
        packed=file.packed,
    )
