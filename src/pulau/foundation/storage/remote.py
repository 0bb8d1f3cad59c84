"""Files on an S3 server, which is told the SHA-256 of each and refuses other bytes."""

from __future__ import annotations

import base64
import errno
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from pulau.foundation.storage.faults import BlobMissing, StoreUnavailable
from pulau.foundation.storage.places import place_of, sha256_of

if TYPE_CHECKING:
    from storages.backends.s3 import S3Storage

_BUFFER: Final = 256 * 1024
_THERE_ALREADY: Final = frozenset({"PreconditionFailed", "ConditionalRequestConflict"})
_NO_ROOM: Final = frozenset({"507", "InsufficientStorage", "XMinioStorageFull", "QuotaExceeded"})
_ABSENT: Final = frozenset({"404", "NoSuchKey"})


class BucketStore:
    """A bucket of an S3 server, reached as django-storages is set."""

    def __init__(self, storage: S3Storage) -> None:
        self._storage = storage

    def keep_bytes(self, content: bytes, digest: str) -> None:
        """Keep some bytes under their digest. Raises StoreUnavailable."""
        self._keep(digest, lambda: io.BytesIO(content))

    def keep_file(self, source: Path, digest: str) -> None:
        """Keep a copy of a file, sent as it is read. Raises StoreUnavailable."""
        self._keep(digest, lambda: source.open("rb"))

    def open(self, digest: str) -> BinaryIO:
        """Open what lies there: read as it comes, and anew from another place after a seek. Raises as `size`."""
        raw = _Remote(self, digest, self.size(digest))
        return io.BufferedReader(raw, _BUFFER)

    def size(self, digest: str) -> int:
        """Return the length in bytes. Raises BlobMissing, StoreUnavailable."""
        return int(self._head(digest)["ContentLength"])

    def body(self, digest: str, start: int) -> Any:  # noqa: ANN401 - botocore's StreamingBody, which has no types
        """Return the bytes from a place on, as a stream. Raises BlobMissing, StoreUnavailable."""
        with _answering(digest):
            return self._ask("get_object", digest, Range=f"bytes={start}-")["Body"]

    def _keep(self, digest: str, source: Callable[[], BinaryIO]) -> None:
        if self._whole(digest):
            return
        try:
            self._send(digest, source, IfNoneMatch="*")
        except FileExistsError:
            if not self._whole(digest):  # it was there all the time, damaged: the right bytes may take its place
                self._send(digest, source)

    def _send(self, digest: str, source: Callable[[], BinaryIO], **condition: str) -> None:
        """Send the bytes in one piece. The server compares them with the digest before it keeps any."""
        checksum = base64.b64encode(bytes.fromhex(digest)).decode()
        with source() as body, _answering(digest):
            self._ask("put_object", digest, Body=body, ChecksumSHA256=checksum, **condition)

    def _whole(self, digest: str) -> bool:
        """Whether the bytes are there: by the server's own checksum; where it keeps none, by reading them."""
        try:
            head = self._head(digest)
            kept = head.get("ChecksumSHA256", "")
            if kept and "-" not in kept:  # with a dash it is one of several parts, which is not that of the bytes
                return base64.b64decode(kept).hex() == digest
            with self.open(digest) as file:
                return sha256_of(file) == digest
        except BlobMissing:
            return False

    def _head(self, digest: str) -> dict[str, Any]:
        with _answering(digest):
            try:
                return self._ask("head_object", digest, ChecksumMode="ENABLED")
            except ClientError as problem:
                if _code(problem) in _ABSENT:  # an answer without a body: a bucket that is gone says the same
                    self._client.head_bucket(Bucket=self._storage.bucket_name)
                    raise BlobMissing(digest) from problem
                raise

    @property
    def _client(self) -> Any:  # noqa: ANN401 - botocore makes its clients while running
        return self._storage.connection.meta.client

    def _ask(self, call: str, digest: str, **values: object) -> dict[str, Any]:
        answer: dict[str, Any] = getattr(self._client, call)(
            Bucket=self._storage.bucket_name, Key=place_of(digest), **values
        )
        return answer


class _Remote(io.RawIOBase):
    """One file of a bucket, for reading."""

    def __init__(self, store: BucketStore, digest: str, size: int) -> None:
        self._store, self._digest, self._size = store, digest, size
        self._at = 0
        self._body: Any = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; the stream that was open is of no use any more."""
        place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if place != self._at:
            self._let_go()
            self._at = max(0, place)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - any writable buffer, as `io` has it
        """Read what fits. Raises StoreUnavailable where the stream breaks off."""
        if self._at >= self._size or not len(buffer):
            return 0
        if self._body is None:
            self._body = self._store.body(self._digest, self._at)
        with _answering(self._digest):
            piece: bytes = self._body.read(len(buffer))
        if not piece:
            raise StoreUnavailable(errno.EIO, "the file store broke off")
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        self._let_go()
        super().close()

    def _let_go(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None


@contextmanager
def _answering(digest: str) -> Iterator[None]:
    """Tell a server's troubles in our words. Raises BlobMissing, FileExistsError, StoreUnavailable."""
    try:
        yield
    except ClientError as problem:
        code = _code(problem)
        if code == "NoSuchKey":
            raise BlobMissing(digest) from problem
        if code in _THERE_ALREADY:
            raise FileExistsError(digest) from problem
        number = errno.ENOSPC if code in _NO_ROOM else errno.EIO
        raise StoreUnavailable(number, f"the file store refuses: {problem}") from problem
    except (BotoCoreError, HTTPError) as problem:
        raise StoreUnavailable(errno.EIO, f"the file store does not answer: {problem}") from problem


def _code(problem: ClientError) -> str:
    return str(problem.response.get("Error", {}).get("Code", ""))
