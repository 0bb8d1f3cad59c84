"""Taking a file in: what it is, and its bytes to the store. Both take long, so they come before any transaction."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast
from uuid import UUID

from pulau.core.shared.problems import BadInput
from pulau.exchange.files.inspecting import LIMITS, inspect
from pulau.exchange.files.names import safe_name
from pulau.foundation import storage
from pulau.foundation.storage.faults import unavailable
from pulau.foundation.uploads.keeping import most_bytes

if TYPE_CHECKING:
    from pulau.apps.evidence.wishes import IncomingFile

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was looked at and lies in the store; `upload_id` is the upload that ends once it is kept."""

    digest: str
    size: int
    name: str
    kind: str
    notes: tuple[str, ...]
    upload_id: UUID | None = None


def receive(file: IncomingFile) -> Received:
    """Look at a file and keep its bytes under their digest.

    Raises BadInput for a file that is refused, and StoreUnavailable, also where the file itself or the room to look at
    it cannot be had; nothing is kept then. Bytes that no piece comes
    to name stay where they are: the same bytes come to the same place when they are sent again.
    """
    name = safe_name(file.name)
    try:
        found = inspect(file.path, name, replace(LIMITS, size=most_bytes()))
        storage.put_path(file.path, digest=found.digest)
    except storage.BlobDamaged as problem:
        raise BadInput.because("file-changed", name) from problem
    except OSError as problem:
        raise unavailable(problem) from problem
    notes = tuple(dict.fromkeys(note.code for note in found.notes))
    return Received(found.digest, found.size, name, found.kind.code, notes, getattr(file, "upload_id", None))


def received_first(service: Callable[P, R]) -> Callable[P, R]:
    """Let a service's `file` be received before its transaction begins: the outermost of its decorators."""

    @functools.wraps(service)
    def receiving(*args: P.args, **kwargs: P.kwargs) -> R:
        named = cast("dict[str, Any]", kwargs)
        file = named.get("file")
        if file is not None and not isinstance(file, Received):
            named["file"] = receive(file)
        return service(*args, **kwargs)

    return receiving
