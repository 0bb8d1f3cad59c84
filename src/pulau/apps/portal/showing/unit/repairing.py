"""The repair under way after an evaluation that was not passed, or a title that was revoked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.portal.showing.unit.laws import law_of
from pulau.apps.portal.showing.words import day_text, score_text
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

    from pulau.apps.portal.showing.unit.laws import Law
    from pulau.apps.portal.showing.unit.seen import Seen
    from pulau.apps.publication.contract import RepairFacts, StepFacts

STATES: Final[Mapping[str, tuple[str, str | Promise]]] = {
    "open": ("unanswered", gettext_lazy("Belum direncanakan")),
    "planned": ("provisional", gettext_lazy("Dikerjakan")),
    "done": ("waiting", gettext_lazy("Selesai, menunggu pemeriksaan")),
    "works": ("met", gettext_lazy("Berhasil")),
    "partly": ("clarify", gettext_lazy("Berhasil sebagian")),
    "not": ("short", gettext_lazy("Belum berhasil")),
    "checked": ("met", gettext_lazy("Diperiksa")),
}
"""The shape and word of a step's state; a step that was checked has that of its effect."""
SHOWN: Final = 4
"""Steps that stand open; a phone shows the others when they are unfolded."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what it repairs, in which area, by when, and how far it is."""

    words: str
    area: str
    due: str
    status: str
    said: str


@dataclass(frozen=True, slots=True)
class Repair:
    """All steps, and how many of them were checked and work."""

    year: int
    steps: list[Step]
    works: int

    @property
    def parts(self) -> list[list[Step]]:
        """The steps that stand open, and those that are folded, where more than one would be."""
        shown = SHOWN if len(self.steps) > SHOWN + 1 else len(self.steps)
        return [self.steps[:shown], self.steps[shown:]]


def repair_of(seen: Seen) -> Repair | None:
    """Return the repair; None where there is none, or where an older year is shown."""
    repair = seen.repair
    if repair is None or _is_past(seen, repair):
        return None
    regulation = next((row.regulation for row in seen.years if row.year == repair["year"]), "")
    law = law_of(regulation, spoken_language())
    steps = [_step(one, law) for one in repair["steps"]]
    return Repair(repair["year"], steps, sum(one["effect"] == "works" for one in repair["steps"]))


def _is_past(seen: Seen, repair: RepairFacts) -> bool:
    """Whether every step works, and a later evaluation has ended since: then the repair is history."""
    finished = all(step["effect"] == "works" for step in repair["steps"])
    return finished and any(one["year"] > repair["year"] for one in seen.decisions)


def _step(told: StepFacts, law: Law | None) -> Step:
    status, said = STATES.get(told["effect"] or told["state"], STATES["open"])
    area = law.area(told["area"]) if law and told["area"] else ""
    due = day_text(told["due_on"]) if told["due_on"] else ""
    return Step(_words(told, law), area, due, status, str(said))


def _words(told: StepFacts, law: Law | None) -> str:
    if told["kind"] == "gate":
        gate = told["key"].partition(".")[2]
        name = law.gate(gate, f"areas.{told['area']}" if told["area"] else "") if law else gate
        if told["actual"] is None or told["required"] is None:
            return _("Mencapai nilai minimal %(name)s") % {"name": name}
        figures = {"name": name, "actual": score_text(told["actual"]), "required": score_text(told["required"])}
        return _("Menaikkan %(name)s dari %(actual)s menjadi paling sedikit %(required)s") % figures
    return law.figure(f"items.{told['key']}") if law and told["kind"] == "item" else _("Perbaikan lain")
