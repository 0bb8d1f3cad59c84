"""`make matrix`: the matrix alone, on a database of its own; prints its one line, and each leak on a line before it."""

from __future__ import annotations

import argparse
import logging
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pulau.config.settings.test")

import django
from django.db import connection, transaction
from django.test.utils import setup_test_environment


def main() -> int:
    """Walk it: every request with `--full`, else as many as `make test` sends. Returns 1 where something leaks."""
    parser = argparse.ArgumentParser(prog="make matrix")
    parser.add_argument("--full", action="store_true")
    full = parser.parse_args().full
    django.setup()
    # They read the settings, which stand only now.
    from tests.house import build_house  # noqa: PLC0415
    from tests.walls import matrix  # noqa: PLC0415 - the same
    from tests.walls.application import answer_as_the_application, let_in_the_application  # noqa: PLC0415 - the same
    from tests.walls.furnished import furnish  # noqa: PLC0415 - the same

    logging.disable(logging.CRITICAL)  # thousands of refusals, each with its trace
    setup_test_environment()
    answer_as_the_application()
    name = connection.creation.create_test_db(verbosity=0)
    try:
        if connection.vendor == "postgresql":
            let_in_the_application(connection)
        with transaction.atomic():
            made = furnish(build_house())
            found = matrix.walk(
                made, every=1 if full else matrix.SAMPLE, methods=matrix.ALL if full else matrix.METHODS
            )
            transaction.set_rollback(True)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    print("\n".join([*found.leaks, str(found)]))  # noqa: T201 - it is what the command is for
    return 1 if found.leaks else 0


if __name__ == "__main__":
    sys.exit(main())
