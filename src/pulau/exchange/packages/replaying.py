"""Whether a package's score follows from its answers: computed anew with the pack of its regulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import print_exact
from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packs import available, load_pack
from pulau.exchange.result_json import replay_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.exchange.packages.described import Header, PackedAnswer


def replay_problems(header: Header, answers: Sequence[PackedAnswer]) -> tuple[list[Problem], list[Problem]]:
    """Return problems and notes: a score that does not follow from the answers; rules that are not known here."""
    if header.regulation not in available():
        return [], [Problem.of("package-rules-unknown", header.regulation)]
    pack = load_pack(header.regulation)
    if pack.rules_digest != header.rules_digest:
        return [], [Problem.of("package-rules-other", header.regulation)]
    values = {answer.item: answer.value for answer in answers if answer.value is not None}
    try:
        found = evaluate(pack, take_answers(pack, values), prior_title=header.prior_title or None)
    except BadInput as problem:
        return list(problem.problems), []
    total, replayed = print_exact(found.total.points), replay_digest(found)
    if total != header.total:
        return [Problem.of("package-score", "total", said=header.total[:40], found=total)], []
    if replayed != header.replay_digest:
        return [], [Problem.of("package-engine-other", header.replay_digest[:12])]
    return [], []
