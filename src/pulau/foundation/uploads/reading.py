"""What a form brought: files of its own (without a script) and uploads that had come before it, alike."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.exchange.files.names import safe_name
from pulau.foundation.storage.faults import unavailable
from pulau.foundation.uploads.keeping import Finished, UploadNotFound, UploadUnfinished, consume, finished

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

__all__ = ["Finished", "UploadRefused", "consume", "received"]

_COPIED: Final = 256 * 1024
_KEPT_UNTIL_ANSWERED: Final = "pulau.copied"


class UploadRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """A file of the form is not there, or not whole; `str` is the sentence for the person."""


def received(request: HttpRequest, actor: Actor, field: str, uploads_field: str = "unggahan") -> list[Finished]:
    """Return the files that a form brought, in its order: those of `field`, then the uploads that it names.

    Each lies in a file of its own, for reading only. `consume(actor, file.upload_id)` ends an upload in the
    transaction that keeps the file; what is not consumed can be sent again with the form. Raises UploadRefused, and
    StoreUnavailable where there is no room, or the disk fails.
    """
    plain = [_as_file(request, file) for file in request.FILES.getlist(field)]
    named = dict.fromkeys(text.strip() for text in request.POST.getlist(uploads_field) if text.strip())
    return plain + [_finished(actor, text) for text in named]


def _finished(actor: Actor, text: str) -> Finished:
    try:
        return finished(actor, UUID(text), now=timezone.now())
    except (ValueError, UploadNotFound) as problem:
        raise UploadRefused(_("Berkas yang diunggah sudah tidak ada. Mohon pilih berkasnya lagi.")) from problem
    except UploadUnfinished as problem:
        raise UploadRefused(_("Berkas belum terunggah seluruhnya. Mohon tunggu, atau pilih lagi.")) from problem


def _as_file(request: HttpRequest, file: UploadedFile[bytes]) -> Finished:
    """Return a file of the form as one that has a path; both are gone when the request has been answered."""
    try:
        held = file if isinstance(file, TemporaryUploadedFile) else _copied(request, file)
        held.flush()
    except OSError as problem:
        raise unavailable(problem) from problem
    return Finished(Path(held.temporary_file_path()), safe_name(file.name or ""), file.size or 0)


def _copied(request: HttpRequest, file: UploadedFile[bytes]) -> TemporaryUploadedFile:
    copy = TemporaryUploadedFile(safe_name(file.name or ""), file.content_type or "", file.size or 0, file.charset)
    file.seek(0)
    shutil.copyfileobj(file, copy, _COPIED)
    request.FILES.appendlist(_KEPT_UNTIL_ANSWERED, copy)  # Django closes all that is in there, and so removes it
    return copy
