"""What the tests keep of documents: the files too, whatever an earlier test of the process did to the store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.test import override_settings

from tests.apps.signing.kept import Kept, kept

__all__ = ["kept"]


@pytest.fixture
def another_store() -> Iterator[None]:
    """Begin the store anew, as changing where files are kept does."""
    before = storages["blobs"]
    with override_settings(STORAGES={**settings.STORAGES}):
        assert storages["blobs"] is not before
        yield


@pytest.mark.parametrize("_time", [1, 2])
def test_a_document_that_is_written_again_has_its_file(another_store: None, kept: Kept, _time: int) -> None:
    assert kept.pdf("two").startswith(b"%PDF")
