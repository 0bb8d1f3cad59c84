"""`pulau user add`."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pulau.apps.agencies.contract import WorkUnit, units_of
from pulau.apps.people.models import Role
from pulau.apps.people.selectors import held_appointments
from pulau.apps.people.services.appointing import Wish, appoint
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import User, normal_email
from pulau.foundation.accounts.services import register_user, set_password
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.management.base import CommandParser

OF_A_UNIT = (Role.ZONE_TEAM, Role.UNIT_HEAD)
RANDOM_BYTES = 15


class Command(BaseCommand):
    """Give somebody an account, a password and a duty; who has an account already only gets the duty."""

    help = "Give somebody an account and a duty. The password is asked for, or made and printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who, where, and as what."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--agency", required=True)
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--unit", default="")
        parser.add_argument("--make-password", action="store_true")

    def handle(self, *_args: object, **options: str) -> None:
        """Check everything first, ask for the password, then write all or nothing."""
        actor = Actor.system(_tenant(options["agency"]))
        role = Role(options["role"])
        user = User.objects.filter(email=normal_email(options["email"])).first()
        with behind_wall(actor.tenant_id):
            unit = _unit(actor, options["agency"], role, options["unit"])
            unit_id = unit.pk if unit else None
            if user is not None:
                _refuse_second(user, actor, role, unit_id)
        password = "" if user else _password(made=bool(options["make_password"]))
        try:
            with behind_wall(actor.tenant_id):
                user = _write(actor, user, options, (role, unit_id), password)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        self._tell(user, role, unit, password if options["make_password"] else "")

    def _tell(self, user: User, role: Role, unit: WorkUnit | None, password: str) -> None:
        place = f", {unit.name}" if unit else ""
        self.stdout.write(f"{user.full_name} <{user.email}>: {role.label}{place}")
        if password:
            self.stdout.write(_("Kata sandi, hanya ditampilkan sekali ini: %(password)s") % {"password": password})


def _tenant(code: str) -> UUID:
    tenant = Tenant.objects.filter(code=code).first()
    if tenant is None:
        known = ", ".join(Tenant.objects.values_list("code", flat=True)[:20]) or "-"
        raise CommandError(_("Tidak ada instansi %(code)s. Yang ada: %(known)s") % {"code": code, "known": known})
    return tenant.pk


def _unit(actor: Actor, agency: str, role: Role, code: str) -> WorkUnit | None:
    """Find the unit that a role needs, and refuse one that it does not."""
    if role not in OF_A_UNIT:
        if code:
            raise CommandError(_("Peran %(role)s berlaku untuk seluruh instansi, tanpa --unit.") % {"role": role.value})
        return None
    if not code:
        raise CommandError(_("Peran %(role)s berlaku untuk satu unit: tambahkan --unit KODE.") % {"role": role.value})
    unit = units_of(actor).filter(code=code).first()
    if unit is None:
        known = ", ".join(units_of(actor).values_list("code", flat=True)[:20]) or "-"
        words = {"agency": agency, "unit": code, "known": known}
        raise CommandError(_("Tidak ada unit %(unit)s di %(agency)s. Yang ada: %(known)s") % words)
    return unit


def _refuse_second(user: User, actor: Actor, role: Role, unit_id: UUID | None) -> None:
    for held in held_appointments(user.pk, timezone.now()):
        if (held.tenant_id, held.role, held.unit_id) == (actor.tenant_id, role.value, unit_id):
            raise CommandError(_("%(name)s sudah memegang peran itu.") % {"name": user.full_name})


def _password(*, made: bool) -> str:
    if made:
        return secrets.token_urlsafe(RANDOM_BYTES)
    if not sys.stdin.isatty():
        raise CommandError(_("Kata sandi hanya ditanyakan di terminal. Di luar terminal, pakai --make-password."))
    first = getpass.getpass(_("Kata sandi: "))
    if getpass.getpass(_("Sekali lagi: ")) != first:
        raise CommandError(_("Kedua kata sandi tidak sama. Belum ada yang disimpan."))
    return first


@transaction.atomic
def _write(
    actor: Actor, user: User | None, options: dict[str, str], duty: tuple[Role, UUID | None], password: str
) -> User:
    now = timezone.now()
    if user is None:
        user = register_user(actor=actor, email=options["email"], full_name=options["name"], now=now)
        set_password(actor=actor, user=user, password=password, now=now)
    role, unit_id = duty
    appoint(actor=actor, user_id=user.pk, wish=Wish(role=role, unit_id=unit_id, since=timezone.localdate(now)), now=now)
    return user
