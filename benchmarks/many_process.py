"""The process of many-worksheets: prints seconds, peak memory and mismatches as JSON."""

from __future__ import annotations

import json
import os
import sys
from importlib.resources import files
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.samples import REGULATION, sheets
from pulau.core.scoring.answers import Answers
from pulau.core.scoring.batch import evaluate_many
from pulau.core.scoring.evaluate import evaluate
from pulau.core.shared.numbers import hundredths
from pulau.exchange.packs import load_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from pulau.core.regulation.model import Pack
    from pulau.core.scoring.answers import Answer
    from pulau.core.scoring.batch import Summary
    from pulau.core.scoring.model import Evaluation

    Sheet = tuple[Mapping[str, Answer], str | None]

CHUNK = 1000
SAMPLED = 500


def main(count: int) -> None:
    """Score `count` worksheets chunk by chunk; making the worksheets is not timed, comparing a sample neither."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pack = changed_pack()
    taken, mismatches, step = 0.0, 0, max(count // SAMPLED, 1)
    for chunk in chunks(count):
        start = perf_counter()
        sampled = [summary for n, summary in enumerate(evaluate_many(pack, chunk)) if n % step == 0]
        taken += perf_counter() - start
        mismatches += sum(differing(summary, single(pack, chunk[n * step])) for n, summary in enumerate(sampled))
    print(json.dumps({"seconds": taken, "peak_mb": peak_mb(), "mismatches": mismatches}))


def changed_pack() -> Pack:
    """Load the regulation in force as an official might change it: other option values, a higher minimum."""
    text = files("pulau.regulations").joinpath(REGULATION, "pack.yaml").read_text("utf-8")
    changes = {"{A: 1, B: 0.67, C: 0.33, D: 0}": "{A: 1, B: 0.7, C: 0.35, D: 0}", "minimum: 75,": "minimum: 76,"}
    for old, new in changes.items():
        if old not in text:
            raise LookupError(old)
        text = text.replace(old, new)
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        file = Path(folder, "changed.yaml")
        file.write_text(text, "utf-8")
        return load_file(file)


def chunks(count: int) -> Iterator[list[Sheet]]:
    """Make worksheets in which every item is answered by chance; no two need be equal."""
    chance = Random(2026)  # noqa: S311 - worksheets, not secrets
    known = sheets(40)
    answered = {item: [one.values[item] for one in known] for item in known[0].values}
    for start in range(0, count, CHUNK):
        yield [
            ({item: chance.choice(given) for item, given in answered.items()}, chance.choice([None, "WBK", "WBBM"]))
            for _ in range(min(CHUNK, count - start))
        ]


def single(pack: Pack, sheet: Sheet) -> Evaluation:
    """Score one worksheet on the path that one user takes."""
    answers, prior_title = sheet
    return evaluate(pack, Answers(pack.id, answers), prior_title=prior_title)


def differing(summary: Summary, one: Evaluation) -> int:
    """Count the printed figures, gates and titles of a summary that differ from those of one evaluation."""
    figures = {path: hundredths(value.numerator, value.denominator) for path, value in printed(one)}
    gates = {f"{title}.{gate.gate}": gate.met for title, verdict in one.titles.items() for gate in verdict.gates}
    titles = {title: verdict.met for title, verdict in one.titles.items()}
    pairs = ((summary.printed, figures), (summary.gates, gates), (summary.titles, titles))
    return sum(len(dict(many).items() ^ alone.items()) for many, alone in pairs)


def printed(one: Evaluation) -> Iterator[tuple[str, Fraction]]:
    """Go through the figures that are printed for people, by path."""
    yield from (("total", one.total.points), ("enabler", one.enabler.points), ("result", one.result.points))
    for key, area in one.areas.items():
        yield f"areas.{key}", area.score.points
        yield f"areas.{key}.percent", area.score.percent
        yield f"areas.{key}.fulfilment", area.fulfilment
        if area.reform is not None:
            yield f"areas.{key}.reform", area.reform
    yield from ((f"sub_areas.{key}", score.points) for key, score in one.sub_areas.items())


def peak_mb() -> float:
    """Return the most memory this process has held, in MB of 1,000,000 bytes."""
    # Not getrusage: that of a child starts with what its parent held.
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    kib = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return kib * 1024 / 1e6


if __name__ == "__main__":
    main(int(sys.argv[1]))
