"""What can be done in Pulau, and who may: each app adds its actions, and the pages about rights read them all."""

from __future__ import annotations

from pulau.core.shared.permissions import Action
from pulau.foundation.registry.hooks import Hook

permissions: Hook[Action] = Hook("permissions")
