"""`pulau docs workflow`."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from pulau.apps.assessments.workflow_page import workflow_page


class Command(BaseCommand):
    """Print the page of the process, as it is kept in docs/domain/workflow.md."""

    help = "Print docs/domain/workflow.md as the table of the process has it."

    def handle(self, *_args: object, **_options: object) -> None:
        """Print it."""
        self.stdout.write(workflow_page(), ending="")
