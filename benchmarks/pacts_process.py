"""The process of the pacts: makes an installation, its people, and signs; prints its figures as one line of JSON.

Milliseconds are medians of one pact: setting the pages (`paper`), the look of the signature (`appearance`), signing to
level B-LT (`sign`), writing and syncing the file (`store`). What bare pyHanko takes is beside it in `sign-pdf`.
"""

from __future__ import annotations

import json
import resource
import sys
from collections import defaultdict
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import django
from django.core.management import call_command
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

EVERY = 100
POINTS = tuple(f"Butir {n}: tidak menerima gratifikasi, dan melaporkan benturan kepentingan." for n in range(1, 8))
taken: defaultdict[str, list[float]] = defaultdict(list)


def timed(part: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that notes how long each call takes."""

    def around(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
        begun = perf_counter()
        found = function(*given, **named)
        taken[part].append((perf_counter() - begun) * 1_000)
        return found

    return around


def watch() -> None:
    """Time the parts where they are called."""
    from pulau.exchange.signatures.providers.local import LocalProvider  # noqa: PLC0415 - after Django was set up

    parts = {
        "paper": "pulau.apps.signing.drafting.set_paper",
        "appearance": "pulau.apps.signing.applying.set_appearance",
        "store": "pulau.foundation.storage.put",
    }
    for part, place in parts.items():
        patch(place, timed(part, import_string(place))).start()
    patch.object(LocalProvider, "sign", timed("sign", LocalProvider.sign)).start()


def furnish(many: int) -> list[Actor]:
    """Make the installation and its people."""
    from django.utils import timezone  # noqa: PLC0415 - after Django was set up

    from pulau.apps.agencies.contract import AgencyKind, describe_agency  # noqa: PLC0415 - the same
    from pulau.core.shared.actor import Actor  # noqa: PLC0415 - the same
    from pulau.foundation.accounts.services import open_tenant, register_user  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0, interactive=False)
    now = timezone.now()
    tenant = open_tenant(code="ukur", name="Kabupaten Ukur", now=now)
    system = Actor.system(tenant.pk)
    describe_agency(actor=system, name="Kabupaten Ukur", kind=AgencyKind.REGENCY, region="", now=now)
    users = [
        register_user(actor=system, email=f"orang-{n}@ukur.example.id", full_name=f"Orang Nomor {n}", now=now)
        for n in range(many)
    ]
    return [Actor(user.pk, tenant.pk, "") for user in users]


def sign(actor: Actor, number: int) -> None:
    """Sign one pact."""
    from django.utils import timezone  # noqa: PLC0415 - after Django was set up

    from pulau.apps.signing.contract import DocumentWish, Given, SignatoryWish, sign_at_once  # noqa: PLC0415 - the same
    from pulau.exchange.pdf.paper import Paragraph, Points  # noqa: PLC0415 - the same

    name = f"Orang Nomor {number}"
    person = SignatoryWish(name, "Analis Kebijakan", "Dinas Kesehatan", user_id=actor.person)
    parts = (Paragraph(f"Saya, {name}, menyatakan:"), Points(POINTS))
    title = f"Pakta integritas {name}"
    wish = DocumentWish("personal-pact", title, "Pakta integritas", "Kabupaten Ukur", (person,), parts, personal=True)
    sign_at_once(actor=actor, wish=wish, given=Given(), now=timezone.now())


def main(many: int) -> None:
    """Do it, and tell."""
    django.setup()
    print(f"making {many} people …", file=sys.stderr)
    actors = furnish(many)
    watch()
    begun = perf_counter()
    for number, actor in enumerate(actors):
        sign(actor, number)
        if (number + 1) % EVERY == 0:
            print(f"{number + 1} of {many} signed, {perf_counter() - begun:.0f} s", file=sys.stderr)
    seconds = perf_counter() - begun
    told = {part: median(times) for part, times in taken.items()}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(json.dumps({**told, "seconds": seconds, "each": seconds * 1_000 / many, "memory": memory}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
