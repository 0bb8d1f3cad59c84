"""Where signed documents and other files lie."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def blob_storage(home: Path) -> dict[str, Any]:
    """Return Django's storage of files that are found by their digest: a folder of the installation."""
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": home / "files", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    }
