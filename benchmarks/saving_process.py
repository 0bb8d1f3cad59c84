"""The process of the save figures: serves requests to itself, and tells on each line of input how long they took.

A line names what to do and how often: `save 20`, `bare 20`, `both 20` (in turn), `paper 5`, `area 5`; the answer is
JSON, milliseconds by kind. `queries save` counts those of one request, brackets of transactions left out.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import django
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings

from tests.served import SECRET, UNIT, YEAR, area_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
OK = "200 OK"


class Asker:
    """Hands requests to Django as a server would, without one: what is timed is Django and what stands in it."""

    def __init__(self, sessions: Mapping[str, str]) -> None:
        from benchmarks.web.bare_settings import MIDDLEWARE  # noqa: PLC0415 - needs the settings' environment
        from pulau.core.regulation.model import Choice  # noqa: PLC0415 - after Django, as the server loads it
        from pulau.exchange.packs import load_pack  # noqa: PLC0415 - the same

        self.sessions = sessions
        self.product = WSGIHandler()
        with override_settings(MIDDLEWARE=MIDDLEWARE):
            self.bare_bones = WSGIHandler()
        items = load_pack("permenpan-rb-90-2021").items.values()
        self.choices = {item.id: list(item.answer.values) for item in items if isinstance(item.answer, Choice)}
        self.turn = self._turns()

    def save(self) -> float:
        """Change one answer, another each time, and read the new score; the option differs from what stands."""
        item, seen, option = next(self.turn)
        form = {f"versi:{item}": seen, f"jawab:{item}": option, f"catatan:{item}": ""}
        address = f"/lke/{UNIT}/{YEAR}/area/{area_of(item)}"
        return self._ask(self.product, "POST", address, "ayu", form, HTTP_HX_REQUEST="true")

    def bare(self) -> float:
        """Write one row by the bare view."""
        return self._ask(self.bare_bones, "POST", "/bare", "bare", {"item": "P1.i.b", "value": "A"})

    def paper(self) -> float:
        """Read the whole worksheet."""
        return self._ask(self.product, "GET", f"/lke/{UNIT}/{YEAR}/unduh/lembar", "ayu")

    def area(self) -> float:
        """Open an area."""
        return self._ask(self.product, "GET", f"/lke/{UNIT}/{YEAR}/area/1", "ayu")

    def _turns(self) -> Iterator[tuple[str, int, str]]:
        """Go round the questions, each with the version that stands and the option after the one that was chosen."""
        standing = _standing()
        while True:
            for item, options in self.choices.items():
                version, chosen = standing[item]
                option = options[(options.index(chosen) + 1) % len(options)]
                yield item, version, option
                standing[item] = (version + 1, option)

    def _ask(
        self,
        handler: WSGIHandler,
        method: str,
        path: str,
        who: str,
        form: Mapping[str, Any] | None = None,
        **headers: str,
    ) -> float:
        """Return the seconds of one request, its body read to the end. Raises RuntimeError for what is not taken."""
        body = urlencode(form or {}).encode()
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": f"sessionid={self.sessions[who]}; csrftoken={SECRET}",
            "HTTP_X_CSRFTOKEN": SECRET,
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            **headers,
        }
        said: list[str] = []
        start = perf_counter()
        answer = handler(environ, lambda status, _headers, _problem=None: said.append(status))  # type: ignore[arg-type]  # nobody calls what it returns
        text = b"".join(answer)
        answer.close()
        taken = perf_counter() - start
        if said != [OK] or (form and "versi" in str(form) and b"Tersimpan" not in text):
            raise RuntimeError(f"{path}: {said} {text[:300]!r}")
        return taken


def _standing() -> dict[str, tuple[int, str]]:
    """Return the version and the option of each item of the worksheet that Ayu fills."""
    from pulau.foundation.tenancy.models import Tenant  # noqa: PLC0415 - needs Django ready
    from pulau.foundation.tenancy.wall import behind_wall  # noqa: PLC0415 - the same

    asked = (
        "SELECT a.item, a.version, a.value FROM worksheets_answer a JOIN worksheets_worksheet w "
        "ON w.id = a.worksheet_id JOIN agencies_workunit u ON u.id = w.unit_id WHERE u.code = %s ORDER BY a.version"
    )
    with behind_wall(Tenant.objects.get(code="sagara").pk), connection.cursor() as cursor:
        cursor.execute(asked, [UNIT])
        return {item: (version, json.loads(value)) for item, version, value in cursor.fetchall()}


def statements(call: Callable[[], object]) -> list[str]:
    """Return what one call asks of the database, brackets of transactions left out."""
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:  # noqa: ANN401 - Django's own signature
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        call()
    return [sql for sql in asked if not sql.startswith(BRACKETS)]


def main(sessions: Mapping[str, str]) -> None:
    """Answer lines until there are no more."""
    asker = Asker(sessions)
    kinds: dict[str, list[Callable[[], float]]] = {
        name: [getattr(asker, name)] for name in ("save", "bare", "paper", "area")
    }
    kinds["both"] = [asker.save, asker.bare]
    for line in sys.stdin:
        name, _, times = line.strip().partition(" ")
        if name == "queries":
            print(json.dumps(len(statements(kinds[times][0]))), flush=True)
            continue
        taken: dict[str, list[float]] = {call.__name__: [] for call in kinds[name]}
        for _ in range(int(times)):
            for call in kinds[name]:
                taken[call.__name__].append(call() * 1000)
        print(json.dumps(taken), flush=True)


if __name__ == "__main__":
    django.setup()
    with suppress(KeyboardInterrupt):
        main(json.loads(os.environ["BENCH_SESSIONS"]))
