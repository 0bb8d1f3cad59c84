"""A unit as its page tells of it: today, or as it stood at the end of a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from pulau.apps.portal.showing.words import day_of
from pulau.core.shared.public_state import PublicState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.publication.contract import (
        DecisionFacts,
        DeclarationFacts,
        PublishedUnit,
        PublishedYear,
        RepairFacts,
        TitleFacts,
        UnitFacts,
    )

IN_FORCE = "in-force"


@dataclass(frozen=True, slots=True)
class Seen:
    """A unit on a day; `past` is the year that is asked for, None for today. `years` end with the one that is shown."""

    unit: PublishedUnit
    years: Sequence[PublishedYear]
    day: date
    past: int | None = None

    @property
    def year(self) -> PublishedYear | None:
        """The year that is shown; None where nothing is told of any."""
        return self.years[-1] if self.years else None

    @property
    def state(self) -> PublicState:
        """How far the unit came in it."""
        return PublicState(self.year.state) if self.year else PublicState.NONE

    @property
    def scored(self) -> PublishedYear | None:
        """The newest year with a final score."""
        return next((row for row in reversed(self.years) if row.total is not None), None)

    @property
    def name(self) -> str:
        """Its name then."""
        return self.year.name if self.past and self.year else self.unit.name

    @property
    def kind(self) -> str:
        """Its kind then."""
        return self.year.kind if self.past and self.year else self.unit.kind

    @property
    def facts(self) -> UnitFacts:
        """Everything that is told of it, of whatever day."""
        return cast("UnitFacts", self.unit.facts)

    @property
    def titles(self) -> list[TitleFacts]:
        """The titles that were determined by the day, earliest first."""
        return [one for one in self.facts["titles"] if date.fromisoformat(one["decree_day"]) <= self.day]

    @property
    def held(self) -> TitleFacts | None:
        """The title that stands on the day."""
        return next((one for one in reversed(self.titles) if standing_of(one, self.day) == IN_FORCE), None)

    @property
    def revoked(self) -> TitleFacts | None:
        """The title that was revoked last, where no other stands since."""
        newest = self.titles[-1] if self.titles else None
        return newest if newest and not self.held and standing_of(newest, self.day) == "revoked" else None

    @property
    def declarations(self) -> list[DeclarationFacts]:
        """The declarations that were held by the day, the newest first."""
        return [one for one in reversed(self.facts["declarations"]) if date.fromisoformat(one["day"]) <= self.day]

    @property
    def decisions(self) -> list[DecisionFacts]:
        """How evaluations ended, the newest first."""
        last = self.past or self.day.year
        return [one for one in reversed(self.facts["decisions"]) if one["year"] <= last]

    @property
    def repair(self) -> RepairFacts | None:
        """The repair under way: it is known as it is today alone."""
        return None if self.past else self.facts["repair"]

    @property
    def aim(self) -> str:
        """The title that the unit works towards, or keeps: what its evaluation is for, else the next one."""
        if self.year and self.year.aim and not self.state.is_final:
            return self.year.aim
        return "WBBM" if self.held else "WBK"

    @property
    def keeps(self) -> bool:
        """Whether the unit holds what it works towards: then it is to be kept."""
        return self.held is not None and self.held["title"] == self.aim


def ended_on(title: TitleFacts) -> str:
    """Return the day on which a title that was revoked or closed stopped standing; empty where none is known."""
    return title["closed_on"] or title["revoked_day"] or title["until"]


def standing_of(title: TitleFacts, day: date) -> str:
    """Return how a title stands on a day: coming, in-force, or how it ended."""
    closed, until = day_of(title["closed_on"]), day_of(title["until"])
    if closed and closed <= day:
        return title["how"] if title["how"] != IN_FORCE else "ended"
    if date.fromisoformat(title["since"]) > day:
        return "coming"
    return "ended" if until and until < day else IN_FORCE
