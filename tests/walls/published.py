"""The furnished house as the public sees it: published, counted, released; and everything that is told of it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import pyarrow.parquet as pq  # type: ignore[import-untyped]
from django.test import Client
from django.urls import reverse

from pulau.apps.analytics.building import count_nation
from pulau.apps.declarations.models import Declaration
from pulau.apps.opendata.models import ReleaseFile
from pulau.apps.opendata.releasing import build_release
from pulau.apps.publication.models import PublishedUnit
from pulau.apps.publication.publishing_jobs import publish_everything
from pulau.foundation.tenancy.wall import behind_wall
from tests.cast import NOW
from tests.public_places import Shown, open_operations, public_paths, tablet_paths
from tests.walls.crawler import open_page
from tests.walls.furnished import Furnished, canary

if TYPE_CHECKING:
    from pulau.exchange.sharing_picture import SharingPicture

PUBLIC: Final = "terbit"
"""The sphere of what is published: its canary is met by everybody."""
SEARCHED: Final = ("/zona?cari=kenari", "/zona/saran?cari=kenari", "/zona?cari=lolos")
_PARQUET: Final = b"PAR1"


def publish_house(made: Furnished) -> Shown:
    """Publish both bodies, count them and release their data, with a canary of its own in what may be told.

    That is each unit's name, and what a ceremony that is announced is called and where it is. Every other text of the
    house keeps the canary of those who may read it.
    """
    for unit in made.house.units.values():
        unit.refresh_from_db()
        unit.name = f"Unit {canary(PUBLIC)}"
        with behind_wall(unit.tenant_id):
            unit.save(update_fields=["name"])
    announced = made.declared["siap"][0]
    tenant = made.house.tenants["sagara"]
    with behind_wall(tenant):
        told = canary(PUBLIC)
        Declaration.objects.for_tenant(tenant).filter(pk=announced).update(title=told, place=told)
    publish_everything(NOW)
    return count_and_release()


def count_and_release() -> Shown:
    """Count the country and release its data as it is published now; returns what the examples name."""
    count_nation(NOW)
    release = build_release(year=NOW.year, now=NOW).release
    return Shown(year=NOW.year, release=f"{release.year}/{release.version}")


def drawn_as_words(picture: SharingPicture) -> bytes:
    """Stand in for the painter: the words of a picture instead of its dots."""
    told = asdict(picture) | {"standing": str(picture.standing)}
    return json.dumps(told, ensure_ascii=False).encode()


def told_to(client: Client, shown: Shown) -> Iterator[tuple[str, str]]:
    """Open every public page, feed, picture, badge, file of the release and answer of the read API: (path, text)."""
    year, version = shown.release.split("/")
    files = [
        reverse("opendata:file", args=[int(year), int(version), name])
        for name in ReleaseFile.objects.values_list("name", flat=True)
    ]
    unit = PublishedUnit.objects.get(agency__slug=shown.agency, slug=shown.unit)
    operations = [path.format(agency=shown.agency, unit=shown.unit, unit_id=unit.pk) for path in open_operations()]
    for _name, path in tablet_paths(shown):
        yield path, open_page(Client(), path).text
    examples = [path for _name, path in public_paths(shown)]
    for path in dict.fromkeys([*examples, *SEARCHED, *files, *operations]):
        page = open_page(client, path)
        yield path, page.text if not path.endswith(".parquet") else _rows(client, path)


def _rows(client: Client, path: str) -> str:
    answer = client.get(path)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # files come in pieces
    assert content.startswith(_PARQUET), path
    return str(pq.read_table(io.BytesIO(content)).to_pylist())
