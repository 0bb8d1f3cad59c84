"""Publication as Django sees it."""

from __future__ import annotations

from django.apps import AppConfig

from pulau.apps.publication.actions import ACTIONS
from pulau.apps.publication.personal_data import FIELDS
from pulau.foundation.registry.demo_parts import demo_parts
from pulau.foundation.registry.entry_followers import entry_followers
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import personal_data

NIGHTLY = 24 * 60


class PublicationConfig(AppConfig):
    """What the public sees."""

    name = "pulau.apps.publication"
    label = "publication"

    def ready(self) -> None:
        """Follow the journal, and publish every body once a day: silence grows by itself."""
        # Imports models, which are loaded only now.
        from pulau.apps.publication.demo import PART  # noqa: PLC0415
        from pulau.apps.publication.following import FOLLOWER  # noqa: PLC0415 - the same

        demo_parts.add(PART)
        journal_actions.add(*ACTIONS)
        entry_followers.add(FOLLOWER)
        personal_data.add(*FIELDS)
        periodic_jobs.add(PeriodicJob("pulau.apps.publication.tasks.publish_all", NIGHTLY))
