"""Where files are kept that are found by their digest, as the operator decides it: a folder, or a bucket of S3."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

STORES: Final = ("local", "s3")
_NEEDED: Final = ("s3_bucket", "s3_access_key", "s3_secret_key")
CONNECT_SECONDS: Final = 3
READ_SECONDS: Final = 20
ATTEMPTS: Final = 2
"""With these a page learns within seconds that the server is away; whoever sends again is served by the next try."""


class StoreInvalid(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A setting of the store that cannot be used: which, and why."""

    def __init__(self, key: str, told: str) -> None:
        super().__init__(told)
        self.key = key


@dataclass(frozen=True, slots=True)
class FileStore:
    """Which store is used, and what it needs. Nothing given: the folder `files` of the installation."""

    kind: str = "local"
    s3_endpoint: str | None = None
    s3_bucket: str | None = None
    s3_region: str | None = None
    s3_access_key: str | None = field(default=None, repr=False)
    s3_secret_key: str | None = field(default=None, repr=False)


def read_store(text: Callable[[str], str | None]) -> FileStore:
    """Read the settings of the store. Raises StoreInvalid."""
    kind = text("file_store") or "local"
    if kind not in STORES:
        raise StoreInvalid("file_store", f"is {kind!r}; allowed are {', '.join(STORES)}")
    for key in _NEEDED if kind == "s3" else ():
        if not text(key):
            raise StoreInvalid(key, f"is missing: where PULAU_FILE_STORE is s3, PULAU_{key.upper()} is needed")
    endpoint = text("s3_endpoint")
    if endpoint and (urlsplit(endpoint).scheme not in {"http", "https"} or not urlsplit(endpoint).hostname):
        raise StoreInvalid("s3_endpoint", "must be an address such as https://s3.example.id")
    return FileStore(kind, endpoint, *(text(f"s3_{key}") for key in ("bucket", "region", "access_key", "secret_key")))


def blob_storage(home: Path, store: FileStore) -> dict[str, Any]:
    """Return Django's storage of files that are found by their digest."""
    if store.kind == "s3":
        return s3_storage(store)
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": home / "files", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    }


def s3_storage(store: FileStore) -> dict[str, Any]:
    """Return django-storages' settings of a bucket; a server at an address of its own is asked by paths."""
    from botocore.config import Config  # noqa: PLC0415 - a third of a second, which only installations with S3 spend

    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        s3={"addressing_style": "path" if store.s3_endpoint else "auto"},
        signature_version="s3v4",
        request_checksum_calculation="when_required",  # we give the one that matters: the SHA-256 of each file
        response_checksum_validation="when_required",
    )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": store.s3_bucket,
            "endpoint_url": store.s3_endpoint,
            "region_name": store.s3_region or "us-east-1",
            "access_key": store.s3_access_key,
            "secret_key": store.s3_secret_key,
            "client_config": config,
            "file_overwrite": False,
            "default_acl": None,
        },
    }
