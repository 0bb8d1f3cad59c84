"""Make the bare view's table: `python -m benchmarks.web.table` in an installation that was migrated."""

from __future__ import annotations

import django
from django.db import connection


def main() -> None:
    """Make it."""
    from benchmarks.web.models import BareRow  # noqa: PLC0415 - needs Django ready

    with connection.schema_editor() as editor:
        editor.create_model(BareRow)


if __name__ == "__main__":
    django.setup()
    main()
