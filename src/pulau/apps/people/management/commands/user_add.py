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

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.areas import area_codes
from pulau.apps.people.models import OutsideKind, Role, ScopeChoice
from pulau.apps.people.selectors import bonds_of, duties_of
from pulau.apps.people.selectors.conflict_words import conflict_sentences
from pulau.apps.people.services.appointing import appoint
from pulau.apps.people.wishes import GrantBeyondReach, Wish
from pulau.core.shared.actor import Actor
from pulau.core.shared.conflicts import conflicts_of
from pulau.core.shared.roles import SCOPES, Scope
from pulau.exchange.regions import regions
from pulau.foundation.accounts.models import User, normal_email
from pulau.foundation.accounts.services import register_user, set_password
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.management.base import CommandParser

    from pulau.apps.people.models import Appointment

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
        parser.add_argument("--scope", default="", choices=["", *ScopeChoice.values])
        parser.add_argument("--region", default="")
        parser.add_argument("--area", default="", choices=["", *area_codes()])
        parser.add_argument("--companion-kind", default="", choices=["", *OutsideKind.values])
        parser.add_argument("--make-password", action="store_true")

    def handle(self, *_args: object, **options: str) -> None:
        """Check everything first, ask for the password, then write all or nothing."""
        actor = Actor.system(_tenant(options["agency"]))
        user = User.objects.filter(email=normal_email(options["email"])).first()
        with behind_wall(actor.tenant_id):
            wish = _wish(actor, options)
            if user is not None:
                _refuse_conflicts(user, actor, wish)
        password = "" if user else _password(made=bool(options["make_password"]))
        try:
            with behind_wall(actor.tenant_id):
                user, given = _write(actor, user, options, wish, password)
                place = given.place if wish.reach is not Scope.AGENCY else ""
        except GrantBeyondReach as beyond:
            told = _("Hanya instansi nasional yang memberi peran untuk satu wilayah atau seluruh Indonesia.")
            raise CommandError(told) from beyond
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        self._tell(user, wish.role, place, password if options["make_password"] else "")

    def _tell(self, user: User, role: Role, place: str, password: str) -> None:
        self.stdout.write(f"{user.full_name} <{user.email}>: {role.label}{f', {place}' if place else ''}")
        if password:
            self.stdout.write(_("Kata sandi, hanya ditampilkan sekali ini: %(password)s") % {"password": password})


def _tenant(code: str) -> UUID:
    tenant = Tenant.objects.filter(code=code).first()
    if tenant is None:
        known = ", ".join(Tenant.objects.values_list("code", flat=True)[:20]) or "-"
        raise CommandError(_("Tidak ada instansi %(code)s. Yang ada: %(known)s") % {"code": code, "known": known})
    return tenant.pk


def _wish(actor: Actor, options: dict[str, str]) -> Wish:
    """Return the duty asked for, or say which option it lacks or has too much."""
    role = Role(options["role"])
    scope = _scope(role, options)
    needed = {
        "--unit KODE": (scope is Scope.UNIT, options["unit"]),
        "--region KODE": (scope is Scope.REGION, options["region"]),
        "--area NOMOR": (role is Role.AREA_OWNER, options["area"]),
        "--companion-kind JENIS": (role is Role.COMPANION, options["companion_kind"]),
    }
    for option, (wanted, given) in needed.items():
        words = {"role": role.value, "option": option, "name": option.partition(" ")[0]}
        if wanted and not given:
            raise CommandError(_("Peran %(role)s di cakupan itu memerlukan %(option)s.") % words)
        if given and not wanted:
            raise CommandError(_("Peran %(role)s di cakupan itu dicatat tanpa %(name)s.") % words)
    if options["region"] and options["region"] not in regions():
        raise CommandError(_("Tidak ada wilayah %(code)s; contohnya 32 atau 32.04.") % {"code": options["region"]})
    return Wish(
        role=role,
        scope=scope,
        unit_id=_unit_id(actor, options) if options["unit"] else None,
        region_code=options["region"],
        area=options["area"],
        companion_kind=options["companion_kind"],
        since=today_of(actor, timezone.now()),
    )


def _scope(role: Role, options: dict[str, str]) -> Scope:
    """Return the scope that was named, or the only one that fits what else was."""
    scopes = SCOPES[role]
    named = {"unit": Scope.UNIT, "region": Scope.REGION}
    if options["scope"]:
        asked = Scope(options["scope"])
    else:
        fitting = [scope for name, scope in named.items() if options[name] and scope in scopes]
        usual = [scope for scope in (Scope.AGENCY, Scope.UNIT, Scope.COUNTRY) if scope in scopes]
        asked = (fitting or usual)[0]
    if asked not in scopes:
        known = ", ".join(scope.value for scope in Scope if scope in scopes)
        words = {"role": role.value, "known": known}
        raise CommandError(_("Peran %(role)s hanya dipegang dengan --scope %(known)s.") % words)
    return asked


def _unit_id(actor: Actor, options: dict[str, str]) -> UUID:
    unit = units_of(actor).filter(code=options["unit"]).first()
    if unit is None:
        known = ", ".join(units_of(actor).values_list("code", flat=True)[:20]) or "-"
        words = {"agency": options["agency"], "unit": options["unit"], "known": known}
        raise CommandError(_("Tidak ada unit %(unit)s di %(agency)s. Yang ada: %(known)s") % words)
    return unit.pk


def _refuse_conflicts(user: User, actor: Actor, wish: Wish) -> None:
    held, bonds = duties_of(actor, user.pk), bonds_of(actor, user.pk)
    if conflicts := conflicts_of(wish.duty, held, bonds):
        raise CommandError(" ".join(conflict_sentences(actor, conflicts, user.full_name)))


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
    actor: Actor, user: User | None, options: dict[str, str], wish: Wish, password: str
) -> tuple[User, Appointment]:
    now = timezone.now()
    if user is None:
        user = register_user(actor=actor, email=options["email"], full_name=options["name"], now=now)
        set_password(actor=actor, user=user, password=password, now=now)
    return user, appoint(actor=actor, user_id=user.pk, wish=wish, now=now)
