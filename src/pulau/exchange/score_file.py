"""A published score as one file that anybody can compute again: law, answers, result, and the receipt of its lock.

Form `pulau-score/1`, canonical JSON (RFC 8785); docs/domain/replay.md. `law` is the text whose SHA-256 is the rules
digest, `answers` that of the answers digest. Nobody needs this program to check it: `pulau_verify.py replay` does.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import rfc8785

from pulau.core.regulation.law_digest import law_of
from pulau.core.scoring import ENGINE_VERSION
from pulau.core.scoring.answers import exact_answers
from pulau.core.shared.digest import canonical_bytes
from pulau.exchange.result_json import options_of, replay_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pulau.exchange.figures import Figures

FORMAT: Final = "pulau-score/1"
ENDING: Final = ".pulau-score.json"
OWN: Final = "self"
"""The level of a unit's own answers; all others are bodies of assessors."""


@dataclass(frozen=True, slots=True)
class ScoreAbout:
    """Whose score it is: codes of body and unit, the year, and the level (`self`, `preliminary`, `tpi`, `tpn`)."""

    agency: str
    unit: str
    year: int
    level: str


def told_score(figures: Figures, about: ScoreAbout) -> dict[str, object]:
    """Return what the journal tells of a score as it is locked: its digests, its total, the titles that it meets."""
    evaluation = figures.evaluation
    return {
        **asdict(about),
        "rules": evaluation.pack.rules_digest,
        "answers": evaluation.answers.digest,
        "replay": replay_digest(evaluation),
        "result": figures.digest,
        "total": figures.exact["total"],
        "titles": dict(figures.titles),
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """What is claimed: the figures as they are stored (`exact`, `printed`, `gates`, `titles`), and receipts.

    `receipt` is the text of a receipt of the entry that locked the score, `packs` of the one that told which law the
    installation used; empty: there is none yet.
    """

    result: Mapping[str, object]
    receipt: str = ""
    packs: str = ""


def score_bytes(figures: Figures, about: ScoreAbout, shown: Shown) -> bytes:
    """Return a score file; `figures` are computed of the answers, `shown.result` is what is stored and claimed."""
    evaluation = figures.evaluation
    found: dict[str, Any] = _plain(
        {
            "format": FORMAT,
            "about": asdict(about),
            "law": law_of(evaluation.pack),
            "answers": exact_answers(evaluation.answers),
            "options": options_of(evaluation),
            "engine": ENGINE_VERSION,
            "result": shown.result,
            "digests": {
                "rules": evaluation.pack.rules_digest,
                "answers": evaluation.answers.digest,
                "replay": replay_digest(evaluation),
            },
        }
    )
    found |= {name: json.loads(text) for name, text in (("receipt", shown.receipt), ("packs", shown.packs)) if text}
    return rfc8785.dumps(found)


def _plain(value: Mapping[str, object]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(canonical_bytes(dict(value)))
    return plain
