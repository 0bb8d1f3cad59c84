"""What cannot be done on a visit, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

if TYPE_CHECKING:
    from pulau.apps.visits.models import Finding


class VisitNotFound(Http404):
    """There is no such visit, photo, presentation or late line, or the actor may not know of it."""


class VisitRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """Something that a person can mend; `reason` is a code of `views.words`, `field` the one it is about."""

    def __init__(self, reason: str, field: str = "", **values: object) -> None:
        """Keep the reason, and what its sentence names."""
        self.reason, self.field, self.values = reason, field, values
        super().__init__(f"{reason} {field}".rstrip())


class LineMoved(Exception):  # noqa: N818 - a fact
    """The line has a newer version than the one that was seen; `standing` is it."""

    def __init__(self, standing: Finding) -> None:
        """Keep what stands."""
        self.standing = standing
        super().__init__(f"{standing.line} v{standing.version}")
