"""`pulau log rebuild-tree`."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from pulau.apps.transparency.management.answering import answering, progress
from pulau.apps.transparency.running.refilling import rebuild_tree


class Command(BaseCommand):
    """Fill a tree that was lost, or a copy of it that is too old, from the entries of the database."""

    help = "Fill a lost tree from the database."

    def handle(self, *_args: object, **_options: object) -> None:
        """Fill it. Raises CommandError where a leaf cannot be made any more, or the lock's root is missed."""
        with answering():
            done, made = rebuild_tree(progress(self.stdout))
        words = _("Pohon kembali utuh di %(size)s daun; %(made)s di antaranya dibuat dari basis data.")
        self.stdout.write(words % {"size": done.size, "made": made})
