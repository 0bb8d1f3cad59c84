"""What the people of the demo said over their worksheets, and the answer that one of them took back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.worksheets.demo_house.filling import moment, years_later
from pulau.apps.worksheets.demo_house.pages import THREADS
from pulau.apps.worksheets.selectors import history_of
from pulau.apps.worksheets.services.answers import restore_answer
from pulau.apps.worksheets.services.talking import Remark, add_comment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from pulau.apps.worksheets.models import Worksheet
    from pulau.core.shared.actor import Actor

TAKEN_BACK = {("disdukcapil", 2026): ("P1.iii.b", "gita", 2)}
"""By unit and year: the question whose answer was set back to the first version, who did it, how many days ago."""


def talk_over(row: Worksheet, people: Mapping[str, Actor], now: datetime) -> None:
    """Write the threads of a worksheet on their days, and set back what was set back."""
    where = (row.unit.code, row.year - years_later(now))
    for number, said in enumerate(THREADS.get(where, ())):
        remark = Remark(said.item, said.text, key=f"{said.item}-{number}")
        at = moment(now, said.days, said.author, str(number))
        add_comment(actor=people[said.author], worksheet_id=row.pk, remark=remark, now=at)
    if where in TAKEN_BACK:
        item, person, days = TAKEN_BACK[where]
        seen, at = history_of(row, item)[0].version, moment(now, days, item)
        restore_answer(actor=people[person], worksheet_id=row.pk, item=item, version=1, seen=seen, now=at)
