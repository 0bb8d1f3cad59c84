"""`pulau database prepare`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from pulau.foundation.tenancy.preparing import Roles, inside, prepare, script

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Print, or do as a superuser, what PostgreSQL needs before `pulau migrate`."""

    help = "Print the SQL that makes the two roles and the database; with --execute run it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the superuser's address."""
        parser.add_argument("--execute", default="", metavar="URL")

    def handle(self, *_args: object, execute: str, **_options: object) -> None:
        """Read the names from the two addresses of the settings."""
        application, owner = settings.DATABASES["default"], settings.OWNER_DATABASE
        roles = _roles(application, owner)
        if not execute:
            self.stdout.write(script(roles))
            return
        passwords = {roles.application: application["PASSWORD"], roles.owner: (owner or {})["PASSWORD"]}
        try:
            new = _execute(execute, roles, passwords)
        except psycopg.Error as problem:
            raise CommandError(str(problem).strip()) from problem
        words = _("Basis data %(name)s dibuat.") if new else _("Basis data %(name)s sudah ada; hak-haknya diperbarui.")
        self.stdout.write(words % {"name": roles.database})
        self.stdout.write(_("Berikutnya: pulau migrate"))


def _roles(application: dict[str, str], owner: dict[str, str] | None) -> Roles:
    if not application["ENGINE"].endswith("postgresql"):
        raise CommandError(_("PULAU_DATABASE_URL bukan PostgreSQL; SQLite tidak perlu disiapkan."))
    if owner is None:
        raise CommandError(_("Isi PULAU_MIGRATION_DATABASE_URL: peran yang memiliki tabel, dipakai pulau migrate."))
    if owner["NAME"] != application["NAME"] or owner["USER"] == application["USER"]:
        words = _("PULAU_DATABASE_URL dan PULAU_MIGRATION_DATABASE_URL harus satu basis data dengan dua peran.")
        raise CommandError(words)
    return Roles(application["NAME"], owner["USER"], application["USER"])


def _execute(url: str, roles: Roles, passwords: dict[str, str]) -> bool:
    with psycopg.connect(url, autocommit=True) as server:
        new = prepare(server, roles, passwords)
    parts = urlsplit(url)
    with psycopg.connect(urlunsplit(parts._replace(path=f"/{quote(roles.database)}")), autocommit=True) as server:
        for statement in inside(roles):
            server.execute(statement)
    return new
