"""The lines of `make bench`: their form, and what is said where nothing could be compared with."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import many_process
from benchmarks.__main__ import BENCHES
from benchmarks.figure import Figure
from benchmarks.samples import REGULATION
from pulau.core.scoring.batch import evaluate_many
from pulau.exchange.packs import load_pack

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"bench: (?P<name>[a-z-]+) (?P<value>[\d.]+) \S+ ratio (?P<ratio>[\d.]+|-) limit [\d.]+ (?:ok|over)")


def bench(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", ["worksheet-evaluate", "read-figures"])
def test_each_figure_is_one_line_and_the_command_succeeds(name: str) -> None:
    done = bench(name, PATH="/nowhere")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    found = LINE.fullmatch(line)
    assert found is not None, line
    assert found["name"] == name
    assert float(found["value"]) > 0


def test_without_libreoffice_there_is_no_ratio() -> None:
    done = bench(PATH="/nowhere", ONLY="worksheet-evaluate")
    assert " ratio - limit 1 " in done.stdout
    assert "LibreOffice is missing" in done.stderr


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    done = bench("speed")
    assert (done.returncode, done.stdout) == (2, "")
    assert all(name in done.stderr for name in BENCHES)


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        (Figure("a", 0.4567, "ms", limit=1), "bench: a 0.457 ms ratio - limit 1 ok"),
        (Figure("a", 1.0, "ms", limit=1, ratio=0.02, ratio_limit=0.01), "bench: a 1 ms ratio 0.02 limit 1 over"),
        (Figure("a", 40652.0, "MB", limit=150), "bench: a 40652 MB ratio - limit 150 over"),
        (Figure("a", 3.0, "ms", ratio=0.00004, ratio_limit=0.25), "bench: a 3 ms ratio 0.000040 limit 0.25 ok"),
        (Figure("a", 481.0, "s"), "bench: a 481 s ratio - limit - ok"),
        (Figure("a", 3.0, "ms", ratio_limit=0.25), "bench: a 3 ms ratio - limit 0.25 over"),
        (Figure("a", 0, "mismatches", limit=0), "bench: a 0 mismatches ratio - limit 0 ok"),
        (
            Figure("a", 1200.0, "x/s", limit=1000, ratio=0.7, ratio_limit=0.6, more_is_better=True),
            "bench: a 1200 x/s ratio 0.7 limit 1000 ok",
        ),
        (
            Figure("a", 1200.0, "x/s", limit=1000, ratio=0.5, ratio_limit=0.6, more_is_better=True),
            "bench: a 1200 x/s ratio 0.5 limit 1000 over",
        ),
        (Figure("a", 900.0, "x/s", limit=1000, more_is_better=True), "bench: a 900 x/s ratio - limit 1000 over"),
    ],
)
def test_a_line_says_whether_all_that_was_measured_is_within_its_limit(figure: Figure, line: str) -> None:
    assert figure.line == line


def test_the_batch_is_measured_on_worksheets_that_differ_and_on_a_changed_regulation() -> None:
    pack = many_process.changed_pack()
    assert pack.rules_digest != load_pack(REGULATION).rules_digest
    (chunk,) = many_process.chunks(30)
    assert len({str(sorted(answers.items(), key=str)) for answers, _ in chunk}) == 30
    for sheet, summary in zip(chunk, evaluate_many(pack, chunk), strict=True):
        assert many_process.differing(summary, many_process.single(pack, sheet)) == 0


def test_a_figure_that_differs_is_counted() -> None:
    pack = many_process.changed_pack()
    (one, other), *_ = many_process.chunks(2)
    (summary,) = evaluate_many(pack, [one])
    assert many_process.differing(summary, many_process.single(pack, other)) > 10
