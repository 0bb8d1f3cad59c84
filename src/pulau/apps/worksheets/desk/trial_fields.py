"""The form of a trial: a field for each item, what is tried first, the rest by area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.worksheets.desk.trying import NOTHING, PREFIX
from pulau.apps.worksheets.report.details import answer_in_words
from pulau.core.regulation.model import Choice, Part, Scale
from pulau.exchange.names import WHOLES, answer_text, pick, short
from pulau.exchange.words import input_name

if TYPE_CHECKING:
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.desk.trying import Trial
    from pulau.core.regulation.model import Item, SubArea
    from pulau.core.scoring.answers import Answer


@dataclass(frozen=True, slots=True)
class InputView:
    """A text field of a trial: an index, a percentage, or one count; `now` is what stands."""

    name: str
    label: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """An item in the form of a trial.

    `options` (key, words, whether chosen) are there where it is answered by an option, `inputs` otherwise. `gain` is
    what the trial brings here in points; None where it is not tried.
    """

    item: str
    name: str
    number: str
    question: str
    now: str
    options: tuple[tuple[str, str, bool], ...]
    inputs: tuple[InputView, ...]
    problems: tuple[str, ...]
    gain: Fraction | None
    href: str


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The fields of an area, or of the result, by sub-area: its number with its name, and its fields."""

    key: str
    name: str
    parts: tuple[tuple[str, tuple[FieldView, ...]], ...]

    @property
    def count(self) -> int:
        """How many fields there are."""
        return sum(len(fields) for _name, fields in self.parts)


def tried_fields(desk: Desk, trial: Trial) -> list[FieldView]:
    """Return the fields of what is tried and of what could not be taken, in the order of the law."""
    return [_field(desk, trial, item) for item in desk.evaluation.pack.items.values() if _shown_first(trial, item.id)]


def other_fields(desk: Desk, trial: Trial) -> list[FieldGroup]:
    """Return the fields of everything else, by area and sub-area."""
    pack, wording = desk.evaluation.pack, desk.calculation.wording
    areas = [(key, f"{key}. {wording.areas[key][desk.language]}") for key in pack.areas]
    groups = [
        FieldGroup(key, name, _parts(desk, trial, [s for s in pack.sub_areas.values() if s.area == key]))
        for key, name in areas
    ]
    result = [s for s in pack.sub_areas.values() if s.part is Part.RESULT]
    groups.append(FieldGroup("hasil", pick(WHOLES["result"], desk.language), _parts(desk, trial, result)))
    return [group for group in groups if group.parts]


def _parts(desk: Desk, trial: Trial, sub_areas: list[SubArea]) -> tuple[tuple[str, tuple[FieldView, ...]], ...]:
    pack, wording = desk.evaluation.pack, desk.calculation.wording
    parts = []
    for sub_area in sub_areas:
        items = [pack.items[item] for item in sub_area.items if not _shown_first(trial, item)]
        name = f"{sub_area.number} {wording.sub_areas[sub_area.id][desk.language]}"
        if items:
            parts.append((name, tuple(_field(desk, trial, item) for item in items)))
    return tuple(parts)


def _shown_first(trial: Trial, item: str) -> bool:
    return item in trial.tried or item in trial.problems


def _field(desk: Desk, trial: Trial, item: Item) -> FieldView:
    now, then = desk.evaluation.items[item.id], trial.calculation.evaluation.items[item.id]
    return FieldView(
        item=item.id,
        name=f"{PREFIX}{item.id}",
        number=item.number,
        question=desk.calculation.wording.items[item.id].question[desk.language],
        now=answer_in_words(desk.calculation, item.id, now.answer, desk.language),
        options=_options(desk, trial, item, now.answer) if isinstance(item.answer, Choice) else (),
        inputs=() if isinstance(item.answer, Choice) else _inputs(desk, trial, item, now.answer),
        problems=trial.problems.get(item.id, ()),
        gain=then.points - now.points if item.id in trial.tried else None,
        href=desk.address("item", item.id),
    )


def _options(desk: Desk, trial: Trial, item: Item, now: Answer | None) -> tuple[tuple[str, str, bool], ...]:
    """List what may be tried: first that it stays as it is; the answer that stands is not offered again."""
    chosen = trial.typed.get(f"{PREFIX}{item.id}", "")
    words = desk.calculation.wording.items[item.id].options
    keys = [key for key in words if key != now]
    listed = [("", _("Tetap: %(now)s") % {"now": answer_text(now, desk.language)})]
    listed += [(key, f"{key}: {words[key][desk.language]}") for key in keys]
    if now is not None:
        listed.append((NOTHING, _("Belum dijawab")))
    return tuple((key, text, key == chosen) for key, text in listed)


def _inputs(desk: Desk, trial: Trial, item: Item, now: Answer | None) -> tuple[InputView, ...]:
    if isinstance(item.answer, Scale):
        name = f"{PREFIX}{item.id}"
        label = _("Angka 0 sampai %(most)s") % {"most": short(item.answer.maximum, desk.language)}
        return (InputView(name, label, answer_text(now, desk.language), trial.typed.get(name, "")),)
    assert not isinstance(item.answer, Choice)  # noqa: S101 - choices have options
    counts = now if isinstance(now, Mapping) else {}
    return tuple(
        InputView(
            name=f"{PREFIX}{item.id}.{key}",
            label=input_name(desk.calculation.wording, item.id, key, desk.language),
            now=str(counts.get(key, _("kosong"))),
            typed=trial.typed.get(f"{PREFIX}{item.id}.{key}", ""),
        )
        for key in item.answer.inputs
    )
