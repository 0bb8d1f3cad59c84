"""A worker beside the server: started a little later, started again when it ends by mistake, ended with the server."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import Final

DELAY_SECONDS: Final = 5.0
"""The first pages come first: on a small machine both would start at half the speed."""
AGAIN_SECONDS: Final = 10.0
STOP_SECONDS: Final = 15.0
_REFUSED: Final = 2
"""The exit code of a worker that cannot run with the settings and database as they are; it has said why."""


class WorkerBeside:
    """Runs `pulau work` in a process of its own, from `start` to `stop`, where the settings want one."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="pulau-worker", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End the worker after the job at hand."""
        self._over.set()
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()

    def _keep(self) -> None:
        if self._over.wait(DELAY_SECONDS) or not _wanted():
            return
        command = [sys.executable, "-m", "pulau", "work", "--beside", str(os.getpid())]
        while not self._over.is_set():
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own command
            if self._over.is_set():
                self._process.terminate()
            if self._process.wait() == _REFUSED:
                return
            self._over.wait(AGAIN_SECONDS)


def _wanted() -> bool:
    from django.conf import settings  # noqa: PLC0415 - the server's process needs Django for nothing else

    return bool(getattr(settings, "WORKER_BESIDE_SERVER", False))
