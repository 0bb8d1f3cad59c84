"""Bytes of an upload, taken from wherever they come and synced to the disk before anybody is told that they are there.

A view says what is to be received (`ReceivingResponse`), and its transaction ends; only then are bytes read, by
`ReceivingMiddleware` or, without a thread for each client, by `streaming.Uploads`.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse, UnreadablePostError

from pulau.foundation.uploads.protocol import Problem

PIECE: Final = 256 * 1024
SYNCED: Final = 16 * 1024 * 1024
"""After so many bytes at the latest they are synced, so that a large file does not wait for the disk all at once."""
BOX: Final = "pulau.receiving"
"""Where a server that reads the body itself finds in the environment what is to be received."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class Refused(Exception):  # noqa: N818 - a fact, as every error of this project
    """The bytes are not taken, for a reason that the client is told."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(slots=True)
class Receiving:
    """One request's bytes: into which file, from which place of it, up to which length, compared with which digest."""

    path: Path
    start: int
    length: int
    sha256: bytes | None = None
    _file: int = -1
    _at: int = 0
    _synced: int = 0
    _hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    def open(self) -> None:
        """Take the file for this request alone, made where nothing came yet.

        Raises Refused: another writes, the offset differs, the disk fails.
        """
        with _disk():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            self._let_go()
            raise Refused(Problem.BUSY) from problem
        self._at = self._synced = os.fstat(self._file).st_size
        if self._at != self.start:
            self._let_go()
            raise Refused(Problem.OTHER_OFFSET)

    def write(self, piece: bytes) -> None:
        """Add bytes. Raises Refused: more than was announced, no room, a disk that fails."""
        if self._at + len(piece) > self.length:
            raise Refused(Problem.TOO_MUCH)
        with _disk():
            view = memoryview(piece)
            while view:
                taken = os.pwrite(self._file, view, self._at)
                self._at += taken
                view = view[taken:]
        if self.sha256 is not None:
            self._hash.update(piece)
        if self._at - self._synced >= SYNCED:
            self._sync()

    def finish(self) -> None:
        """Make sure of what has come. Raises Refused: it differs from its digest and is dropped; the disk fails."""
        try:
            if self.sha256 is not None and self._hash.digest() != self.sha256:
                self._cut(self.start)
                raise Refused(Problem.OTHER_DIGEST)
            self._sync()
        finally:
            self._let_go()

    def stop(self) -> None:
        """Keep what came before the connection broke or something failed; what was to be compared is dropped."""
        if self._file < 0:
            return
        try:
            if self.sha256 is not None:
                self._cut(self.start)
            self._sync()
        except Refused:
            pass  # the length of the file tells what is there
        finally:
            self._let_go()

    @property
    def offset(self) -> int:
        """How many bytes of the file are there."""
        return self._at

    def _sync(self) -> None:
        try:
            with _disk():
                os.fsync(self._file)
                if self._synced == 0:  # its name may be as new
                    _sync_folder(self.path.parent)
        except Refused:
            self._cut(self._synced)  # of what came since, nobody knows whether the disk has it
            raise
        self._synced = self._at

    def _cut(self, place: int) -> None:
        os.ftruncate(self._file, place)
        self._at = place

    def _let_go(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


@contextmanager
def _disk() -> Iterator[None]:
    """Tell a disk's troubles in our words. Raises Refused."""
    try:
        yield
    except OSError as problem:
        raise Refused(Problem.FULL if problem.errno in _FULL else Problem.DISK) from problem


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class ReceivingResponse(HttpResponse):
    """An answer that holds once `receiving` has been done; its status and headers are those of success."""

    def __init__(self, receiving: Receiving, *, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(status=status, headers=dict(headers))
        self.receiving = receiving


class ReceivingMiddleware:
    """Receive what a view says, after the request's transaction: it stands outside of the wall's middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; where the server reads bodies itself, leave it to that."""
        response = self.get_response(request)
        if not isinstance(response, ReceivingResponse):
            return response
        box: list[Receiving] | None = request.META.get(BOX)
        if box is not None:
            box.append(response.receiving)
            return response
        problem = _receive(response.receiving, request)
        answer = response if problem is None else problem.response()
        tell_offset(answer, response, response.receiving.offset)
        return answer


def tell_offset(answer: HttpResponse, response: HttpResponse, offset: int) -> None:
    """Tell how far the upload is, and, where the request began it, under which address it goes on."""
    answer.headers["Upload-Offset"] = str(offset)
    if "Location" in response.headers:
        answer.headers["Location"] = response.headers["Location"]


def _receive(receiving: Receiving, request: HttpRequest) -> Problem | None:
    try:
        receiving.open()
        while piece := request.read(PIECE):
            receiving.write(piece)
        receiving.finish()
    except UnreadablePostError:
        receiving.stop()
        return Problem.CUT
    except Refused as refused:
        receiving.stop()
        return refused.problem
    return None
