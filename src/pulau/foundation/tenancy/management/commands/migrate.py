"""Django's `migrate`, as the owner of the tables, with the second wall built at its end."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

from pulau.foundation.tenancy.building import lower_wall, raise_wall

_OWNERS = ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")


class Command(Migrate):
    """On PostgreSQL: become the owner, let the migrations reach every row, build the wall anew."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Migrate. What fails in the middle leaves the application behind its wall, and the owner outside it."""
        connection = connections[options["database"]]
        if connection.vendor != "postgresql":
            super().handle(*args, **options)
            return
        owner, application = settings.OWNER_DATABASE, ""
        if owner and owner["USER"] != connection.settings_dict["USER"]:
            application = connection.settings_dict["USER"]
            connection.close()
            connection.settings_dict.update({name: owner[name] for name in _OWNERS})
        lower_wall(connection)
        super().handle(*args, **options)
        raise_wall(connection, application)
