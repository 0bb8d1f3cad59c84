"""Whether what became of a hostile file is what was expected of it."""

from __future__ import annotations

from pathlib import Path

from pulau.core.shared.problems import BadInput
from pulau.exchange.files.inspecting import inspect, inspect_here
from tests.exchange.files.hostile import Specimen


def outcome_of(specimen: Specimen, folder: Path, *, apart: bool) -> frozenset[str]:
    """Inspect a specimen; returns the codes of its refusal, or of its notes with `taken`."""
    path = folder / "given"
    path.write_bytes(specimen.content)
    try:
        found = (inspect if apart else inspect_here)(path, specimen.name)
    except BadInput as refused:
        return frozenset(problem.code for problem in refused.problems)
    return frozenset({"taken", *(note.code for note in found.notes)})


def as_expected(specimen: Specimen, outcome: frozenset[str]) -> bool:
    """Whether an outcome is the expected one."""
    if specimen.expected == "any":
        return True
    if specimen.expected == "refused":
        return "taken" not in outcome
    return specimen.expected in outcome
