"""What can be wrong with a file that is kept, or with the store that keeps it."""

from __future__ import annotations

import errno
from typing import Final

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class BlobMissing(Exception):  # noqa: N818 - a fact, as every error of this project
    """Nothing lies under this digest."""


class BlobDamaged(Exception):  # noqa: N818 - a fact
    """What lies under a digest is not what was put there."""


class StoreUnavailable(OSError):  # noqa: N818 - a fact
    """The store does not answer, refuses or is full: nothing was kept, and nothing that was kept has changed.

    An OSError with its number and words. A page answers it with 503 (foundation.ui.away).
    """

    @property
    def full(self) -> bool:
        """Whether there is no room: waiting will not help, somebody has to make some."""
        return self.errno in _FULL


def unavailable(problem: OSError) -> StoreUnavailable:
    """Return a trouble of a folder as one of its store."""
    return StoreUnavailable(problem.errno, problem.strerror or str(problem))
