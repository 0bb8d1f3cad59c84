"""`pulau files copy`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from pulau.foundation import storage
from pulau.foundation.uploads.progress import following

INCOMPLETE: Final = 1
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class Command(BaseCommand):
    """Take the files of a folder that was a store into the store that is set now."""

    help = "Take the files of a folder that was a store into the store that is set now."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: object, folder: Path, **_options: object) -> None:
        """Copy. What is there already stays. Exits with 1 where files are damaged; raises CommandError otherwise."""
        if not folder.is_dir():
            raise CommandError(_("%(path)s bukan folder.") % {"path": folder})
        files = sorted(path for path in folder.glob("??/??/*") if _DIGEST.fullmatch(path.name))
        damaged = 0
        try:
            for path in following(files, _("Menyalin"), self.stderr):
                try:
                    storage.put_path(path, digest=path.name)
                except storage.BlobDamaged:
                    damaged += 1
                    self.stdout.write(f"{_('rusak')} {path}")
        except OSError as problem:
            told = _("Terhenti: %(why)s. Ulangi perintah ini; yang sudah disalin tetap dipakai.")
            raise CommandError(told % {"why": problem.strerror or problem}) from problem
        told = _("%(copied)d berkas ada di penyimpanan, %(damaged)d rusak dan tidak disalin.")
        self.stdout.write(told % {"copied": len(files) - damaged, "damaged": damaged})
        if damaged:
            sys.exit(INCOMPLETE)
