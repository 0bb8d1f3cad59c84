"""A file of evidence, looked at before it is kept: is it what it says, whole, harmless? Its digest in the same pass.

    inspection = inspect(path, "Laporan 2026.pdf")     # raises BadInput: what is wrong and how to mend it

What is hostile is refused; what is only worth knowing (scripts that the copy for viewing leaves out, addresses outside)
is marked in `notes`, whose sentences are in `exchange.messages` as those of refusals are.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import BinaryIO, Final, cast

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.files.containers import check_container, ends_as_zip, unpack_part
from pulau.exchange.files.detecting import COMPOUND, TEXT, ZIP, detect, words_for
from pulau.exchange.files.images import check_image
from pulau.exchange.files.kinds import KINDS, Group, Kind, extension_of, kind_of_name, known_extensions
from pulau.exchange.files.media import check_media
from pulau.exchange.files.model import LIMITS, Findings, Inspection, Limits, Subject
from pulau.exchange.files.names import safe_name
from pulau.exchange.files.old_office import check_old_office
from pulau.exchange.files.passing import pass_over
from pulau.exchange.files.pdfs import check_pdf
from pulau.exchange.files.sandbox import READERS, End, Room, run_module
from pulau.exchange.files.texts import check_text

__all__ = ["LIMITS", "Inspection", "Limits", "inspect", "inspect_here", "inspected"]
WORKER: Final = "pulau.exchange.files.worker"
_CHECKS: Final[Mapping[Group, Callable[[Subject], Findings]]] = {
    Group.PDF: check_pdf,
    Group.IMAGE: check_image,
    Group.OFFICE: check_container,
    Group.OPENDOCUMENT: check_container,
    Group.OLD_OFFICE: check_old_office,
    Group.TEXT: check_text,
    Group.MEDIA: check_media,
    Group.BUNDLE: check_container,
}
_APART: Final = frozenset({Group.PDF, Group.BUNDLE})
"""Read by a library in C++, or holding files that are."""
_ZIPPED: Final = frozenset({Group.OFFICE, Group.OPENDOCUMENT, Group.BUNDLE})
_MP4_FAMILY: Final = frozenset({"mp4", "m4a", "mov"})


def inspect(path: Path, name: str, limits: Limits = LIMITS) -> Inspection:
    """Look at the file at a path, which somebody called `name`. Raises BadInput, or OSError where it cannot be read.

    PDFs and zip archives are looked at by a process of their own (0.2 s more), within 512 MB and ten seconds of CPU.
    """
    claimed = kind_of_name(safe_name(name))
    if claimed is None or claimed.group not in _APART:
        return inspect_here(path, name, limits)
    with tempfile.TemporaryDirectory(prefix="pulau-inspect-") as folder:
        wish = json.dumps({"path": str(path.resolve()), "name": name, "limits": asdict(limits)})
        room = Room(Path(folder), read=(path,))
        outcome = run_module(WORKER, ["inspect", wish], room, replace(READERS, file=limits.unpacked))
    if outcome.end is not End.DONE:
        raise BadInput.because("file-too-hard", safe_name(name))
    return inspected(outcome.out)


def inspected(out: bytes) -> Inspection:
    """Read what the process for inspections wrote. Raises BadInput where that is what it says."""
    told = json.loads(out)
    if "problems" in told:
        raise BadInput(_problems(told["problems"]))
    kind = KINDS[told["kind"]]
    notes, names = _problems(told["notes"]), tuple(told["names"])
    return Inspection(kind, told["size"], told["digest"], told["pages"], notes, names)


def inspect_here(path: Path, name: str, limits: Limits = LIMITS) -> Inspection:
    """Look at a file in this process. Raises BadInput, or OSError where it cannot be read."""
    place = safe_name(name)
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        return _inspect(file, place, limits)


def _inspect(file: BinaryIO, place: str, limits: Limits) -> Inspection:
    seen = pass_over(file, place, limits)
    claimed = kind_of_name(place)
    detected = detect(seen.head, place)
    if claimed is None:
        raise BadInput.because("file-kind-unknown", place, known=known_extensions())
    _refuse_difference(claimed, detected, seen.head, place)
    if claimed.group not in _ZIPPED and ends_as_zip(seen.tail):
        raise BadInput.because("file-goes-on", place)
    subject = Subject(file, place, claimed, seen, limits)
    found = _CHECKS[claimed.group](subject)
    if claimed.group is Group.BUNDLE:
        found = _inspect_parts(subject, found)
    if os.fstat(file.fileno()).st_size != seen.size:
        raise BadInput.because("file-changed", place)
    return Inspection(claimed, seen.size, seen.digest, found.pages, found.notes, found.names)


def _refuse_difference(claimed: Kind, detected: str | None, head: bytes, place: str) -> None:
    if detected == ZIP:
        agrees = claimed.group in _ZIPPED
    elif detected == COMPOUND:
        agrees = claimed.group is Group.OLD_OFFICE
    elif detected == TEXT:
        agrees = claimed.group is Group.TEXT
    else:
        agrees = detected == claimed.code or {detected, claimed.code} <= _MP4_FAMILY
    if not agrees:
        found, extension = words_for(head, detected), f".{extension_of(place)}"
        raise BadInput.because("file-kind-differs", place, extension=extension, found=found)


def _inspect_parts(bundle: Subject, found: Findings) -> Findings:
    """Look at each file of a zip archive as at one that came alone. Raises BadInput, its place naming the part."""
    notes: dict[Problem, None] = {}
    for name in found.names:
        place = f"{bundle.name}: {safe_name(name)}"
        with tempfile.TemporaryFile() as temporary:
            file = cast("BinaryIO", temporary)
            unpack_part(bundle, name, file)
            file.flush()
            try:
                inspection = _inspect(file, safe_name(name), bundle.limits)
            except BadInput as error:
                raise BadInput(replace(problem, place=place) for problem in error.problems) from None
        notes.update(dict.fromkeys(inspection.notes))
    return replace(found, notes=tuple(notes))


def _problems(told: list[dict[str, object]]) -> tuple[Problem, ...]:
    return tuple(
        Problem(str(one["code"]), str(one["place"]), tuple((key, value) for key, value in one["params"]))  # type: ignore[attr-defined]
        for one in told
    )
