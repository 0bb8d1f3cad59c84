"""Deeds that take files: whoever may do one of them may send files in (foundation.uploads)."""

from __future__ import annotations

from dataclasses import dataclass

from pulau.core.shared.permissions import Action
from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class UploadRight:
    """One such deed, by the action that its app asks about."""

    action: Action

    @property
    def code(self) -> str:
        """Return the action's code."""
        return self.action.code


upload_rights: Hook[UploadRight] = Hook("upload rights")
