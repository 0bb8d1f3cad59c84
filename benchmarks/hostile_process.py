"""The process of hostile-files: `python -m benchmarks.hostile_process MUTATIONS`; tells what it measured as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
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
    told: list[str] = field(default_factory=list)

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
            list(pool.map(lambda found: _view(tally, found), [*taken, *changed[::VIEWED_OF_MUTATIONS]]))
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    own = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    told = vars(tally) | {"own": own}
    print(json.dumps(told))


def _inspect(tally: Tally, given: Iterable[Specimen], folder: Path) -> Iterable[Found]:
    path = folder / "given"
    for specimen in given:
        path.write_bytes(specimen.content)
        tally.files += 1
        started = time.perf_counter()
        outcome = frozenset[str]()
        try:
            found = inspect_here(path, specimen.name)
            outcome = frozenset({"taken", *(note.code for note in found.notes)})
            if found.kind.viewed:
                yield specimen, found
        except BadInput as refused:
            outcome = frozenset(problem.code for problem in refused.problems)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a crash, and is counted
            tally.crashes += 1
            tally.note("crash", specimen, repr(error))
        tally.slowest = max(tally.slowest, time.perf_counter() - started)
        if not as_expected(specimen, outcome):
            tally.otherwise += 1
            tally.note("otherwise", specimen, sorted(outcome))


def _view(tally: Tally, found: Found) -> None:
    specimen, inspection = found
    with tempfile.TemporaryDirectory() as name:
        path, into = Path(name) / "given", Path(name) / "made"
        path.write_bytes(specimen.content)
        into.mkdir()
        started = time.perf_counter()
        try:
            viewing.prepare(path, inspection.kind, into)
        except Exception as error:  # noqa: BLE001 - as above
            tally.crashes += 1
            tally.note("crash in viewing", specimen, repr(error))
        took = time.perf_counter() - started
    tally.viewed += 1
    if office_pdf.viewer_of(inspection.kind):
        tally.slowest_office = max(tally.slowest_office, took)
    else:
        tally.slowest_view = max(tally.slowest_view, took)
    if took > 10:  # noqa: PLR2004 - the limit of a file
        tally.note(f"{took:.1f} s", specimen)


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
