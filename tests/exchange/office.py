"""LibreOffice as an outside check: it recalculates workbooks and saves them in another format."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROGRAM: Final = shutil.which("soffice")
_SETTING: Final = (
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
    '<prop oor:name="{name}" oor:op="fuse"><value>0</value></prop></item>'
)
_PROFILE: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{settings}</oor:items>'
)


def save_as(folder: Path, files: Mapping[str, bytes], kind: str = "xlsx") -> dict[str, bytes]:
    """Open each file, recalculate every formula, and save it as `kind`; all in one start of the program."""
    assert PROGRAM is not None, "LibreOffice is missing: apt-get install libreoffice-calc"
    profile, given, saved = folder / "profile", folder / "given", folder / f"saved-{kind}"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    given.mkdir(exist_ok=True)
    settings = "".join(_SETTING.format(name=name) for name in ("OOXMLRecalcMode", "ODFRecalcMode"))
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(settings=settings))
    for name, data in files.items():
        (given / f"{name}.xlsx").write_bytes(data)
    paths = [str(given / f"{name}.xlsx") for name in files]
    command = [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(saved), *paths], check=True, capture_output=True, timeout=300)
    return {name: (saved / f"{name}.{kind}").read_bytes() for name in files}
