"""What else the demo has: apps to the right of `worksheets` add their part, and `pulau demo load` loads it last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.foundation.accounts.models import User


@dataclass(frozen=True, slots=True)
class DemoPart:
    """One app's part of the demo.

    `load` gets the tenants and the people of the demo by their codes and the moment to count back from; it adds what is
    missing, and returns how much that was: 0 on a second run.
    """

    code: str
    load: Callable[[Mapping[str, UUID], Mapping[str, User], datetime], int]


demo_parts: Hook[DemoPart] = Hook("demo parts")
