"""The static tree in a bucket of an S3 server, below `log/`: the same bucket that holds the files."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import storages

from pulau.exchange.log.trees import FileMissing

PREFIX: Final = "log/"
_ABSENT: Final = frozenset({"404", "NoSuchKey"})
_AT_ONCE: Final = 1000
"""Objects that S3 removes at one request."""


class BucketTree:
    """The tree in a bucket. A server that has answered a write keeps it."""

    def __init__(self, client: Any, bucket: str) -> None:  # noqa: ANN401 - botocore's client has no types
        self._client = client
        self._bucket = bucket

    @classmethod
    def of_settings(cls) -> BucketTree:
        """Return the tree in the bucket that the settings name."""
        storage: Any = storages["blobs"]
        return cls(storage.connection.meta.client, storage.bucket_name)

    def read(self, path: str) -> bytes:
        """Return a file. Raises FileMissing, OSError."""
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=PREFIX + path)["Body"].read()
        except ClientError as problem:
            if problem.response.get("Error", {}).get("Code") in _ABSENT:
                raise FileMissing(path) from problem
            raise OSError(str(problem)) from problem
        except BotoCoreError as problem:
            raise OSError(str(problem)) from problem
        return bytes(found)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write files. Raises OSError."""
        try:
            for path, content in files.items():
                kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
                self._client.put_object(Bucket=self._bucket, Key=PREFIX + path, Body=content, ContentType=kind)
        except (BotoCoreError, ClientError) as problem:
            raise OSError(str(problem)) from problem

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files. Raises OSError."""
        keys = [{"Key": PREFIX + path} for path in paths]
        try:
            for at in range(0, len(keys), _AT_ONCE):
                objects = {"Objects": keys[at : at + _AT_ONCE], "Quiet": True}
                self._client.delete_objects(Bucket=self._bucket, Delete=objects)
        except (BotoCoreError, ClientError) as problem:
            raise OSError(str(problem)) from problem
