"""The national figures as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from pulau.apps.analytics.personal_data import FIELDS
from pulau.foundation.registry.demo_parts import demo_parts
from pulau.foundation.registry.health_parts import health_parts
from pulau.foundation.registry.periodic_jobs import PeriodicJob, periodic_jobs
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.ui.navigation import NavLink, add_link

NIGHTLY = 24 * 60


class AnalyticsConfig(AppConfig):
    """What is counted of the whole country."""

    name = "pulau.apps.analytics"
    label = "analytics"

    def ready(self) -> None:
        """Count once a day, tell how that went, and lead to the figures."""
        # Imports models, which are loaded only now.
        from pulau.apps.analytics.demo import PART  # noqa: PLC0415
        from pulau.apps.analytics.health import HEALTH  # noqa: PLC0415 - the same

        demo_parts.add(PART)
        health_parts.add(HEALTH)
        personal_data.add(*FIELDS)
        periodic_jobs.add(PeriodicJob("pulau.apps.analytics.tasks.count", NIGHTLY))
        add_link(NavLink("analytics:figures", _("Angka nasional"), "open", 5))
