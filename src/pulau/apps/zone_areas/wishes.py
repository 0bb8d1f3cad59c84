"""What people ask of zone areas: plain values between the pages and the services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AreaWish:
    """What a zone area is to be called and where it lies; `held_title` rests on the decree `held_by`."""

    name: str
    kind: str
    region_code: str = ""
    held_title: str = ""
    held_by: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Which body is asked (its name or code), for which unit as it is called, from which day; in whose words."""

    agency: str
    unit_name: str
    since: date
    unit_code: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a body answers to an invitation: with which unit it joins (None: it declines), and why not."""

    unit_id: UUID | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AspectWish:
    """An answer to an aspect: the version its writer saw (0: none yet), an option or None, and the note."""

    aspect: str
    seen: int
    value: str | None
    note: str = ""
