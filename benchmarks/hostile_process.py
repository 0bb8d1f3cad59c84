"""The process of hostile-files: `python -m benchmarks.hostile_process MUTATIONS`; tells what it measured as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pulau.core.shared.problems import BadInput
from pulau.exchange.files import office_pdf, viewing
from pulau.exchange.files.inspecting import Inspection, inspect_here
from pulau.exchange.files.sandbox import Outcome
from tests.exchange.files.hostile import Specimen, mutations, specimens
from tests.exchange.files.judging import as_expected

VIEWED_OF_MUTATIONS = 10
"""Of the changed files that are taken, each so many-th is prepared for viewing too."""
Found = tuple[Specimen, Inspection]


@dataclass
class Tally:
    """What is measured over all files."""

    files: int = 0
    crashes: int = 0
    otherwise: int = 0
    slowest: float = 0
    viewed: int = 0
    slowest_view: float = 0
    slowest_office: float = 0
    resident: int = 0
    stopped: int = 0

    def note(self, what: str, specimen: Specimen, error: object = "") -> None:
        """Tell on standard error which file it was."""
        print(f"{what}: {specimen.family} {specimen.name[:40]!r} {error}", file=sys.stderr)


def main(count: int) -> None:
    """Inspect all in this process, then prepare those that are taken, two at a time."""
    warnings.simplefilter("ignore")
    tally = Tally()
    _watch_processes(tally)
    with tempfile.TemporaryDirectory() as folder:
        taken = list(_inspect(tally, specimens(), Path(folder)))
        changed = list(_inspect(tally, mutations(count), Path(folder)))
        with ThreadPoolExecutor(2) as pool:
            viewed = [(found, pool.submit(_view, found)) for found in (*taken, *changed[::VIEWED_OF_MUTATIONS])]
            for found, future in viewed:
                _count_view(tally, found, future)
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    own = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    told = vars(tally) | {"own": own}
    print(json.dumps(told))


def _inspect(tally: Tally, given: Iterable[Specimen], folder: Path) -> Iterator[Found]:
    """Inspect each; what is no refusal is a crash, whatever it is, so a future holds it."""
    path = folder / "given"
    with ThreadPoolExecutor(1) as alone:
        for specimen in given:
            path.write_bytes(specimen.content)
            started = time.perf_counter()
            asked = alone.submit(inspect_here, path, specimen.name)
            error = asked.exception()
            tally.files += 1
            tally.slowest = max(tally.slowest, time.perf_counter() - started)
            if isinstance(error, BadInput):
                outcome = frozenset(problem.code for problem in error.problems)
            elif error is not None:
                outcome = frozenset({"crash"})
                tally.crashes += 1
            else:
                outcome = frozenset({"taken", *(note.code for note in asked.result().notes)})
                if asked.result().kind.viewed:
                    yield specimen, asked.result()
            if not as_expected(specimen, outcome) or "crash" in outcome:
                tally.otherwise += 1
                tally.note("otherwise", specimen, (sorted(outcome), error))


def _view(found: Found) -> float:
    """Prepare a file for viewing; returns the seconds that it took."""
    specimen, inspection = found
    with tempfile.TemporaryDirectory() as name:
        path, into = Path(name) / "given", Path(name) / "made"
        path.write_bytes(specimen.content)
        into.mkdir()
        started = time.perf_counter()
        viewing.prepare(path, inspection.kind, into)
        return time.perf_counter() - started


def _count_view(tally: Tally, found: Found, viewed: Future[float]) -> None:
    specimen, inspection = found
    error = viewed.exception()
    tally.viewed += 1
    if error is not None:
        tally.crashes += 1
        return tally.note("crash in viewing", specimen, repr(error))
    if office_pdf.viewer_of(inspection.kind):
        tally.slowest_office = max(tally.slowest_office, viewed.result())
    else:
        tally.slowest_view = max(tally.slowest_view, viewed.result())
    if viewed.result() > 10:  # noqa: PLR2004 - the limit of a file
        tally.note(f"{viewed.result():.1f} s", specimen)
    return None


def _watch_processes(tally: Tally) -> None:
    def watched(run: Callable[..., Outcome]) -> Callable[..., Outcome]:
        def watching(*given: object) -> Outcome:
            outcome = run(*given)
            tally.resident = max(tally.resident, outcome.resident)
            tally.stopped += outcome.code < 0
            return outcome

        return watching

    viewing.run_module = watched(viewing.run_module)  # type: ignore[attr-defined]
    office_pdf.run = watched(office_pdf.run)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(int(sys.argv[1]))
