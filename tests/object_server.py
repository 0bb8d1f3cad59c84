"""A real S3 server (seaweedfs) in a folder of its own, which can be stopped and started again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest
from django.core.files.storage import storages

from pulau.config.blobs import FileStore, s3_storage

WEED = Path(sys.executable).with_name("weed")
ACCESS, SECRET = "pulau", "hanya-untuk-uji"
START_SECONDS = 60


def _free_ports(number: int) -> list[int]:
    """Ports that are free, and 10,000 above them too: there seaweedfs speaks to itself."""
    held: list[socket.socket] = []
    ports: list[int] = []
    while len(ports) < number:
        first = socket.socket()
        first.bind(("127.0.0.1", 0))
        held.append(first)
        port = first.getsockname()[1]
        second = socket.socket()
        held.append(second)
        try:
            second.bind(("127.0.0.1", port + 10_000 if port < 55_000 else port - 20_000))
        except OSError:
            continue
        if port < 55_000:
            ports.append(port)
    for each in held:
        each.close()
    return ports


class StartError(RuntimeError):
    """The server ended, or did not answer in time; the message is the last of what it said."""


@dataclass
class ObjectServer:
    """One server; `start` returns once it answers."""

    folder: Path
    ports: list[int] = field(default_factory=lambda: _free_ports(4))
    _process: subprocess.Popen[bytes] | None = None
    _kept: Any = None

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.ports[0]}"

    def store(self, bucket: str) -> FileStore:
        """The settings of a bucket of this server."""
        return FileStore("s3", self.endpoint, bucket, None, ACCESS, SECRET)

    def storage(self, bucket: str) -> dict[str, Any]:
        """Django's settings of a bucket of this server."""
        return s3_storage(self.store(bucket))

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._told().open("wb") as told:
            self._process = self._begin(told)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline or self._process.poll() is not None:
                self.stop()
                raise StartError(self._told().read_text(encoding="utf-8", errors="replace")[-2_000:])
            time.sleep(0.1)

    def _told(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.log")

    def _begin(self, told: IO[bytes]) -> subprocess.Popen[bytes]:
        s3, master, volume, filer = self.ports
        return subprocess.Popen(
            [WEED, "server", f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3",
             f"-s3.port={s3}", f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}",
             "-s3.port.iceberg=0", "-s3.port.lance=0",  # always the same ports, which a second server would want too
             "-volume.max=40", "-master.volumeSizeLimitMB=64"],
            env=os.environ | {"AWS_ACCESS_KEY_ID": ACCESS, "AWS_SECRET_ACCESS_KEY": SECRET},
            stdout=told, stderr=told,
        )  # fmt: skip

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def make_bucket(self, bucket: str) -> None:
        self._client().create_bucket(Bucket=bucket)

    def overwrite(self, bucket: str, key: str, content: bytes) -> None:
        """Let an object be something else, as a careless hand would."""
        self._client().put_object(Bucket=bucket, Key=key, Body=content)

    def _client(self) -> Any:  # noqa: ANN401 - botocore makes its clients while running
        if self._kept is None:  # making one takes a third of a second
            self._kept = storages.create_storage(self.storage("any")).connection.meta.client  # type: ignore[attr-defined]
        return self._kept

    def _answers(self) -> bool:
        """Whether an object can be kept: the server's parts find each other one after the other."""
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - loads slowly, and few tests need it

        try:
            self.make_bucket("siap")
        except ClientError as problem:
            if problem.response["Error"]["Code"] not in {"BucketAlreadyExists", "BucketAlreadyOwnedByYou"}:
                return False
        except BotoCoreError:
            return False
        try:
            self.overwrite("siap", "siap", b"siap")
        except (ClientError, BotoCoreError):
            return False
        return True


@pytest.fixture(scope="session")
def object_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectServer]:
    """A server for all tests of a run that ask for one."""
    server = started(lambda: ObjectServer(tmp_path_factory.mktemp("objects")))
    yield server
    server.stop()


def started(make: Callable[[], ObjectServer], tries: int = 3) -> ObjectServer:
    """Start a server; anew with other ports where one of them was taken since it was found free."""
    while True:
        server = make()
        try:
            server.start()
        except StartError:
            tries -= 1
            if not tries:
                raise
        else:
            return server
