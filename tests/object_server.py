"""A real S3 server (seaweedfs) in a folder of its own, which can be stopped and started again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages

from pulau.config.blobs import FileStore, s3_storage

WEED = Path(sys.executable).with_name("weed")
ACCESS, SECRET = "pulau", "hanya-untuk-uji"
START_SECONDS = 30


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
        s3, master, volume, filer = self.ports
        self.folder.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            [WEED, "server", f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3",
             f"-s3.port={s3}", f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}",
             "-volume.max=40", "-master.volumeSizeLimitMB=64"],
            env=os.environ | {"AWS_ACCESS_KEY_ID": ACCESS, "AWS_SECRET_ACCESS_KEY": SECRET},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError("seaweedfs does not start")
            time.sleep(0.1)

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
    server = ObjectServer(tmp_path_factory.mktemp("objects"))
    server.start()
    yield server
    server.stop()
