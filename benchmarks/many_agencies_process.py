"""The process of one database of many-agencies: reads which page to open, a line each, and writes how long it took."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final

import django
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.timing import seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.test import Client

ADMINISTRATOR: Final = "hana@sagara.example.id"
OF_THE_LARGEST: Final = "pengelola@rekaan-001.example.id"
PAGES: Final = {
    "units": "/unit",
    "unit": "/unit/rsud",
    "zone-areas": "/kawasan",
    "readiness": "/kesiapan",
    "agency": "/instansi-kita",
    "staff": "/pegawai",
    "add-employee": "/pegawai/baru",
    "outsiders": "/orang-luar",
    "appointments": "/penugasan",
    "give": "/penugasan/beri",
    "rights": "/hak-saya",
    "access": "/siapa-melihat",
    "interests": "/kepentingan",
    "interests-of-all": "/kepentingan/semua",
    "invitations": "/undangan",
    "invite": "/undangan/baru",
    "imports": "/impor",
    "journal": "/jurnal",
    "notices": "/pemberitahuan",
    "notice-preferences": "/akun/pemberitahuan",
    "security": "/akun/keamanan",
    "sessions": "/akun/sesi",
    "sign-ins": "/akun/riwayat",
    "manage": "/kelola",
    "account": "/akun",
    "people-search": "/pegawai?cari=sari",
    "units-search": "/unit?cari=lestari",
}
"""The pages of the administrator of the demo's regency."""
LARGEST: Final = {
    "largest-people-search": "/pegawai?cari=siregar",
    "largest-units-search": "/unit?cari=lubis",
}
OK: Final = 200
_BRACKETS: Final = ("SELECT set_config(", "SELECT current_setting(", "SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def main() -> None:
    """Answer until the input ends."""
    settings.SECOND_FACTOR_REQUIRED = False  # it is pages that are measured, not how one gets to them
    clients: dict[str, Client] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("list"):
            _say({"pages": [*PAGES]})
            continue
        page = asked["page"]
        who, path = (OF_THE_LARGEST, LARGEST[page]) if page in LARGEST else (ADMINISTRATOR, PAGES[page])
        if who not in clients:
            clients[who] = _signed_in(who)
        _say(_opened(clients[who], path))


def _signed_in(email: str) -> Client:
    # Both need Django ready.
    from django.test import Client  # noqa: PLC0415

    from pulau.foundation.accounts.models import User  # noqa: PLC0415 - the same

    client = Client()
    client.force_login(User.objects.get(email=email))
    for path in PAGES.values() if email == ADMINISTRATOR else LARGEST.values():
        _open(client, path)  # templates are read, connections made
    return client


def _opened(client: Client, path: str) -> dict[str, float]:
    with CaptureQueriesContext(connection) as made:
        milliseconds = seconds(lambda: _open(client, path)) * 1000
    queries = [query for query in made.captured_queries if not query["sql"].startswith(_BRACKETS)]
    return {"ms": milliseconds, "queries": len(queries)}


def _open(client: Client, path: str) -> None:
    response = client.get(path, headers={"host": "localhost"})
    if response.status_code != OK:
        raise RuntimeError(f"{path}: {response.status_code}")


def _say(answer: Mapping[str, object]) -> None:
    sys.stdout.write(f"{json.dumps(answer)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    main()
