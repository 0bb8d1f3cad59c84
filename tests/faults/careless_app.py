"""Takes safeguards of saving away, for `tests.faults.careless`."""

from __future__ import annotations

import os
import time
from typing import Any

from django.apps import AppConfig

A_WHILE = 0.05
"""Seconds between reading and writing: room for another writer to come between."""


class CarelessConfig(AppConfig):
    """Patches the service when it has been loaded."""

    name = "tests.faults"
    label = "careless"

    def ready(self) -> None:
        """Take away what FAULT names."""
        fault = os.environ["FAULT"]
        if fault == "no-version-check":
            _no_version_check()
        if fault == "no-lock":
            _no_lock()


def _no_version_check() -> None:
    """Let the last writer win, as a form without versions does."""
    from pulau.apps.worksheets.services import answers  # noqa: PLC0415 - needs the models ready
    from pulau.core.scoring.revisions import Revision, Settled, Wish  # noqa: PLC0415 - the same

    def settle(wish: Wish, _base: Revision, newest: Revision) -> Settled:
        value = newest.value if not isinstance(wish.value, str) else wish.value
        note = newest.note if not isinstance(wish.note, str) else wish.note
        return Settled(value, note, changed=(value, note) != (newest.value, newest.note))

    vars(answers)["settle"] = settle


def _no_lock() -> None:
    """Read the worksheet without locking it."""
    from pulau.apps.worksheets.models import Webhook  # noqa: PLC0415 - needs the models ready
    from pulau.apps.worksheets.selectors import get_worksheet_by_id, get_worksheet_for  # noqa: PLC0415 - the same
    from pulau.apps.worksheets.services import answers  # noqa: PLC0415 - the same

    def read_worksheet(actor: Any, which: Any) -> tuple[Any, bool]:  # noqa: ANN401 - as the function it replaces
        row = get_worksheet_for(actor, *which) if isinstance(which, tuple) else get_worksheet_by_id(actor, which)
        time.sleep(A_WHILE)
        return row, Webhook.objects.for_actor(actor).filter(active=True).exists()

    vars(answers)["lock_worksheet"] = read_worksheet
