"""`pulau files check`."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pulau.foundation import storage
from pulau.foundation.registry.kept_files import kept_files
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall
from pulau.foundation.uploads.progress import following

if TYPE_CHECKING:
    from collections.abc import Mapping

INCOMPLETE: Final = 1


class Command(BaseCommand):
    """Read every file that rows name, and compare it with its digest."""

    help = "Read every file that is kept, and compare it with its digest."

    def handle(self, *_args: object, **_options: object) -> None:
        """Check. Exits with 1 where files are missing or damaged; raises CommandError where the store is away."""
        named = _named()
        counts = {"missing": 0, "damaged": 0}
        try:
            for digest in following(sorted(named), _("Memeriksa"), self.stderr):
                problem = _problem(digest)
                if problem:
                    counts[problem] += 1
                    words = {"missing": _("hilang"), "damaged": _("rusak")}[problem]
                    self.stdout.write(f"{words} {digest} {', '.join(sorted(named[digest]))}")
        except storage.StoreUnavailable as away:
            told = _("Penyimpanan berkas tidak dapat dicapai: %(why)s. Ulangi perintah ini nanti.")
            raise CommandError(told % {"why": away.strerror}) from away
        told = _("%(all)d berkas diperiksa: %(missing)d hilang, %(damaged)d rusak.")
        self.stdout.write(told % {"all": len(named), **counts})
        if any(counts.values()):
            sys.exit(INCOMPLETE)


def _named() -> Mapping[str, set[str]]:
    """Return the digests that rows name, each with whose rows of which kind (`kind@body`) those are."""
    found: dict[str, set[str]] = defaultdict(set)
    for tenant in Tenant.objects.order_by("code"):
        with behind_wall(tenant.pk):
            for source in kept_files:
                for digest in filter(None, source.digests(tenant.pk)):
                    found[digest].add(f"{source.code}@{tenant.code}")
    return found


def _problem(digest: str) -> str:
    try:
        storage.check(digest)
    except storage.BlobMissing:
        return "missing"
    except storage.BlobDamaged:
        return "damaged"
    return ""
