"""`pulau documents export`."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.signing.archiving import Archived, moment, signed_count, signed_documents
from pulau.apps.signing.services.exporting import record_export
from pulau.core.shared.actor import Actor
from pulau.exchange.document_archive import INDEX, Archive, Index, Kept, digest_of
from pulau.foundation import storage
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from datetime import datetime

INCOMPLETE: Final = 1
MISSING: Final = "missing"
EVERY: Final = 25
"""After how many documents the line of progress is written anew."""


class Command(BaseCommand):
    """Write every signed PDF with an index into a folder, or go on with it."""

    help = "Write every signed PDF with an index into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, and the body."""
        parser.add_argument("--output", required=True)
        parser.add_argument("--agency", default="")

    def handle(self, *_args: object, output: str, agency: str, **_more: object) -> None:
        """Write it. Raises CommandError where it cannot be written; exits with 1 where files are missing."""
        tenants = _bodies(agency)
        now, folder = timezone.now(), Path(output)
        try:
            counts = self._export(folder, tenants, agency, now)
            digest = digest_of(folder / INDEX)
        except OSError as problem:
            words = _("%(path)s tidak dapat ditulis: %(why)s. Ulangi perintah ini; yang sudah benar tetap dipakai.")
            raise CommandError(words % {"path": folder, "why": problem.strerror or problem}) from problem
        for tenant in tenants:
            found = counts[tenant.code]
            with behind_wall(tenant.pk):
                record_export(
                    actor=Actor.system(tenant.pk),
                    documents=found.total() - found[MISSING],
                    missing=found[MISSING],
                    index=digest,
                    now=now,
                )
        self._tell(sum(counts.values(), Counter()), folder)

    def _export(self, folder: Path, tenants: list[Tenant], agency: str, now: datetime) -> dict[str, Counter[str]]:
        archive, done = Archive(folder), 0
        every = sum(signed_count(tenant, shared=bool(agency)) for tenant in tenants)
        counts: dict[str, Counter[str]] = {tenant.code: Counter() for tenant in tenants}
        with archive.index({"made_at": moment(now), "agency": agency or None}) as index:
            for tenant in tenants:
                for document in signed_documents(tenant, shared=bool(agency)):
                    counts[tenant.code][self._keep(archive, index, document)] += 1
                    done += 1
                    self._progress(done, every)
        return counts

    def _keep(self, archive: Archive, index: Index, document: Archived) -> str:
        """Have one document in the folder and in the index; return what became of it."""
        try:
            kept: Kept = archive.keep(document.place, document.digest, partial(storage.get, document.digest))
        except (storage.BlobMissing, storage.BlobDamaged) as problem:
            code = str(document.entry["code"])
            why = "missing" if isinstance(problem, storage.BlobMissing) else "damaged"
            index.miss({"code": code, "agency": document.entry["agency"], "digest": document.digest, "why": why})
            words = _("Dokumen %(code)s: berkasnya hilang atau rusak di tempat penyimpanan.")
            self.stderr.write(words % {"code": code})
            return MISSING
        index.add(document.entry)
        return kept

    def _progress(self, done: int, every: int) -> None:
        """Show how far it is, on one line of a terminal."""
        if self.stdout.isatty() and (done % EVERY == 0 or done == every):
            self.stdout.write(f"\r  {done}/{every}", ending="" if done < every else "\r")
            self.stdout.flush()

    def _tell(self, counts: Counter[str], folder: Path) -> None:
        words = _("%(written)d dokumen ditulis, %(there)d sudah benar, %(missing)d tidak dapat diambil: %(path)s")
        told = {"written": counts[Kept.WRITTEN], "there": counts[Kept.THERE], "missing": counts[MISSING]}
        self.stdout.write(words % {**told, "path": folder / INDEX})
        if counts[MISSING]:
            sys.exit(INCOMPLETE)


def _bodies(code: str) -> list[Tenant]:
    rows = Tenant.objects.order_by("code")
    found = list(rows.filter(code=code) if code else rows)
    if code and not found:
        raise CommandError(_("Tidak ada instansi dengan kode itu."))
    return found
