"""What is told of titles: their decree, since and until when, what ended them, and how each can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.outcomes.contract import TitleState
from pulau.apps.publication.facts import TitleFacts
from pulau.core.publishing.disclosure import PublicField
from pulau.core.shared.public_state import PublicState
from pulau.core.workflow.keeping import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from pulau.apps.outcomes.contract import Decree, TitleHeld
    from pulau.apps.publication.composing.asked import Asked
    from pulau.apps.publication.gathering.judged import JudgedGathered
    from pulau.apps.transparency.contract import Standing as LogStanding


def held_on(titles: list[TitleHeld], day: date) -> TitleHeld | None:
    """Return the title that stands on a day, or None."""
    standing = [row for row in titles if row.on(day) is Standing.IN_FORCE]
    return standing[-1] if standing else None


def told_titles(
    gathered: JudgedGathered, unit_id: UUID, logged: Mapping[UUID, LogStanding], asked: Asked, state: PublicState
) -> list[TitleFacts]:
    """Return the titles of a unit in a state whose decree is known to everybody by today, earliest first."""
    if not asked.table.allows(PublicField.TITLE, state):
        return []
    rows = gathered.titles.get(unit_id, ())
    told = [_told(gathered, row, logged, asked) for row in rows if gathered.decrees[row.decree_id].day <= asked.today]
    proven = asked.table.allows(PublicField.PROOFS, state)
    return told if proven else [{**one, "certificate": "", "entry": "", "index": None, "witnesses": 0} for one in told]


def _told(gathered: JudgedGathered, row: TitleHeld, logged: Mapping[UUID, LogStanding], asked: Asked) -> TitleFacts:
    decree = gathered.decrees[row.decree_id]
    taken = gathered.decrees.get(row.closed_by_id) if row.closed_by_id else None
    revocation = gathered.revocations.get(row.pk)
    entry = logged.get(row.stated) if row.stated else None
    revoked = row.state == TitleState.REVOKED
    reasoned = revoked and asked.table.allows(PublicField.REASONS, PublicState.REVOKED)
    return {
        "title": row.title,
        "since": row.since.isoformat(),
        "until": _text(row.until),
        "closed_on": _text(row.closed_on),
        "how": row.on(asked.today).value,
        "decree": decree.number,
        "decree_day": decree.day.isoformat(),
        "issuer": decree.issuer,
        "revoked_by": taken.number if taken and revoked else "",
        "revoked_day": _day(taken) if revoked else "",
        "reasons": (revocation.reasons or revocation.recommendation) if revocation and reasoned else "",
        "source": row.source,
        "certificate": gathered.certificates.get(row.pk, ""),
        "entry": str(row.stated) if entry and entry.index is not None else "",
        "index": entry.index if entry else None,
        "witnesses": len(entry.words) if entry else 0,
    }


def _day(decree: Decree | None) -> str:
    return decree.day.isoformat() if decree else ""


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
