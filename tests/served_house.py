"""Fill an empty installation for tests that need a real server: `python -m tests.served_house '{"crowd": 8}'`.

It migrates, builds the house (tests/house.py) and prints as JSON how its people get in: `sessions` and `keys` (of the
API) by name, `sheets` with the id of each worksheet by its unit's code. Wishes: `filled` answers the whole worksheet,
`crowd` makes so many more units, each with a person `orang-1` of its own and a filled worksheet, `units` many more
without people, whose worksheets are filled too; `bare` gives Ayu a session of Django's own sign-in, too.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

if TYPE_CHECKING:
    from tests.house import House

CROWD = "unit-kerja-{}"
PLAIN_SIGN_IN = "django.contrib.auth.backends.ModelBackend"


def main(wishes: dict[str, Any]) -> None:
    """Build what is wished for and print how to get in."""
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        house = _house()
        sheets = {"disdukcapil": house.sheet}
        for number in range(1, wishes.get("crowd", 0) + 1):
            sheets[CROWD.format(number)] = _one_more(house, number)
        if wishes.get("filled") or wishes.get("crowd") or wishes.get("units"):
            for row in sheets.values():
                _fill(house, row)
        if wishes.get("units"):
            _many(house, wishes["units"])
        keys = {name: _key(house, name) for name in ("ayu", "fajar")}
        sessions = {name: _session(house, name) for name in house.users}
        if wishes.get("bare"):
            sessions["bare"] = _session(house, "ayu", PLAIN_SIGN_IN)
    found = {unit: str(row.pk) for unit, row in sheets.items()}
    print(json.dumps({"sessions": sessions, "keys": keys, "sheets": found}))  # noqa: T201 - for the process that asked


def _house() -> House:
    from tests.house import build_house  # noqa: PLC0415 - needs Django ready

    return build_house()


def _one_more(house: House, number: int) -> Any:  # noqa: ANN401 - a model, which needs Django ready
    from pulau.apps.agencies.contract import UnitKind, add_unit  # noqa: PLC0415 - needs Django ready
    from pulau.apps.people.contract import Role  # noqa: PLC0415 - the same
    from pulau.core.shared.actor import Actor  # noqa: PLC0415 - the same
    from tests.cast import NOW  # noqa: PLC0415 - the same
    from tests.house import YEAR, _move_in  # noqa: PLC0415 - the same

    system, code = Actor.system(house.tenants["sagara"]), CROWD.format(number)
    house.units[code] = add_unit(actor=system, code=code, name=f"Unit {number}", kind=UnitKind.OFFICE, now=NOW)
    _move_in(house, f"orang-{number}", f"Orang Ke-{number}", "sagara", Role.ZONE_TEAM, code)
    return house.open(code, YEAR)


def _fill(house: House, row: Any) -> None:  # noqa: ANN401 - a model, which needs Django ready
    from pulau.exchange.packs import load_pack  # noqa: PLC0415 - needs Django ready
    from tests.exchange.answers_for import answers_for  # noqa: PLC0415 - the same

    team = next(
        name for name, actor in house.actors.items() if any(a.unit_id == row.unit_id for a in actor.appointments)
    )
    house.answer(team, answers_for(load_pack(row.regulation)), sheet=row)


def _many(house: House, count: int) -> None:
    """Make many worksheets and give each the answers of the house's own, row by row in the database itself."""
    from tests.many_units import many_units  # noqa: PLC0415 - needs Django ready

    many_units(house.tenants["sagara"], count)
    columns = "level, item, version, revision, value, note, source, origin, user_id, at"
    one_more = "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"
    own = house.sheet.pk.hex if connection.vendor == "sqlite" else str(house.sheet.pk)
    copied = ", ".join(f"a.{name}" for name in columns.split(", "))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO worksheets_answer (id, tenant_id, worksheet_id, {columns}) "  # noqa: S608 - names of our own
            f"SELECT {one_more}, w.tenant_id, w.id, {copied} FROM worksheets_worksheet w, worksheets_answer a "
            "WHERE a.worksheet_id = %s AND w.id NOT IN (SELECT DISTINCT worksheet_id FROM worksheets_answer)",
            [own],
        )


def _key(house: House, name: str) -> str:
    from django.utils import timezone  # noqa: PLC0415 - the same

    from pulau.apps.people.contract import issue_token  # noqa: PLC0415 - needs Django ready

    return issue_token(actor=house.actors[name], name="uji", now=timezone.now()).key


def _session(house: House, name: str, backend: str | None = None) -> str:
    client = Client()
    client.force_login(house.users[name], backend=backend)
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    django.setup()
    main(json.loads(sys.argv[1]))
