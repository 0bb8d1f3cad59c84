"""How the files of a body stand together: how many are in which state, and how many bytes they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from pulau.apps.evidence.models import EvidenceVersion, Preparation

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def states_of(actor: Actor) -> dict[str, int]:
    """Return how many versions of the actor's body are in each state of preparation."""
    rows = Preparation.objects.for_actor(actor).order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows.values_list("state", "n"))


def kept_of(actor: Actor) -> tuple[int, int]:
    """Return how many versions the actor's body keeps, and how many bytes they were together when they came."""
    found = EvidenceVersion.objects.for_actor(actor).order_by().aggregate(files=Count("pk"), size=Sum("size"))
    return found["files"], found["size"] or 0
