"""The questions of a worksheet as values for their template, every figure as text: the page holds a hundred of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.worksheets.models import Source
from pulau.core.regulation.model import Choice, Scale
from pulau.core.shared.numbers import print_exact
from pulau.exchange.messages import sentence
from pulau.exchange.names import number
from pulau.exchange.words import input_name, plain_words, typed_number
from pulau.foundation.ui.formats import clock, long_date, percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from pulau.apps.worksheets.calculation import Calculation
    from pulau.apps.worksheets.changes import Clash
    from pulau.apps.worksheets.desk.proofs import ProofView
    from pulau.apps.worksheets.selectors import Standing
    from pulau.core.regulation.model import Item
    from pulau.core.shared.problems import Problem


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option: its key, words, the share of the points it gives, whether it is chosen."""

    key: str
    text: str
    value: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class InputView:
    """A count of a ratio: its key, words and what stands or was typed in it."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ClashView:
    """Two people on one answer: whose stands now and since when, both answers in words, both notes."""

    by: str
    at: str
    theirs: str
    mine: str
    their_note: str
    my_note: str
    on_note: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its answer. `id` is safe in addresses of a page and in selectors."""

    item: str
    id: str
    number: str
    question: str
    options: tuple[OptionView, ...]
    inputs: tuple[InputView, ...]
    scale: bool
    value: str
    maximum: str
    evidence: tuple[str, ...]
    note: str
    version: int
    points: str
    weight: str
    ratio: str
    answered: bool
    saved: str
    comments: int = 0
    problems: tuple[str, ...] = ()
    clash: ClashView | None = None
    notice: str = ""
    proof: ProofView | None = None


def question_view(
    calculation: Calculation, item_id: str, standing: Standing | None, language: str, *, comments: int = 0
) -> QuestionView:
    """Return a question with its answer as it stands."""
    evaluation = calculation.evaluation
    item, words = evaluation.pack.items[item_id], calculation.wording.items[item_id]
    result = evaluation.items[item_id]
    value = standing.value if standing else None
    return QuestionView(
        item=item_id,
        id=html_id(item_id),
        number=item.number,
        question=words.question[language],
        options=_options(calculation, item, value, language),
        inputs=_inputs(calculation, item, value if isinstance(value, Mapping) else {}, language),
        scale=isinstance(item.answer, Scale),
        value=typed_number(value, language) if isinstance(item.answer, Scale) else "",
        maximum=print_exact(item.answer.maximum) if isinstance(item.answer, Scale) else "",
        evidence=words.evidence[language],
        note=standing.note if standing else "",
        version=standing.version if standing else 0,
        points=number(result.points, language),
        weight=number(item.weight, language),
        ratio=""
        if isinstance(item.answer, Choice) or result.fraction is None or value is None
        else _ratio(result.fraction),
        answered=value is not None,
        saved=saved_words(standing) if standing else "",
        comments=comments,
    )


def html_id(item: str) -> str:
    """Make an item's id fit for `id`, an address and a selector."""
    return item.replace(".", "-")


def saved_words(standing: Standing) -> str:
    """Say when and by whom an answer was saved, and where it came from when it was not typed."""
    when = _when(standing.at)
    by = standing.user_name or "Pulau"
    if standing.source == Source.IMPORTED:
        return _("Diambil dari berkas %(when)s oleh %(by)s") % {"when": when, "by": by}
    if standing.source == Source.RESTORED:
        return _("Dipulihkan %(when)s oleh %(by)s") % {"when": when, "by": by}
    if standing.source == Source.PROPOSED:
        return _("Usulan register, diterima %(when)s oleh %(by)s") % {"when": when, "by": by}
    if standing.source == Source.CARRIED:
        return _("Dipakai dari tahun lalu %(when)s oleh %(by)s") % {"when": when, "by": by}
    return _("Tersimpan %(when)s oleh %(by)s") % {"when": when, "by": by}


def _when(at: datetime) -> str:
    today = timezone.localdate(at) == timezone.localdate()
    return clock(at) if today else f"{long_date(at)} {clock(at)}"


def with_problems(view: QuestionView, problems: Sequence[Problem], language: str) -> QuestionView:
    """Add what is wrong with what was typed, in the reader's words."""
    return replace(view, problems=tuple(sentence(problem.code, problem.params, language) for problem in problems))


def with_typed(view: QuestionView, typed: Mapping[str, str], note: str | None) -> QuestionView:
    """Put what was typed back into the fields: the option under the empty key, counts under theirs."""
    chosen = typed.get("", None)
    return replace(
        view,
        options=tuple(replace(option, chosen=option.key == chosen) for option in view.options)
        if chosen is not None
        else view.options,
        inputs=tuple(replace(entry, value=typed.get(entry.key, entry.value)) for entry in view.inputs),
        value=chosen if view.scale and chosen is not None else view.value,
        note=view.note if note is None else note,
    )


def with_clash(view: QuestionView, calculation: Calculation, clash: Clash, language: str) -> QuestionView:
    """Show both answers; the fields keep the writer's own, and the version is now the one that stands."""
    standing, change = clash.standing, clash.change
    mine = change.value if clash.fields.value else standing.value
    return replace(
        view,
        version=standing.version,
        clash=ClashView(
            by=standing.user_name or "Pulau",
            at=_when(standing.at),
            theirs=words_of(calculation, change.item, standing.value, language),
            mine=words_of(calculation, change.item, mine, language),
            their_note=standing.note,
            my_note=str(change.note) if clash.fields.note else standing.note,
            on_note=clash.fields.note,
        ),
    )


def words_of(calculation: Calculation, item_id: str, value: Any, language: str) -> str:  # noqa: ANN401 - plain data
    """Say an answer, given as plain data, in words: the option with its text, counts with their names."""
    return plain_words(calculation.wording, item_id, value, language)


def _options(calculation: Calculation, item: Item, value: object, language: str) -> tuple[OptionView, ...]:
    if not isinstance(item.answer, Choice):
        return ()
    texts = calculation.wording.items[item.id].options
    return tuple(
        OptionView(key, texts[key][language], number(share, language), key == value)
        for key, share in item.answer.values.items()
    )


def _inputs(calculation: Calculation, item: Item, counts: Mapping[str, Any], language: str) -> tuple[InputView, ...]:
    if isinstance(item.answer, Choice | Scale):
        return ()
    return tuple(
        InputView(key, input_name(calculation.wording, item.id, key, language), str(counts.get(key, "")))
        for key in item.answer.inputs
    )


def _ratio(fraction: Fraction | None) -> str:
    return "" if fraction is None else percent(100 * fraction, 2)
