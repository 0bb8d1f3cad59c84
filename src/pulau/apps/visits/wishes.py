"""What people wish to record, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PresentationWish:
    """When and where the unit is to present (a room, or an address to join at), and what it should speak of."""

    begins_at: datetime
    place: str
    wish: str = ""


@dataclass(frozen=True, slots=True)
class HeldWish:
    """The day on which a presentation was held, who was there, and what was noted."""

    held_on: date
    attended: str
    notes: str


@dataclass(frozen=True, slots=True)
class VisitWish:
    """Days and place of a visit, whether the unit is told, the user ids of its team, and its leader among them."""

    first_day: date
    last_day: date
    place: str
    announced: bool
    team: tuple[UUID, ...]
    leader: UUID


@dataclass(frozen=True, slots=True)
class LineWish:
    """A line as it was typed: its key (the same at every try), the version its writer had before them, and when."""

    key: UUID
    line: str
    seen: str
    note: str
    known: int
    typed_at: datetime


@dataclass(frozen=True, slots=True)
class PhotoWish:
    """A photo as it was taken: its key, what it belongs to, where and when, and whose consent there is."""

    key: UUID
    taken_at: datetime
    faces: bool
    consent: str = ""
    line: str = ""
    note: str = ""
    place: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ShopperWish:
    """What a mystery shopper told; money in whole rupiah, None where none was asked or paid."""

    key: UUID
    typed_at: datetime
    shopper: str
    service: str
    day: date
    waited_minutes: int
    manner: str
    story: str
    asked_fee: int | None = None
    paid: int | None = None
    signs: Mapping[str, bool] = field(default_factory=dict)  # offered_faster, receipt, informed


@dataclass(frozen=True, slots=True)
class InterviewWish:
    """Notes of an interview: in which role somebody spoke, on which area, and that they agreed."""

    key: UUID
    typed_at: datetime
    role: str
    area: str
    summary: str
    consented: bool


@dataclass(frozen=True, slots=True)
class SurveyWish:
    """A survey's result as its report has it; indices 0 to 4."""

    runner: str
    runner_name: str
    first_day: date
    last_day: date
    respondents: int
    corruption_perception: Decimal
    service_quality: Decimal
