"""Counting the country: a snapshot of what is published, every question asked of it, and the answers put in place.

What is written here is derived: it says nothing that the published rows do not say, each of which is in the journal
with its body. So no entry of its own is written (as with the sums of `publication.counting`), and it can be made anew
at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pulau.apps.analytics.figures.every import FIGURES
from pulau.apps.analytics.figures.told import as_rows
from pulau.apps.analytics.models import FiguresRun, NationalAnswer, Trouble
from pulau.apps.opendata.contract import READERS, batches, one_moment
from pulau.exchange.national.asking import Asking, QuestionFailed
from pulau.exchange.national.questions import SOURCES
from pulau.exchange.national.snapshots import Snapshot, SnapshotNotWritten, write_snapshot
from pulau.foundation.standing.news import forget

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

LONGEST_ABOUT: Final = 200


@dataclass(frozen=True, slots=True)
class Counted:
    """What a run did: the snapshot it asked, whether the night brought a new one, and how many figures it answered."""

    snapshot: Snapshot
    new: bool
    figures: int


def count_nation(now: datetime) -> Counted:
    """Take a snapshot, ask it every question, and put the answers in place of those before, all of them or none.

    Where it fails the answers of before stay, and the run is told on the page of the installation's health. Raises
    SnapshotNotWritten, QuestionFailed.
    """
    try:
        snapshot = take_snapshot(now)
        answers = answers_of(snapshot, now)
    except (SnapshotNotWritten, QuestionFailed) as problem:
        _tell_trouble(problem.code, str(problem), now)
        raise
    with transaction.atomic():
        NationalAnswer.objects.all().delete()
        NationalAnswer.objects.bulk_create(answers)
        FiguresRun.objects.update_or_create(
            pk=1, defaults={"tried_at": now, "trouble": Trouble.NONE, "about": "", "waiting_since": None}
        )
        forget()
    return Counted(snapshot, snapshot.moment == now, len(answers))


def take_snapshot(now: datetime) -> Snapshot:
    """Write what is published as a snapshot, or return the newest where it says the same. Raises SnapshotNotWritten."""
    today = timezone.localdate(now)
    with one_moment():
        sources = {name: batches(READERS[name](today.year, today)) for name in SOURCES}
        return write_snapshot(snapshot_folder(), now, sources)


def answers_of(snapshot: Snapshot, now: datetime) -> list[NationalAnswer]:
    """Return the answer of every figure, as the rules tell it today. Raises QuestionFailed."""
    today = timezone.localdate(now)
    with Asking(snapshot) as asking:
        return [_answer(asking, slug, snapshot, today, now) for slug in FIGURES]


def snapshot_folder() -> Path:
    """Return where snapshots lie."""
    folder: Path = settings.ANALYTICS_FOLDER
    return folder


def _answer(asking: Asking, slug: str, snapshot: Snapshot, today: date, now: datetime) -> NationalAnswer:
    figure = FIGURES[slug]
    rows = as_rows(figure.question.columns, asking.answer(figure.question))
    tables = {name: told.as_json() for name, told in figure.tell(rows, today).items()}
    return NationalAnswer(
        code=slug, question=figure.question.sql, tables=tables, moment=snapshot.moment, answered_at=now
    )


def _tell_trouble(code: str, about: str, now: datetime) -> None:
    """Keep how the run failed, and since when there is nothing new."""
    before = FiguresRun.objects.filter(pk=1).first()
    since = (before.waiting_since if before else None) or now
    told = {"tried_at": now, "trouble": code, "about": about[:LONGEST_ABOUT], "waiting_since": since}
    FiguresRun.objects.update_or_create(pk=1, defaults=told)
