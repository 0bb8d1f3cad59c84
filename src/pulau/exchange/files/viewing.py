"""What people look at instead of the file itself: pages as pictures, a copy without telling data, its words for search.

    view = prepare(path, KINDS["docx"], folder)     # the file itself stays as it is, byte for byte

All of it is done apart (`sandbox`), in ten seconds of CPU and 512 MB; LibreOffice has a minute for office files. What
could not be made is said in `notes`, and nothing is raised for it.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pulau.core.shared.problems import Problem
from pulau.exchange.files.inspecting import WORKER
from pulau.exchange.files.kinds import KINDS, Group, Kind
from pulau.exchange.files.model import LIMITS, Limits
from pulau.exchange.files.office_pdf import to_pdf, viewer_of
from pulau.exchange.files.sandbox import READERS, End, Room, run_module

MOST_PAGES: Final = 20
_SECONDS: Final = {"text": 2, "clean": 3, "draw": 5}
"""Of CPU for each task; twice that on the clock."""
_OFFICE: Final = frozenset({Group.OFFICE, Group.OPENDOCUMENT, Group.OLD_OFFICE})


@dataclass(frozen=True, slots=True)
class View:
    """What was made in the folder: pictures of pages (.webp), the copy for viewing, the words, and notes.

    `clean` is a PDF for PDFs and office files, a picture for pictures, None for the rest and where it failed. `count`
    is how many pages the document has, of which the first MOST_PAGES were drawn.
    """

    pages: tuple[Path, ...] = ()
    clean: Path | None = None
    text: str = ""
    notes: tuple[Problem, ...] = ()
    count: int = 0


@dataclass(slots=True)
class _Preparing:
    """One file on its way."""

    folder: Path
    limits: Limits
    apart: bool = True

    def ask(self, task: str, path: Path, kind: Kind) -> dict[str, Any]:
        """Have the worker do a task; returns what it tells, nothing where it failed or was stopped."""
        wish = {"path": str(path.resolve()), "kind": kind.code, "folder": str(self.folder.resolve())}
        wish |= {"unpacked": self.limits.unpacked, "parts": self.limits.parts, "most": MOST_PAGES}  # type: ignore[dict-item]
        if not self.apart:
            # Loads the readers of files into this process, which no page needs.
            from pulau.exchange.files.worker import main  # noqa: PLC0415 - said above

            return main(task, wish)
        rules = replace(READERS, cpu=_SECONDS[task], seconds=2 * _SECONDS[task])
        outcome = run_module(WORKER, [task, json.dumps(wish)], Room(self.folder, read=(path,)), rules)
        told: dict[str, Any] = json.loads(outcome.out) if outcome.end is End.DONE else {}
        return told


def prepare(path: Path, kind: Kind, folder: Path, limits: Limits = LIMITS) -> View:
    """Make what people look at, in a folder that is there and empty. Raises OSError where it cannot be written."""
    preparing = _Preparing(folder, limits)
    if kind.group in _OFFICE:
        return _prepare_office(preparing, path, kind)
    text = "" if kind.group is Group.IMAGE else _text(preparing, path, kind)
    if kind.group not in {Group.PDF, Group.IMAGE}:
        return View(text=text, notes=(Problem.of("no-preview"),) if kind.group is not Group.TEXT else ())
    return _pages_and_clean(preparing, path, kind, text)


def prepare_here(path: Path, kind: Kind, folder: Path) -> View:
    """Make the same in this very process: for files that the program itself wrote, never for what somebody sent.

    Office files have no pages so: LibreOffice runs apart.
    """
    preparing = _Preparing(folder, LIMITS, apart=False)
    text = "" if kind.group is Group.IMAGE else _text(preparing, path, kind)
    if kind.group not in {Group.PDF, Group.IMAGE}:
        return View(text=text)
    return _pages_and_clean(preparing, path, kind, text)


def _prepare_office(preparing: _Preparing, path: Path, kind: Kind) -> View:
    text = "" if kind.group is Group.OLD_OFFICE else _text(preparing, path, kind)
    if viewer_of(kind) is None:
        return View(text=text, notes=(Problem.of("no-office-viewer"),))
    with tempfile.TemporaryDirectory(prefix="pulau-office-") as folder:
        made = to_pdf(path, kind, Path(folder))
        if made is None:
            return View(text=text, notes=(Problem.of("preview-failed"),))
        pdf = KINDS["pdf"]
        return _pages_and_clean(preparing, made, pdf, text or _text(preparing, made, pdf))


def _text(preparing: _Preparing, path: Path, kind: Kind) -> str:
    return str(preparing.ask("text", path, kind).get("text", ""))


def _pages_and_clean(preparing: _Preparing, path: Path, kind: Kind, text: str) -> View:
    folder = preparing.folder
    clean = _written(folder, preparing.ask("clean", path, kind).get("clean"))
    told = preparing.ask("draw", path, kind)
    drawn = sorted(folder.glob("page-*.webp"))  # also of a process that was stopped halfway
    pages = tuple(page for page in drawn if _written(folder, page.name))
    notes = []
    if not pages:
        notes.append(Problem.of("preview-failed"))
    elif len(pages) < told.get("count", len(pages)) or not told:
        notes.append(Problem.of("preview-first-pages", count=len(pages)))
    for left in folder.glob(".*"):
        left.unlink()
    count = max(len(pages), int(told.get("count", 0)))
    return View(pages, clean, text, tuple(notes), count)


def _written(folder: Path, name: object) -> Path | None:
    """Return a file of this name in the folder, where it is one: whoever took the process over may name others.

    Neither a way out of the folder nor a link is followed; what lies behind it would be shown to people.
    """
    if not isinstance(name, str) or not name or Path(name).name != name:
        return None
    found = folder / name
    return found if found.is_file() and not found.is_symlink() else None
