"""The rules digest: SHA-256 over the law of a pack, amendments and overlays included, without its wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from pulau.core.shared.digest import canonical_digest

if TYPE_CHECKING:
    from pulau.core.regulation.model import Pack

# Words, aids of recognition and the planner's defaults are not law: changing them moves no score and no verdict.
# What is said of zone areas beyond the least scores has a digest of its own (`aspects.integration_digest`).
_NOT_LAW = frozenset({"rules_digest", "keywords", "sentences", "effort", "note", "integration"})


def rules_digest(pack: Pack) -> str:
    """Return the lower-case hex digest of the law that `pack` states."""
    return canonical_digest(law_of(pack))


def law_of(value: Any) -> Any:  # noqa: ANN401 - walks values of every kind
    """Return a value of the law as plain data, without what is no law."""
    if is_dataclass(value):
        return {f.name: law_of(getattr(value, f.name)) for f in fields(value) if f.name not in _NOT_LAW}
    if isinstance(value, Mapping):
        return {key: law_of(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [law_of(entry) for entry in value]
    return value
