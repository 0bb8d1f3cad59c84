"""hostile-files: what reads evidence, tried by hostile files and by good ones changed by chance, watched by strace."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure

MUTATIONS = 2_000
MEGABYTE = 1_000_000
_OUTBOUND = re.compile(r"(?:connect|sendto|sendmsg)\(.*AF_INET")


def hostile_files() -> Iterator[Figure]:
    """Inspect them all, prepare those that are taken; all without a network, and each try to reach one is counted."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "calls"
        command = [sys.executable, "-m", "benchmarks.hostile_process", str(MUTATIONS)]
        alone = shutil.which("unshare")
        if alone:
            command = [alone, "-rn", *command]
        watched = shutil.which("strace")
        if watched:
            calls = ["-e", "trace=connect,sendto,sendmsg"]
            command = [watched, "-f", "--seccomp-bpf", "-qq", *calls, "-o", str(log), *command]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        outbound = len(_OUTBOUND.findall(log.read_text("utf-8", "replace"))) if watched else None
    print(f"{found['files']} files, {found['viewed']} prepared, {found['stopped']} stopped", file=sys.stderr)
    yield Figure("hostile-files-crashes", found["crashes"], "crashes", limit=0)
    yield Figure("hostile-files-otherwise", found["otherwise"], "files", limit=0)
    yield Figure("hostile-files-memory", max(found["own"], found["resident"]) / MEGABYTE, "MB", limit=512)
    yield Figure("hostile-files-slowest", found["slowest"], "s", limit=10)
    yield Figure("hostile-files-view", found["slowest_view"], "s", limit=10)
    yield Figure("hostile-files-office", found["slowest_office"], "s", limit=70)
    if outbound is not None:
        yield Figure("hostile-files-outbound", outbound, "connections", limit=0)
