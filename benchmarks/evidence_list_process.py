"""The processes of evidence-list: build a house, fill it, and ask its pages (milliseconds and queries, as JSON)."""
# ruff: noqa: PLC0415 - what imports models can only do so once Django is ready

from __future__ import annotations

import json
import sys
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import django
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.many_agencies_process import _BRACKETS
from benchmarks.timing import seconds

if TYPE_CHECKING:
    from django.test import Client

FILES: Final = 100_000
BATCH: Final = 2_000
ROUNDS: Final = 20
OK: Final = 200


def main() -> None:
    """Do one step: `house` and `analyze` as whoever no wall holds, `fill` and `ask` as the application."""
    from tests.house import build_house

    step = sys.argv[1]
    if step == "house":
        with transaction.atomic():
            build_house()
    elif step == "fill":
        _fill()
    elif step == "analyze":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # which a server does by itself, a little later
    else:
        sys.stdout.write(json.dumps(_asked()))


def _asked() -> dict[str, dict[str, Any]]:
    from django.test import Client

    from pulau.foundation.accounts.models import User

    settings.SECOND_FACTOR_REQUIRED = False  # it is pages that are measured, not how one gets to them
    clients = {who: Client() for who in ("hana", "ayu")}
    for who, client in clients.items():
        client.force_login(User.objects.get(email=f"{who}@uji.example.id"))
    return {
        f"{part}-{page}": _taken(clients[who], asked)
        for part, pages in {"list": LIST, "search": SEARCH}.items()
        for page, (who, asked) in pages.items()
    }


def _fill() -> None:
    """Keep invented pieces in the agency, two thousand at a time, each with a version, its preparation and words."""
    from pulau.apps.agencies.contract import UnitKind, add_unit
    from pulau.apps.agencies.models import WorkUnit
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.models import Tenant
    from pulau.foundation.tenancy.wall import behind_wall
    from tests.cast import NOW

    chance = Random(1)  # noqa: S311 - invented
    tenant = Tenant.objects.get(code="sagara").pk
    system = Actor.system(tenant)
    with behind_wall(tenant), transaction.atomic():
        for number in range(50):
            name = f"Bench {number}"
            add_unit(actor=system, code=f"bench-{number}", name=name, kind=UnitKind.OFFICE, now=NOW)
        units = [*WorkUnit.objects.for_tenant(tenant).values_list("pk", flat=True), None]
    for start in range(0, FILES, BATCH):
        with behind_wall(tenant), transaction.atomic():
            _keep(chance, tenant, units, range(start, start + BATCH))
        sys.stderr.write(f"\r{start + BATCH:,} files")
    sys.stderr.write("\n")


def _keep(chance: Random, tenant: Any, units: list[Any], numbers: range) -> None:  # noqa: ANN401 - ids
    from pulau.apps.evidence.indexing import index_many
    from pulau.apps.evidence.models import Evidence, EvidenceVersion, Preparation
    from pulau.core.shared.codes import RANDOM_BYTES, code_of
    from tests.cast import NOW

    pieces, versions, words = [], [], []
    for number in numbers:
        day = NOW.date() + timedelta(days=chance.randint(-400, 900))
        title = f"{' '.join(chance.choices(TITLES, k=3))} {number}"
        row = Evidence(
            id=uuid4(), tenant_id=tenant, unit_id=chance.choice(units), title=title.capitalize(),
            code=code_of(chance.randbytes(RANDOM_BYTES)), about=" ".join(chance.choices(TITLES, k=8)), head=1,
            shared=chance.random() < 0.1, confidential=chance.random() < 0.02,  # noqa: PLR2004 - some
            valid_until=day if chance.random() < 0.4 else None, made_at=NOW,  # noqa: PLR2004 - some
            changed_at=NOW + timedelta(seconds=number),
            withdrawn_at=NOW if chance.random() < 0.01 else None,  # noqa: PLR2004 - few
        )  # fmt: skip
        kind = chance.choices(("pdf", "jpeg", "docx", "xlsx"), (70, 10, 10, 10))[0]
        version = EvidenceVersion(
            id=uuid4(), tenant_id=tenant, evidence_id=row.pk, number=1, digest=f"{number:064x}", size=100_000,
            name=f"{title.replace(' ', '_')}.{kind}", kind=kind, at=NOW,
        )  # fmt: skip
        pieces.append(row)
        versions.append(version)
        body = [*chance.choices(COMMON, k=90), *chance.choices(RARE, k=30)]
        chance.shuffle(body)
        words.append((row, version.name, " ".join(body)))
    Evidence.objects.for_tenant(tenant).bulk_create(pieces)
    EvidenceVersion.objects.for_tenant(tenant).bulk_create(versions)
    Preparation.objects.for_tenant(tenant).bulk_create(
        Preparation(tenant_id=tenant, version_id=version.pk, state="ready") for version in versions
    )
    index_many(words, "a" * 64)


TITLES: Final = (
    *("laporan", "notula", "rapat", "standar", "pelayanan", "maklumat", "sosialisasi", "foto", "kegiatan"),
    *("undangan", "daftar", "hadir", "keputusan", "tim", "kerja", "rencana", "aksi", "monitoring", "evaluasi"),
    *("penilaian", "pengaduan", "gratifikasi", "benturan", "kepentingan", "survei", "persepsi"),
)
COMMON: Final = (
    *TITLES, "anggaran", "pegawai", "warga", "loket", "dokumen", "tahun", "bulan", "dinas", "kabupaten", "kepala",
    "melaksanakan", "ditetapkan", "disampaikan", "berdasarkan", "peraturan", "menteri", "nomor", "tentang", "pedoman",
)  # fmt: skip
_SYLLABLES: Final = tuple(f"{first}{second}" for first in "bcdgjklmnprstw" for second in "aiueo")
_WORDS: Final = Random(2)  # noqa: S311 - invented
RARE: Final = tuple("".join(_WORDS.choices(_SYLLABLES, k=_WORDS.randint(3, 4))) for _ in range(20_000))


LIST: Final = {
    "first": ("hana", {}),
    "middle": ("hana", {"halaman": "1000"}),
    "team": ("ayu", {}),
    "kind": ("hana", {"jenis": "image"}),
    "ended": ("hana", {"masa": "habis"}),
    "withdrawn": ("hana", {"tanda": "ditarik"}),
}
SEARCH: Final = {
    "rare": ("hana", {"cari": RARE[1234]}),
    "common": ("hana", {"cari": "laporan"}),
    "everywhere": ("hana", {"cari": "pelayanan"}),
    "two": ("hana", {"cari": "laporan anggaran"}),
    "beginning": ("hana", {"cari": f"laporan {RARE[99][:4]}"}),
    "phrase": ("hana", {"cari": '"standar pelayanan"'}),
    "team": ("ayu", {"cari": "laporan"}),
}


def _taken(client: Client, asked: dict[str, str]) -> dict[str, Any]:
    _open(client, asked)
    with CaptureQueriesContext(connection) as made:
        _open(client, asked)
    queries = [query for query in made.captured_queries if not query["sql"].startswith(_BRACKETS)]
    return {"queries": len(queries), "ms": [seconds(lambda: _open(client, asked)) * 1000 for _ in range(ROUNDS)]}


def _open(client: Client, asked: dict[str, str]) -> None:
    response = client.get("/bukti", asked, headers={"host": "localhost"})
    if response.status_code != OK:
        raise RuntimeError(f"/bukti {asked}: {response.status_code}")


if __name__ == "__main__":
    django.setup()
    main()
