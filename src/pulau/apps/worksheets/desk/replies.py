"""What is sent back after a save, and to a page that stays open: the pieces that changed, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pulau.apps.worksheets.desk.area_view import area_of_item, halves_of, items_of_area, shortfall
from pulau.apps.worksheets.desk.frame import desk_of, icons
from pulau.apps.worksheets.desk.questions import question_view, with_clash, with_problems, with_typed
from pulau.apps.worksheets.desk.side import side_view
from pulau.apps.worksheets.desk.tabs import tab_view, tab_views
from pulau.apps.worksheets.models import Source
from pulau.apps.worksheets.selectors import Standing, answers_of, changed_since
from pulau.core.scoring.answers import plain

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.apps.worksheets.changes import Saved
    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.desk.parsing import Typed
    from pulau.apps.worksheets.desk.questions import QuestionView
    from pulau.apps.worksheets.desk.tabs import TabView

TAKEN = 200
_CONFLICT = 409
_UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a save: the desk as it now stands, and the questions that were not taken, by item."""

    desk: Desk
    saved: Saved
    questions: Mapping[str, QuestionView]

    @property
    def refused(self) -> tuple[QuestionView, ...]:
        """The questions that were not taken, with what was typed and why."""
        return tuple(self.questions.values())

    @property
    def status(self) -> int:
        """The HTTP status: 409 where somebody was quicker, 422 where something is wrong, otherwise 200."""
        if self.saved.clashes:
            return _CONFLICT
        return _UNPROCESSABLE if self.saved.problems else TAKEN


def outcome_of(request: HttpRequest, saved: Saved, typed: Mapping[str, Typed]) -> Outcome:
    """Put what came of a save into words: clashes and problems with what was typed still in the fields."""
    desk = desk_of(request, saved.worksheet, saved.evaluation, {})
    known = desk.evaluation.pack.items
    clashes = {clash.change.item: clash for clash in saved.clashes}
    refused = [item for item in (*saved.problems, *clashes) if item in known]
    standing = answers_of(desk.row, refused) if refused else {}
    shown: dict[str, QuestionView] = {}
    for item in refused:
        view = question_view(desk.calculation, item, standing.get(item), desk.language)
        view = with_typed(view, typed[item].values, typed[item].note)
        if item in clashes:
            view = with_clash(view, desk.calculation, clashes[item], desk.language)
        shown[item] = with_problems(view, saved.problems.get(item, ()), desk.language)
    return Outcome(desk, saved, shown)


def saved_context(outcome: Outcome, area: str, items: Iterable[str]) -> dict[str, Any]:
    """Return what `saved.html` shows: the foot of each question that was sent, sums, tabs, panel."""
    desk = outcome.desk
    known = [item for item in items if item in desk.evaluation.pack.items]
    views = [outcome.questions.get(item) or _taken(outcome, item) for item in known]
    context = _pieces(desk, area, known) | {"questions": views}
    if {area_of_item(desk.evaluation.pack, item) for item in known} == {area}:
        # The hot path: what was sent moves no other tab. Those that others moved come with the next pulse.
        return context | {"tab": tab_view(desk.calculation, desk.language, desk.row, area)}
    return context | {"tabs": _tabs(desk, area)}


def _taken(outcome: Outcome, item: str) -> QuestionView:
    """Show a question that was taken, without asking the database what was just written."""
    desk, saved = outcome.desk, outcome.saved
    answer = saved.evaluation.answers.values.get(item)
    standing = Standing(
        item=item,
        version=saved.versions.get(item, 0),
        value=None if answer is None else plain(answer),
        note="",
        source=Source.TYPED,
        user_id=desk.actor.user_id,
        user_name=desk.own_name,
        at=saved.worksheet.scored_at,
    )
    view = question_view(desk.calculation, item, standing, desk.language)
    return view if item in saved.written else replace(view, saved="")


def pulse_context(desk: Desk, area: str, since: int) -> dict[str, Any]:
    """Return what `pulse.html` shows to a page at revision `since`: questions of the area that others changed."""
    own = items_of_area(desk.evaluation.pack, area)
    changed = {} if since >= desk.row.revision else changed_since(desk.row, since)
    views = [
        replace(question_view(desk.calculation, item, standing, desk.language), notice=_whose(desk, standing))
        for item, standing in changed.items()
        if item in own
    ]
    context = {"desk": desk, "sheet": desk.row, "questions": views, "may_fill": desk.may_fill}
    context |= {"pulse": desk.address("pulse", area), "save": desk.address("area", area), "changed": bool(changed)}
    context |= icons()
    return context | (_pieces(desk, area, own) | {"tabs": _tabs(desk, area)} if changed else {})


def _whose(desk: Desk, standing: Standing) -> str:
    """Name who changed an answer; nobody needs to be told of their own change, made here or in another tab."""
    return "" if standing.user_id == desk.actor.user_id else standing.user_name or "Pulau"


def question_context(desk: Desk, area: str, item: str) -> dict[str, Any]:
    """Return one question as it stands, with the sums around it."""
    standing = answers_of(desk.row, [item])
    view = question_view(desk.calculation, item, standing.get(item), desk.language)
    return _pieces(desk, area, [item]) | {"q": view, "may_fill": desk.may_fill, "tabs": _tabs(desk, area)}


def _tabs(desk: Desk, area: str) -> list[TabView]:
    return tab_views(desk.calculation, desk.language, desk.row, area)


def _pieces(desk: Desk, area: str, items: Iterable[str]) -> dict[str, Any]:
    """Return the sums and the panel that every change moves, with the sub-areas of `items`."""
    touched = {desk.evaluation.pack.items[item].sub_area.replace(".", "-") for item in items}
    halves = halves_of(desk.calculation, area, {}, desk.language)
    return {
        "oob": True,
        "save": desk.address("area", area),
        "desk": desk,
        "sheet": desk.row,
        "halves": halves,
        "subs": [sub for half in halves for sub in half.subs if sub.id in touched],
        "short": shortfall(desk.evaluation, area, desk.language),
        "side": side_view(desk.calculation, desk.language),
        **icons(),
    }
