"""`pulau log export`."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from pulau.apps.transparency import places
from pulau.apps.transparency.management.answering import answering, progress
from pulau.apps.transparency.offline import NAME, offline_page
from pulau.exchange.log.mirroring import mirror


class Command(BaseCommand):
    """Write the static tree into a folder that a mirror serves, or bring such a folder up to date."""

    help = "Write the static tree of the log into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("--output", required=True)

    def handle(self, *_args: object, output: str, **_more: object) -> None:
        """Write it. Raises CommandError; what the folder had stays whole then."""
        with answering():
            policy = places.policy_text()
            page = {NAME: offline_page(policy).encode()}
            done = mirror(places.tree_store(), Path(output), policy.encode(), progress(self.stdout), page)
        told = {"size": done.checkpoint.size, "written": done.written, "there": done.there, "path": output}
        words = _("%(size)s daun di %(path)s: %(written)s berkas petak ditulis, %(there)s sudah ada.")
        self.stdout.write(words % told)
