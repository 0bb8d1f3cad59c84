"""Check packs with all that belongs to them: the law itself, its words, its worked examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pulau.core.regulation.wording import parse_wording
from pulau.core.shared.problems import BadInput
from pulau.exchange.cases import parse_cases, run_case
from pulau.exchange.packs import cases_of, load_file, load_pack, load_wording, read_user_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pulau.core.regulation.model import Pack
    from pulau.core.shared.problems import Problem
    from pulau.exchange.cases import Case, Difference

_PACK: Final = "pack.yaml"


@dataclass(frozen=True, slots=True)
class FailedCase:
    """A worked example that came out otherwise."""

    case: Case
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class PackCheck:
    """What the check of one pack found; `pack` is None where it could not be loaded."""

    name: str
    pack: Pack | None
    problems: tuple[Problem, ...]
    cases: int
    failed: tuple[FailedCase, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems and not self.failed


def check_shipped(pack_id: str) -> PackCheck:
    """Check a pack that comes with Pulau."""
    try:
        pack = load_pack(pack_id)
        load_wording(pack_id)
    except BadInput as error:
        return PackCheck(pack_id, None, error.problems, 0, ())
    return _with_cases(pack_id, pack, cases_of(pack_id))


def check_path(path: Path) -> PackCheck:
    """Check a user's pack file, or a folder with a `pack.yaml`, with the `wording/` and `cases/` beside it, if any."""
    file = path / _PACK if path.is_dir() else path
    try:
        pack = load_file(file)
        words = [(text, name) for name, text in _beside(file, "wording")]
        if words:
            parse_wording(pack, words)
        cases = list(_beside(file, "cases"))
    except BadInput as error:
        return PackCheck(file.name, None, error.problems, 0, ())
    return _with_cases(file.name, pack, cases)


def _beside(file: Path, folder: str) -> Iterable[tuple[str, str]]:
    for entry in sorted(file.parent.joinpath(folder).glob("*.yaml")):
        yield f"{folder}/{entry.name}", read_user_text(entry)


def _with_cases(name: str, pack: Pack, files: Iterable[tuple[str, str]]) -> PackCheck:
    problems: list[Problem] = []
    failed: list[FailedCase] = []
    count = 0
    for file, text in files:
        try:
            cases = parse_cases(pack, text, file)
        except BadInput as error:
            problems.extend(error.problems)
            continue
        count += len(cases)
        results = ((case, run_case(pack, case)) for case in cases)
        failed.extend(FailedCase(case, differences) for case, differences in results if differences)
    return PackCheck(name, pack, tuple(problems), count, tuple(failed))
