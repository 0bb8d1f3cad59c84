"""The findings that a plan is born from: every minimum that was missed, and every catatan with its recommendation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.apps.assessments.contract import figures_of, judged_of
from pulau.apps.remediation.models import LONGEST_TEXT, StepKind
from pulau.core.scoring.model import GateResult
from pulau.core.shared.digest import canonical_digest
from pulau.core.shared.numbers import hundredths
from pulau.core.workflow.levels import Body
from pulau.exchange.names import gate_name
from pulau.exchange.packs import load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.apps.assessments.contract import Case, JudgedItem
    from pulau.core.regulation.model import Pack

_LANGUAGE = "id"  # findings are kept as they are written: in Indonesian


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be repaired: a missed minimum (`key` `WBK.total`, with printed hundredths), or an item's catatan."""

    kind: StepKind
    key: str
    area: str
    text: str
    recommendation: str = ""
    actual: int | None = None
    required: int | None = None


def findings_of(case: Case) -> list[Finding]:
    """Return the findings of a case by the last body that judged it: minimums first, then items in the law's order.

    Where nobody judged it yet (held back, withdrawn) there are none.
    """
    body = next((body for body in (Body.TPN, Body.TPI, Body.PRELIMINARY) if body.value in case.printed), None)
    if body is None:
        return []
    items = judged_of(case, body)
    return [*_gates(case, body), *_items(load_pack(case.regulation), items)]


def digest_of(findings: list[Finding]) -> str:
    """Return the digest that pins findings."""
    told = ([found.kind.value, found.key, found.text, found.recommendation] for found in findings)
    return canonical_digest([[part for part in line if part] for line in told])


def _gates(case: Case, body: Body) -> Iterator[Finding]:
    verdict = figures_of(case, body).evaluation.titles.get(case.title)
    for gate in verdict.missed if verdict else ():
        name, key = gate_name(gate.gate, _LANGUAGE), f"{case.title}.{gate.gate}"
        if isinstance(gate, GateResult):
            actual = hundredths(gate.actual.numerator, gate.actual.denominator)
            required = hundredths(gate.required.numerator, gate.required.denominator)
            yield Finding(StepKind.GATE, key, _area_of(gate.measure), name, "", actual, required)
        else:
            yield Finding(StepKind.GATE, key, "", name)


def _area_of(measure: str) -> str:
    """Return the change area that a measure of a gate speaks of; empty where it speaks of more."""
    head, _dot, area = measure.partition(".")
    return area if head == "areas" else ""


def _items(pack: Pack, items: dict[str, JudgedItem]) -> Iterator[Finding]:
    for item, judged in items.items():
        texts = [remark.text for remark in judged.findings]
        asked = [remark.text for remark in judged.recommendations]
        if texts or asked:
            area = pack.sub_areas[pack.items[item].sub_area].area
            text, wish = _joined(texts), _joined(asked)
            yield Finding(StepKind.ITEM, item, area or "", text or wish, wish if text else "")


def _joined(texts: list[str]) -> str:
    """Return the words of several assessors, the last level first, each once."""
    return "\n\n".join(dict.fromkeys(texts))[:LONGEST_TEXT]
