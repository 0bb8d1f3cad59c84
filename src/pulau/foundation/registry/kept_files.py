"""Which files must be in the store: each app tells by what digests its rows name some."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """Files that one table names. `digests` gets the body (its wall is open), and gives them in any order.

    A digest may come twice; an empty one is skipped.
    """

    code: str
    digests: Callable[[UUID], Iterable[str]]


kept_files: Hook[KeptFiles] = Hook("kept files")
