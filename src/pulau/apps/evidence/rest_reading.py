"""Reading requests for evidence, and rows as the plain data that the API gives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.utils.dateparse import parse_date

from pulau.apps.evidence.models import LONGEST_ABOUT, LONGEST_ADDRESS, LONGEST_TITLE
from pulau.apps.evidence.policies import KEEP, READ
from pulau.apps.evidence.selectors.files import is_held_back, preparation_of
from pulau.apps.evidence.selectors.units import OF_THE_AGENCY, units_for
from pulau.apps.evidence.wishes import EvidenceNotFound, EvidenceWish, is_address
from pulau.core.shared.problems import BadInput, Problem
from pulau.foundation.api.reading import text_in, uuid_in

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.apps.evidence.models import Evidence, EvidenceVersion
    from pulau.core.shared.actor import Actor
    from pulau.core.shared.permissions import Action

DAYS: Final = ("dated_on", "valid_from", "valid_until", "seen_on")
_LONGEST: Final = {"title": LONGEST_TITLE, "about": LONGEST_ABOUT, "address": LONGEST_ADDRESS, "key": 64}
_KNOWN: Final = ("file", "upload", "unit", "shared", "confidential", *_LONGEST, *DAYS)


def id_in(text: str) -> UUID:
    """Return the id in an address. Raises EvidenceNotFound (404) for a text that is none."""
    found = uuid_in(text)
    if found is None:
        raise EvidenceNotFound("no such evidence")
    return found


def unit_in(actor: Actor, code: str, action: Action = READ) -> UUID:
    """Return the unit of a code, where the actor may do something there. Raises BadInput."""
    found: UUID | None = (
        units_for(actor, action).filter(code=code.replace("\x00", "")).values_list("pk", flat=True).first()
    )
    if found is None:
        raise BadInput.because("unknown-unit", "unit", value=code[:40])
    return found


def wish_in(request: HttpRequest, actor: Actor) -> EvidenceWish:
    """Return the piece that a form asks for. Raises BadInput with everything that is wrong in it."""
    sent = request.POST.dict()
    problems = [Problem.of("unknown-key", key[:40], allowed=", ".join(_KNOWN)) for key in sent if key not in _KNOWN]
    texts = {key: text_in(sent, key).strip() for key in _LONGEST}
    for key, most in _LONGEST.items():
        if len(texts[key]) > most:
            problems.append(Problem.of("text-longer", key, length=len(texts[key]), most=most))
    days = {key: _day(sent, key, problems) for key in DAYS}
    problems += _contradictions(texts, days, sent)
    if problems:
        raise BadInput(problems)
    code = text_in(sent, "unit")
    unit_id = None if code == OF_THE_AGENCY else unit_in(actor, code, KEEP)
    flags = {key: sent.get(key) == "true" for key in ("shared", "confidential")}
    fields: dict[str, Any] = {**texts, **days, **flags, "unit_id": unit_id}
    return EvidenceWish(**fields)


def _day(sent: dict[str, Any], key: str, problems: list[Problem]) -> date | None:
    text = text_in(sent, key)
    try:
        found = parse_date(text) if text else None
    except ValueError:
        found = None
    if text and found is None:
        problems.append(Problem.of("day-expected", key, value=text[:40]))
    return found


def _contradictions(texts: dict[str, str], days: dict[str, date | None], sent: dict[str, Any]) -> list[Problem]:
    found = [] if texts["title"] else [Problem.of("missing-key", "title")]
    if texts["address"] and not is_address(texts["address"]):
        found.append(Problem.of("address-expected", "address"))
    first, last = days["valid_from"], days["valid_until"]
    if first and last and first > last:
        found.append(Problem.of("days-turned", "valid_until"))
    if sent.get("shared") == sent.get("confidential") == "true":
        found.append(Problem.of("confidential-and-shared", "confidential"))
    return found


def piece_object(row: Evidence) -> dict[str, Any]:
    """Return a piece, its unit fetched."""
    return {
        "id": str(row.pk),
        "number": row.shown_number,
        "title": row.title,
        "about": row.about,
        "unit": row.unit.code if row.unit else None,
        "shared": row.shared,
        "confidential": row.confidential,
        "dated_on": _told_day(row.dated_on),
        "valid_from": _told_day(row.valid_from),
        "valid_until": _told_day(row.valid_until),
        "address": row.address,
        "seen_on": _told_day(row.seen_on),
        "head": row.head,
        "withdrawn_at": _moment(row.withdrawn_at) if row.withdrawn_at else None,
        "changed_at": _moment(row.changed_at),
    }


def version_object(version: EvidenceVersion) -> dict[str, Any]:
    """Return a version, its writer and preparation fetched."""
    made = preparation_of(version)
    return {
        "number": version.number,
        "sha256": version.digest,
        "size": version.size,
        "name": version.name,
        "kind": version.kind,
        "at": _moment(version.at),
        "by": version.user.full_name if version.user else None,
        "cause": version.cause,
        "state": made.state if made else "waiting",
        "scan": made.scan if made else "off",
        "held_back": is_held_back(version),
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _told_day(day: date | None) -> str | None:
    return day.isoformat() if day else None
