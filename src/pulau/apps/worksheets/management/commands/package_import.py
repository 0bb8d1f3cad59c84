"""`pulau package import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.evidence.contract import EvidenceConflicts
from pulau.apps.worksheets.packaging.taking import home_of, prepared
from pulau.apps.worksheets.services.packages import PackageConflicts, take_package
from pulau.core.shared.actor import Actor
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence_of, sentences
from pulau.exchange.packages.checking import Checked, check_package
from pulau.foundation import storage
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.ui.middleware import spoken_language

NOT_GOOD: Final = 1


class Command(BaseCommand):
    """Check a package and take it in."""

    help = "Check a package and take it in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and who takes it."""
        parser.add_argument("--file", required=True)
        parser.add_argument("--agency", default="")
        parser.add_argument("--unit", default="")

    def handle(self, *_args: object, file: str, agency: str, unit: str, **_more: object) -> None:
        """Take it in. Exits with 1 for a package that is not good; CommandError where it does not fit what is here."""
        path, language = Path(file), spoken_language()
        checked = self._said(path, language)
        try:
            with transaction.atomic():  # a body or a unit that is new here comes with its worksheet, or not at all
                self._take(path, checked, agency, unit)
        except BadInput as problem:
            raise CommandError("\n".join(sentences(problem, language))) from problem
        except ValidationError as problem:
            raise CommandError("\n".join(problem.messages)) from problem
        except (OSError, storage.StoreUnavailable) as problem:
            raise CommandError(_("Berkasnya tidak dapat disimpan: %(why)s.") % {"why": problem}) from problem

    def _said(self, path: Path, language: str) -> Checked:
        try:
            checked = check_package(path)
        except BadInput as problem:
            raise CommandError("\n".join(sentences(problem, language))) from problem
        if checked.good:
            return checked
        self.stderr.write(_("%(name)s: paket ini tidak dapat dipercaya; tidak ada yang diambil.") % {"name": path.name})
        for found in checked.problems:
            self.stderr.write(f"- {sentence_of(found, language)}")
        sys.exit(NOT_GOOD)

    def _take(self, path: Path, checked: Checked, agency: str, unit: str) -> None:
        if checked.content is None:
            raise CommandError(path.name)
        now = timezone.now()
        tenant_id, unit_id = home_of(checked.content, agency, unit, now)
        with behind_wall(tenant_id):
            package = prepared(path, checked, unit_id, self._progress)
            try:
                row, new = take_package(actor=Actor.system(tenant_id), unit_id=unit_id, package=package, now=now)
            except PackageConflicts as problem:
                words = _("Unit itu sudah punya lembar kerja %(year)d yang isinya lain; tidak ada yang diambil.")
                raise CommandError(words % {"year": checked.content.header.year}) from problem
            except EvidenceConflicts as problem:
                words = _("Bukti bernomor %(code)s sudah ada di sini dengan isi lain; tidak ada yang diambil.")
                raise CommandError(words % {"code": problem}) from problem
        told = {"unit": row.unit.code, "year": row.year, **checked.counts}
        words = _("%(unit)s %(year)d: %(answers)d jawaban, %(evidence)d bukti, %(files)d berkas diambil.")
        self.stdout.write((words if new else _("%(unit)s %(year)d sudah ada di sini; tidak ada yang baru.")) % told)

    def _progress(self, done: int, every: int) -> None:
        """Show how far it is, on one line of a terminal."""
        if self.stdout.isatty():
            self.stdout.write(f"\r  {done}/{every}", ending="" if done < every else "\r")
            self.stdout.flush()
