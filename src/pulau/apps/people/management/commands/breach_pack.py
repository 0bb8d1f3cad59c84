"""`pulau breach pack`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.people.breach import Incident, gather
from pulau.apps.people.breach_pack import write_pack
from pulau.apps.people.services.privacy import record_breach_pack
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import User, normal_email
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.place import zone_of
from pulau.foundation.tenancy.wall import behind_wall


class Command(BaseCommand):
    """Gather who is affected by an incident with personal data, what happened when, and drafts of the letters."""

    help = "Gather an incident: who is affected, what happened when, drafts of the letters."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what bounds the incident, and the folder."""
        for name in ("since", "until", "output"):
            parser.add_argument(f"--{name}", required=True)
        for name in ("agency", "user", "request"):
            parser.add_argument(f"--{name}", default="")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Write a folder for each body concerned. Raises CommandError for what cannot be."""
        output = Path(options["output"])
        if output.exists():
            raise CommandError(_("%(path)s sudah ada; tulis folder yang baru.") % {"path": output})
        user = _account(options["user"])
        now, written = timezone.now(), 0
        for tenant in _bodies(options["agency"]):
            with behind_wall(tenant.pk):
                zone = zone_of(Actor.system(tenant.pk))
                incident = _incident(options, zone, user)
                findings = gather(tenant.pk, incident)
                if not findings.entries and not findings.people:
                    continue
                write_pack(output / tenant.code, tenant.name, incident, findings, now)
                count = len(findings.people)
                record_breach_pack(actor=Actor.system(tenant.pk), incident=incident, people=count, now=now)
            written += 1
            self.stdout.write(_("%(code)s: %(count)d orang") % {"code": tenant.code, "count": count})
        if not written:
            raise CommandError(_("Tidak ada entri jurnal di rentang itu; periksa waktu dan saringannya."))


def _incident(options: dict[str, Any], zone: ZoneInfo, user: UUID | None) -> Incident:
    since, until = _moment(options["since"], zone), _moment(options["until"], zone)
    if until < since:
        raise CommandError(_("Akhir rentang mendahului awalnya."))
    try:
        request = UUID(options["request"]) if options["request"] else None
    except ValueError as problem:
        raise CommandError(_("Nomor permintaan terdiri atas 32 angka dan huruf.")) from problem
    return Incident(since, until, user, request)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    """Read a moment; one without a zone is meant in the agency's."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise CommandError(_("Tulis waktu seperti 2026-11-20T08:00.")) from problem
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _account(email: str) -> UUID | None:
    if not email:
        return None
    found = User.objects.filter(email=normal_email(email)).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(_("Tidak ada akun dengan surel itu."))
    return found


def _bodies(code: str) -> list[Tenant]:
    rows = Tenant.objects.order_by("code")
    found = list(rows.filter(code=code) if code else rows)
    if not found:
        raise CommandError(_("Tidak ada instansi dengan kode itu."))
    return found
