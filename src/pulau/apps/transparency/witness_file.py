"""Changing the operator's part of the policy: witnesses come and go, and the quorum is told anew.

The file is the operator's own: comments and lines that need not change stay as they are. What comes out is checked by
whoever keeps it (`places.write_witness_lines`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pulau.core.log.policies import NONE

OTHERS: Final = "others"
EVERYBODY: Final = "all"


class WitnessesRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """The change cannot be made: `name` is no witness of the file, or one whose word the quorum needs."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def with_witness(text: str, name: str, vkey: str, url: str = "") -> str:
    """Return the file with a further witness, before the groups. It is not asked for by the quorum yet."""
    line = " ".join(part for part in ("witness", name, vkey, url) if part)
    lines = text.splitlines()
    at = next((number for number, each in enumerate(lines) if _word(each) in {"group", "quorum"}), len(lines))
    return _whole([*lines[:at], line, *lines[at:]])


def without_witness(text: str, name: str) -> str:
    """Return the file without a witness, also where a group names it. Raises WitnessesRefused."""
    if name not in witnesses_of(text):
        raise WitnessesRefused(name)
    return _whole([_less(line, name) for line in text.splitlines() if line.split()[:2] != ["witness", name]])


def with_quorum(text: str, required: Sequence[str], others: int) -> str:
    """Return the file with another quorum: all of `required`, and so many of all others. Raises WitnessesRefused."""
    names = witnesses_of(text)
    for name in required:
        if name not in names:
            raise WitnessesRefused(name)
    rest = [name for name in names if name not in required]
    kept = [line for line in text.splitlines() if _word(line) not in {"group", "quorum"}]
    if others > len(rest) or {OTHERS, EVERYBODY} & set(names):
        raise WitnessesRefused(OTHERS)
    members = [*required, *([OTHERS] if others else [])]
    if others:
        kept.append(f"group {OTHERS} {others} {' '.join(rest)}")
    if members:
        kept.append(f"group {EVERYBODY} all {' '.join(members)}")
    return _whole([*kept, f"quorum {EVERYBODY if members else NONE}"])


def witnesses_of(text: str) -> list[str]:
    """Return the names of the witnesses, in their order."""
    return [line.split()[1] for line in text.splitlines() if _word(line) == "witness" and len(line.split()) > 1]


def _less(line: str, name: str) -> str:
    words = line.split()
    if words[:1] == ["quorum"] and words[1:] == [name]:
        raise WitnessesRefused(name)
    if words[:1] != ["group"] or name not in words[3:]:
        return line
    members = [member for member in words[3:] if member != name]
    if not members or (words[2].isdigit() and int(words[2]) > len(members)):
        raise WitnessesRefused(name)
    return " ".join([*words[:3], *members])


def _word(line: str) -> str:
    return next(iter(line.split()), "")


def _whole(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
