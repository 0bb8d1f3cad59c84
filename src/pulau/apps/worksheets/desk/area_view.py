"""One area of a worksheet: its halves, their sub-areas with their questions, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.worksheets.desk.questions import question_view
from pulau.apps.worksheets.desk.tabs import RESULT
from pulau.apps.worksheets.report.titles import visible
from pulau.core.regulation.model import Part
from pulau.core.scoring.model import GateResult
from pulau.exchange.names import PARTS, WHOLES, number, pick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.desk.proofs import ProofSum
    from pulau.apps.worksheets.desk.questions import QuestionView
    from pulau.apps.worksheets.selectors import Standing
    from pulau.core.regulation.model import Pack, SubArea
    from pulau.core.scoring.model import Evaluation


@dataclass(frozen=True, slots=True)
class SubView:
    """A sub-area: its figures as text, and its questions; open while something in it is unanswered."""

    key: str
    id: str
    number: str
    name: str
    points: str
    weight: str
    answered: int
    count: int
    questions: tuple[QuestionView, ...]
    proof: ProofSum | None = None

    @property
    def open(self) -> bool:
        """Whether the fold stands open."""
        return self.answered < self.count


@dataclass(frozen=True, slots=True)
class HalfView:
    """A half of an area (fulfilment, reform), or the whole where the law does not split it."""

    id: str
    name: str
    points: str
    weight: str
    answered: int
    count: int
    subs: tuple[SubView, ...]


@dataclass(frozen=True, slots=True)
class AreaPage:
    """An area: `key` as in its address, `lead` with its weights, `short` what it misses of the lowest title.

    `before` and `after` are the keys of its neighbours, empty at either end.
    """

    key: str
    title: str
    lead: str
    short: str
    halves: tuple[HalfView, ...]
    before: str = ""
    after: str = ""
    proof: ProofSum | None = None

    @property
    def path(self) -> str:
        """The path of the area's figure, as explanations name it."""
        return "result" if self.key == RESULT else f"areas.{self.key}"


def items_of_area(pack: Pack, area: str) -> tuple[str, ...]:
    """Return the items of an area in the order of the law. Raises Http404 for an area that the form does not have."""
    subs = _subs(pack, area)
    if not subs:
        raise Http404("the form of this worksheet has no such area")
    return tuple(item for sub in subs for item in sub.items)


def area_of_item(pack: Pack, item: str) -> str:
    """Return the key of the area that an item belongs to."""
    return pack.sub_areas[pack.items[item].sub_area].area or RESULT


def area_page(
    calculation: Calculation,
    area: str,
    standing: Mapping[str, Standing],
    comments: Mapping[str, int],
    language: str,
) -> AreaPage:
    """Return an area with its questions. `standing` and `comments` are those of its items, where there are any."""
    evaluation = calculation.evaluation
    questions = {
        item: question_view(calculation, item, standing.get(item), language, comments=comments.get(item, 0))
        for item in items_of_area(evaluation.pack, area)
    }
    order = [*evaluation.pack.areas, RESULT]
    place = order.index(area)
    return AreaPage(
        key=area,
        title=_title(calculation, area, language),
        lead=_lead(evaluation, area, language),
        short=shortfall(evaluation, area, language),
        halves=tuple(halves_of(calculation, area, questions, language)),
        before=order[place - 1] if place else "",
        after=order[place + 1] if place + 1 < len(order) else "",
    )


def with_questions(page: AreaPage, changed: Mapping[str, QuestionView]) -> AreaPage:
    """Replace some of the questions."""
    return replace(
        page, halves=tuple(replace(half, subs=tuple(_sub_with(s, changed) for s in half.subs)) for half in page.halves)
    )


def _sub_with(sub: SubView, changed: Mapping[str, QuestionView]) -> SubView:
    return replace(sub, questions=tuple(changed.get(question.item, question) for question in sub.questions))


def halves_of(
    calculation: Calculation, area: str, questions: Mapping[str, QuestionView], language: str
) -> list[HalfView]:
    """Return the halves with their figures; `questions` may hold some of the items only."""
    evaluation = calculation.evaluation
    found = []
    for part in Part:
        subs = [sub for sub in _subs(evaluation.pack, area) if sub.part is part]
        if subs:
            views = tuple(_sub(calculation, sub, questions, language) for sub in subs)
            points = sum((evaluation.sub_areas[sub.id].points for sub in subs), start=evaluation.total.points * 0)
            weight = sum((sub.weight for sub in subs), start=evaluation.total.weight * 0)
            found.append(_half(part, points, weight, views, language))
    return found


def _half(part: Part, points: Fraction, weight: Fraction, subs: tuple[SubView, ...], language: str) -> HalfView:
    return HalfView(
        id=part.value,
        name=pick(PARTS[part.value], language).capitalize(),
        points=number(points, language),
        weight=number(weight, language),
        answered=sum(sub.answered for sub in subs),
        count=sum(sub.count for sub in subs),
        subs=subs,
    )


def _sub(calculation: Calculation, sub: SubArea, questions: Mapping[str, QuestionView], language: str) -> SubView:
    evaluation = calculation.evaluation
    return SubView(
        key=sub.id,
        id=sub.id.replace(".", "-"),
        number=sub.number,
        name=calculation.wording.sub_areas[sub.id][language],
        points=number(evaluation.sub_areas[sub.id].points, language),
        weight=number(sub.weight, language),
        answered=sum(item in evaluation.answers.values for item in sub.items),
        count=len(sub.items),
        questions=tuple(questions[item] for item in sub.items if item in questions),
    )


def _subs(pack: Pack, area: str) -> list[SubArea]:
    if area == RESULT:
        return [sub for sub in pack.sub_areas.values() if sub.part is Part.RESULT]
    return [sub for sub in pack.sub_areas.values() if sub.area == area]


def _title(calculation: Calculation, area: str, language: str) -> str:
    if area == RESULT:
        return pick(WHOLES["result"], language)
    return f"{area}. {calculation.wording.areas[area][language]}"


def _lead(evaluation: Evaluation, area: str, language: str) -> str:
    if area == RESULT:
        weight = number(evaluation.pack.result, language)
        return _("Survei persepsi dan capaian kinerja. Bobot %(weight)s poin.") % {"weight": weight}
    law = evaluation.pack.areas[area]
    facts = {"weight": number(law.weight, language), "fulfilment": number(law.fulfilment, language)}
    if law.reform is None:
        return _("Bobot %(weight)s poin.") % facts
    facts["reform"] = number(law.reform, language)
    return _("Bobot %(weight)s poin: pemenuhan %(fulfilment)s dan reform %(reform)s.") % facts


def shortfall(evaluation: Evaluation, area: str, language: str) -> str:
    """Say by how many points an area misses the minimum of the lowest title, and how much is unanswered."""
    verdict = next(iter(evaluation.titles.values()), None)
    gates = (gate for gate in verdict.gates if isinstance(gate, GateResult)) if verdict else ()
    gate = next((gate for gate in gates if gate.measure == f"areas.{area}" and not gate.met), None)
    if gate is None or verdict is None:
        return ""
    weight = evaluation.areas[area].score.weight
    points = visible(gate.shortfall * weight / 100, language)
    said = _("Area ini kurang %(points)s poin dari batas %(title)s.") % {"points": points, "title": verdict.title}
    blank = sum(item not in evaluation.answers.values for item in items_of_area(evaluation.pack, area))
    if not blank:
        return said
    more = ngettext("%(n)d pertanyaan belum dijawab.", "%(n)d pertanyaan belum dijawab.", blank) % {"n": blank}
    return f"{said} {more}"
