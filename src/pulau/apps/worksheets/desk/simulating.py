"""The same answers under another regulation: what goes along, what is left out, what is open there, what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from pulau.apps.worksheets.calculation import Calculation, legible
from pulau.apps.worksheets.desk.frame import desk_context
from pulau.apps.worksheets.forms import regulations
from pulau.apps.worksheets.report.cautions import caution_views
from pulau.apps.worksheets.report.details import answer_in_words
from pulau.apps.worksheets.report.versus.model import Side
from pulau.apps.worksheets.report.versus.page import versus
from pulau.core.scoring.carry import LeftOut, carried_title, carry_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence
from pulau.exchange.packs import load_pack, load_wording
from pulau.exchange.submission import Submission

if TYPE_CHECKING:
    from django.http import QueryDict

    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.carry import CarriedAnswers

FIELD: Final = "peraturan"
_LONGEST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """An answer that does not go along, and why."""

    item: str
    number: str
    question: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenView:
    """An item of the other regulation that is left without an answer."""

    number: str
    question: str


def simulating_context(desk: Desk, query: QueryDict) -> dict[str, Any]:
    """Return the page; without a choice, that of the first other regulation. Raises BadInput for an unknown one."""
    choices = [(key, name) for key, name in regulations() if key != desk.evaluation.pack.id]
    chosen = query.get(FIELD, "") or choices[0][0]
    context = desk_context(desk, "simulate") | {
        "choices": [(key, name, key == chosen) for key, name in choices],
        "simulate_address": desk.address("simulate"),
        "answered": len(desk.evaluation.answers.values),
    }
    if chosen not in dict(choices):
        allowed = ", ".join(key for key, _name in choices)
        problem = BadInput.because("unknown-choice", FIELD, value=legible(chosen[:_LONGEST_SHOWN]), allowed=allowed)
        told = [sentence(found.code, found.params, desk.language) for found in problem.problems]
        return context | {"simulate_problems": told}
    return context | _simulation(desk, load_pack(chosen))


def _simulation(desk: Desk, pack: Pack) -> dict[str, Any]:
    carried = carry_answers(desk.evaluation.answers, pack)
    context = {
        "pack": pack,
        "carried": len(carried.answers.values),
        "left_out": _left_out(desk, pack, carried),
        "open": _open(pack, carried, desk.language),
        "open_weight": sum((pack.items[item].weight for item in carried.open), start=Fraction(0)),
        "own_items": len(desk.evaluation.pack.items),
        "shared_items": sum(item in pack.items for item in desk.evaluation.pack.items),
    }
    if not carried.answers.values:
        return context
    then = _scored(desk, pack, carried)
    sides = Side(desk.evaluation.pack.instrument, desk.calculation), Side(pack.instrument, then)
    shown = versus(*sides, desk.language, ordered=False)
    return context | {"versus": shown, "simulate_cautions": caution_views(then, desk.language)}


def _scored(desk: Desk, pack: Pack, carried: CarriedAnswers) -> Calculation:
    prior = carried_title(desk.evaluation.prior_title, pack)
    evaluation = evaluate(pack, carried.answers, prior_title=prior)
    submission = Submission("json", pack.id, dict(carried.answers.values), prior)
    return Calculation(desk.calculation.name, submission, evaluation, load_wording(pack.id))


def _left_out(desk: Desk, pack: Pack, carried: CarriedAnswers) -> list[LeftOutView]:
    reasons = {
        LeftOut.NO_ITEM: _("Tidak ditanyakan di %(regulation)s."),
        LeftOut.NOT_TAKEN: _("Ditanyakan di %(regulation)s dengan pilihan jawaban lain."),
    }
    own = desk.evaluation.pack.items
    return [
        LeftOutView(
            item=item,
            number=own[item].number,
            question=desk.calculation.wording.items[item].question[desk.language],
            answer=answer_in_words(desk.calculation, item, desk.evaluation.answers.values[item], desk.language),
            reason=reasons[reason] % {"regulation": pack.instrument},
        )
        for item, reason in carried.left_out.items()
    ]


def _open(pack: Pack, carried: CarriedAnswers, language: str) -> list[OpenView]:
    words = load_wording(pack.id).items
    return [OpenView(pack.items[item].number, words[item].question[language]) for item in carried.open]
