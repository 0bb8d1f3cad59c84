"""What judging tells the rest of the platform, in one place: registered as the app is ready."""

from __future__ import annotations

from pulau.apps.assessments.evidence_rights import HANDED_EVIDENCE
from pulau.apps.assessments.judging_facts import JUDGING_FACTS
from pulau.apps.assessments.judging_following import ROUND_2
from pulau.apps.assessments.judging_parts import JUDGING_MOMENTS, JUDGING_PART, JUDGING_TABS
from pulau.foundation.registry.handed_rights import handed_rights
from pulau.foundation.registry.process_cases import case_followers, case_moments, case_parts, case_tabs, process_facts


def register_judging() -> None:
    """Register it."""
    handed_rights.add(HANDED_EVIDENCE)
    process_facts.add(*JUDGING_FACTS)
    case_followers.add(ROUND_2)
    case_parts.add(JUDGING_PART)
    case_tabs.add(*JUDGING_TABS)
    case_moments.add(JUDGING_MOMENTS)
