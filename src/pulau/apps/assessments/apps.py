"""Assessments as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from pulau.apps.assessments.actions import ACTIONS
from pulau.apps.assessments.personal_data import FIELDS
from pulau.apps.assessments.policies import PERMISSIONS, SEE
from pulau.foundation.registry.activity import activity_sources
from pulau.foundation.registry.journal_actions import journal_actions
from pulau.foundation.registry.logged_facts import logged_facts
from pulau.foundation.registry.permissions import permissions
from pulau.foundation.registry.personal_data import personal_data
from pulau.foundation.registry.process_cases import case_followers, handed_followers, process_facts
from pulau.foundation.registry.subjects import subjects
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.ui.navigation import NavLink, add_link


class AssessmentsConfig(AppConfig):
    """Cases, levels, questions and desks."""

    name = "pulau.apps.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Register what happens here, and follow submissions."""
        # Imports models, which are loaded only now.
        from pulau.apps.assessments.activity import EVENTS  # noqa: PLC0415
        from pulau.apps.assessments.casework import register_casework  # noqa: PLC0415 - the same
        from pulau.apps.assessments.desks.doors import open_desks  # noqa: PLC0415 - the same
        from pulau.apps.assessments.facts import FACTS  # noqa: PLC0415 - the same
        from pulau.apps.assessments.following import CARRYING, HANDED  # noqa: PLC0415 - the same
        from pulau.apps.assessments.judging import register_judging  # noqa: PLC0415 - the same
        from pulau.apps.assessments.logged_facts import FACTS as LOGGED  # noqa: PLC0415 - the same
        from pulau.apps.assessments.naming import SUBJECTS  # noqa: PLC0415 - the same
        from pulau.apps.assessments.talk_doors import open_doors  # noqa: PLC0415 - the same

        journal_actions.add(*ACTIONS)
        activity_sources.add(EVENTS)
        logged_facts.add(LOGGED)
        permissions.add(*PERMISSIONS)
        personal_data.add(*FIELDS)
        subjects.add(*SUBJECTS)
        process_facts.add(*FACTS)
        handed_followers.add(HANDED)
        case_followers.add(CARRYING)
        register_casework()
        open_doors()
        register_judging()
        add_link(NavLink("assessments:cases", pgettext_lazy("daftar", "Penilaian"), "work", 40, may(SEE)))
        open_desks()
