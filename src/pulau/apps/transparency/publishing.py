"""What stands in the static tree beside tiles and checkpoint: the policy, by which all of it is judged."""

from __future__ import annotations

import hashlib
from datetime import datetime

from pulau.apps.transparency import actions, places
from pulau.apps.transparency.models import LogState
from pulau.apps.transparency.running.cosigning import recount
from pulau.apps.transparency.running.operator import record_operation
from pulau.core.log.policies import read_policy
from pulau.exchange.log.reading import POLICY


def publish_policy(now: datetime) -> bool:
    """Put the policy into the tree where it is another than the last time. Whether it was.

    Raises OSError; PolicyRefused or NoteRefused where a hand has broken it: then the old one stays.
    """
    text = places.policy_text().encode()
    read_policy(text)
    digest = hashlib.sha256(text).hexdigest()
    state = LogState.objects.get()
    if state.policy == digest:
        return False
    places.tree_store().write({POLICY: text})
    record_operation(actions.POLICY_CHANGED, {"policy": digest, "before": state.policy or None}, now)
    LogState.objects.update(policy=digest)
    recount(now)
    return True
