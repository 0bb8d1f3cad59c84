"""Score files for the tests: sheets at random under every form there is, and a log that locked them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from pulau.core.regulation.model import Choice, Scale, Share
from pulau.core.scoring.answers import needed_inputs, take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.exchange.figures import Figures, figures_of, result_object
from pulau.exchange.packs import available, load_pack
from pulau.exchange.score_file import ScoreAbout, Shown, score_bytes, told_score
from tests.exchange.log.honest import HonestLog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pulau.core.regulation.model import Item, Pack

ABOUT = ScoreAbout("kab-tanjung-sagara", "DUKCAPIL", 2026, "tpi")
FORMS = tuple(pack_id for pack_id in available() if load_pack(pack_id).worksheet)


def random_answer(item: Item, random: Random) -> object:
    """Return a valid answer: options and edges as likely as what lies between."""
    if isinstance(item.answer, Choice):
        return random.choice(list(item.answer.values))
    if isinstance(item.answer, Scale):
        scale = int(item.answer.maximum)
        return random.choice(["0", str(scale), f"{random.randint(0, scale * 1000) / 1000:.3f}", "1,37"])
    names = item.answer.inputs if random.random() < 0.8 else needed_inputs(item.answer)
    most = random.choice([0, 1, 12, 10**12])
    counts = {name: random.randint(0, most) for name in names}
    if isinstance(item.answer, Share) and random.random() < 0.3:
        counts |= dict.fromkeys(item.answer.due, 0)
    return counts


def random_sheet(pack: Pack, random: Random) -> dict[str, object]:
    share = random.choice([0.0, 0.3, 0.9, 1.0, 1.0])
    return {key: random_answer(item, random) for key, item in pack.items.items() if random.random() < share}


def random_scores(pack_id: str, many: int, seed: int) -> Iterator[Figures]:
    random, pack = Random(seed), load_pack(pack_id)  # noqa: S311 - sheets to try, no secrets
    for _ in range(many):
        prior = random.choice([None, *pack.titles])
        yield figures_of(evaluate(pack, take_answers(pack, random_sheet(pack, random)), prior_title=prior))


def claimed(figures: Figures) -> dict[str, object]:
    return result_object(figures.exact, figures.printed, figures.gates, figures.titles)


def score_text(figures: Figures, *, receipt: str = "", packs: str = "") -> str:
    return score_bytes(figures, ABOUT, Shown(claimed(figures), receipt, packs)).decode()


def plain_told(figures: Figures) -> dict[str, Any]:
    told = told_score(figures, ABOUT)
    return {**told, "year": str(told["year"])}


SCORE_AT, PACKS_AT = 3, 1


@dataclass(eq=False)
class ScoreLog(HonestLog):
    """A log of seven entries, one of which told a score, and one the law that was in use."""

    count: int = 7
    scores: dict[str, Any] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)

    def record(self, index: int) -> dict[str, Any]:
        payload = {SCORE_AT: {"scores": self.scores}, PACKS_AT: {"rules": self.rules}}.get(index)
        return super().record(index) | ({"payload": payload} if payload else {})


def log_of(figures: Figures, **other: Any) -> ScoreLog:  # noqa: ANN401 - parts of what it told
    """Return the log that locked a score."""
    rules = {pack_id: load_pack(pack_id).rules_digest for pack_id in FORMS}
    return ScoreLog(scores={ABOUT.level: plain_told(figures) | other}, rules=rules)


def proven_text(figures: Figures, log: ScoreLog, *by: Any) -> str:  # noqa: ANN401 - signers
    receipt, packs = (json.dumps(log.receipt(index, None, *by)) for index in (SCORE_AT, PACKS_AT))
    return score_text(figures, receipt=receipt, packs=packs)
