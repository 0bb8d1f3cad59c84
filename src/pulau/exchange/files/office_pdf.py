"""Office files as PDF, by LibreOffice in the sandbox: no network, no macros, a fresh profile each time."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from pulau.exchange.files.kinds import Kind
from pulau.exchange.files.sandbox import End, Outcome, Room, Rules, isolation, run

_PLACES: Final = ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice", "/snap/libreoffice/current/lib")
_FILTERS: Final = {
    **dict.fromkeys(("docx", "odt", "doc"), ("writer_pdf_Export", "libswlo.so")),
    **dict.fromkeys(("xlsx", "ods", "xls"), ("calc_pdf_Export", "libsclo.so")),
    **dict.fromkeys(("pptx", "odp", "ppt"), ("impress_pdf_Export", "libsdlo.so")),
}
RULES: Final = Rules(seconds=60, cpu=60, memory=None, resident=512_000_000, open=1_024)
"""LibreOffice addresses gigabytes and holds a quarter of one; what it holds is watched."""
_PAGES: Final = "1-200"
_FIRST_START: Final = 81
"""LibreOffice says so when it has made its profile and wants to be started again."""
_SOCKETS: Final = Path("/tmp")  # noqa: S108 - where LibreOffice puts its socket, whatever TMPDIR says
_SOCKET: Final = "OSL_PIPE_*"
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def viewer_of(kind: Kind) -> Path | None:
    """Return LibreOffice's program, where it is here with the part for this kind, and a process can be kept offline."""
    if kind.code not in _FILTERS or not isolation().offline:
        return None
    found = shutil.which("soffice")
    folders = [Path(found).resolve().parent] if found else []
    for folder in (*folders, *(Path(place) / "program" for place in _PLACES)):
        if (folder / "soffice.bin").is_file() and (folder / _FILTERS[kind.code][1]).is_file():
            return folder / "soffice.bin"
    return None


def to_pdf(path: Path, kind: Kind, folder: Path, rules: Rules = RULES) -> Path | None:
    """Write an office file as PDF into a folder; None where LibreOffice is not here, or could not in time or memory."""
    program = viewer_of(kind)
    if program is None:
        return None
    given = folder / f"given.{kind.code}"
    shutil.copyfile(path, given)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, "utf-8")
    started = time.monotonic()
    outcome = _convert(program, given, folder, rules)
    if outcome.code == _FIRST_START:
        left = rules.seconds - (time.monotonic() - started)
        outcome = _convert(program, given, folder, replace(rules, seconds=left))
    made = given.with_suffix(".pdf")
    written = made.is_file() and not made.is_symlink()  # whoever took the process over may leave a link
    return made if outcome.end is End.DONE and written else None


def _convert(program: Path, given: Path, folder: Path, rules: Rules) -> Outcome:
    name = _FILTERS[given.suffix[1:]][0]
    pages = f'{{"PageRange":{{"type":"string","value":"{_PAGES}"}}}}'
    command = [
        str(program),
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"),
        f"-env:UserInstallation=file://{folder.resolve()}/profile",
        *("--convert-to", f"pdf:{name}:{pages}", "--outdir", str(folder), str(given)),
    ]
    there = set(_SOCKETS.glob(_SOCKET))
    room = Room(folder, read=(program.parent.parent,), sockets=(_SOCKETS,))
    try:
        return run(command, room, rules)
    finally:
        for left in set(_SOCKETS.glob(_SOCKET)) - there:
            with suppress(OSError):  # another's, or gone
                left.unlink()  # it may not remove it itself, and another start would wait for its answer
