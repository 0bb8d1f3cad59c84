"""What questions and the timeline register with the parts below: called by the app as it starts."""

from __future__ import annotations

from pulau.apps.assessments.policies import REPLY
from pulau.apps.assessments.question_facts import CLOSING, FACTS
from pulau.apps.assessments.question_news import DUE_QUESTIONS, GROUP, KINDS
from pulau.apps.assessments.question_parts import MOMENTS, PART, TABS
from pulau.foundation.registry.due_things import due_sources
from pulau.foundation.registry.notice_kinds import notice_groups, notice_kinds
from pulau.foundation.registry.process_cases import case_followers, case_moments, case_parts, case_tabs, process_facts
from pulau.foundation.registry.upload_rights import UploadRight, upload_rights


def open_doors() -> None:
    """Register facts, followers, notices, due things, and what the case's pages show."""
    process_facts.add(*FACTS)
    case_followers.add(CLOSING)
    case_parts.add(PART)
    case_moments.add(*MOMENTS)
    case_tabs.add(*TABS)
    notice_groups.add(GROUP)
    notice_kinds.add(*KINDS)
    due_sources.add(DUE_QUESTIONS)
    upload_rights.add(UploadRight(REPLY))
