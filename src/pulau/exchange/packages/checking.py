"""Checking a package without any installation: the bag, what it says of itself, and that its score follows from it.

Nothing is unpacked to the disk. What is found are problems (the package is not to be trusted) and notes (what could not
be tried here: an unknown regulation, evidence that was withheld).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packages import described
from pulau.exchange.packages.bag import MANIFEST, PAYLOAD
from pulau.exchange.packages.bagging import bag_problems, listed
from pulau.exchange.packages.container import Container, open_container
from pulau.exchange.packages.described import Header, PackedAnswer, PackedPiece
from pulau.exchange.packages.manifest import (
    Manifest,
    ManifestAnswer,
    ManifestEvidence,
    answer_digest,
    read_manifest,
)
from pulau.exchange.packages.replaying import replay_problems

_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """What a package holds, read."""

    header: Header
    answers: tuple[PackedAnswer, ...]
    pieces: tuple[PackedPiece, ...]
    manifest: Manifest | None = None
    manifest_digest: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check; `sha256` is that of the ZIP itself, `content` None where it could not be read."""

    name: str
    sha256: str
    content: Content | None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.problems


def check_package(path: Path, tell: Callable[[int, int], None] | None = None) -> Checked:
    """Check a package; `tell` gets bytes done and all of them. Raises BadInput only for a file that cannot be read."""
    with opened(path) as container:
        digest = file_digest(path)
        try:
            problems = bag_problems(container, tell)
            content = read_content(container)
        except BadInput as problem:
            return Checked(path.name, digest, None, problem.problems)
        problems += [*_files(container, content), *_handed_in(content)]
        found, notes = replay_problems(content.header, content.answers)
    withheld = sum(not each.file for piece in content.pieces for each in piece.versions)
    if withheld:
        notes = [*notes, Problem.of("package-withheld", count=withheld)]
    counts = {
        "answers": len(content.answers),
        "evidence": len(content.pieces),
        "files": sum(bool(each.file) for piece in content.pieces for each in piece.versions),
        "withheld": withheld,
    }
    return Checked(path.name, digest, content, (*problems, *found), tuple(notes), counts)


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """Open a package's container for a while. Raises BadInput."""
    container = open_container(path)
    try:
        yield container
    finally:
        container.opened.close()


def read_content(container: Container) -> Content:
    """Read what a package says of itself. Raises BadInput."""
    header = described.read_header(container.read(PAYLOAD + described.PACKAGE))
    answers = described.read_answers(container.read(PAYLOAD + described.WORKSHEET))
    pieces = described.read_pieces(container.read(PAYLOAD + described.EVIDENCE))
    if header.handed is None:
        return Content(header, answers, pieces)
    kept = container.read(PAYLOAD + described.MANIFEST)
    return Content(header, answers, pieces, read_manifest(kept), hashlib.sha256(kept).hexdigest())


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, by streaming."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _files(container: Container, content: Content) -> list[Problem]:
    """Return what differs between the evidence that is told and the files that lie there."""
    told = {each.file: each for piece in content.pieces for each in piece.versions if each.file}
    there = {name[len(PAYLOAD) :] for name in container.entries if name.startswith(PAYLOAD + described.FILES)}
    problems = [Problem.of("package-missing", name) for name in sorted(set(told) - there)]
    problems += [Problem.of("package-untold", name[:200]) for name in sorted(there - set(told))]
    named = listed(container, MANIFEST)  # the bag's own check compares each file with it
    changed = [name for name in sorted(set(told) & there) if named.get(PAYLOAD + name, "") != told[name].digest]
    return problems + [Problem.of("package-evidence-changed", name) for name in changed]


def _handed_in(content: Content) -> list[Problem]:
    """Return what differs from what was handed in, and locked by digest."""
    handed, manifest = content.header.handed, content.manifest
    if handed is None or manifest is None:
        return []
    parts = (content.manifest_digest, manifest.answers_digest, manifest.evidence_digest, manifest.replay_digest)
    problems = []
    if parts != (handed.manifest, handed.answers, handed.evidence, handed.replay_digest):
        problems.append(Problem.of("package-manifest", described.MANIFEST))
    header = content.header
    named = (manifest.agency, manifest.unit, manifest.year, manifest.regulation, manifest.number)
    if named != (header.agency.code, header.unit.code, header.year, header.regulation, handed.number):
        problems.append(Problem.of("package-manifest-other", described.MANIFEST))
    answers = {
        ManifestAnswer(each.item, each.version, answer_digest(each.value, each.note)) for each in content.answers
    }
    changed = sorted(set(manifest.answers) ^ answers)
    problems += [
        Problem.of("package-answer-changed", item[:40]) for item in dict.fromkeys(each.item for each in changed)
    ]
    places = sorted({(each.item, each.code) for each in _differing(manifest.evidence, shown_now(content.pieces))})
    problems += [Problem.of("package-evidence-differs", f"{item[:40]} {code[:20]}") for item, code in places]
    return problems


def _differing(kept: Iterable[ManifestEvidence], shown: Iterable[ManifestEvidence]) -> set[ManifestEvidence]:
    """Return what only one of both tells. A name that one of them keeps silent is no difference.

    Whether a piece is confidential may change after it was handed in; its code, version, digest and size do not.
    """
    here, there = ({replace(one, name=""): one for one in rows} for rows in (kept, shown))
    named = {key for key in here.keys() & there if here[key].name and there[key].name}
    return (here.keys() ^ there.keys()) | {key for key in named if here[key].name != there[key].name}


def shown_now(pieces: tuple[PackedPiece, ...]) -> list[ManifestEvidence]:
    """Return the evidence that a package shows beside items, as a manifest would tell it."""
    shown = []
    for piece in pieces:
        versions = {each.number: each for each in piece.versions}
        for use in piece.uses:
            pinned = versions.get(use.version)
            name = pinned.name if pinned and not piece.confidential else ""  # a record never tells a confidential name
            facts = (pinned.digest, name, pinned.size) if pinned else ("", "", 0)
            shown.append(ManifestEvidence(use.item, use.asked, piece.code, use.version, *facts))
    return shown
